/* test-table-clipboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "data/cantrip-table-clipboard.h"

static char *
format_cells (const char *text)
{
  g_autoptr (GPtrArray) lines = cantrip_table_clipboard_parse (text);
  GString *cells = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *line = g_strjoinv ("|", lines->pdata[i]);

      g_string_append_printf (cells, "<%s>", line);
    }

  return g_string_free (cells, FALSE);
}

static void
test_parse (void)
{
  static const char *const CASES[][2] = {
    { "a\tb\nc\td", "<a|b><c|d>" },
    { "a\tb\r\nc\td\r\n", "<a|b><c|d>" },
    { "\"two\nlines\"\t\"say \"\"hi\"\"\"\n", "<two\nlines|say \"hi\">" },
    { "a\t\t\n", "<a||>" },
    { "one", "<one>" },
    { "\"open", "<open>" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *cells = format_cells (CASES[i][0]);

      g_assert_cmpstr (cells, ==, CASES[i][1]);
    }
}

static void
test_format (void)
{
  g_autofree char *path = cantrip_test_table_new ("clipboard.cantrip", 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = NULL;
  g_autoptr (CantripDatasetRepository) datasets = NULL;
  g_autoptr (CantripDatasetView) view = NULL;
  g_autoptr (GtkBitset) rows = gtk_bitset_new_range (3, 2);
  g_autofree char *text = NULL;

  cantrip_test_table_execute (path,
                              "UPDATE dataset_row SET values_json = '[\"a\\tb \\\"c\\\"\",null]'"
                              " WHERE position = 5");
  store = cantrip_store_open (path, CANTRIP_STORE_READ, &error);
  datasets = cantrip_dataset_repository_new (store, &error);
  view = cantrip_dataset_view_new (datasets,
                                   CANTRIP_TEST_DATASET_ID,
                                   &(CantripDatasetViewOptions){ 0 },
                                   NULL,
                                   &error);
  g_assert_no_error (error);

  gtk_bitset_add (rows, 0);
  text = cantrip_table_clipboard_format (view, datasets, rows, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "row 1\t1\nrow 4\t4\n\"a\tb \"\"c\"\"\"\t\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/table-clipboard/parse", test_parse);
  g_test_add_func ("/table-clipboard/format", test_format);

  return g_test_run ();
}
