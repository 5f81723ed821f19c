/* cantrip-compare-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "compare/cantrip-compare-header.h"

#include "variants/cantrip-figures.h"

static GtkWidget *
line_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
figures_new (const CantripLastRun *run)
{
  GtkWidget *figures = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (figures), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (figures), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (figures), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (figures), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (figures), 6);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (figures), 6);
  gtk_widget_add_css_class (figures, "figures");
  cantrip_figures_show (GTK_FLOW_BOX (figures), run);

  return figures;
}

static GtkWidget *
card_new (const CantripCompareSubject *subject, guint i)
{
  const CantripVariant *variant = g_ptr_array_index (subject->variants, i);
  GtkWidget            *card = adw_bin_new ();
  GtkWidget            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char      *name = cantrip_compare_subject_dup_name (subject, i);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_box_append (GTK_BOX (box), line_new (name, "heading"));
  gtk_box_append (GTK_BOX (box),
                  line_new (cantrip_recipe_get_model (variant->recipe), "dim-label"));
  gtk_box_append (GTK_BOX (box),
                  subject->runs[i] != NULL ? figures_new (subject->runs[i])
                                           : line_new (_ ("Not run over this table"), "dim-label"));
  gtk_widget_add_css_class (card, "card");
  adw_bin_set_child (ADW_BIN (card), box);

  return card;
}

void
cantrip_compare_header_show_figures (GtkBox                      *box,
                                     const CantripCompareSubject *subject,
                                     gboolean                     stacked)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (guint i = 0; i < subject->variants->len; i++)
    gtk_box_append (box, card_new (subject, i));
  cantrip_compare_header_set_stacked (box, stacked);
}

void
cantrip_compare_header_set_stacked (GtkBox *box, gboolean stacked)
{
  gtk_box_set_homogeneous (box, !stacked);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

void
cantrip_compare_header_show_variants (AdwComboRow *row, const CantripCompareSubject *subject)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = adw_combo_row_get_selected (row);

  for (guint i = 0; i < subject->variants->len; i++)
    gtk_string_list_take (names, cantrip_compare_subject_dup_name (subject, i));
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected < subject->variants->len ? selected : 0);
}

void
cantrip_compare_header_show_datasets (AdwComboRow *row, const CantripCompareSubject *subject)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < subject->datasets->len; i++)
    gtk_string_list_append (names,
                            ((CantripDataset *) g_ptr_array_index (subject->datasets, i))->name);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, subject->dataset_index);
  gtk_widget_set_visible (GTK_WIDGET (row), subject->datasets->len > 1);
}

static int
get_position (GPtrArray *entries, guint i)
{
  return (int) ((CantripCompareEntry *) g_ptr_array_index (entries, i))->row->position;
}

char *
cantrip_compare_header_dup_summary (GPtrArray *entries, const CantripCompareCount *count)
{
  GString *summary = g_string_new (NULL);

  if (entries != NULL && entries->len > 0)
    g_string_append_printf (summary,
                            _ ("Rows %d–%d"),
                            get_position (entries, 0),
                            get_position (entries, entries->len - 1));
  if (count->n_rows >= 0)
    {
      if (summary->len > 0)
        g_string_append (summary, " · ");
      g_string_append_printf (summary,
                              ngettext ("%d row, %d of them differ",
                                        "%d rows, %d of them differ",
                                        (gulong) count->n_rows),
                              (int) count->n_rows,
                              (int) count->n_different);
    }

  return g_string_free (summary, FALSE);
}

static gboolean
runs_equal (const CantripLastRun *a, const CantripLastRun *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->run_id == b->run_id && a->n_done == b->n_done && a->n_failed == b->n_failed &&
         a->n_open == b->n_open && a->n_stale == b->n_stale;
}

gboolean
cantrip_compare_header_is_same (const CantripCompareSubject *a, const CantripCompareSubject *b)
{
  if (a->datasets->len != b->datasets->len || a->dataset_index != b->dataset_index)
    return FALSE;

  for (guint i = 0; i < a->variants->len; i++)
    {
      const CantripVariant *variant_a = g_ptr_array_index (a->variants, i);
      const CantripVariant *variant_b = g_ptr_array_index (b->variants, i);

      if (!g_str_equal (variant_a->name, variant_b->name) || !runs_equal (a->runs[i], b->runs[i]))
        return FALSE;
    }

  return TRUE;
}
