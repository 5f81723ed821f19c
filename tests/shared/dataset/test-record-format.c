/* test-record-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-records.h"

static void
assert_column (const char *name, const char *text, const char *expected)
{
  const CantripRecordFormat format = { 0 };
  g_autoptr (GInputStream) stream = cantrip_test_trickle_new (text, -1, G_MAXSIZE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripRecordReader) reader =
      cantrip_record_format_open (&format, stream, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cantrip_record_reader_get_columns (reader)[0], ==, expected);
}

static void
test_open_goes_by_the_name (void)
{
  assert_column ("x.CSV", "[a\n", "[a");
  assert_column ("x.tsv", "[a\n", "[a");
  assert_column ("x.jsonl", "{\"a\":1}\n", "a");
  assert_column ("x.ndjson", "{\"a\":1}\n", "a");
}

static void
test_open_goes_by_the_text (void)
{
  assert_column ("x.json", " [{\"a\":1}]", "a");
  assert_column ("x.json", "\n{\"a\":1}", "a");
  assert_column (NULL, "{\"a\":1}", "a");
  assert_column ("x.txt", "a,b\n", "a");
  assert_column ("csv", "a,b\n", "a");
}

static void
test_open_hands_on_the_stream_error (void)
{
  const CantripRecordFormat format = { 0 };
  g_autoptr (GInputStream) stream = cantrip_test_trickle_new ("a", -1, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_input_stream_close (stream, NULL, NULL));
  g_assert_null (cantrip_record_format_open (&format, stream, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_parse_delimiter (void)
{
  static const char *const WRONG[] = { "", ",,", "\"", "a", "1", "\n", "é" };
  char                     delimiter = '\0';

  g_assert_true (cantrip_record_format_parse_delimiter (";", &delimiter, NULL));
  g_assert_cmpint (delimiter, ==, ';');
  g_assert_true (cantrip_record_format_parse_delimiter ("tab", &delimiter, NULL));
  g_assert_cmpint (delimiter, ==, '\t');
  g_assert_true (cantrip_record_format_parse_delimiter ("\\t", &delimiter, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cantrip_record_format_parse_delimiter (WRONG[i], &delimiter, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/record-format/open/goes-by-the-name", test_open_goes_by_the_name);
  g_test_add_func ("/record-format/open/goes-by-the-text", test_open_goes_by_the_text);
  g_test_add_func ("/record-format/open/hands-on-the-stream-error",
                   test_open_hands_on_the_stream_error);
  g_test_add_func ("/record-format/parse-delimiter", test_parse_delimiter);

  return g_test_run ();
}
