/* cantrip-compare-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "compare/cantrip-compare-entry.h"

#include "base/cantrip-json.h"
#include "base/cantrip-text.h"

/* Longer answers are cut: nobody compares pages by eye, and laying them out takes time. */
#define MAX_ANSWER_CHARACTERS 12000

#define MAX_VALUE_CHARACTERS 80
#define MIN_PERCENT_SAME 25

void
cantrip_compare_entry_free (CantripCompareEntry *self)
{
  for (guint i = 0; i < CANTRIP_COMPARISON_MAX_RUNS; i++)
    g_clear_pointer (&self->diffs[i], cantrip_diff_text_free);
  g_clear_pointer (&self->row, cantrip_comparison_row_free);
  g_free (self->inputs);
  g_free (self);
}

static char *
make_inputs (const CantripDataset *dataset, const char *stored_json)
{
  g_autofree char *values_json = cantrip_dataset_order_values (dataset, stored_json);
  g_autoptr (JsonNode) node = cantrip_json_parse_text (values_json, -1, NULL);
  JsonArray *values = cantrip_json_root_array (node);
  char     **columns = dataset->columns;
  GString   *inputs = g_string_new (NULL);

  for (guint i = 0; columns[i] != NULL && values != NULL && i < json_array_get_length (values); i++)
    {
      g_autofree char *value = cantrip_json_dup_value_text (json_array_get_element (values, i));
      g_autofree char *shortened = cantrip_text_shorten (value, MAX_VALUE_CHARACTERS);

      g_string_append_printf (inputs,
                              "%s%s: %s",
                              i > 0 ? " · " : "",
                              columns[i],
                              g_strdelimit (shortened, "\r\n\t", ' '));
    }

  return g_string_free (inputs, FALSE);
}

static void
shorten_answers (CantripComparisonRow *row)
{
  for (guint i = 0; i < CANTRIP_COMPARISON_MAX_RUNS; i++)
    {
      CantripOutput   *output = row->outputs[i];
      g_autofree char *text = output != NULL ? g_steal_pointer (&output->text) : NULL;

      if (text != NULL)
        output->text = cantrip_text_shorten (text, MAX_ANSWER_CHARACTERS);
    }
}

static CantripCompareEntry *
make_entry (CantripComparisonRow        *row,
            const CantripCompareReading *reading,
            const CantripDataset        *dataset)
{
  CantripCompareEntry *entry = g_new0 (CantripCompareEntry, 1);
  const CantripOutput *base = row->outputs[reading->base];

  entry->row = row;
  entry->inputs = make_inputs (dataset, row->values_json);
  shorten_answers (row);
  if (base == NULL || base->text == NULL)
    return entry;

  for (guint i = 0; i < reading->comparison.n_runs; i++)
    {
      const CantripOutput *output = row->outputs[i];
      g_autoptr (CantripDiffText) diff = NULL;

      if (i == reading->base || output == NULL || output->text == NULL ||
          g_str_equal (output->text, base->text))
        continue;

      diff = cantrip_diff_text_new (base->text, output->text);
      if (diff->percent_same >= MIN_PERCENT_SAME)
        entry->diffs[i] = g_steal_pointer (&diff);
    }

  return entry;
}

static gpointer
read_entries (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const CantripCompareReading *reading = data;
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_compare_entry_free);
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_get (session->datasets, reading->dataset_id, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (dataset == NULL || (rows = cantrip_comparison_repository_read (session->comparisons,
                                                                     &reading->comparison,
                                                                     &reading->page,
                                                                     cancellable,
                                                                     error)) == NULL)
    return NULL;

  while (rows->len > 0)
    {
      guint next = reading->page.backwards ? rows->len - 1 : 0;

      g_ptr_array_add (entries,
                       make_entry (g_ptr_array_steal_index (rows, next), reading, dataset));
    }

  return g_steal_pointer (&entries);
}

const CantripWork CANTRIP_READ_COMPARISON = {
  .lane = CANTRIP_LANE_READ,
  .run = read_entries,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

const CantripWork CANTRIP_SEARCH_COMPARISON = {
  .lane = CANTRIP_LANE_SCAN,
  .run = read_entries,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};
