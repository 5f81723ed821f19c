/* cantrip-build-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-build-page-private.h"

#include "application/cantrip-application.h"
#include "widgets/cantrip-wrap-layout.h"
#include "window/cantrip-shell.h"

/* How often outputs are looked at again while a run is under way. */
#define REFRESH_MS 250

/* Narrower than this, the editor stands above the rows. */
#define SIDE_BY_SIDE_WIDTH 820

#define TOOL_SPACING 6

G_DEFINE_FINAL_TYPE (CantripBuildPage, cantrip_build_page, ADW_TYPE_BIN)

static gboolean
refresh_cb (gpointer user_data)
{
  CantripBuildPage       *self = user_data;
  const CantripOutputSet *draft =
      self->sets != NULL && self->sets->len > 0 ? self->sets->pdata[0] : NULL;

  self->refresh_id = 0;
  if (!cantrip_build_page_is_running (self) || draft == NULL || draft->run_id == 0 ||
      draft->is_outdated)
    cantrip_build_page_load_sets (self);
  cantrip_build_grid_reload_outputs (self->grid, cantrip_build_page_is_running (self));

  return G_SOURCE_REMOVE;
}

static void
refresh_soon (CantripBuildPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
follow_run (CantripBuildPage *self)
{
  CantripActiveRun *run =
      cantrip_run_manager_find (cantrip_workspace_get_runs (self->workspace), self->app.id);

  if (self->run != run)
    {
      if (self->run != NULL)
        g_signal_handlers_disconnect_by_data (self->run, self);
      g_set_object (&self->run, run);
      cantrip_run_bar_set_run (self->run_bar, run);
      if (run != NULL)
        g_signal_connect_swapped (run, "changed", G_CALLBACK (refresh_soon), self);
    }
  refresh_soon (self);
}

static void
import_cb (CantripBuildPage *self)
{
  cantrip_shell_show_place (GTK_WIDGET (self), "data");
}

static void
trial_closed_cb (CantripBuildPage *self)
{
  adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
run_closed_cb (CantripBuildPage *self)
{
  cantrip_run_manager_forget (cantrip_workspace_get_runs (self->workspace), self->app.id);
}

static gboolean
turn_cb (gpointer user_data)
{
  CantripBuildPage *self = user_data;
  int               width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean          is_wide = width >= SIDE_BY_SIDE_WIDTH;
  GtkOrientation    orientation = is_wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;

  self->turn_id = 0;
  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) != orientation)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned), orientation);

  return G_SOURCE_REMOVE;
}

/*
 * The page gets as narrow as the wider of its two halves, whichever way they stand now: only then
 * does it come to be told that one has to stand above the other.
 */
static void
cantrip_build_page_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  CantripBuildPage *self = CANTRIP_BUILD_PAGE (widget);
  GtkWidget        *paned = GTK_WIDGET (self->paned);
  int               above, below, least_width;

  gtk_widget_measure (paned, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (gtk_paned_get_start_child (self->paned),
                          orientation,
                          -1,
                          &above,
                          NULL,
                          NULL,
                          NULL);
      gtk_widget_measure (gtk_paned_get_end_child (self->paned),
                          orientation,
                          -1,
                          &below,
                          NULL,
                          NULL,
                          NULL);
      *minimum = MAX (above, below);
    }
  else
    gtk_widget_measure (paned,
                        orientation,
                        for_size < 0 ? -1 : MAX (for_size, least_width),
                        minimum,
                        natural,
                        NULL,
                        NULL);
}

/* Beside or above: not now, while sizes are being given out. */
static void
cantrip_build_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CantripBuildPage *self = CANTRIP_BUILD_PAGE (widget);
  GtkWidget        *paned = GTK_WIDGET (self->paned);
  gboolean          is_wide =
      gtk_orientable_get_orientation (GTK_ORIENTABLE (paned)) == GTK_ORIENTATION_HORIZONTAL;
  int least_width, least_height;

  gtk_widget_measure (paned, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  least_width = MAX (least_width, width);
  gtk_widget_measure (paned,
                      GTK_ORIENTATION_VERTICAL,
                      least_width,
                      &least_height,
                      NULL,
                      NULL,
                      NULL);
  gtk_widget_allocate (paned, least_width, MAX (least_height, height), baseline, NULL);
  if (is_wide != (width >= SIDE_BY_SIDE_WIDTH) && self->turn_id == 0)
    self->turn_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, turn_cb, self, NULL);
}

static void
cantrip_build_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cantrip_build_page_parent_class)->map (widget);
  if (CANTRIP_BUILD_PAGE (widget)->is_stale)
    cantrip_build_page_reload (CANTRIP_BUILD_PAGE (widget));
}

static void
first_n_cb (CantripBuildPage *self)
{
  g_settings_set_int (self->settings, "first-rows", (int) gtk_adjustment_get_value (self->first_n));
}

static void
cantrip_build_page_dispose (GObject *object)
{
  CantripBuildPage *self = CANTRIP_BUILD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->turn_id, g_source_remove);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  g_clear_object (&self->keeper);           /* keeps what was written last */
  adw_bin_set_child (ADW_BIN (self), NULL); /* it is bound too, and would be unparented twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_BUILD_PAGE);

  G_OBJECT_CLASS (cantrip_build_page_parent_class)->dispose (object);
}

static void
cantrip_build_page_finalize (GObject *object)
{
  CantripBuildPage *self = CANTRIP_BUILD_PAGE (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->app.slug, g_free);
  g_clear_pointer (&self->app.name, g_free);
  g_clear_pointer (&self->dataset_list, g_ptr_array_unref);
  g_clear_pointer (&self->variants, g_ptr_array_unref);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->draft_json, g_free);
  g_clear_pointer (&self->recipe, cantrip_recipe_unref);

  G_OBJECT_CLASS (cantrip_build_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/cantrip-build-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, paned);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, editor_place);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, grid_place);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, tools);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, datasets);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, outputs);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, generate_menu);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, first_n);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, run_bar);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, flap);
  gtk_widget_class_bind_template_child (widget_class, CantripBuildPage, trial);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "dataset_chosen_cb",
                                                G_CALLBACK (cantrip_build_page_dataset_chosen));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "resume_cb",
                                                G_CALLBACK (cantrip_build_page_resume));
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, trial_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_closed_cb);
}

static void
cantrip_build_page_class_init (CantripBuildPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_build_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_build_page_finalize;
  widget_class->map = cantrip_build_page_map;
  widget_class->measure = cantrip_build_page_measure;
  widget_class->size_allocate = cantrip_build_page_size_allocate;

  g_type_ensure (CANTRIP_TYPE_RUN_BAR);
  g_type_ensure (CANTRIP_TYPE_TRIAL_PANE);
  bind_template (widget_class);
  cantrip_build_page_install_try_action (widget_class);
  cantrip_build_page_install_run_actions (widget_class);
  cantrip_build_page_install_save_action (widget_class);
}

static void
cantrip_build_page_init (CantripBuildPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->settings = g_settings_new (CANTRIP_APPLICATION_ID);
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL); /* we measure and allocate */
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_layout_manager (self->tools, cantrip_wrap_layout_new (TOOL_SPACING));
  gtk_adjustment_set_value (self->first_n, g_settings_get_int (self->settings, "first-rows"));
  g_signal_connect_object (self->first_n,
                           "value-changed",
                           G_CALLBACK (first_n_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add_children (CantripBuildPage *self)
{
  self->editor = CANTRIP_RECIPE_EDITOR (cantrip_recipe_editor_new (self->workspace));
  adw_bin_set_child (self->editor_place, GTK_WIDGET (self->editor));
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (cantrip_build_page_edited), self);

  g_signal_connect_swapped (self->editor,
                            "template-chosen",
                            G_CALLBACK (cantrip_build_page_take_template),
                            self);

  self->grid = CANTRIP_BUILD_GRID (cantrip_build_grid_new (self->workspace));
  adw_bin_set_child (self->grid_place, GTK_WIDGET (self->grid));
  g_signal_connect_swapped (self->grid, "opened", G_CALLBACK (cantrip_build_page_open), self);
  g_signal_connect_swapped (self->grid, "retry", G_CALLBACK (cantrip_build_page_retry), self);
}

GtkWidget *
cantrip_build_page_new (CantripWorkspace *workspace, const CantripApp *app)
{
  CantripBuildPage *self = g_object_new (CANTRIP_TYPE_BUILD_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->app =
      (CantripApp){ .id = app->id, .slug = g_strdup (app->slug), .name = g_strdup (app->name) };
  self->keeper = cantrip_draft_keeper_new (workspace, app->id);
  g_signal_connect_object (self->keeper,
                           "failed",
                           G_CALLBACK (cantrip_shell_report),
                           self,
                           G_CONNECT_SWAPPED);
  add_children (self);
  g_signal_connect_object (workspace,
                           "changed",
                           G_CALLBACK (cantrip_build_page_reload),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cantrip_workspace_get_runs (workspace),
                           "changed",
                           G_CALLBACK (follow_run),
                           self,
                           G_CONNECT_SWAPPED);
  follow_run (self);

  return GTK_WIDGET (self);
}
