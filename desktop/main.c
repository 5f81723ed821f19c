/* main.c
 *
 * cantrip-desktop: the window in which analysts try prompts on their rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "application/cantrip-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (CantripApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = cantrip_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
