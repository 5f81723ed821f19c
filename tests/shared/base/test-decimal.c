/* test-decimal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-decimal.h"

static void
test_to_text_is_exact (void)
{
  static const struct
  {
    gint64      value;
    guint       n_decimals;
    const char *text;
  } cases[] = {
    { 0, 9, "0" },
    { 0, 0, "0" },
    { 1, 9, "0.000000001" },
    { 1250000, 9, "0.00125" },
    { 100000000, 9, "0.1" },
    { 300000000, 9, "0.3" },
    { 1000000000, 9, "1" },
    { G_GINT64_CONSTANT (120000000000), 9, "120" },
    { G_GINT64_CONSTANT (12000000001), 9, "12.000000001" },
    { 2500, 3, "2.5" },
    { 40, 0, "40" },
    { -1500, 3, "-1.5" },
    { -1, 3, "-0.001" },
    { G_MAXINT64, 9, "9223372036.854775807" },
    { G_MININT64, 18, "-9.223372036854775808" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cantrip_decimal_to_text (cases[i].value, cases[i].n_decimals);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_from_text_is_exact (void)
{
  static const struct
  {
    const char *text;
    gint64      value;
  } cases[] = {
    { "0", 0 },
    { "2.50", 2500000000 },
    { "2.", 2000000000 },
    { "0.000000001", 1 },
    { "12.000000001", G_GINT64_CONSTANT (12000000001) },
    { "9223372035.999999999", G_GINT64_CONSTANT (9223372035999999999) },
  };
  const char *const REFUSED[] = { "",  " 1",           "-1",         "1,5",   "1.5 ", "1e3",
                                  ".", "0.0000000001", "9223372036", "1.2.3", "$1",   "1.-5" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;

      g_assert_true (cantrip_decimal_from_text (cases[i].text, 9, &value));
      g_assert_cmpint (value, ==, cases[i].value);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    {
      gint64 value = -1;

      g_assert_false (cantrip_decimal_from_text (REFUSED[i], 9, &value));
      g_assert_cmpint (value, ==, -1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/decimal/to-text/is-exact", test_to_text_is_exact);
  g_test_add_func ("/decimal/from-text/is-exact", test_from_text_is_exact);

  return g_test_run ();
}
