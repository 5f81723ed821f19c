/* test-scope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "generation/cantrip-scope.h"

static void
assert_reads (const char *text, gboolean only_failed, gint64 first, gint64 last)
{
  g_autoptr (GError) error = NULL;
  CantripScope scope;

  g_assert_true (cantrip_scope_from_text (text, &scope, &error));
  g_assert_no_error (error);
  g_assert_cmpint (scope.only_failed, ==, only_failed);
  g_assert_cmpint (scope.first, ==, first);
  g_assert_cmpint (scope.last, ==, last);
}

static void
test_from_text_reads (void)
{
  assert_reads (NULL, FALSE, 1, G_MAXINT64);
  assert_reads ("failed", TRUE, 1, G_MAXINT64);
  assert_reads ("3-20", FALSE, 3, 20);
  assert_reads ("3-3", FALSE, 3, 3);
  assert_reads ("7", FALSE, 7, 7);
  assert_reads ("50-", FALSE, 50, G_MAXINT64);
}

static void
test_from_text_refuses (void)
{
  static const char *const BAD[] = { "",
                                     "-",
                                     "-5",
                                     "0-3",
                                     "5-3",
                                     "a-b",
                                     "1-2-3",
                                     "1..5",
                                     " 1",
                                     "1 - 2",
                                     "+1-2",
                                     "Failed",
                                     "1-x",
                                     "0",
                                     "1.5",
                                     "1,2",
                                     "99999999999999999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (GError) error = NULL;
      CantripScope scope = { TRUE, 5, 6 };

      if (cantrip_scope_from_text (BAD[i], &scope, &error))
        g_error ("“%s” was taken", BAD[i]);
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
      g_assert_cmpint (scope.first, ==, 5); /* untouched */
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/scope/from-text/reads", test_from_text_reads);
  g_test_add_func ("/scope/from-text/refuses", test_from_text_refuses);
  return g_test_run ();
}
