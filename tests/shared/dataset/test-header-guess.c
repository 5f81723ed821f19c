/* test-header-guess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-header-guess.h"

static void
assert_guess (const char *names, const char *rows, gboolean expected)
{
  g_auto (GStrv) columns = g_strsplit (names, ",", -1);
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (all, lines[i]);
  g_assert_cmpint (cantrip_header_guess_is_row (columns, all), ==, expected);
}

static void
test_is_row (void)
{
  assert_guess ("x,7", "[\"y\",\"8\"]\n[\"z\",9.5]", TRUE);
  assert_guess ("7,8", "[\"\",\"8\"]\n[1,null]", TRUE);
}

static void
test_is_a_header (void)
{
  assert_guess ("a,b", "[\"y\",\"8\"]", FALSE);
  assert_guess ("a,7", "[1,2]", FALSE);
  assert_guess ("a,b", "[\"x\",\"y\"]", FALSE);
  assert_guess ("7,8", "[\"x\",\"y\"]", FALSE);
  assert_guess ("country,2019,2020", "[\"x\",1.5,2]", FALSE);
  assert_guess ("7", "", FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/header-guess/is-row", test_is_row);
  g_test_add_func ("/header-guess/is-a-header", test_is_a_header);

  return g_test_run ();
}
