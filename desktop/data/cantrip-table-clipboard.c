/* cantrip-table-clipboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "data/cantrip-table-clipboard.h"

#include "base/cantrip-error.h"
#include "dataset/cantrip-csv-parser.h"
#include "dataset/cantrip-row-values.h"

static void
append_cell (GString *text, const char *cell, gsize n_bytes)
{
  gboolean is_quoted = FALSE;

  for (gsize i = 0; i < n_bytes && !is_quoted; i++)
    is_quoted = strchr ("\t\"\n\r", cell[i]) != NULL;
  if (!is_quoted)
    {
      g_string_append_len (text, cell, (gssize) n_bytes);
      return;
    }

  g_string_append_c (text, '"');
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (cell[i] == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, cell[i]);
    }
  g_string_append_c (text, '"');
}

static void
append_row (GString *text, CantripRowValues *values, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    {
      gsize       n_bytes;
      const char *cell = cantrip_row_values_get_text (values, i, &n_bytes);

      if (i > 0)
        g_string_append_c (text, '\t');
      append_cell (text, cell, n_bytes);
    }
  g_string_append_c (text, '\n');
}

char *
cantrip_table_clipboard_format (CantripDatasetView       *view,
                                CantripDatasetRepository *repository,
                                GtkBitset                *rows,
                                GCancellable             *cancellable,
                                GError                  **error)
{
  guint n_columns = g_strv_length (cantrip_dataset_view_get_dataset (view)->columns);
  g_autoptr (CantripRowValues) values = cantrip_row_values_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  GtkBitsetIter iter;
  guint         number;
  gboolean      is_valid;

  for (is_valid = gtk_bitset_iter_init_first (&iter, rows, &number); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &number))
    {
      g_autoptr (CantripDatasetRow) row = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      row = cantrip_dataset_view_read_row (view, repository, number, error);
      if (row == NULL)
        return NULL;
      (void) cantrip_row_values_split (values, row->values_json);
      append_row (text, values, n_columns);
      if (text->len > CANTRIP_TABLE_COPY_MAX_BYTES)
        {
          cantrip_set_error (error,
                             CANTRIP_ERROR_TOO_LARGE,
                             "These rows are more than %d MiB; export them into a file instead",
                             CANTRIP_TABLE_COPY_MAX_BYTES >> 20);
          return NULL;
        }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char **
split_cells (CantripRowValues *values, const char *json)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  (void) cantrip_row_values_split (values, json);
  for (guint i = 0; i < cantrip_row_values_get_length (values); i++)
    {
      gsize            n_bytes;
      const char      *cell = cantrip_row_values_get_text (values, i, &n_bytes);
      g_autofree char *copy = g_strndup (cell, n_bytes);

      g_strv_builder_add (builder, copy);
    }

  return g_strv_builder_end (builder);
}

GPtrArray *
cantrip_table_clipboard_parse (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (CantripRowValues) values = cantrip_row_values_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  CantripCsvParser parser;
  CantripCsvRecord record;
  gsize            left = strlen (text);

  cantrip_csv_parser_init (&parser, '\t', G_MAXSIZE);
  while (left > 0)
    {
      g_string_truncate (json, 0);
      if (!cantrip_csv_parser_parse (&parser, text, left, TRUE, json, &record) ||
          record.n_bytes == 0)
        break;

      g_ptr_array_add (lines, split_cells (values, record.is_blank ? "[]" : json->str));
      text += record.n_bytes;
      left -= record.n_bytes;
    }

  return lines;
}
