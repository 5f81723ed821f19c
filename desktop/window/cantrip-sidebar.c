/* cantrip-sidebar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-sidebar"

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-sidebar.h"

#include "bridge/cantrip-bridge-process.h"
#include "window/cantrip-app-item.h"
#include "window/cantrip-places.h"
#include "window/cantrip-sidebar-row.h"

struct _CantripSidebar
{
  AdwBin parent_instance;

  AdwHeaderBar   *header;
  AdwWindowTitle *title;
  GtkSearchEntry *search;
  GtkListBox     *apps;
  GtkLabel       *placeholder;
  GtkListBox     *places;

  CantripWorkspace  *workspace;   /* (owned) (nullable) */
  GCancellable      *cancellable; /* (owned) (nullable), of the reading */
  CantripSidebarRow *bridge_row;  /* (borrowed from places) */
  GListStore        *items;       /* (owned) (element-type CantripAppItem) */
  GtkStringFilter   *filter;      /* (owned), by the search */
  char              *place;       /* (owned) (nullable) */
  gboolean           folded;
};

enum
{
  PROP_FOLDED = 1,
  N_PROPERTIES,
};

enum
{
  SIGNAL_PLACE_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripSidebar, cantrip_sidebar, ADW_TYPE_BIN)

/* One line per place that all apps share. */
static const struct
{
  const char *place;
  const char *icon_name;
  const char *title;
} PLACES[] = {
  { "data", "x-office-spreadsheet-symbolic", N_ ("Data") },
  { "connections", "network-server-symbolic", N_ ("Connections") },
  { "bridge", "network-transmit-receive-symbolic", N_ ("Bridge") },
};

static void
select_place (CantripSidebar *self, GtkListBox *list)
{
  g_autofree char *name = self->place != NULL ? cantrip_place_dup_page_name (self->place) : NULL;

  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, i);

      if (row == NULL)
        break;
      if (name != NULL &&
          g_str_equal (cantrip_sidebar_row_get_place (CANTRIP_SIDEBAR_ROW (row)), name))
        {
          gtk_list_box_select_row (list, row);
          return;
        }
    }

  gtk_list_box_unselect_all (list);
}

static GMenuModel *
app_menu_new (CantripAppItem *item)
{
  GMenu *menu = g_menu_new ();
  const struct
  {
    const char *label;
    const char *action;
  } ENTRIES[] = {
    { _ ("_Rename…"), "win.rename-app" },
    { _ ("_Archive"), "win.archive-app" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ENTRIES); i++)
    {
      g_autoptr (GMenuItem) entry = g_menu_item_new (ENTRIES[i].label, NULL);

      g_menu_item_set_action_and_target (entry,
                                         ENTRIES[i].action,
                                         "s",
                                         cantrip_app_item_get_slug (item));
      g_menu_append_item (menu, entry);
    }

  return G_MENU_MODEL (menu);
}

static GtkWidget *
create_app_row (gpointer object, gpointer user_data G_GNUC_UNUSED)
{
  CantripAppItem  *item = object;
  g_autofree char *place = g_strconcat ("app/", cantrip_app_item_get_slug (item), NULL);
  g_autoptr (GMenuModel) menu = app_menu_new (item);
  GtkWidget *row =
      cantrip_sidebar_row_new (place, "cantrip-app-symbolic", cantrip_app_item_get_name (item));

  cantrip_sidebar_row_set_menu (CANTRIP_SIDEBAR_ROW (row), menu);

  return row;
}

static void
search_changed_cb (CantripSidebar *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
activated (CantripSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self,
                 signals[SIGNAL_PLACE_CHOSEN],
                 0,
                 cantrip_sidebar_row_get_place (CANTRIP_SIDEBAR_ROW (row)));
}

static void
app_activated_cb (CantripSidebar *self, GtkListBoxRow *row)
{
  activated (self, row);
}

static void
place_activated_cb (CantripSidebar *self, GtkListBoxRow *row)
{
  activated (self, row);
}

static gpointer
list_apps (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_variant_repository_list_apps (session->variants, error);
}

static const CantripWork LIST_APPS = {
  .lane = CANTRIP_LANE_READ,
  .run = list_apps,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

/* Rows are made anew only when something differs: the keyboard's focus stays where it is. */
static gboolean
is_shown (CantripSidebar *self, GPtrArray *apps)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) != apps->len)
    return FALSE;

  for (guint i = 0; i < apps->len; i++)
    {
      g_autoptr (CantripAppItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const CantripApp *app = apps->pdata[i];

      if (cantrip_app_item_get_id (item) != app->id ||
          !g_str_equal (cantrip_app_item_get_name (item), app->name))
        return FALSE;
    }

  return TRUE;
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripSidebar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) apps =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (apps == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Could not list the apps: %s", error->message);
      return;
    }
  if (is_shown (self, apps))
    return;

  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < apps->len; i++)
    g_ptr_array_add (items, cantrip_app_item_new (apps->pdata[i]));
  g_list_store_splice (self->items,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata,
                       items->len);
  select_place (self, self->apps);
}

static void
reload (CantripSidebar *self)
{
  cantrip_workspace_run_async (self->workspace,
                               &LIST_APPS,
                               NULL,
                               self->cancellable,
                               listed_cb,
                               g_object_ref (self));
}

static void
cantrip_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CantripSidebar *self = CANTRIP_SIDEBAR (object);

  g_assert (id == PROP_FOLDED);
  self->folded = g_value_get_boolean (value);
  adw_header_bar_set_show_end_title_buttons (self->header, self->folded);
}

static void
cantrip_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_FOLDED);
  g_value_set_boolean (value, CANTRIP_SIDEBAR (object)->folded);
}

static void
show_bridge (CantripSidebar *self, GParamSpec *property, CantripBridgeProcess *process)
{
  cantrip_sidebar_row_set_subtitle (self->bridge_row, cantrip_bridge_process_get_address (process));
}

static void
watch_bridge (CantripSidebar *self)
{
  CantripBridgeProcess *process = cantrip_bridge_process_get (self->workspace);

  g_signal_connect_object (process,
                           "notify::address",
                           G_CALLBACK (show_bridge),
                           self,
                           G_CONNECT_SWAPPED);
  show_bridge (self, NULL, process);
}

static void
forget_workspace (CantripSidebar *self)
{
  if (self->workspace == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_signal_handlers_disconnect_by_data (cantrip_bridge_process_get (self->workspace), self);
  g_clear_object (&self->workspace);
}

static void
cantrip_sidebar_dispose (GObject *object)
{
  CantripSidebar *self = CANTRIP_SIDEBAR (object);

  forget_workspace (self);
  g_clear_object (&self->items);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_SIDEBAR);

  G_OBJECT_CLASS (cantrip_sidebar_parent_class)->dispose (object);
}

static void
cantrip_sidebar_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_SIDEBAR (object)->place, g_free);

  G_OBJECT_CLASS (cantrip_sidebar_parent_class)->finalize (object);
}

static void
cantrip_sidebar_class_init (CantripSidebarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cantrip_sidebar_set_property;
  object_class->get_property = cantrip_sidebar_get_property;
  object_class->dispose = cantrip_sidebar_dispose;
  object_class->finalize = cantrip_sidebar_finalize;

  properties[PROP_FOLDED] = g_param_spec_boolean ("folded",
                                                  NULL,
                                                  NULL,
                                                  FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_PLACE_CHOSEN] = g_signal_new ("place-chosen",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/window/cantrip-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, CantripSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, CantripSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, CantripSidebar, apps);
  gtk_widget_class_bind_template_child (widget_class, CantripSidebar, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CantripSidebar, places);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, app_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
}

static void
bind_apps (CantripSidebar *self)
{
  g_autoptr (GtkFilterListModel) found = NULL;
  GtkExpression *name = gtk_property_expression_new (CANTRIP_TYPE_APP_ITEM, NULL, "name");

  self->items = g_list_store_new (CANTRIP_TYPE_APP_ITEM);
  self->filter = gtk_string_filter_new (name);
  found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                     GTK_FILTER (g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->apps, G_LIST_MODEL (found), create_app_row, NULL, NULL);
}

static void
cantrip_sidebar_init (CantripSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_label_set_label (self->placeholder,
                       _ ("No apps yet. An app is one use of your rows: press + to begin."));
  bind_apps (self);

  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      GtkWidget *row =
          cantrip_sidebar_row_new (PLACES[i].place, PLACES[i].icon_name, _ (PLACES[i].title));

      gtk_list_box_append (self->places, row);
      if (g_str_equal (PLACES[i].place, "bridge"))
        self->bridge_row = CANTRIP_SIDEBAR_ROW (row);
    }
}

void
cantrip_sidebar_set_workspace (CantripSidebar *self, CantripWorkspace *workspace)
{
  g_autofree char *name = NULL;

  g_return_if_fail (CANTRIP_IS_SIDEBAR (self));

  forget_workspace (self);
  g_list_store_remove_all (self->items);
  if (workspace == NULL)
    return;

  self->workspace = g_object_ref (workspace);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (workspace, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  name = cantrip_workspace_dup_name (workspace);
  adw_window_title_set_title (self->title, name);
  watch_bridge (self);
  reload (self);
}

void
cantrip_sidebar_set_place (CantripSidebar *self, const char *place)
{
  g_autofree char *before = NULL;

  g_return_if_fail (CANTRIP_IS_SIDEBAR (self));

  before = g_steal_pointer (&self->place);
  self->place = g_strdup (place);
  select_place (self, self->apps);
  select_place (self, self->places);
}
