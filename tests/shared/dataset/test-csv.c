/* test-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-csv.h"

typedef void (*Append) (GString *csv, const char *text);

static void
assert_cell (Append append, const char *text, const char *expected)
{
  g_autoptr (GString) csv = g_string_new ("x,");
  g_autofree char *line = g_strconcat ("x,", expected, NULL);

  append (csv, text);
  g_assert_cmpstr (csv->str, ==, line);
}

static void
test_append_cell_quotes_when_needed (void)
{
  assert_cell (cantrip_csv_append_cell, "", "");
  assert_cell (cantrip_csv_append_cell, "plain é; text", "plain é; text");
  assert_cell (cantrip_csv_append_cell, "a,b", "\"a,b\"");
  assert_cell (cantrip_csv_append_cell, "a\nb", "\"a\nb\"");
  assert_cell (cantrip_csv_append_cell, "a\rb", "\"a\rb\"");
  assert_cell (cantrip_csv_append_cell, "\"", "\"\"\"\"");
  assert_cell (cantrip_csv_append_cell, "say \"yes\" now", "\"say \"\"yes\"\" now\"");
  assert_cell (cantrip_csv_append_cell, " a", "\" a\"");
  assert_cell (cantrip_csv_append_cell, "=1+1", "=1+1");
}

static void
test_append_harmless_cell_stops_formulas (void)
{
  assert_cell (cantrip_csv_append_harmless_cell, "", "");
  assert_cell (cantrip_csv_append_harmless_cell, "a=1", "a=1");
  assert_cell (cantrip_csv_append_harmless_cell, "=1+1", "'=1+1");
  assert_cell (cantrip_csv_append_harmless_cell, "+1", "'+1");
  assert_cell (cantrip_csv_append_harmless_cell, "-1", "'-1");
  assert_cell (cantrip_csv_append_harmless_cell, "@x", "'@x");
  assert_cell (cantrip_csv_append_harmless_cell, "\tx", "'\tx");
  assert_cell (cantrip_csv_append_harmless_cell, "\rx", "\"'\rx\"");
  assert_cell (cantrip_csv_append_harmless_cell, "=A1,\"b\"", "\"'=A1,\"\"b\"\"\"");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/csv/append-cell/quotes-when-needed", test_append_cell_quotes_when_needed);
  g_test_add_func ("/csv/append-harmless-cell/stops-formulas",
                   test_append_harmless_cell_stops_formulas);

  return g_test_run ();
}
