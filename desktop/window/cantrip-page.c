/* cantrip-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-page.h"

typedef struct
{
  CantripWorkspace *workspace;   /* (owned) (nullable) */
  GCancellable     *cancellable; /* (owned) */
  GtkWidget        *box;         /* (borrowed from the bin) */
  AdwHeaderBar     *header;      /* (borrowed from the box) */
  AdwWindowTitle   *title;       /* (owned): the header may show another widget */
  gboolean          folded;
  gboolean          is_stale;
} CantripPagePrivate;

enum
{
  PROP_WORKSPACE = 1,
  PROP_TITLE,
  PROP_FOLDED,
  N_PROPERTIES,
};

static GParamSpec        *properties[N_PROPERTIES];
static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CantripPage,
                                  cantrip_page,
                                  ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (CantripPage)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  CantripPagePrivate *self = cantrip_page_get_instance_private (CANTRIP_PAGE (buildable));

  if (!GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "start") == 0)
    adw_header_bar_pack_start (self->header, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (self->header, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "title") == 0)
    adw_header_bar_set_title_widget (self->header, GTK_WIDGET (child));
  else
    gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (child));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
reload_if_shown (CantripPage *self)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (self);

  if (!page->is_stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  page->is_stale = FALSE;
  if (CANTRIP_PAGE_GET_CLASS (self)->reload != NULL)
    CANTRIP_PAGE_GET_CLASS (self)->reload (self);
}

static void
cantrip_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cantrip_page_parent_class)->map (widget);
  reload_if_shown (CANTRIP_PAGE (widget));
}

static void
set_workspace (CantripPage *self, CantripWorkspace *workspace)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (self);

  page->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace,
                           "changed",
                           G_CALLBACK (cantrip_page_reload),
                           self,
                           G_CONNECT_SWAPPED);
}

/* Beside a sidebar the title buttons of the window's left side are above the sidebar. */
static void
set_folded (CantripPage *self, gboolean folded)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (self);

  if (page->folded == folded)
    return;

  page->folded = folded;
  adw_header_bar_set_show_start_title_buttons (page->header, folded);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
cantrip_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CantripPage *self = CANTRIP_PAGE (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      if (g_value_get_object (value) != NULL)
        set_workspace (self, g_value_get_object (value));
      break;
    case PROP_TITLE:
      cantrip_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_FOLDED:
      set_folded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cantrip_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (CANTRIP_PAGE (object));

  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, page->workspace);
      break;
    case PROP_TITLE:
      g_value_set_string (value, adw_window_title_get_title (page->title));
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, page->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cantrip_page_dispose (GObject *object)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (CANTRIP_PAGE (object));

  g_cancellable_cancel (page->cancellable);

  G_OBJECT_CLASS (cantrip_page_parent_class)->dispose (object);
}

static void
cantrip_page_finalize (GObject *object)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (CANTRIP_PAGE (object));

  g_clear_object (&page->title);
  g_clear_object (&page->cancellable);
  g_clear_object (&page->workspace);

  G_OBJECT_CLASS (cantrip_page_parent_class)->finalize (object);
}

static void
cantrip_page_class_init (CantripPageClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = cantrip_page_set_property;
  object_class->get_property = cantrip_page_get_property;
  object_class->dispose = cantrip_page_dispose;
  object_class->finalize = cantrip_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = cantrip_page_map;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace",
                                                    NULL,
                                                    NULL,
                                                    CANTRIP_TYPE_WORKSPACE,
                                                    flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static GtkWidget *
back_button_new (CantripPage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.back");
  gtk_widget_set_tooltip_text (button, _ ("Back to the Sidebar"));
  g_object_bind_property (self, "folded", button, "visible", G_BINDING_SYNC_CREATE);

  return button;
}

static void
cantrip_page_init (CantripPage *self)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (self);

  page->cancellable = g_cancellable_new ();
  page->is_stale = TRUE;
  page->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  page->header = ADW_HEADER_BAR (adw_header_bar_new ());
  page->title = g_object_ref_sink (ADW_WINDOW_TITLE (adw_window_title_new ("", "")));

  adw_header_bar_set_title_widget (page->header, GTK_WIDGET (page->title));
  adw_header_bar_set_show_start_title_buttons (page->header, FALSE);
  adw_header_bar_pack_start (page->header, back_button_new (self));
  gtk_box_append (GTK_BOX (page->box), GTK_WIDGET (page->header));
  adw_bin_set_child (ADW_BIN (self), page->box);
}

CantripWorkspace *
cantrip_page_get_workspace (CantripPage *self)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (self);

  g_return_val_if_fail (CANTRIP_IS_PAGE (self), NULL);

  return page->workspace;
}

GCancellable *
cantrip_page_get_cancellable (CantripPage *self)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (self);

  g_return_val_if_fail (CANTRIP_IS_PAGE (self), NULL);

  return page->cancellable;
}

void
cantrip_page_set_title (CantripPage *self, const char *title)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (self);

  g_return_if_fail (CANTRIP_IS_PAGE (self));

  adw_window_title_set_title (page->title, title != NULL ? title : "");
}

void
cantrip_page_reload (CantripPage *self)
{
  CantripPagePrivate *page = cantrip_page_get_instance_private (self);

  g_return_if_fail (CANTRIP_IS_PAGE (self));

  page->is_stale = TRUE;
  reload_if_shown (self);
}
