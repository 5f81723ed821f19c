/* cantrip-command-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "window/cantrip-command-index.h"

#include "base/cantrip-id.h"
#include "window/cantrip-command-item.h"

/* One line per action that is of use anywhere. */
static const struct
{
  const char *icon_name;
  const char *title;
  const char *action;
  const char *target;
} ACTIONS[] = {
  { "x-office-spreadsheet-symbolic", N_ ("Data"), "win.show", "data" },
  { "network-server-symbolic", N_ ("Connections"), "win.show", "connections" },
  { "network-transmit-receive-symbolic", N_ ("Bridge"), "win.show", "bridge" },
  { "list-add-symbolic", N_ ("New app"), "win.new-app", NULL },
  { "edit-undo-symbolic", N_ ("Undo"), "win.undo", NULL },
  { "edit-redo-symbolic", N_ ("Redo"), "win.redo", NULL },
  { "document-new-symbolic", N_ ("New workspace"), "win.create", NULL },
  { "document-open-symbolic", N_ ("Open a workspace"), "win.open", NULL },
  { "window-new-symbolic", N_ ("New window"), "app.new-window", NULL },
  { "preferences-desktop-keyboard-shortcuts-symbolic",
    N_ ("Keyboard shortcuts"),
    "win.show-help-overlay",
    NULL },
};

static void
add_place (GPtrArray *items, const char *icon, const char *title, const char *kind, char *place)
{
  g_ptr_array_add (items, cantrip_command_item_new (icon, title, kind, "win.show", place));
  g_free (place);
}

static gboolean
add_variants (GPtrArray *items, CantripSession *session, const CantripApp *app, GError **error)
{
  g_autoptr (GPtrArray) variants =
      cantrip_variant_repository_list_variants (session->variants, app->id, error);

  if (variants == NULL)
    return FALSE;

  for (guint i = 0; i < variants->len; i++)
    {
      const CantripVariant *variant = variants->pdata[i];
      g_autofree char      *title = g_strdup_printf ("%s / %s", app->name, variant->name);

      add_place (items,
                 "view-list-symbolic",
                 title,
                 _ ("Variant"),
                 g_strdup_printf ("app/%s/variants", app->slug));
    }

  return TRUE;
}

static gboolean
add_apps (GPtrArray *items, CantripSession *session, GError **error)
{
  g_autoptr (GPtrArray) apps = cantrip_variant_repository_list_apps (session->variants, error);

  for (guint i = 0; apps != NULL && i < apps->len; i++)
    {
      const CantripApp *app = apps->pdata[i];

      add_place (items,
                 "cantrip-app-symbolic",
                 app->name,
                 _ ("App"),
                 g_strdup_printf ("app/%s/build", app->slug));
    }
  for (guint i = 0; apps != NULL && i < apps->len; i++)
    if (!add_variants (items, session, apps->pdata[i], error))
      return FALSE;

  return apps != NULL;
}

static gboolean
add_datasets (GPtrArray *items, CantripSession *session, GError **error)
{
  g_autoptr (GPtrArray) datasets = cantrip_dataset_repository_list (session->datasets, error);

  for (guint i = 0; datasets != NULL && i < datasets->len; i++)
    {
      const CantripDataset *dataset = datasets->pdata[i];
      g_autofree char      *id = cantrip_id_to_text (dataset->id);

      add_place (items,
                 "x-office-spreadsheet-symbolic",
                 dataset->name,
                 _ ("Dataset"),
                 g_strconcat ("dataset/", id, NULL));
    }

  return datasets != NULL;
}

static void
add_actions (GPtrArray *items)
{
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    g_ptr_array_add (items,
                     cantrip_command_item_new (ACTIONS[i].icon_name,
                                               _ (ACTIONS[i].title),
                                               ACTIONS[i].target != NULL ? _ ("Page")
                                                                         : _ ("Action"),
                                               ACTIONS[i].action,
                                               ACTIONS[i].target));
}

static gpointer
list_all (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (!add_apps (items, session, error) || !add_datasets (items, session, error))
    return NULL;
  add_actions (items);

  return g_steal_pointer (&items);
}

static const CantripWork LIST_ALL = {
  .lane = CANTRIP_LANE_READ,
  .run = list_all,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
cantrip_command_index_async (CantripWorkspace   *workspace,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  cantrip_workspace_run_async (workspace, &LIST_ALL, NULL, cancellable, callback, user_data);
}

GPtrArray *
cantrip_command_index_finish (CantripWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return cantrip_workspace_run_finish (workspace, result, error);
}
