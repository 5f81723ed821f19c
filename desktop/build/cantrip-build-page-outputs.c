/* cantrip-build-page-outputs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-build-page-private.h"

#include "build/cantrip-output-dialog.h"
#include "window/cantrip-shell.h"

void
cantrip_build_page_try (CantripBuildPage *self,
                        CantripRecipe    *recipe,
                        gint64            connection_id,
                        gint64            position,
                        const char       *values_json)
{
  const CantripTrialSpec spec = { .recipe = recipe,
                                  .connection_id = connection_id,
                                  .dataset_id = self->dataset_id,
                                  .position = position,
                                  .values_json = (char *) values_json };

  adw_flap_set_reveal_flap (self->flap, TRUE);
  cantrip_trial_pane_try (self->trial, self->workspace, &spec);
}

static void
try_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripBuildPage *self = CANTRIP_BUILD_PAGE (widget);
  gint64            position = cantrip_build_grid_get_position (self->grid);
  gint64            connection_id;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripRecipe) recipe =
      cantrip_recipe_editor_dup_recipe (self->editor, &connection_id, &error);

  if (recipe == NULL)
    cantrip_shell_report (widget, error);
  else if (position != 0)
    cantrip_build_page_try (self, recipe, connection_id, position, NULL);
}

/* What a window that shows an output is about, for what is asked from there. */
typedef struct
{
  CantripBuildPage *page; /* (owned) */
  CantripOutputSet *set;  /* (owned) */
  gint64            position;
} Opened;

static void
opened_free (gpointer data, GClosure *closure)
{
  Opened *opened = data;

  g_object_unref (opened->page);
  cantrip_output_set_free (opened->set);
  g_free (opened);
}

static void
replay_cb (CantripOutputDialog *dialog, const char *values_json, Opened *opened)
{
  cantrip_build_page_try (opened->page,
                          opened->set->recipe,
                          opened->set->connection_id,
                          opened->position,
                          values_json);
}

static void
retry_opened_cb (CantripOutputDialog *dialog, Opened *opened)
{
  cantrip_build_page_retry (opened->page, opened->set, opened->position);
}

static Opened *
opened_new (CantripBuildPage *self, const CantripOutputSet *set, gint64 position)
{
  Opened *opened = g_new (Opened, 1);

  *opened = (Opened){ g_object_ref (self), cantrip_output_set_copy (set), position };

  return opened;
}

void
cantrip_build_page_open (CantripBuildPage *self, const CantripOutputSet *set, gint64 position)
{
  CantripOutputDialog   *dialog;
  const CantripTrialSpec spec = { .recipe = set->recipe,
                                  .connection_id = set->connection_id,
                                  .dataset_id = self->dataset_id,
                                  .position = position };

  if (set->run_id == 0)
    return;

  dialog = cantrip_output_dialog_new (self->workspace, set->title, set->run_id, &spec);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_data (dialog,
                         "replay",
                         G_CALLBACK (replay_cb),
                         opened_new (self, set, position),
                         opened_free,
                         0);
  g_signal_connect_data (dialog,
                         "retry",
                         G_CALLBACK (retry_opened_cb),
                         opened_new (self, set, position),
                         opened_free,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
cantrip_build_page_install_try_action (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "build.try", NULL, try_action);
}
