/* test-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "base/cantrip-error.h"

static void
test_retry_after_survives_a_copy (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  cantrip_set_error (&error, CANTRIP_ERROR_RATE_LIMITED, "Busy");
  g_assert_cmpint (cantrip_error_get_retry_after_ms (error), ==, -1);
  cantrip_error_set_retry_after_ms (error, 1500);
  copy = g_error_copy (error);
  g_assert_cmpint (cantrip_error_get_retry_after_ms (copy), ==, 1500);
}

static void
test_only_passing_troubles_are_retryable (void)
{
  for (int code = CANTRIP_ERROR_INVALID_INPUT; code <= CANTRIP_ERROR_BAD_REPLY; code++)
    {
      g_autoptr (GError) error = g_error_new (CANTRIP_ERROR, code, "x");
      gboolean passing = code == CANTRIP_ERROR_RATE_LIMITED || code == CANTRIP_ERROR_OVERLOADED ||
                         code == CANTRIP_ERROR_TIMEOUT || code == CANTRIP_ERROR_UNREACHABLE;

      g_assert_cmpint (cantrip_error_is_retryable (error), ==, passing);
      g_assert_nonnull (cantrip_error_code_name (error));
    }
}

static void
test_code_names_of_other_domains (void)
{
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) io = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "x");

  g_assert_cmpstr (cantrip_error_code_name (cancelled), ==, "CANCELLED");
  g_assert_cmpstr (cantrip_error_code_name (io), ==, "IO");
  g_assert_cmpint (cantrip_error_get_retry_after_ms (io), ==, -1);
  g_assert_false (cantrip_error_is_retryable (io));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/error/retry-after/survives-a-copy", test_retry_after_survives_a_copy);
  g_test_add_func ("/error/is-retryable/only-passing-troubles",
                   test_only_passing_troubles_are_retryable);
  g_test_add_func ("/error/code-name/other-domains", test_code_names_of_other_domains);

  return g_test_run ();
}
