/* test-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-name.h"

static void
test_slug_check (void)
{
  static const char *const GOOD[] = { "a", "marketing-copy", "7", "-" };
  static const char *const BAD[] = { "", "Marketing", "a b", "a/b", "ä", "a_b", "a\n" };
  g_autofree char         *longest = g_strnfill (64, 'a');
  g_autofree char         *longer = g_strnfill (65, 'a');
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (GOOD); i++)
    g_assert_true (cantrip_slug_check (GOOD[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    g_assert_false (cantrip_slug_check (BAD[i], NULL));

  g_assert_true (cantrip_slug_check (longest, NULL));
  g_assert_false (cantrip_slug_check (longer, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
}

static void
test_name_check (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (name, "ß");

  g_assert_true (cantrip_name_check ("Short & sweet / 2", NULL));
  g_assert_true (cantrip_name_check (name->str, NULL));
  g_string_append (name, "ß");
  g_assert_false (cantrip_name_check (name->str, NULL));
  g_assert_false (cantrip_name_check ("two\nlines", NULL));
  g_assert_false (cantrip_name_check ("\xff", NULL));
  g_assert_false (cantrip_name_check ("", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
}

static void
test_fail_not_found_offers_the_nearest (void)
{
  static const char *const NAMES[] = { "first", "second", NULL };
  g_autoptr (GError) near = NULL;
  g_autoptr (GError) far = NULL;

  g_assert_false (cantrip_name_fail_not_found ("variant", "frist", NAMES, "make it", &near));
  g_assert_error (near, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_cmpstr (near->message, ==, "There is no variant “frist”; did you mean “first”?");

  g_assert_false (cantrip_name_fail_not_found ("variant", "zzzz", NAMES, "make it", &far));
  g_assert_cmpstr (far->message, ==, "There is no variant “zzzz”; make it");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/slug/check/takes-what-a-url-takes", test_slug_check);
  g_test_add_func ("/slug/name-check/takes-one-line", test_name_check);
  g_test_add_func ("/slug/fail-not-found/offers-the-nearest",
                   test_fail_not_found_offers_the_nearest);
  return g_test_run ();
}
