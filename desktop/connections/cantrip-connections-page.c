/* cantrip-connections-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connections-page.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "base/cantrip-id.h"
#include "connections/cantrip-connection-dialog.h"
#include "connections/cantrip-connection-edits.h"
#include "provider/cantrip-key-reference.h"

struct _CantripConnectionsPage
{
  CantripPage parent_instance;

  GtkWidget           *add;
  GtkWidget           *add_first;
  GtkWidget           *empty;
  GtkWidget           *group;
  GtkListBox          *list;
  CantripLocalServers *servers;
};

G_DEFINE_FINAL_TYPE (CantripConnectionsPage, cantrip_connections_page, CANTRIP_TYPE_PAGE)

/* A connection, and what keeps it from being asked. */
typedef struct
{
  CantripConnection *connection; /* (owned) */
  char              *problem;    /* (owned) (nullable): with its key */
} State;

static void
state_free (State *state)
{
  cantrip_connection_free (state->connection);
  g_free (state->problem);
  g_free (state);
}

static State *
state_new (const CantripConnection *connection)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  state->connection = cantrip_connection_copy (connection);
  if (connection->key_reference != NULL)
    key = cantrip_key_reference_read (connection->key_reference, &error);
  if (error != NULL)
    state->problem = g_strdup (error->message);

  return state;
}

/* Looks for the keys as well, which may take a moment: a key ring is another program. */
static gpointer
list_states (CantripSession *session,
             gpointer        data G_GNUC_UNUSED,
             GCancellable   *cancellable G_GNUC_UNUSED,
             GError        **error)
{
  g_autoptr (GPtrArray) connections =
      cantrip_connection_repository_list (session->connections, error);
  GPtrArray *states;

  if (connections == NULL)
    return NULL;

  states = g_ptr_array_new_with_free_func ((GDestroyNotify) state_free);
  for (guint i = 0; i < connections->len; i++)
    g_ptr_array_add (states, state_new (g_ptr_array_index (connections, i)));

  return states;
}

static const CantripWork LIST_STATES = {
  .lane = CANTRIP_LANE_SCAN,
  .run = list_states,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

/* Why nothing would be sent, or where it would be sent to. */
static const char *
describe (const State *state, const char *host, gboolean offline, gboolean *ret_is_ready)
{
  *ret_is_ready = FALSE;
  if (state->problem != NULL)
    return state->problem;
  if (host != NULL && offline && !cantrip_network_is_loopback (host))
    return _ ("Not asked while the workspace is offline");

  *ret_is_ready = TRUE;
  if (host == NULL)
    return _ ("Built in, no account needed");

  return state->connection->base_url;
}

static GtkWidget *
row_new (const State *state, gboolean offline)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *place = cantrip_id_to_text (state->connection->id);
  g_autoptr (GUri) uri = g_uri_parse (state->connection->base_url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *details = NULL;
  gboolean         is_ready;
  GtkWidget       *icon;

  details = g_markup_escape_text (describe (state,
                                            uri != NULL ? g_uri_get_host (uri) : NULL,
                                            offline,
                                            &is_ready),
                                  -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), state->connection->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               is_ready && uri != NULL ? state->connection->base_url : details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  icon = gtk_image_new_from_icon_name (is_ready ? "network-server-symbolic"
                                                : "dialog-warning-symbolic");
  gtk_widget_set_tooltip_text (icon, is_ready ? _ ("Ready to be asked") : _ ("Cannot be asked"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "id", g_steal_pointer (&place), g_free);

  return row;
}

static void
show_states (CantripConnectionsPage *self, GPtrArray *states)
{
  CantripWorkspace *workspace = cantrip_page_get_workspace (CANTRIP_PAGE (self));
  gboolean offline = cantrip_network_is_offline (cantrip_workspace_get_network (workspace));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) urls = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < states->len; i++)
    {
      const State *state = g_ptr_array_index (states, i);

      gtk_list_box_append (self->list, row_new (state, offline));
      g_strv_builder_add (builder, state->connection->base_url);
    }
  gtk_widget_set_visible (self->group, states->len > 0);
  gtk_widget_set_visible (self->empty, states->len == 0);

  urls = g_strv_builder_end (builder);
  cantrip_local_servers_set_known (self->servers, (const char *const *) urls);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (states != NULL &&
      !g_cancellable_is_cancelled (cantrip_page_get_cancellable (CANTRIP_PAGE (self))))
    show_states (self, states);
  else
    cantrip_shell_report (GTK_WIDGET (self), error);
}

static void
cantrip_connections_page_reload (CantripPage *page)
{
  cantrip_workspace_run_async (cantrip_page_get_workspace (page),
                               &LIST_STATES,
                               NULL,
                               cantrip_page_get_cancellable (page),
                               listed_cb,
                               g_object_ref (page));
}

static void
row_cb (CantripConnectionsPage *self, GtkListBoxRow *row)
{
  g_autofree char *place =
      g_strconcat ("connection/", g_object_get_data (G_OBJECT (row), "id"), NULL);

  cantrip_shell_show_place (GTK_WIDGET (self), place);
}

static void
add_cb (CantripConnectionsPage *self)
{
  CantripWorkspace *workspace = cantrip_page_get_workspace (CANTRIP_PAGE (self));

  gtk_window_present (GTK_WINDOW (cantrip_connection_dialog_new (GTK_WIDGET (self), workspace)));
}

static void
network_cb (CantripConnectionsPage *self)
{
  cantrip_shell_show_place (GTK_WIDGET (self), "network");
}

/* One click is enough, unless the server wants a key. */
static void
server_chosen_cb (CantripConnectionsPage  *self,
                  const CantripConnection *connection,
                  gboolean                 needs_key)
{
  CantripConnectionDialog *dialog;

  if (!needs_key)
    {
      cantrip_connection_add (GTK_WIDGET (self), connection);
      return;
    }

  dialog = cantrip_connection_dialog_new (GTK_WIDGET (self),
                                          cantrip_page_get_workspace (CANTRIP_PAGE (self)));
  cantrip_connection_dialog_set_connection (dialog, connection);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
cantrip_connections_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_CONNECTIONS_PAGE);

  G_OBJECT_CLASS (cantrip_connections_page_parent_class)->dispose (object);
}

static void
cantrip_connections_page_class_init (CantripConnectionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_connections_page_dispose;
  CANTRIP_PAGE_CLASS (klass)->reload = cantrip_connections_page_reload;

  g_type_ensure (CANTRIP_TYPE_LOCAL_SERVERS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-connections-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionsPage, add);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionsPage, add_first);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionsPage, group);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionsPage, servers);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, network_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_chosen_cb);
}

static void
cantrip_connections_page_init (CantripConnectionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CantripPage *
cantrip_connections_page_new (CantripWorkspace *workspace, const char *argument G_GNUC_UNUSED)
{
  CantripConnectionsPage *self =
      g_object_new (CANTRIP_TYPE_CONNECTIONS_PAGE, "workspace", workspace, NULL);
  gboolean editable = !cantrip_workspace_get_read_only (workspace);

  cantrip_local_servers_set_network (self->servers, cantrip_workspace_get_network (workspace));
  gtk_widget_set_sensitive (self->add, editable);
  gtk_widget_set_sensitive (self->add_first, editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->servers), editable);

  return CANTRIP_PAGE (self);
}
