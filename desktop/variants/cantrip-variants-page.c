/* cantrip-variants-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-variants-page"

#include "config.h"

#include <glib/gi18n.h>

#include "variants/cantrip-variants-page.h"

#include "generation/cantrip-comparison.h"
#include "variants/cantrip-variant-edits.h"
#include "variants/cantrip-variant-row.h"
#include "variants/cantrip-variants-reading.h"
#include "window/cantrip-shell.h"

struct _CantripVariantsPage
{
  AdwBin parent_instance;

  GtkStack   *stack;
  GtkWidget  *show_archived;
  GtkListBox *list;

  CantripWorkspace *workspace;   /* (owned) */
  GCancellable     *cancellable; /* (owned): of what is read; cancelled at the end */
  GCancellable     *counting;    /* (owned) (nullable): of the figures */
  gint64            app_id;
  char             *slug; /* (owned) */
  gboolean          with_archived;
  gboolean          is_stale; /* the workspace has changed while this was hidden */
};

enum
{
  PROP_WITH_ARCHIVED = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CantripVariantsPage, cantrip_variants_page, ADW_TYPE_BIN)

static CantripVariantRow *
get_row (CantripVariantsPage *self, int i)
{
  return (CantripVariantRow *) gtk_list_box_get_row_at_index (self->list, i);
}

/* (transfer full) (element-type gint64): of those that are chosen, or of all */
static GArray *
list_ids (CantripVariantsPage *self, gboolean only_chosen)
{
  GArray            *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  CantripVariantRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      if (!only_chosen || cantrip_variant_row_get_chosen (row))
        g_array_append_val (ids, cantrip_variant_row_get_variant (row)->id);
    }

  return ids;
}

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static void
chosen_cb (CantripVariantsPage *self)
{
  g_autoptr (GArray) chosen = list_ids (self, TRUE);

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "variants.compare",
                                 chosen->len >= 2 && chosen->len <= CANTRIP_COMPARISON_MAX_RUNS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "variants.diff", chosen->len == 2);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripVariantsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) runs =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  CantripVariantRow *row;

  if (runs == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    cantrip_variant_row_set_last_run (row,
                                      g_hash_table_lookup (runs,
                                                           &cantrip_variant_row_get_variant (row)
                                                                ->id));
}

static void
count (CantripVariantsPage *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  cantrip_workspace_run_async (self->workspace,
                               &CANTRIP_READ_FIGURES,
                               list_ids (self, FALSE),
                               self->counting,
                               counted_cb,
                               g_object_ref (self));
}

static gboolean
is_shown (CantripVariantsPage *self, GPtrArray *variants)
{
  for (guint i = 0; i < variants->len; i++)
    {
      const CantripVariant *variant = variants->pdata[i];
      CantripVariantRow    *row = get_row (self, (int) i);
      const CantripVariant *shown = row != NULL ? cantrip_variant_row_get_variant (row) : NULL;

      if (shown == NULL || shown->id != variant->id || !g_str_equal (shown->name, variant->name) ||
          !g_str_equal (shown->note, variant->note) ||
          shown->archived_at_us != variant->archived_at_us)
        return FALSE;
    }

  return get_row (self, (int) variants->len) == NULL;
}

/* Makes the rows anew; what was chosen stays so. */
static void
fill (CantripVariantsPage *self, GPtrArray *variants)
{
  g_autoptr (GArray) chosen = list_ids (self, TRUE);
  CantripVariantRow *old;

  while ((old = get_row (self, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (old));

  for (guint i = 0; i < variants->len; i++)
    {
      const CantripVariant *variant = variants->pdata[i];
      GtkWidget            *row = cantrip_variant_row_new (variant);

      cantrip_variant_row_set_chosen (CANTRIP_VARIANT_ROW (row), has_id (chosen, variant->id));
      g_signal_connect_object (row,
                               "notify::chosen",
                               G_CALLBACK (chosen_cb),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  chosen_cb (self);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripVariantsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) variants =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  guint n_all;

  if (variants == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  n_all = variants->len;
  for (guint i = n_all; i > 0 && !self->with_archived; i--)
    if (((CantripVariant *) variants->pdata[i - 1])->archived_at_us != 0)
      g_ptr_array_remove_index (variants, i - 1);

  if (!is_shown (self, variants))
    fill (self, variants);
  gtk_widget_set_visible (self->show_archived, n_all > variants->len);
  gtk_stack_set_visible_child_name (self->stack, variants->len > 0 ? "list" : "empty");
  count (self);
}

static void
reload (CantripVariantsPage *self)
{
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->is_stale)
    return;

  cantrip_workspace_run_async (self->workspace,
                               &CANTRIP_LIST_VARIANTS,
                               g_memdup2 (&self->app_id, sizeof self->app_id),
                               self->cancellable,
                               listed_cb,
                               g_object_ref (self));
}

/* (transfer none) (nullable): the variant that an action is about */
static const CantripVariant *
find_variant (CantripVariantsPage *self, GVariant *parameter)
{
  gint64             id = g_variant_get_int64 (parameter);
  CantripVariantRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (cantrip_variant_row_get_variant (row)->id == id)
      return cantrip_variant_row_get_variant (row);

  return NULL;
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *place =
      g_strdup_printf ("variant/%" G_GINT64_FORMAT, g_variant_get_int64 (parameter));

  cantrip_shell_show_place (widget, place);
}

static void
row_activated_cb (CantripVariantsPage *self, CantripVariantRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "variants.open",
                              "x",
                              cantrip_variant_row_get_variant (row)->id);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const CantripVariant *variant = find_variant (CANTRIP_VARIANTS_PAGE (widget), parameter);

  if (variant == NULL)
    return;

  if (g_str_equal (name, "variants.rename"))
    cantrip_variant_ask_name (widget, variant);
  else if (g_str_equal (name, "variants.annotate"))
    cantrip_variant_ask_note (widget, variant);
  else
    cantrip_variant_archive (widget, variant, g_str_equal (name, "variants.archive"));
}

static void
build_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *place =
      g_strconcat ("app/", CANTRIP_VARIANTS_PAGE (widget)->slug, "/build", NULL);

  cantrip_shell_show_place (widget, place);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const CantripVariant *variant = find_variant (CANTRIP_VARIANTS_PAGE (widget), parameter);

  if (variant == NULL)
    return;

  cantrip_variant_duplicate_to_draft (widget, variant);
  build_action (widget, name, NULL);
}

/* `compare/ID+ID…`, or `variant/ID+ID`: the newer one, compared with the older */
static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GArray) ids = list_ids (CANTRIP_VARIANTS_PAGE (widget), TRUE);
  gboolean is_diff = g_str_equal (name, "variants.diff");
  g_autoptr (GString) place = g_string_new (is_diff ? "variant/" : "compare/");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (place,
                            "%s%" G_GINT64_FORMAT,
                            i > 0 ? "+" : "",
                            g_array_index (ids, gint64, is_diff ? ids->len - 1 - i : i));
  cantrip_shell_show_place (widget, place->str);
}

static void
cantrip_variants_page_map (GtkWidget *widget)
{
  CantripVariantsPage *self = CANTRIP_VARIANTS_PAGE (widget);

  GTK_WIDGET_CLASS (cantrip_variants_page_parent_class)->map (widget);
  if (self->is_stale)
    reload (self);
}

static void
cantrip_variants_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_WITH_ARCHIVED);
  g_value_set_boolean (value, CANTRIP_VARIANTS_PAGE (object)->with_archived);
}

static void
cantrip_variants_page_set_property (GObject      *object,
                                    guint         id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  CantripVariantsPage *self = CANTRIP_VARIANTS_PAGE (object);

  g_assert (id == PROP_WITH_ARCHIVED);
  if (self->with_archived == g_value_get_boolean (value))
    return;

  self->with_archived = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
  reload (self);
}

static void
cantrip_variants_page_dispose (GObject *object)
{
  CantripVariantsPage *self = CANTRIP_VARIANTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->counting);
  adw_bin_set_child (ADW_BIN (self), NULL); /* it is bound, and would be let go of twice */
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_VARIANTS_PAGE);

  G_OBJECT_CLASS (cantrip_variants_page_parent_class)->dispose (object);
}

static void
cantrip_variants_page_finalize (GObject *object)
{
  CantripVariantsPage *self = CANTRIP_VARIANTS_PAGE (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->slug, g_free);

  G_OBJECT_CLASS (cantrip_variants_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "variants.open", "x", open_action);
  gtk_widget_class_install_action (klass, "variants.rename", "x", edit_action);
  gtk_widget_class_install_action (klass, "variants.annotate", "x", edit_action);
  gtk_widget_class_install_action (klass, "variants.archive", "x", edit_action);
  gtk_widget_class_install_action (klass, "variants.restore", "x", edit_action);
  gtk_widget_class_install_action (klass, "variants.duplicate", "x", duplicate_action);
  gtk_widget_class_install_action (klass, "variants.build", NULL, build_action);
  gtk_widget_class_install_action (klass, "variants.compare", NULL, compare_action);
  gtk_widget_class_install_action (klass, "variants.diff", NULL, compare_action);
  gtk_widget_class_install_property_action (klass, "variants.archived", "with-archived");
}

static void
cantrip_variants_page_class_init (CantripVariantsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cantrip_variants_page_get_property;
  object_class->set_property = cantrip_variants_page_set_property;
  object_class->dispose = cantrip_variants_page_dispose;
  object_class->finalize = cantrip_variants_page_finalize;
  widget_class->map = cantrip_variants_page_map;

  properties[PROP_WITH_ARCHIVED] =
      g_param_spec_boolean ("with-archived",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (CANTRIP_TYPE_VARIANT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/variants/"
                                               "cantrip-variants-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripVariantsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripVariantsPage, show_archived);
  gtk_widget_class_bind_template_child (widget_class, CantripVariantsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  install_actions (widget_class);
}

static void
cantrip_variants_page_init (CantripVariantsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* In a workspace that can only be looked at nothing is offered that changes it. */
static void
disable_edits (CantripVariantsPage *self)
{
  const char *const EDITS[] = { "variants.rename",
                                "variants.annotate",
                                "variants.archive",
                                "variants.restore",
                                "variants.duplicate" };

  for (guint i = 0; i < G_N_ELEMENTS (EDITS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), EDITS[i], FALSE);
}

GtkWidget *
cantrip_variants_page_new (CantripWorkspace *workspace, const CantripApp *app)
{
  CantripVariantsPage *self = g_object_new (CANTRIP_TYPE_VARIANTS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->app_id = app->id;
  self->slug = g_strdup (app->slug);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  chosen_cb (self);
  if (cantrip_workspace_get_read_only (workspace))
    disable_edits (self);

  return GTK_WIDGET (self);
}
