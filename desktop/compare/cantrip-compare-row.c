/* cantrip-compare-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "compare/cantrip-compare-row.h"

#include "variants/cantrip-figures.h"

struct _CantripCompareRow
{
  GtkListBoxRow parent_instance;

  GtkBox  *cells; /* (borrowed from the child) */
  gint64   position;
  gboolean differs;
};

G_DEFINE_FINAL_TYPE (CantripCompareRow, cantrip_compare_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* What is there in place of an answer. */
static GtkWidget *
nothing_new (const CantripOutput *output)
{
  GtkWidget *label;

  if (output == NULL)
    label = label_new (_ ("Not asked"), "dim-label");
  else if (output->state == CANTRIP_OUTPUT_FAILED)
    label =
        label_new (output->error_message != NULL ? output->error_message : _ ("Failed"), "error");
  else
    label = label_new (_ ("Still to be answered"), "dim-label");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  return label;
}

static GtkWidget *
answer_new (const CantripOutput *output, const CantripDiffText *diff)
{
  GtkWidget *label;

  if (output == NULL || output->text == NULL)
    return nothing_new (output);

  label = label_new (NULL, NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (diff != NULL)
    cantrip_diff_text_show (diff, GTK_LABEL (label));
  else
    gtk_label_set_text (GTK_LABEL (label), output->text);

  return label;
}

/* (transfer full): “1.2 s · 34 tokens · $0.0003”; what is not known is left out */
static char *
make_receipt (const CantripOutput *output, gboolean is_stale)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (output->latency_us >= 0)
    g_ptr_array_add (parts, cantrip_latency_to_text (output->latency_us));
  if (output->output_tokens >= 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%d token",
                                                "%d tokens",
                                                (gulong) output->output_tokens),
                                      (int) output->output_tokens));
  if (output->cost_usd_nanos > 0)
    g_ptr_array_add (parts, cantrip_cost_to_text (output->cost_usd_nanos));
  if (is_stale)
    g_ptr_array_add (parts, g_strdup (_ ("the row has changed since")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static const char *
get_verdict (const CantripCompareEntry *entry, guint i, guint base)
{
  const CantripOutput *output = entry->row->outputs[i];
  const CantripOutput *other = entry->row->outputs[base];

  if (i == base)
    return _ ("base");
  if (output == NULL || output->text == NULL || other == NULL || other->text == NULL)
    return NULL;
  if (g_str_equal (output->text, other->text))
    return _ ("the same");

  return entry->diffs[i] == NULL ? _ ("written anew") : NULL;
}

static GtkWidget *
cell_new (const CantripCompareSubject *subject,
          const CantripCompareEntry   *entry,
          guint                        i,
          guint                        base)
{
  const CantripOutput *output = entry->row->outputs[i];
  GtkWidget           *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char     *name = cantrip_compare_subject_dup_name (subject, i);
  const char          *verdict = get_verdict (entry, i, base);
  g_autofree char     *caption =
      verdict != NULL ? g_strdup_printf ("%s · %s", name, verdict) : g_strdup (name);
  GtkWidget *title = label_new (caption, "caption-heading");

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (cell), title);
  gtk_box_append (GTK_BOX (cell), answer_new (output, entry->diffs[i]));
  if (output != NULL && output->text != NULL)
    {
      g_autofree char *receipt = make_receipt (output, entry->row->is_stale[i]);
      GtkWidget       *label = label_new (receipt, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (cell), label);
    }

  return cell;
}

static GtkWidget *
header_new (const CantripCompareEntry *entry)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *number = g_strdup_printf (_ ("Row %d"), (int) entry->row->position);
  GtkWidget       *inputs = label_new (entry->inputs, "dim-label");

  gtk_box_append (GTK_BOX (box), label_new (number, "heading"));
  gtk_label_set_ellipsize (GTK_LABEL (inputs), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (inputs, TRUE);
  gtk_widget_set_tooltip_text (inputs, entry->inputs);
  gtk_box_append (GTK_BOX (box), inputs);
  if (entry->row->differs)
    {
      GtkWidget *mark = label_new (_ ("Differs"), "caption");

      gtk_widget_add_css_class (mark, "accent");
      gtk_box_append (GTK_BOX (box), mark);
    }

  return box;
}

static void
cantrip_compare_row_class_init (CantripCompareRowClass *klass G_GNUC_UNUSED)
{
}

static void
cantrip_compare_row_init (CantripCompareRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
cantrip_compare_row_new (const CantripCompareSubject *subject,
                         const CantripCompareEntry   *entry,
                         guint                        base)
{
  CantripCompareRow *self = g_object_new (CANTRIP_TYPE_COMPARE_ROW, NULL);
  GtkWidget         *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->position = entry->row->position;
  self->differs = entry->row->differs;
  self->cells = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24));
  gtk_box_set_homogeneous (self->cells, TRUE);
  for (guint i = 0; i < subject->comparison.n_runs; i++)
    gtk_box_append (self->cells, cell_new (subject, entry, i, base));

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_box_append (GTK_BOX (box), header_new (entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cells));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);

  return GTK_WIDGET (self);
}

gint64
cantrip_compare_row_get_position (CantripCompareRow *self)
{
  g_return_val_if_fail (CANTRIP_IS_COMPARE_ROW (self), 0);

  return self->position;
}

gboolean
cantrip_compare_row_get_differs (CantripCompareRow *self)
{
  g_return_val_if_fail (CANTRIP_IS_COMPARE_ROW (self), FALSE);

  return self->differs;
}

void
cantrip_compare_row_set_stacked (CantripCompareRow *self, gboolean stacked)
{
  g_return_if_fail (CANTRIP_IS_COMPARE_ROW (self));

  gtk_box_set_homogeneous (self->cells, !stacked);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->cells),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
