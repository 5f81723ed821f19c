/* test-inflight.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-util.h"
#include "server/cantrip-inflight.h"
#include "server/cantrip-service-error.h"

/* One who waits, and what came. */
typedef struct
{
  CantripWork  *work; /* (owned) */
  gboolean      leads;
  GAsyncResult *result; /* (owned) (nullable) */
} Waiter;

static GTask *
make_task (gpointer data)
{
  Waiter *waiter = data;

  return g_task_new (NULL, NULL, cantrip_test_keep_result, &waiter->result);
}

static void
join (Waiter *waiter, CantripInflight *inflight, const char *content)
{
  waiter->work = cantrip_inflight_join (inflight, content, make_task, waiter, &waiter->leads);
  if (waiter->leads)
    cantrip_inflight_wait (inflight, waiter->work, make_task (waiter));
}

static void
waiter_clear (Waiter *waiter)
{
  /* What was returned to it is written here: it must not come when this is gone. */
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_clear_pointer (&waiter->work, cantrip_work_unref);
  g_clear_object (&waiter->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Waiter, waiter_clear)

static CantripAnswer *
make_answer (const char *output)
{
  CantripAnswer *answer = cantrip_answer_new ();

  answer->output = g_strdup (output);

  return answer;
}

static void
settle (CantripInflight *inflight, Waiter *leader, const char *output)
{
  g_autoptr (CantripAnswer) answer = make_answer (output);

  cantrip_inflight_settle (inflight, leader->work, answer, NULL);
}

static void
assert_answered (Waiter *waiter, const char *output)
{
  g_autoptr (CantripAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  cantrip_test_wait_for (&waiter->result);
  answer = g_task_propagate_pointer (G_TASK (waiter->result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->output, ==, output);
}

static void
assert_failed (Waiter *waiter, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  cantrip_test_wait_for (&waiter->result);
  g_assert_null (g_task_propagate_pointer (G_TASK (waiter->result), &error));
  g_assert_error (error, domain, code);
}

static gboolean
is_withdrawn (CantripInflight *inflight, Waiter *waiter)
{
  g_autoptr (GCancellable) withdrawal = cantrip_inflight_dup_withdrawal (inflight, waiter->work);

  return g_cancellable_is_cancelled (withdrawal);
}

static gboolean
give_up (CantripInflight *inflight, Waiter *leader)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "withdrawn");

  return cantrip_inflight_give_up (inflight, leader->work, error);
}

static void
test_first_leads (void)
{
  g_autoptr (CantripInflight) inflight = cantrip_inflight_new ();
  g_auto (Waiter) first = { 0 };
  g_auto (Waiter) second = { 0 };
  g_auto (Waiter) other = { 0 };

  join (&first, inflight, "a");
  join (&second, inflight, "a");
  join (&other, inflight, "b");
  g_assert_true (first.leads);
  g_assert_false (second.leads);
  g_assert_true (second.work == first.work);
  g_assert_true (other.leads);
  g_assert_cmpuint (cantrip_inflight_get_size (inflight), ==, 2);

  settle (inflight, &first, "one");
  assert_answered (&first, "one");
  assert_answered (&second, "one");
  g_assert_null (other.result);

  settle (inflight, &other, "two");
  assert_answered (&other, "two");
  g_assert_cmpuint (cantrip_inflight_get_size (inflight), ==, 0);
}

static void
test_error_is_for_all (void)
{
  g_autoptr (CantripInflight) inflight = cantrip_inflight_new ();
  g_autoptr (GError) error =
      cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UPSTREAM, 2000, "The model did not answer");
  g_auto (Waiter) first = { 0 };
  g_auto (Waiter) second = { 0 };

  join (&first, inflight, "a");
  join (&second, inflight, "a");
  cantrip_inflight_settle (inflight, first.work, NULL, error);

  assert_failed (&first, CANTRIP_SERVICE_ERROR, CANTRIP_SERVICE_ERROR_UPSTREAM);
  assert_failed (&second, CANTRIP_SERVICE_ERROR, CANTRIP_SERVICE_ERROR_UPSTREAM);
}

static void
test_settled_is_not_joined (void)
{
  g_autoptr (CantripInflight) inflight = cantrip_inflight_new ();
  g_auto (Waiter) first = { 0 };
  g_auto (Waiter) second = { 0 };

  join (&first, inflight, "a");
  settle (inflight, &first, "one");
  join (&second, inflight, "a");
  g_assert_true (second.leads);

  settle (inflight, &second, "two");
  assert_answered (&first, "one");
  assert_answered (&second, "two");
}

static void
test_others_still_want_it (void)
{
  g_autoptr (CantripInflight) inflight = cantrip_inflight_new ();
  g_auto (Waiter) first = { 0 };
  g_auto (Waiter) second = { 0 };

  join (&first, inflight, "a");
  join (&second, inflight, "a");
  cantrip_inflight_leave (inflight, first.work);
  g_assert_false (is_withdrawn (inflight, &first));
  g_assert_false (give_up (inflight, &first));

  settle (inflight, &first, "one");
  assert_answered (&second, "one");
}

static void
test_last_withdraws_it (void)
{
  g_autoptr (CantripInflight) inflight = cantrip_inflight_new ();
  g_auto (Waiter) first = { 0 };
  g_auto (Waiter) second = { 0 };
  g_auto (Waiter) third = { 0 };

  join (&first, inflight, "a");
  join (&second, inflight, "a");
  cantrip_inflight_leave (inflight, second.work);
  cantrip_inflight_leave (inflight, first.work);
  g_assert_true (is_withdrawn (inflight, &first));
  g_assert_cmpuint (cantrip_inflight_get_size (inflight), ==, 1);

  g_assert_true (give_up (inflight, &first));
  assert_failed (&first, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_failed (&second, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cantrip_inflight_get_size (inflight), ==, 0);

  join (&third, inflight, "a");
  g_assert_true (third.leads);
  settle (inflight, &third, "three");
}

/* It may be sent, and so paid, already: whoever asks for it again must not pay again. */
static void
test_withdrawn_is_taken_up_again (void)
{
  g_autoptr (CantripInflight) inflight = cantrip_inflight_new ();
  g_auto (Waiter) first = { 0 };
  g_auto (Waiter) second = { 0 };

  join (&first, inflight, "a");
  cantrip_inflight_leave (inflight, first.work);
  join (&second, inflight, "a");
  g_assert_false (second.leads);
  g_assert_false (is_withdrawn (inflight, &first));
  g_assert_false (give_up (inflight, &first));

  cantrip_inflight_leave (inflight, second.work);
  g_assert_true (is_withdrawn (inflight, &first));

  settle (inflight, &first, "one"); /* it was sent, after all */
  assert_answered (&first, "one");
  assert_answered (&second, "one");
}

static gpointer
settle_thread (gpointer data)
{
  gpointer *both = data;

  settle (both[0], both[1], "from afar");

  return NULL;
}

/* Each waiter gets its answer in its own context. */
static void
test_settled_in_another_thread (void)
{
  g_autoptr (CantripInflight) inflight = cantrip_inflight_new ();
  g_auto (Waiter) waiter = { 0 };
  gpointer both[] = { inflight, &waiter };
  GThread *thread;

  join (&waiter, inflight, "a");
  thread = g_thread_new ("settler", settle_thread, both);
  g_thread_join (thread);
  g_assert_null (waiter.result);

  assert_answered (&waiter, "from afar");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/inflight/join/first-leads", test_first_leads);
  g_test_add_func ("/inflight/join/settled-is-not-joined", test_settled_is_not_joined);
  g_test_add_func ("/inflight/join/withdrawn-is-taken-up-again", test_withdrawn_is_taken_up_again);
  g_test_add_func ("/inflight/leave/others-still-want-it", test_others_still_want_it);
  g_test_add_func ("/inflight/leave/last-withdraws-it", test_last_withdraws_it);
  g_test_add_func ("/inflight/settle/error-is-for-all", test_error_is_for_all);
  g_test_add_func ("/inflight/settle/in-another-thread", test_settled_in_another_thread);

  return g_test_run ();
}
