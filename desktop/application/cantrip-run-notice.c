/* cantrip-run-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "application/cantrip-run-notice.h"

#include "application/cantrip-application.h"
#include "application/cantrip-run-words.h"

/* Without a bus there is no desktop to tell, and GLib would complain. */
static gboolean
has_desktop (GApplication *application)
{
  return CANTRIP_IS_APPLICATION (application) &&
         g_application_get_dbus_connection (application) != NULL;
}

static gboolean
is_looked_at (GtkApplication *application)
{
  GtkWindow *active = gtk_application_get_active_window (application);

  return active != NULL && gtk_window_is_active (active);
}

static gboolean
was_stopped (CantripActiveRun *run)
{
  const CantripRunResult *result = cantrip_active_run_get_result (run);

  return result != NULL ? result->end == CANTRIP_RUN_CANCELLED
                        : g_error_matches (cantrip_active_run_get_error (run),
                                           G_IO_ERROR,
                                           G_IO_ERROR_CANCELLED);
}

static gboolean
is_complete (CantripActiveRun *run)
{
  const CantripRunResult *result = cantrip_active_run_get_result (run);

  return result != NULL && result->end == CANTRIP_RUN_COMPLETE;
}

void
cantrip_run_notice_send (CantripActiveRun *run, const char *workspace_path)
{
  GApplication     *application = g_application_get_default ();
  const CantripApp *app = cantrip_active_run_get_app (run);
  g_autoptr (GNotification) notice = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  g_autofree char *place = NULL;

  if (!has_desktop (application) || is_looked_at (GTK_APPLICATION (application)) ||
      was_stopped (run))
    return;

  title = is_complete (run) ? g_strdup_printf (_ ("“%s” Is Complete"), app->name)
                            : g_strdup_printf (_ ("“%s” Has Stopped"), app->name);
  body = cantrip_active_run_dup_end_words (run);
  place = g_strdup_printf ("app/%s/build", app->slug);
  notice = g_notification_new (title);
  g_notification_set_body (notice, body);
  g_notification_set_default_action_and_target (notice,
                                                "app.show-place",
                                                "(ss)",
                                                workspace_path,
                                                place);
  g_application_send_notification (application, place, notice);
}
