/* cantrip-build-page-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-build-page-private.h"

#include "build/cantrip-build-state.h"
#include "window/cantrip-shell.h"

CantripRunSpec
cantrip_build_page_get_spec (CantripBuildPage *self)
{
  return (CantripRunSpec){
    .app_id = self->app.id,
    .connection_id = self->connection_id,
    .recipe = self->recipe,
    .dataset_id = self->dataset_id,
    .repeats = 1,
    .scope = CANTRIP_SCOPE_ALL,
    .limit_usd_nanos = -1,
  };
}

gboolean
cantrip_build_page_is_running (CantripBuildPage *self)
{
  return self->run != NULL && cantrip_active_run_get_state (self->run) != CANTRIP_ACTIVE_RUN_ENDED;
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripBuildPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sets =
      cantrip_output_set_list_finish (CANTRIP_WORKSPACE (object), result, &error);
  const CantripOutputSet *draft;

  if (sets == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  g_clear_pointer (&self->sets, g_ptr_array_unref);
  self->sets = g_ptr_array_ref (sets);
  cantrip_build_grid_set_sets (self->grid, sets);
  draft = sets->pdata[0];
  cantrip_run_bar_set_n_open (self->run_bar, draft->is_outdated ? 0 : draft->n_open);
}

void
cantrip_build_page_load_sets (CantripBuildPage *self)
{
  CantripRunSpec spec = cantrip_build_page_get_spec (self);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; self->variants != NULL && i < self->variants->len; i++)
    if (g_hash_table_contains (self->shown, &((CantripVariant *) self->variants->pdata[i])->id))
      g_ptr_array_add (shown, self->variants->pdata[i]);

  cantrip_output_set_list_async (self->workspace,
                                 &spec,
                                 shown,
                                 self->cancellable,
                                 listed_cb,
                                 g_object_ref (self));
}

/* Says at once which outputs are stale, then looks whether this was asked before. */
static void
take_recipe (CantripBuildPage *self)
{
  const CantripOutputSet *draft =
      self->sets != NULL && self->sets->len > 0 ? self->sets->pdata[0] : NULL;

  g_clear_pointer (&self->recipe, cantrip_recipe_unref);
  self->connection_id = 0;
  self->recipe = cantrip_recipe_editor_dup_recipe (self->editor, &self->connection_id, NULL);
  if (draft != NULL && draft->recipe != NULL)
    cantrip_build_grid_set_outdated (self->grid,
                                     self->recipe == NULL ||
                                         self->connection_id != draft->connection_id ||
                                         !g_str_equal (cantrip_recipe_get_json (self->recipe),
                                                       cantrip_recipe_get_json (draft->recipe)));
  cantrip_build_page_load_sets (self);
}

static void
keep_draft (CantripBuildPage *self)
{
  gint64 connection_id;
  char  *json = cantrip_recipe_editor_dup_draft (self->editor, &connection_id);

  g_free (self->draft_json);
  self->draft_json = g_strdup (json);
  if (!cantrip_workspace_get_read_only (self->workspace))
    cantrip_draft_keeper_set (self->keeper, self->dataset_id, connection_id, json);
  else
    g_free (json);
}

void
cantrip_build_page_edited (CantripBuildPage *self)
{
  if (self->is_filling)
    return;

  keep_draft (self);
  take_recipe (self);
}

static void
show_dataset (CantripBuildPage *self)
{
  const CantripDataset *dataset = NULL;

  for (guint i = 0; i < self->dataset_list->len; i++)
    if (((CantripDataset *) self->dataset_list->pdata[i])->id == self->dataset_id)
      dataset = self->dataset_list->pdata[i];

  cantrip_recipe_editor_set_columns (self->editor,
                                     dataset != NULL ? (const char *const *) dataset->columns
                                                     : NULL);
  if (!cantrip_build_page_is_running (self))
    cantrip_build_grid_set_dataset (self->grid, self->dataset_id);
  gtk_stack_set_visible_child_name (self->stack, self->dataset_id != 0 ? "grid" : "no-data");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "build.try", self->dataset_id != 0);
}

/* The names of the datasets, and behind them a way to more of them. */
static void
fill_datasets (CantripBuildPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->dataset_list->len; i++)
    {
      const CantripDataset *dataset = self->dataset_list->pdata[i];

      gtk_string_list_append (names, dataset->name);
      if (dataset->id == self->dataset_id)
        selected = i;
    }
  if (selected == GTK_INVALID_LIST_POSITION && self->dataset_list->len > 0)
    selected = 0;
  gtk_string_list_append (names, _ ("Import a Table …"));

  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->datasets, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->datasets, selected);
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->datasets), self->dataset_list->len > 0);
  self->dataset_id = self->dataset_list->len > 0
                         ? ((CantripDataset *) self->dataset_list->pdata[selected])->id
                         : 0;
}

void
cantrip_build_page_dataset_chosen (CantripBuildPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->datasets);

  if (self->is_filling || selected == GTK_INVALID_LIST_POSITION)
    return;

  if (selected >= self->dataset_list->len)
    {
      fill_datasets (self);
      cantrip_shell_show_place (GTK_WIDGET (self), "data");
      return;
    }

  self->dataset_id = ((CantripDataset *) self->dataset_list->pdata[selected])->id;
  show_dataset (self);
  keep_draft (self);
  cantrip_build_page_load_sets (self);
}

static void
set_shown_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  CantripBuildPage *self = user_data;
  gint64            variant_id = g_ascii_strtoll (g_action_get_name (G_ACTION (action)), NULL, 10);

  g_simple_action_set_state (action, value);
  if (g_variant_get_boolean (value))
    g_hash_table_add (self->shown, g_memdup2 (&variant_id, sizeof variant_id));
  else
    g_hash_table_remove (self->shown, &variant_id);
  cantrip_build_page_load_sets (self);
}

/* A check in the menu for each variant. */
static void
fill_outputs_menu (CantripBuildPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < self->variants->len; i++)
    {
      const CantripVariant *variant = self->variants->pdata[i];
      g_autofree char      *name = g_strdup_printf ("%" G_GINT64_FORMAT, variant->id);
      g_autofree char      *detailed = g_strconcat ("outputs.", name, NULL);
      gboolean              is_shown = g_hash_table_contains (self->shown, &variant->id);
      g_autoptr (GSimpleAction) action =
          g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (is_shown));

      g_signal_connect_object (action, "change-state", G_CALLBACK (set_shown_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_menu_append (menu, variant->name, detailed);
    }

  gtk_widget_insert_action_group (GTK_WIDGET (self), "outputs", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (self->outputs, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->outputs), self->variants->len > 0);
}

static gboolean
are_same_variants (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const CantripVariant *x = a->pdata[i];
      const CantripVariant *y = b->pdata[i];

      if (x->id != y->id || !g_str_equal (x->name, y->name))
        return FALSE;
    }

  return TRUE;
}

/* What was written before; of an app that has no draft yet, its last variant to begin with. */
static void
fill_editor (CantripBuildPage *self, const CantripBuildState *state)
{
  const CantripVariant *last =
      state->variants->len > 0 ? state->variants->pdata[state->variants->len - 1] : NULL;
  const char *json = state->draft != NULL ? state->draft->recipe_json
                     : last != NULL       ? cantrip_recipe_get_json (last->recipe)
                                          : NULL;
  gint64      connection_id = state->draft != NULL ? state->draft->connection_id
                              : last != NULL       ? last->connection_id
                                                   : 0;

  if (cantrip_draft_keeper_is_busy (self->keeper) ||
      (self->draft_json != NULL && (state->draft == NULL || g_str_equal (self->draft_json, json))))
    return;

  self->is_filling = TRUE;
  cantrip_recipe_editor_set_draft (self->editor, json, connection_id);
  self->is_filling = FALSE;
  g_free (self->draft_json);
  self->draft_json = g_strdup (json != NULL ? json : "");
  if (state->draft != NULL && state->draft->dataset_id != 0)
    self->dataset_id = state->draft->dataset_id;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripBuildPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripBuildState) state =
      cantrip_build_state_load_finish (CANTRIP_WORKSPACE (object), result, &error);
  gboolean has_same_variants;

  if (state == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  fill_editor (self, state);
  has_same_variants = are_same_variants (self->variants, state->variants);
  g_clear_pointer (&self->dataset_list, g_ptr_array_unref);
  g_clear_pointer (&self->variants, g_ptr_array_unref);
  self->dataset_list = g_steal_pointer (&state->datasets);
  self->variants = g_steal_pointer (&state->variants);
  fill_datasets (self);
  if (!has_same_variants)
    fill_outputs_menu (self);
  show_dataset (self);
  take_recipe (self);
  if (!cantrip_build_page_is_running (self))
    cantrip_build_grid_reload_outputs (self->grid, FALSE);
}

void
cantrip_build_page_reload (CantripBuildPage *self)
{
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->is_stale)
    cantrip_build_state_load_async (self->workspace,
                                    self->app.id,
                                    self->cancellable,
                                    loaded_cb,
                                    g_object_ref (self));
}
