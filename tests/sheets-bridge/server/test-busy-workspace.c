/* test-busy-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-call.h"

typedef struct
{
  CantripTestService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->service = cantrip_test_service_new (1);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

/* Takes as long as the service waits for another program: ten seconds. */
static void
test_what_is_paid_is_kept (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  CantripTestService *service = fixture->service;
  g_autoptr (CantripTransaction) another_program = cantrip_store_begin (service->store, NULL);
  g_autoptr (CantripTestCall) paid = cantrip_test_call_copy (service, "x");
  g_autoptr (CantripTestCall) again = NULL;
  g_autoptr (CantripTestCall) other = NULL;
  CantripTestTally tally;

  cantrip_test_call_assert_error (paid, 503, "UNAVAILABLE");
  g_assert_cmpstr (cantrip_test_call_get_header (paid, "Retry-After"), ==, "5");

  again = cantrip_test_call_start_copy (service, "x");
  other = cantrip_test_call_start_copy (service, "y");
  cantrip_test_service_wait_a_round (service);
  g_clear_pointer (&another_program, cantrip_transaction_roll_back);

  cantrip_test_call_wait (again);
  cantrip_test_call_assert_output (again, "About x", TRUE);
  cantrip_test_call_wait (other); /* nothing was asked that could not have been written down */
  cantrip_test_call_assert_error (other, 503, "UNAVAILABLE");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (service->model), ==, 1);

  tally = cantrip_test_service_tally_receipts (service);
  g_assert_cmpuint (tally.n_paid, ==, 1);
  g_assert_cmpuint (tally.n_stored, ==, 1);
  g_assert_cmpuint (tally.n_failed, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL); /* the service warns here */

  g_test_add ("/busy-workspace/call/what-is-paid-is-kept",
              Fixture,
              NULL,
              set_up,
              test_what_is_paid_is_kept,
              tear_down);

  return g_test_run ();
}
