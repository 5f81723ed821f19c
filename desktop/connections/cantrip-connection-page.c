/* cantrip-connection-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connection-page.h"

#include "base/cantrip-id.h"
#include "connections/cantrip-connection-edits.h"
#include "connections/cantrip-connection-form.h"
#include "connections/cantrip-connection-models.h"
#include "connections/cantrip-connection-test.h"

struct _CantripConnectionPage
{
  CantripPage parent_instance;

  AdwViewSwitcherTitle    *switcher;
  GtkWidget               *save;
  GtkWidget               *remove;
  CantripConnectionForm   *form;
  CantripConnectionTest   *test;
  CantripConnectionModels *models;

  gint64             id;
  CantripConnection *connection; /* (owned) (nullable): as it is stored */
};

G_DEFINE_FINAL_TYPE (CantripConnectionPage, cantrip_connection_page, CANTRIP_TYPE_PAGE)

static gpointer
find (CantripSession *session,
      gpointer        data,
      GCancellable   *cancellable G_GNUC_UNUSED,
      GError        **error)
{
  return cantrip_connection_repository_find_by_id (session->connections, *(gint64 *) data, error);
}

static const CantripWork FIND = {
  .lane = CANTRIP_LANE_READ,
  .run = find,
  .free_data = g_free,
  .free_result = (GDestroyNotify) cantrip_connection_free,
};

static gboolean
is_same (const CantripConnection *a, const CantripConnection *b)
{
  g_autoptr (JsonObject) object_a = NULL;
  g_autoptr (JsonObject) object_b = NULL;

  if (a == NULL || b == NULL || a->archived_at_us != b->archived_at_us)
    return FALSE;

  object_a = cantrip_connection_to_json (a);
  object_b = cantrip_connection_to_json (b);

  return json_object_equal (object_a, object_b);
}

static void
show_connection (CantripConnectionPage *self)
{
  CantripWorkspace *workspace = cantrip_page_get_workspace (CANTRIP_PAGE (self));
  CantripCatalog   *catalog = cantrip_workspace_get_catalog (workspace);
  CantripNetwork   *network = cantrip_workspace_get_network (workspace);
  gboolean          editable = !cantrip_workspace_get_read_only (workspace);

  cantrip_page_set_title (CANTRIP_PAGE (self), self->connection->name);
  adw_view_switcher_title_set_title (self->switcher, self->connection->name);
  cantrip_connection_form_set_connection (self->form, self->connection);
  cantrip_connection_test_set_form (self->test, self->form, catalog, network);
  cantrip_connection_models_set_connection (self->models, self->connection, catalog, network);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), editable);
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_visible (self->remove, editable && self->connection->archived_at_us == 0);
}

/* What somebody has typed stays, unless the connection itself has changed. */
static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnection) found =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (found == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }
  if (is_same (found, self->connection))
    return;

  cantrip_connection_free (self->connection);
  self->connection = g_steal_pointer (&found);
  show_connection (self);
}

static void
cantrip_connection_page_reload (CantripPage *page)
{
  CantripConnectionPage *self = CANTRIP_CONNECTION_PAGE (page);

  cantrip_workspace_run_async (cantrip_page_get_workspace (page),
                               &FIND,
                               g_memdup2 (&self->id, sizeof self->id),
                               cantrip_page_get_cancellable (page),
                               found_cb,
                               g_object_ref (self));
}

static void
form_changed_cb (CantripConnectionPage *self)
{
  gtk_widget_set_sensitive (self->save, TRUE);
}

static void
up_cb (CantripConnectionPage *self)
{
  cantrip_shell_show_place (GTK_WIDGET (self), "connections");
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnection) connection =
      cantrip_connection_form_save_finish (CANTRIP_CONNECTION_FORM (object), result, &error);

  if (connection != NULL)
    {
      /* So that undoing it is a change to be shown. */
      cantrip_connection_free (self->connection);
      self->connection = cantrip_connection_copy (connection);
      cantrip_connection_change (GTK_WIDGET (self), connection);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_widget_set_sensitive (self->save, TRUE);
      cantrip_shell_report (GTK_WIDGET (self), error);
    }
}

static void
save_cb (CantripConnectionPage *self)
{
  gtk_widget_set_sensitive (self->save, FALSE);
  cantrip_connection_form_save_async (self->form,
                                      cantrip_page_get_cancellable (CANTRIP_PAGE (self)),
                                      saved_cb,
                                      g_object_ref (self));
}

static void
remove_cb (CantripConnectionPage *self)
{
  if (self->connection == NULL)
    return;

  cantrip_connection_remove (GTK_WIDGET (self), self->connection);
  cantrip_shell_show_place (GTK_WIDGET (self), "connections");
}

static void
cantrip_connection_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_CONNECTION_PAGE);

  G_OBJECT_CLASS (cantrip_connection_page_parent_class)->dispose (object);
}

static void
cantrip_connection_page_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_CONNECTION_PAGE (object)->connection, cantrip_connection_free);

  G_OBJECT_CLASS (cantrip_connection_page_parent_class)->finalize (object);
}

static void
cantrip_connection_page_class_init (CantripConnectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_connection_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_connection_page_finalize;
  CANTRIP_PAGE_CLASS (klass)->reload = cantrip_connection_page_reload;

  g_type_ensure (CANTRIP_TYPE_CONNECTION_FORM);
  g_type_ensure (CANTRIP_TYPE_CONNECTION_TEST);
  g_type_ensure (CANTRIP_TYPE_CONNECTION_MODELS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-connection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionPage, save);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionPage, remove);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionPage, form);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionPage, test);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionPage, models);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
cantrip_connection_page_init (CantripConnectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CantripPage *
cantrip_connection_page_new (CantripWorkspace *workspace, const char *argument)
{
  CantripConnectionPage *self =
      g_object_new (CANTRIP_TYPE_CONNECTION_PAGE, "workspace", workspace, NULL);

  self->id = cantrip_id_from_text (argument);

  return CANTRIP_PAGE (self);
}
