/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-window.h"

static void
succeed (CantripWindow *window, guint times)
{
  for (guint i = 0; i < times; i++)
    cantrip_window_note_success (window);
}

static void
test_starts_small (void)
{
  CantripWindow window;

  cantrip_window_init (&window, 32);
  g_assert_cmpuint (window.size, ==, 8);
  cantrip_window_init (&window, 3);
  g_assert_cmpuint (window.size, ==, 3);
}

static void
test_doubles_until_the_first_overload (void)
{
  CantripWindow window;

  cantrip_window_init (&window, 100);
  succeed (&window, 8);
  g_assert_cmpuint (window.size, ==, 16);
  succeed (&window, 16);
  g_assert_cmpuint (window.size, ==, 32);
  succeed (&window, 1000);
  g_assert_cmpuint (window.size, ==, 100);
}

static void
test_then_grows_by_one_per_window (void)
{
  CantripWindow window;

  cantrip_window_init (&window, 32);
  cantrip_window_note_overload (&window, 0, 10, -1);
  g_assert_cmpuint (window.size, ==, 4);
  succeed (&window, 3);
  g_assert_cmpuint (window.size, ==, 4);
  succeed (&window, 1);
  g_assert_cmpuint (window.size, ==, 5);
  succeed (&window, 5);
  g_assert_cmpuint (window.size, ==, 6);
}

static void
test_halves_once_per_round_trip (void)
{
  CantripWindow window;

  cantrip_window_init (&window, 8);
  cantrip_window_note_overload (&window, 100, 200, -1);
  g_assert_cmpuint (window.size, ==, 4);
  cantrip_window_note_overload (&window, 150, 210, -1); /* sent before the halving */
  g_assert_cmpuint (window.size, ==, 4);
  cantrip_window_note_overload (&window, 201, 300, -1); /* sent after it */
  g_assert_cmpuint (window.size, ==, 2);
  cantrip_window_note_overload (&window, 301, 400, -1);
  cantrip_window_note_overload (&window, 401, 500, -1);
  g_assert_cmpuint (window.size, ==, 1);
}

static void
test_rests_as_long_as_asked (void)
{
  CantripWindow window;

  cantrip_window_init (&window, 8);
  cantrip_window_note_overload (&window, 0, 1000, 2);
  g_assert_cmpint (window.rest_until_us, ==, 3000);
  cantrip_window_note_overload (&window, 0, 1500, 1); /* a shorter one does not cut it */
  g_assert_cmpint (window.rest_until_us, ==, 3000);
  cantrip_window_note_overload (&window, 0, 1500, 5); /* even if it does not halve again */
  g_assert_cmpint (window.rest_until_us, ==, 6500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/window/init/starts-small", test_starts_small);
  g_test_add_func ("/window/success/doubles-until-the-first-overload",
                   test_doubles_until_the_first_overload);
  g_test_add_func ("/window/success/then-grows-by-one-per-window",
                   test_then_grows_by_one_per_window);
  g_test_add_func ("/window/overload/halves-once-per-round-trip", test_halves_once_per_round_trip);
  g_test_add_func ("/window/overload/rests-as-long-as-asked", test_rests_as_long_as_asked);
  return g_test_run ();
}
