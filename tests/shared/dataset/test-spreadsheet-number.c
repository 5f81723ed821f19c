/* test-spreadsheet-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "dataset/cantrip-spreadsheet-number.h"

static void
assert_append (const char *text, const char *expected)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_assert_true (cantrip_spreadsheet_number_append (json, text));
  g_assert_cmpstr (json->str, ==, expected);
}

static void
test_append_leaves_out_binary_noise (void)
{
  assert_append ("0.30000000000000004", "0.3");
  assert_append ("46349.6041666667", "46349.6041666667");
  assert_append ("1E+20", "1e+20");
  assert_append ("1.10", "1.1");
  assert_append ("-0", "0");
  assert_append (".5", "0.5");
}

static void
test_append_keeps_whole_numbers (void)
{
  assert_append ("1234567890123456", "1234567890123456");
  assert_append ("-9007199254740992", "-9007199254740992");
  assert_append ("1e3", "1000");
}

static void
test_append_refuses_others (void)
{
  static const char *const OTHERS[] = { "", "x", "1x", "0x10", "inf", "nan", "1e999", "1 2" };
  g_autoptr (GString) json = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    g_assert_false (cantrip_spreadsheet_number_append (json, OTHERS[i]));
  g_assert_cmpstr (json->str, ==, "");
}

static void
test_parse_takes_what_stays_the_same (void)
{
  static const char *const NUMBERS[] = { "0", "42", "-3.5", "0.001", "123456789012345" };
  static const char *const TEXTS[] = {
    "",   "-",  "007", "1.10", "1e5",   "+1", " 1", "1 ", "1234567890123456", "4111111111111111",
    "-0", ".5", "5.",  "1,5",  "1.2.3",
  };
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    {
      g_assert_true (cantrip_spreadsheet_number_parse (NUMBERS[i], strlen (NUMBERS[i]), &value));
      g_assert_cmpfloat (value, ==, g_ascii_strtod (NUMBERS[i], NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_assert_false (cantrip_spreadsheet_number_parse (TEXTS[i], strlen (TEXTS[i]), &value));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/spreadsheet-number/append/leaves-out-binary-noise",
                   test_append_leaves_out_binary_noise);
  g_test_add_func ("/spreadsheet-number/append/keeps-whole-numbers",
                   test_append_keeps_whole_numbers);
  g_test_add_func ("/spreadsheet-number/append/refuses-others", test_append_refuses_others);
  g_test_add_func ("/spreadsheet-number/parse/takes-what-stays-the-same",
                   test_parse_takes_what_stays_the_same);

  return g_test_run ();
}
