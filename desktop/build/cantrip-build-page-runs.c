/* cantrip-build-page-runs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-build-page-private.h"

#include "base/cantrip-error.h"
#include "build/cantrip-run-dialog.h"
#include "build/cantrip-run-plan.h"
#include "window/cantrip-shell.h"

static void
start (CantripBuildPage *self, const CantripRunSpec *spec)
{
  CantripRunManager *runs = cantrip_workspace_get_runs (self->workspace);

  if (cantrip_run_manager_start (runs, &self->app, spec) == NULL)
    cantrip_shell_say (GTK_WIDGET (self),
                       _ ("A run of this app is under way; wait for its end, or cancel it"));
}

static void
start_cb (CantripBuildPage *self, gint64 limit_usd_nanos, CantripRunDialog *dialog)
{
  const CantripRunPlan *plan = g_object_get_data (G_OBJECT (dialog), "cantrip-plan");
  CantripRunSpec        spec = *plan->spec;

  spec.limit_usd_nanos = limit_usd_nanos;
  start (self, &spec);
}

static void
planned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripBuildPage) self = user_data;
  g_autoptr (GError) error = NULL;
  CantripRunPlan   *plan = cantrip_run_plan_finish (CANTRIP_WORKSPACE (object), result, &error);
  CantripRunDialog *dialog;
  GtkRoot          *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (plan == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  if (plan->estimate.n_calls == 0 || root == NULL)
    {
      cantrip_shell_say (GTK_WIDGET (self), _ ("Nothing is left to ask, and nothing was paid"));
      cantrip_run_plan_free (plan);
      return;
    }

  dialog = cantrip_run_dialog_new (GTK_WINDOW (root),
                                   cantrip_recipe_get_model (plan->spec->recipe),
                                   &plan->estimate,
                                   plan->no_limit_reason);
  g_object_set_data_full (G_OBJECT (dialog),
                          "cantrip-plan",
                          plan,
                          (GDestroyNotify) cantrip_run_plan_free);
  g_signal_connect_object (dialog, "start", G_CALLBACK (start_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* @ranges: (transfer full) (nullable) */
static void
plan (CantripBuildPage *self, CantripRunPlanScope scope, GArray *ranges)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripRecipe) recipe = NULL;
  g_autoptr (GArray) owned_ranges = ranges;
  CantripRunSpec          spec = cantrip_build_page_get_spec (self);
  const CantripOutputSet *draft =
      self->sets != NULL && self->sets->len > 0 ? self->sets->pdata[0] : NULL;

  recipe = cantrip_recipe_editor_dup_recipe (self->editor, &spec.connection_id, &error);
  if (recipe == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }
  if (self->dataset_id == 0 || (ranges != NULL && ranges->len == 0))
    {
      cantrip_shell_say (GTK_WIDGET (self), _ ("There are no rows yet; import a table first"));
      return;
    }

  spec.recipe = recipe;
  spec.ranges = ranges;
  spec.scope.only_failed = scope == CANTRIP_RUN_PLAN_FAILED;
  cantrip_run_plan_async (self->workspace,
                          &spec,
                          scope,
                          draft != NULL ? draft->run_id : 0,
                          self->cancellable,
                          planned_cb,
                          g_object_ref (self));
}

static void
all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (CANTRIP_BUILD_PAGE (widget), CANTRIP_RUN_PLAN_ROWS, NULL);
}

static void
first_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripBuildPage *self = CANTRIP_BUILD_PAGE (widget);
  guint             n = (guint) gtk_adjustment_get_value (self->first_n);

  gtk_popover_popdown (GTK_POPOVER (self->generate_menu));
  plan (self, CANTRIP_RUN_PLAN_ROWS, cantrip_build_grid_dup_first (self->grid, n));
}

static void
selected_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripBuildPage *self = CANTRIP_BUILD_PAGE (widget);
  g_autoptr (GArray) ranges = cantrip_build_grid_dup_selection (self->grid);

  if (ranges->len == 0)
    cantrip_shell_say (widget, _ ("No row is selected; click one, or hold Ctrl to take several"));
  else
    plan (self, CANTRIP_RUN_PLAN_ROWS, g_steal_pointer (&ranges));
}

static void
failed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (CANTRIP_BUILD_PAGE (widget), CANTRIP_RUN_PLAN_FAILED, NULL);
}

static void
stale_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (CANTRIP_BUILD_PAGE (widget), CANTRIP_RUN_PLAN_STALE, NULL);
}

void
cantrip_build_page_resume (CantripBuildPage *self)
{
  plan (self, CANTRIP_RUN_PLAN_OPEN, NULL);
}

void
cantrip_build_page_retry (CantripBuildPage *self, const CantripOutputSet *set, gint64 position)
{
  CantripRunSpec spec = cantrip_build_page_get_spec (self);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CantripRange));

  cantrip_ranges_add (ranges, position);
  spec.variant_id = set->variant_id;
  spec.recipe = set->recipe;
  spec.connection_id = set->connection_id;
  spec.scope.only_failed = TRUE;
  spec.ranges = ranges;
  start (self, &spec);
}

void
cantrip_build_page_install_run_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "build.generate-all", NULL, all_action);
  gtk_widget_class_install_action (klass, "build.generate-first", NULL, first_action);
  gtk_widget_class_install_action (klass, "build.generate-selected", NULL, selected_action);
  gtk_widget_class_install_action (klass, "build.generate-failed", NULL, failed_action);
  gtk_widget_class_install_action (klass, "build.generate-stale", NULL, stale_action);
}
