/* cantrip-app-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-app-page.h"

#include "build/cantrip-build-page.h"
#include "variants/cantrip-variants-page.h"
#include "window/cantrip-shell.h"

struct _CantripAppPage
{
  CantripPage parent_instance;

  AdwViewStack         *tabs;
  AdwViewSwitcherTitle *switcher;

  char    *slug; /* (owned) */
  char    *tab;  /* (owned) (nullable): to be shown once there are tabs */
  gboolean is_filled;
};

G_DEFINE_FINAL_TYPE (CantripAppPage, cantrip_app_page, CANTRIP_TYPE_PAGE)

typedef GtkWidget *(*CreateFunc) (CantripWorkspace *workspace, const CantripApp *app);

/* One line per tab, in order. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  CreateFunc  create;
} TABS[] = {
  { "build", N_ ("Build"), "document-edit-symbolic", cantrip_build_page_new },
  { "variants", N_ ("Variants"), "view-list-symbolic", cantrip_variants_page_new },
  { NULL },
};

static gpointer
find_app (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return cantrip_variant_repository_find_app (session->variants, data, error);
}

static const CantripWork FIND_APP = {
  .lane = CANTRIP_LANE_READ,
  .run = find_app,
  .free_data = g_free,
  .free_result = (GDestroyNotify) cantrip_app_free,
};

static void
fill (CantripAppPage *self, const CantripApp *app)
{
  CantripWorkspace *workspace = cantrip_page_get_workspace (CANTRIP_PAGE (self));

  for (guint i = 0; TABS[i].name != NULL; i++)
    {
      GtkWidget *child = TABS[i].create (workspace, app);

      adw_view_stack_add_titled (self->tabs, child, TABS[i].name, _ (TABS[i].title));
      adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->tabs, child), TABS[i].icon);
    }

  self->is_filled = TRUE;
  if (self->tab != NULL)
    cantrip_app_page_show_tab (self, self->tab);
}

static void
found_app_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripAppPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripApp) app =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (app == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  cantrip_page_set_title (CANTRIP_PAGE (self), app->name);
  adw_view_switcher_title_set_title (self->switcher, app->name);
  if (!self->is_filled)
    fill (self, app);
}

/* The tabs look after themselves; here only the name can change. */
static void
cantrip_app_page_reload (CantripPage *page)
{
  CantripAppPage *self = CANTRIP_APP_PAGE (page);

  cantrip_workspace_run_async (cantrip_page_get_workspace (page),
                               &FIND_APP,
                               g_strdup (self->slug),
                               cantrip_page_get_cancellable (page),
                               found_app_cb,
                               g_object_ref (self));
}

static void
cantrip_app_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_APP_PAGE);

  G_OBJECT_CLASS (cantrip_app_page_parent_class)->dispose (object);
}

static void
cantrip_app_page_finalize (GObject *object)
{
  CantripAppPage *self = CANTRIP_APP_PAGE (object);

  g_clear_pointer (&self->slug, g_free);
  g_clear_pointer (&self->tab, g_free);

  G_OBJECT_CLASS (cantrip_app_page_parent_class)->finalize (object);
}

static void
cantrip_app_page_class_init (CantripAppPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_app_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_app_page_finalize;
  CANTRIP_PAGE_CLASS (klass)->reload = cantrip_app_page_reload;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/window/cantrip-app-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripAppPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, CantripAppPage, switcher);
}

static void
cantrip_app_page_init (CantripAppPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CantripPage *
cantrip_app_page_new (CantripWorkspace *workspace, const char *argument)
{
  CantripAppPage *self = g_object_new (CANTRIP_TYPE_APP_PAGE, "workspace", workspace, NULL);
  const char     *slash = strchr (argument, '/');

  self->slug = slash != NULL ? g_strndup (argument, slash - argument) : g_strdup (argument);
  self->tab = slash != NULL ? g_strdup (slash + 1) : NULL;

  return CANTRIP_PAGE (self);
}

void
cantrip_app_page_show_tab (CantripAppPage *self, const char *tab)
{
  g_return_if_fail (CANTRIP_IS_APP_PAGE (self));

  if (!self->is_filled)
    {
      g_autofree char *before = self->tab;

      self->tab = g_strdup (tab);
    }
  else if (adw_view_stack_get_child_by_name (self->tabs, tab) != NULL)
    adw_view_stack_set_visible_child_name (self->tabs, tab);
}

const char *
cantrip_app_page_get_tab (CantripAppPage *self)
{
  g_return_val_if_fail (CANTRIP_IS_APP_PAGE (self), NULL);

  return self->is_filled ? adw_view_stack_get_visible_child_name (self->tabs) : self->tab;
}
