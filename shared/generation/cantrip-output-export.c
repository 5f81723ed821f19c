/* cantrip-output-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-output-export.h"

#include "base/cantrip-decimal.h"
#include "base/cantrip-error.h"
#include "dataset/cantrip-column-names.h"

#define PAGE 500

static const char *const OUTPUT_COLUMNS[] = { "output",     "state",        "error",
                                              "model",      "input_tokens", "output_tokens",
                                              "latency_ms", "cost_usd" };

/* The names of all columns, made different where the dataset has one of ours. */
static char **
make_columns (const CantripDataset *dataset, gboolean has_repeats)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; dataset->columns[i] != NULL; i++)
    g_ptr_array_add (names, dataset->columns[i]);
  if (has_repeats)
    g_ptr_array_add (names, (gpointer) "repeat");
  for (gsize i = 0; i < G_N_ELEMENTS (OUTPUT_COLUMNS); i++)
    g_ptr_array_add (names, (gpointer) OUTPUT_COLUMNS[i]);

  return cantrip_column_names_new (names, notes);
}

static void
add_decimal (CantripRowWriter *writer, gint64 value, guint n_decimals)
{
  g_autofree char *text = value >= 0 ? cantrip_decimal_to_text (value, n_decimals) : NULL;

  cantrip_row_writer_add_json (writer, text != NULL ? text : "null");
}

static void
add_output (CantripRowWriter *writer, const CantripOutput *output)
{
  g_autofree char *error = NULL;

  if (output->error_code != NULL)
    error = g_strdup_printf ("%s: %s", output->error_code, output->error_message);

  cantrip_row_writer_add_text (writer, output->text);
  cantrip_row_writer_add_text (writer, cantrip_output_state_to_text (output->state));
  cantrip_row_writer_add_text (writer, error);
  cantrip_row_writer_add_text (writer, output->model);
  cantrip_row_writer_add_count (writer, output->input_tokens);
  cantrip_row_writer_add_count (writer, output->output_tokens);
  add_decimal (writer, output->latency_us, 3);
  add_decimal (writer, output->cost_usd_nanos, 9);
}

static gboolean
write_page (CantripRowWriter     *writer,
            const CantripDataset *dataset,
            GPtrArray            *page,
            gboolean              has_repeats,
            GCancellable         *cancellable,
            GError              **error)
{
  guint n_columns = g_strv_length (dataset->columns);

  for (guint i = 0; i < page->len; i++)
    {
      const CantripOutput *output = g_ptr_array_index (page, i);
      g_autofree char     *values = cantrip_dataset_order_values (dataset, output->values_json);

      if (!cantrip_row_writer_add_values (writer, values, n_columns))
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_DATABASE,
                                  "Row %" G_GINT64_FORMAT " of “%s” cannot be read; import it anew",
                                  output->position,
                                  dataset->name);

      if (has_repeats)
        cantrip_row_writer_add_count (writer, output->repeat);
      add_output (writer, output);
      if (!cantrip_row_writer_end_row (writer, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
cantrip_output_export (CantripOutputRepository *outputs,
                       const CantripDataset    *dataset,
                       gint64                   run_id,
                       const CantripRunSpec    *spec,
                       CantripRowFormat         format,
                       GOutputStream           *stream,
                       gint64                  *ret_n_cut,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_auto (GStrv) columns = NULL;
  g_autoptr (CantripRowWriter) writer = NULL;
  CantripOutputPlace after = { 0, 0 };
  gboolean           has_repeats;

  g_return_val_if_fail (CANTRIP_IS_OUTPUT_REPOSITORY (outputs), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  has_repeats = spec->repeats > 1;
  columns = make_columns (dataset, has_repeats);
  writer = cantrip_row_writer_new ((const char *const *) columns, format, stream, error);
  if (writer == NULL)
    return FALSE;

  for (;;)
    {
      g_autoptr (GPtrArray) page = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      page = cantrip_output_repository_read (outputs, run_id, &spec->scope, &after, PAGE, error);
      if (page == NULL)
        return FALSE;
      if (page->len == 0)
        {
          if (ret_n_cut != NULL)
            *ret_n_cut = cantrip_row_writer_get_n_cut (writer);
          return cantrip_row_writer_finish (writer, cancellable, error);
        }
      if (!write_page (writer, dataset, page, has_repeats, cancellable, error))
        return FALSE;
    }
}
