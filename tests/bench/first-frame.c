/* first-frame.c
 *
 * Starts a program and tells after how many milliseconds its window shows something; then ends
 * it. For any program under X11: what is looked at is the middle of the first large window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>

#define DEADLINE_US (20 * G_USEC_PER_SEC)
#define LOOK_EVERY_US 2000
#define LARGE_PIXELS 200
#define PROBE_PIXELS 64

/* Windows come and go while we look. */
static int
ignore_error (Display *display G_GNUC_UNUSED, XErrorEvent *event G_GNUC_UNUSED)
{
  return 0;
}

static gboolean
shows_something (Display *display, Window window)
{
  XWindowAttributes attributes;
  XImage           *image;
  gboolean          found = FALSE;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.map_state != IsViewable ||
      attributes.width < LARGE_PIXELS || attributes.height < LARGE_PIXELS)
    return FALSE;

  image = XGetImage (display,
                     window,
                     (attributes.width - PROBE_PIXELS) / 2,
                     (attributes.height - PROBE_PIXELS) / 2,
                     PROBE_PIXELS,
                     PROBE_PIXELS,
                     AllPlanes,
                     ZPixmap);
  if (image == NULL)
    return FALSE;

  for (int i = 0; i < PROBE_PIXELS && !found; i++)
    found = (XGetPixel (image, i, i) & 0xffffff) != 0; /* unpainted is black */
  XDestroyImage (image);

  return found;
}

static gboolean
any_shows_something (Display *display)
{
  Window       root;
  Window       parent;
  Window      *windows = NULL;
  unsigned int n_windows = 0;
  gboolean     found = FALSE;

  if (!XQueryTree (display, DefaultRootWindow (display), &root, &parent, &windows, &n_windows))
    return FALSE;

  for (unsigned int i = 0; i < n_windows && !found; i++)
    found = shows_something (display, windows[i]);
  XFree (windows);

  return found;
}

int
main (int argc, char *argv[])
{
  Display *display = XOpenDisplay (NULL);
  gint64   begin_us;
  gint64   took_us;
  pid_t    child;

  if (argc < 2 || display == NULL)
    {
      g_printerr ("Use: first-frame PROGRAM …, with a display\n");
      return 2;
    }

  XSetErrorHandler (ignore_error);
  begin_us = g_get_monotonic_time ();
  child = fork ();
  if (child == 0)
    {
      execvp (argv[1], argv + 1);
      _exit (127);
    }

  do
    {
      g_usleep (LOOK_EVERY_US);
      took_us = g_get_monotonic_time () - begin_us;
    }
  while (!any_shows_something (display) && took_us < DEADLINE_US);

  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  XCloseDisplay (display);
  if (took_us >= DEADLINE_US)
    {
      g_printerr ("%s showed nothing\n", argv[1]);
      return 1;
    }

  g_print ("%.1f\n", took_us / 1000.0);

  return 0;
}
