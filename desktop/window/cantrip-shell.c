/* cantrip-shell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-shell.h"

G_DEFINE_INTERFACE (CantripShell, cantrip_shell, GTK_TYPE_WIDGET)

static void
cantrip_shell_default_init (CantripShellInterface *iface G_GNUC_UNUSED)
{
}

static CantripShell *
find_shell (GtkWidget *from)
{
  return (CantripShell *) gtk_widget_get_ancestor (from, CANTRIP_TYPE_SHELL);
}

CantripWorkspace *
cantrip_shell_get_workspace (GtkWidget *from)
{
  CantripShell *shell = find_shell (from);

  return shell != NULL ? CANTRIP_SHELL_GET_IFACE (shell)->get_workspace (shell) : NULL;
}

/* A sentence may be long: it wraps instead of ending in dots. */
static AdwToast *
toast_new (const char *sentence)
{
  AdwToast  *toast = adw_toast_new (sentence);
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  adw_toast_set_custom_title (toast, label);

  return toast;
}

void
cantrip_shell_add_toast (GtkWidget *from, AdwToast *toast)
{
  CantripShell *shell = find_shell (from);

  if (shell != NULL)
    CANTRIP_SHELL_GET_IFACE (shell)->add_toast (shell, toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

void
cantrip_shell_say (GtkWidget *from, const char *sentence)
{
  cantrip_shell_add_toast (from, toast_new (sentence));
}

void
cantrip_shell_report (GtkWidget *from, const GError *error)
{
  AdwToast *toast;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  toast = toast_new (error->message);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 10);
  cantrip_shell_add_toast (from, toast);
}

void
cantrip_shell_show_place (GtkWidget *from, const char *place)
{
  CantripShell *shell = find_shell (from);

  if (shell != NULL)
    CANTRIP_SHELL_GET_IFACE (shell)->show_place (shell, place);
}

typedef struct
{
  GtkWidget *from;  /* (owned) */
  char      *label; /* (owned) */
} Edit;

static void
edited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Edit *edit = user_data;
  g_autoptr (GError) error = NULL;
  guint64 serial;

  if (cantrip_history_perform_finish (CANTRIP_HISTORY (object), result, &serial, &error))
    {
      AdwToast *toast = toast_new (edit->label);

      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo-edit");
      adw_toast_set_action_target_value (toast, g_variant_new_uint64 (serial));
      cantrip_shell_add_toast (edit->from, toast);
    }
  else
    cantrip_shell_report (edit->from, error);

  g_object_unref (edit->from);
  g_free (edit->label);
  g_free (edit);
}

void
cantrip_shell_edit (GtkWidget *from, const CantripEdit *edit, gpointer data, const char *label)
{
  CantripWorkspace *workspace = cantrip_shell_get_workspace (from);
  Edit             *waiting;

  if (workspace == NULL)
    {
      if (edit->free_data != NULL)
        edit->free_data (data);
      return;
    }

  waiting = g_new0 (Edit, 1);
  /* The page may be gone when it is done; the shell is what shows the toast. */
  waiting->from = g_object_ref (GTK_WIDGET (find_shell (from)));
  waiting->label = g_strdup (label);
  cantrip_history_perform_async (cantrip_workspace_get_history (workspace),
                                 edit,
                                 data,
                                 label,
                                 edited_cb,
                                 waiting);
}
