/* cantrip-build-page-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-build-page-private.h"

#include "base/cantrip-error.h"
#include "build/cantrip-save-dialog.h"
#include "window/cantrip-shell.h"

/* A variant to be made. */
typedef struct
{
  gint64         app_id;
  char          *name; /* (owned) */
  char          *note; /* (owned) */
  gint64         connection_id;
  CantripRecipe *recipe; /* (owned) */
} SaveWork;

static void
save_work_free (SaveWork *work)
{
  g_free (work->name);
  g_free (work->note);
  cantrip_recipe_unref (work->recipe);
  g_free (work);
}

static gboolean
check_is_new (CantripSession *session, const SaveWork *work, GError **error)
{
  g_autoptr (CantripVariant) equal = NULL;

  if (!cantrip_variant_repository_find_equal (session->variants,
                                              work->app_id,
                                              work->connection_id,
                                              work->recipe,
                                              &equal,
                                              error))
    return FALSE;

  return equal == NULL ||
         cantrip_set_error (error,
                            CANTRIP_ERROR_CONFLICT,
                            "“%s” asks exactly this already; change the draft to make another one",
                            equal->name);
}

static gpointer
save (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const SaveWork *work = data;
  g_autoptr (CantripTransaction) transaction = cantrip_store_begin (session->store, error);
  g_autoptr (CantripVariant) variant = NULL;

  if (transaction == NULL || !check_is_new (session, work, error))
    return NULL;

  variant = cantrip_variant_repository_add_variant (session->variants,
                                                    work->app_id,
                                                    work->name,
                                                    work->note,
                                                    work->connection_id,
                                                    work->recipe,
                                                    error);
  if (variant == NULL || !cantrip_run_repository_adopt (session->runs, variant, error) ||
      !cantrip_transaction_commit (&transaction, error))
    return NULL;

  return g_steal_pointer (&variant);
}

static const CantripWork SAVE = {
  .lane = CANTRIP_LANE_WRITE,
  .run = save,
  .free_data = (GDestroyNotify) save_work_free,
  .free_result = (GDestroyNotify) cantrip_variant_free,
};

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripBuildPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripVariant) variant =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  g_autofree char *sentence = NULL;
  g_autofree char *place = NULL;
  AdwToast        *toast;

  if (variant == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  sentence = g_markup_printf_escaped (_ ("Saved as “%s”"), variant->name);
  place = g_strdup_printf ("app/%s/variants", self->app.slug);
  toast = adw_toast_new (sentence);
  adw_toast_set_button_label (toast, _ ("_Variants"));
  adw_toast_set_action_name (toast, "win.show");
  adw_toast_set_action_target_value (toast, g_variant_new_string (place));
  cantrip_shell_add_toast (GTK_WIDGET (self), toast);
  cantrip_build_page_load_sets (self);
}

static void
save_cb (CantripBuildPage *self, const char *name, const char *note)
{
  SaveWork *work;

  if (self->recipe == NULL)
    return;

  work = g_new (SaveWork, 1);
  *work = (SaveWork){ self->app.id,
                      g_strdup (name),
                      g_strdup (note),
                      self->connection_id,
                      cantrip_recipe_ref (self->recipe) };
  cantrip_workspace_run_async (self->workspace, &SAVE, work, NULL, saved_cb, g_object_ref (self));
}

static gboolean
has_variant (CantripBuildPage *self, const char *name)
{
  for (guint i = 0; self->variants != NULL && i < self->variants->len; i++)
    if (g_str_equal (((CantripVariant *) self->variants->pdata[i])->name, name))
      return TRUE;

  return FALSE;
}

static char *
propose_name (CantripBuildPage *self)
{
  char *name = NULL;

  for (guint i = self->variants != NULL ? self->variants->len + 1 : 1;; i++)
    {
      name = g_strdup_printf (_ ("Variant %u"), i);
      if (!has_variant (self, name))
        return name;
      g_free (name);
    }
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CantripBuildPage *self = CANTRIP_BUILD_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripRecipe) recipe = cantrip_recipe_editor_dup_recipe (self->editor, NULL, &error);
  g_autofree char   *name = NULL;
  CantripSaveDialog *dialog;

  if (recipe == NULL)
    {
      cantrip_shell_report (widget, error);
      return;
    }

  name = propose_name (self);
  dialog = cantrip_save_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), name);
  g_signal_connect_object (dialog, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
cantrip_build_page_install_save_action (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "build.save", NULL, save_action);
}
