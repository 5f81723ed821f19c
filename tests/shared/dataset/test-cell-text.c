/* test-cell-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "dataset/cantrip-cell-text.h"

static void
test_to_json (void)
{
  static const struct
  {
    const char *text;
    const char *old_json;
    gboolean    in_numbers;
    const char *expected;
  } CASES[] = {
    { "42", "7", FALSE, "42" },
    { "1.10", "null", TRUE, "1.10" },
    { "42", "\"7\"", FALSE, "\"42\"" },
    { "42", "\"n/a\"", TRUE, "42" },
    { "42 pieces", "7", TRUE, "\"42 pieces\"" },
    { "007", "7", TRUE, "\"007\"" }, /* a number would lose the zeros */
    { "1e999", "7", TRUE, "\"1e999\"" },
    { " 42", "7", TRUE, "\" 42\"" },
    { "", "7", FALSE, "null" },
    { "", "\"x\"", FALSE, "\"\"" },
    { "", "null", TRUE, "null" },
    { "[1, 2]", "[]", FALSE, "[1,2]" },
    { "[1, 2", "[]", FALSE, "\"[1, 2\"" },
    { "[1,2]", "\"x\"", FALSE, "\"[1,2]\"" },
    { "false", "true", FALSE, "false" },
    { "true", "null", FALSE, "\"true\"" },
    { "say \"hi\"\n", "null", FALSE, "\"say \\\"hi\\\"\\n\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *json =
          cantrip_cell_text_to_json (CASES[i].text, CASES[i].old_json, CASES[i].in_numbers);

      g_assert_cmpstr (json, ==, CASES[i].expected);
    }
}

static void
test_is_number (void)
{
  static const char *const NUMBERS[] = { "0", "-1", "2.50", "1e3" };
  static const char *const OTHERS[] = { "",   "-",    "+1",  "01",        "1,5",
                                        "1 ", "0x10", "NaN", "2026-01-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    g_assert_true (cantrip_cell_text_is_number (NUMBERS[i], strlen (NUMBERS[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    g_assert_false (cantrip_cell_text_is_number (OTHERS[i], strlen (OTHERS[i])));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cell-text/to-json", test_to_json);
  g_test_add_func ("/cell-text/is-number", test_is_number);

  return g_test_run ();
}
