/* cantrip-connection-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connection-dialog.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "connections/cantrip-connection-edits.h"
#include "connections/cantrip-connection-form.h"
#include "connections/cantrip-connection-test.h"
#include "provider/cantrip-dialect.h"

struct _CantripConnectionDialog
{
  AdwWindow parent_instance;

  GtkWidget             *back;
  GtkWidget             *add;
  AdwToastOverlay       *toasts;
  GtkStack              *stack;
  GtkEditable           *search;
  GtkListBox            *presets;
  CantripConnectionForm *form;
  CantripConnectionTest *test;

  GtkWidget    *from;        /* (weak): says what was added */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripConnectionDialog, cantrip_connection_dialog, ADW_TYPE_WINDOW)

/* (transfer full): what a new connection of @dialect begins with; %NULL: the sample models */
static CantripConnection *
make_connection (const CantripDialect *dialect)
{
  CantripConnection *connection = g_new0 (CantripConnection, 1);
  const char        *name = dialect != NULL ? cantrip_dialect_get_name (dialect) : "sample";

  connection->protocol = g_strdup (dialect != NULL ? "openai" : "sample");
  connection->base_url = g_strdup (dialect != NULL ? cantrip_dialect_get_base_url (dialect) : "");
  connection->timeout_s = CANTRIP_CONNECTION_TIMEOUT_S;
  if (dialect == NULL)
    connection->name = g_strdup (_ ("Sample models"));
  else if (g_str_equal (name, "generic"))
    connection->name = g_strdup ("");
  else
    {
      connection->name = g_strdup (cantrip_dialect_get_title (dialect));
      connection->dialect = g_strdup (name);
    }

  return connection;
}

static void
show_form (CantripConnectionDialog *self, gboolean shown)
{
  gtk_stack_set_visible_child_name (self->stack, shown ? "form" : "presets");
  gtk_widget_set_visible (self->back, shown);
  gtk_widget_set_visible (self->add, shown);
  gtk_window_set_default_widget (GTK_WINDOW (self), shown ? self->add : NULL);
  if (shown)
    gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
back_cb (CantripConnectionDialog *self)
{
  show_form (self, FALSE);
}

static void
preset_cb (CantripConnectionDialog *self, GtkListBoxRow *row)
{
  const CantripDialect *dialect = g_object_get_data (G_OBJECT (row), "dialect");
  g_autoptr (CantripConnection) connection = make_connection (dialect);

  cantrip_connection_dialog_set_connection (self, connection);
}

static gboolean
matches_cb (GtkListBoxRow *row, gpointer user_data)
{
  CantripConnectionDialog *self = user_data;
  const char              *text = gtk_editable_get_text (self->search);
  const char              *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  return text[0] == '\0' || g_str_match_string (text, title, TRUE);
}

static void
search_changed_cb (CantripConnectionDialog *self)
{
  gtk_list_box_invalidate_filter (self->presets);
}

/* Enter takes the first one that is left. */
static void
search_activate_cb (CantripConnectionDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->presets, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        preset_cb (self, row);
        return;
      }
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnection) connection =
      cantrip_connection_form_save_finish (CANTRIP_CONNECTION_FORM (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_sensitive (self->add, TRUE);
  if (connection == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
      return;
    }

  if (self->from != NULL)
    cantrip_connection_add (self->from, connection);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_cb (CantripConnectionDialog *self)
{
  gtk_widget_set_sensitive (self->add, FALSE);
  cantrip_connection_form_save_async (self->form, self->cancellable, saved_cb, g_object_ref (self));
}

static void
cantrip_connection_dialog_dispose (GObject *object)
{
  CantripConnectionDialog *self = CANTRIP_CONNECTION_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->from);
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_CONNECTION_DIALOG);

  G_OBJECT_CLASS (cantrip_connection_dialog_parent_class)->dispose (object);
}

static void
cantrip_connection_dialog_finalize (GObject *object)
{
  g_clear_object (&CANTRIP_CONNECTION_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (cantrip_connection_dialog_parent_class)->finalize (object);
}

static void
cantrip_connection_dialog_class_init (CantripConnectionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_connection_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_connection_dialog_finalize;

  g_type_ensure (CANTRIP_TYPE_CONNECTION_FORM);
  g_type_ensure (CANTRIP_TYPE_CONNECTION_TEST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-connection-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionDialog, back);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionDialog, add);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionDialog, search);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionDialog, presets);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionDialog, form);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionDialog, test);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, preset_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

/* @dialect: (nullable): %NULL: the sample models */
static GtkWidget *
preset_row_new (const CantripDialect *dialect)
{
  GtkWidget  *row = adw_action_row_new ();
  const char *title = dialect != NULL ? cantrip_dialect_get_title (dialect) : _ ("Sample models");
  const char *url = dialect != NULL ? cantrip_dialect_get_base_url (dialect) : "";
  const char *details = url;
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (dialect == NULL)
    details = _ ("Built in, no account needed; no language models");
  else if (uri == NULL)
    details = _ ("Any server that OpenAI’s clients can use");
  else if (cantrip_network_is_loopback (g_uri_get_host (uri)))
    details = _ ("On this computer");
  else
    details = g_uri_get_host (uri);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "dialect", (gpointer) dialect);

  return row;
}

static void
cantrip_connection_dialog_init (CantripConnectionDialog *self)
{
  g_autoptr (GPtrArray) dialects = cantrip_dialect_list (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; dialects != NULL && i < dialects->len; i++)
    gtk_list_box_append (self->presets, preset_row_new (g_ptr_array_index (dialects, i)));
  gtk_list_box_append (self->presets, preset_row_new (NULL));
  gtk_list_box_set_filter_func (self->presets, matches_cb, self, NULL);
}

CantripConnectionDialog *
cantrip_connection_dialog_new (GtkWidget *from, CantripWorkspace *workspace)
{
  CantripConnectionDialog *self;
  GtkRoot                 *root = gtk_widget_get_root (from);

  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (CANTRIP_TYPE_CONNECTION_DIALOG, NULL);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_set_weak_pointer (&self->from, from);
  cantrip_connection_test_set_form (self->test,
                                    self->form,
                                    cantrip_workspace_get_catalog (workspace),
                                    cantrip_workspace_get_network (workspace));

  return self;
}

void
cantrip_connection_dialog_set_connection (CantripConnectionDialog *self,
                                          const CantripConnection *connection)
{
  g_return_if_fail (CANTRIP_IS_CONNECTION_DIALOG (self));
  g_return_if_fail (connection != NULL && connection->id == 0);

  cantrip_connection_form_set_connection (self->form, connection);
  show_form (self, TRUE);
}
