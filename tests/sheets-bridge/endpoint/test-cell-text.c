/* test-cell-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "endpoint/cantrip-cell-text.h"
#include "server/cantrip-service-error.h"

static void
assert_text (const char *text, guint max_characters, const char *expected)
{
  g_autofree char *made = cantrip_cell_text_new (text, max_characters);

  g_assert_cmpstr (made, ==, expected);
}

static void
test_line_ends (void)
{
  assert_text ("a\r\nb\rc\nd", 100, "a\nb\nc\nd");
  assert_text ("a\r\r\nb", 100, "a\n\nb");
  assert_text ("a\n\r\n\n", 100, "a");
  assert_text ("\na", 100, "\na");
  assert_text ("\r\n", 100, "");
  assert_text ("", 100, "");
}

static void
test_control_characters (void)
{
  assert_text ("a\x01"
               "b\x1b[0m\x7f"
               "c\td\x0b\x0c"
               "e",
               100,
               "ab[0mc\tde");
  assert_text ("\x01\n\x02\n", 100, "");
  assert_text ("caf\u00e9 \u2013 \U0001F600", 100, "caf\u00e9 \u2013 \U0001F600");
}

static void
test_cut (void)
{
  assert_text ("abcdef", 6, "abcdef");
  assert_text ("abcdefg", 6, "abcde…");
  assert_text ("äöüäöü", 6, "äöüäöü");
  assert_text ("äöüäöüß", 6, "äöüäö…");
  assert_text ("\U0001F600\U0001F600\U0001F600", 2, "\U0001F600…");
  assert_text ("abc", 1, "…");
  assert_text ("a", 1, "a");
}

/* What is thrown away does not count. */
static void
test_cut_after_cleaning (void)
{
  assert_text ("abc\r\n\r\n", 3, "abc");
  assert_text ("a\r\nb\x01"
               "c",
               4,
               "a\nbc");
}

static void
test_largest (void)
{
  g_autofree char *largest = g_strnfill (CANTRIP_CELL_MAX_CHARACTERS, 'x');
  g_autofree char *larger = g_strconcat (largest, "x", NULL);
  g_autofree char *made = cantrip_cell_text_new (larger, CANTRIP_CELL_MAX_CHARACTERS);

  assert_text (largest, CANTRIP_CELL_MAX_CHARACTERS, largest);
  g_assert_cmpint (g_utf8_strlen (made, -1), ==, CANTRIP_CELL_MAX_CHARACTERS);
  g_assert_true (g_str_has_suffix (made, "x…"));
}

static void
test_error_is_one_line (void)
{
  g_autoptr (GError) error =
      cantrip_service_error_new (CANTRIP_SERVICE_ERROR_REFUSED, -1, "No\r\nnever");
  g_autofree char *text = cantrip_cell_text_from_error (error);

  g_assert_true (g_str_has_prefix (text, "#CANTRIP REFUSED: No"));
  g_assert_null (strpbrk (text, "\r\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cell-text/new/line-ends", test_line_ends);
  g_test_add_func ("/cell-text/new/control-characters", test_control_characters);
  g_test_add_func ("/cell-text/new/cut", test_cut);
  g_test_add_func ("/cell-text/new/cut-after-cleaning", test_cut_after_cleaning);
  g_test_add_func ("/cell-text/new/largest", test_largest);
  g_test_add_func ("/cell-text/from-error/is-one-line", test_error_is_one_line);

  return g_test_run ();
}
