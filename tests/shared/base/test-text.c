/* test-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-text.h"

static void
test_shorten (void)
{
  static const struct
  {
    const char *text;
    gsize       max_characters;
    const char *short_text;
  } cases[] = {
    { "", 1, "" },      { "a", 1, "a" },     { "ab", 1, "…" },     { "ab", 2, "ab" },
    { "abc", 2, "a…" }, { "äöü", 3, "äöü" }, { "äöüß", 3, "äö…" }, { "日本語", 2, "日…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *short_text = cantrip_text_shorten (cases[i].text, cases[i].max_characters);

      g_assert_cmpstr (short_text, ==, cases[i].short_text);
    }
}

static void
test_estimate_tokens (void)
{
  g_assert_cmpint (cantrip_text_estimate_tokens (0), ==, 0);
  g_assert_cmpint (cantrip_text_estimate_tokens (1), ==, 1);
  g_assert_cmpint (cantrip_text_estimate_tokens (8), ==, 2);
  g_assert_cmpint (cantrip_text_estimate_tokens (9), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text/shorten", test_shorten);
  g_test_add_func ("/text/estimate-tokens", test_estimate_tokens);

  return g_test_run ();
}
