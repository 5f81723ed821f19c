/* cantrip-local-servers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-local-servers.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

struct _CantripLocalServers
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;

  GPtrArray      *rows;    /* (owned) (element-type GtkWidget, borrowed from the group) */
  GPtrArray      *servers; /* (owned) (nullable) (element-type CantripLocalServer) */
  CantripNetwork *network; /* (owned) (nullable) */
  guint          *ports;   /* (owned) (nullable) */
  char          **known;   /* (owned) (nullable) */
  GCancellable   *looking; /* (owned) (nullable) */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripLocalServers, cantrip_local_servers, ADW_TYPE_BIN)

static void
use_cb (GtkWidget *button, CantripLocalServers *self)
{
  const CantripLocalServer *server = g_object_get_data (G_OBJECT (button), "server");
  g_autoptr (CantripConnection) connection = cantrip_local_server_make_connection (server);

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, connection, server->needs_key);
}

static char *
describe (const CantripLocalServer *server)
{
  g_autofree char *models =
      g_strdup_printf (ngettext ("%u model", "%u models", server->n_models), server->n_models);

  return g_strconcat (server->base_url,
                      " · ",
                      server->needs_key ? _ ("needs a key") : models,
                      NULL);
}

/* @server outlives the row: the rows go when other servers come. */
static GtkWidget *
row_new (CantripLocalServers *self, CantripLocalServer *server)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_with_mnemonic (_ ("_Connect"));
  g_autofree char *details = describe (server);
  g_autofree char *escaped = g_markup_escape_text (details, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), server->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "server", server);
  g_signal_connect (button, "clicked", G_CALLBACK (use_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);

  return row;
}

/* Whether both addresses are of the same port of this computer, whatever they call it. */
static gboolean
is_same_server (const char *a, const char *b)
{
  g_autoptr (GUri) uri_a = g_uri_parse (a, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) uri_b = g_uri_parse (b, SOUP_HTTP_URI_FLAGS, NULL);

  return uri_a != NULL && uri_b != NULL && g_uri_get_port (uri_a) == g_uri_get_port (uri_b) &&
         cantrip_network_is_loopback (g_uri_get_host (uri_a)) &&
         cantrip_network_is_loopback (g_uri_get_host (uri_b));
}

static gboolean
is_known (CantripLocalServers *self, const CantripLocalServer *server)
{
  for (char **known = self->known; known != NULL && *known != NULL; known++)
    if (is_same_server (*known, server->base_url))
      return TRUE;

  return FALSE;
}

static void
show_servers (CantripLocalServers *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; self->servers != NULL && i < self->servers->len; i++)
    {
      CantripLocalServer *server = g_ptr_array_index (self->servers, i);
      GtkWidget          *row;

      if (is_known (self, server))
        continue;
      row = row_new (self, server);
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
found_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripLocalServers) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) servers = cantrip_local_server_find_finish (result, &error);
  g_autoptr (GPtrArray) old = NULL;

  if (servers == NULL) /* cancelled, or the program lacks its data, which is said elsewhere */
    return;

  old = g_steal_pointer (&self->servers); /* until its rows are gone */
  self->servers = g_steal_pointer (&servers);
  show_servers (self);
}

static void
look (CantripLocalServers *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  if (self->network == NULL)
    self->network = cantrip_network_new ();
  cantrip_local_server_find_async (self->ports,
                                   self->network,
                                   self->looking,
                                   found_cb,
                                   g_object_ref (self));
}

/* Not mapped itself while it is invisible: what it stands in tells when it is shown. */
static void
parent_mapped_cb (CantripLocalServers *self)
{
  look (self);
}

static void
cantrip_local_servers_root (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  GTK_WIDGET_CLASS (cantrip_local_servers_parent_class)->root (widget);
  g_signal_connect_object (parent, "map", G_CALLBACK (parent_mapped_cb), widget, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (parent))
    look (CANTRIP_LOCAL_SERVERS (widget));
}

static void
cantrip_local_servers_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_parent (widget), parent_mapped_cb, widget);
  g_cancellable_cancel (CANTRIP_LOCAL_SERVERS (widget)->looking);

  GTK_WIDGET_CLASS (cantrip_local_servers_parent_class)->unroot (widget);
}

static void
cantrip_local_servers_dispose (GObject *object)
{
  g_cancellable_cancel (CANTRIP_LOCAL_SERVERS (object)->looking);
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_LOCAL_SERVERS);

  G_OBJECT_CLASS (cantrip_local_servers_parent_class)->dispose (object);
}

static void
cantrip_local_servers_finalize (GObject *object)
{
  CantripLocalServers *self = CANTRIP_LOCAL_SERVERS (object);

  g_clear_object (&self->looking);
  g_clear_object (&self->network);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_clear_pointer (&self->ports, g_free);
  g_clear_pointer (&self->known, g_strfreev);

  G_OBJECT_CLASS (cantrip_local_servers_parent_class)->finalize (object);
}

static void
cantrip_local_servers_class_init (CantripLocalServersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_local_servers_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_local_servers_finalize;
  widget_class->root = cantrip_local_servers_root;
  widget_class->unroot = cantrip_local_servers_unroot;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_POINTER,
                                         G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-local-servers.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripLocalServers, group);
}

static void
cantrip_local_servers_init (CantripLocalServers *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cantrip_local_servers_set_network (CantripLocalServers *self, CantripNetwork *network)
{
  g_return_if_fail (CANTRIP_IS_LOCAL_SERVERS (self));

  g_set_object (&self->network, network);
}

void
cantrip_local_servers_set_ports (CantripLocalServers *self, const guint *ports)
{
  gsize n = 0;

  g_return_if_fail (CANTRIP_IS_LOCAL_SERVERS (self));
  g_return_if_fail (ports != NULL);

  while (ports[n] != 0)
    n++;
  g_free (self->ports);
  self->ports = g_memdup2 (ports, (n + 1) * sizeof *ports);
}

void
cantrip_local_servers_set_known (CantripLocalServers *self, const char *const *base_urls)
{
  g_return_if_fail (CANTRIP_IS_LOCAL_SERVERS (self));

  g_strfreev (self->known);
  self->known = g_strdupv ((char **) base_urls);
  show_servers (self);
}
