/* test-dispatcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-fake-provider.h"
#include "cantrip-test-util.h"
#include "generation/cantrip-dispatcher.h"

typedef struct
{
  CantripFakeProvider *provider;
  CantripDispatcher   *dispatcher;
  CantripRecipe       *recipe;
  GPtrArray           *messages;
} Fixture;

static void
set_up_with (Fixture *fixture, CantripFakeProviderFunc func, gpointer data, guint concurrency)
{
  g_autoptr (GError) error = NULL;

  fixture->provider = cantrip_fake_provider_new (func, data);
  fixture->dispatcher =
      cantrip_dispatcher_new (CANTRIP_PROVIDER (fixture->provider), concurrency, 3);
  fixture->recipe = cantrip_recipe_new_from_text ("{\"model\":\"m\",\"messages\":[{\"role\":"
                                                  "\"user\",\"content\":\"Hi\"}]}",
                                                  &error);
  g_assert_no_error (error);
  fixture->messages = cantrip_message_list_new ();
  g_ptr_array_add (fixture->messages, cantrip_message_new (CANTRIP_ROLE_USER, "Hi"));
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  set_up_with (fixture, NULL, NULL, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpuint (cantrip_dispatcher_get_n_waiting (fixture->dispatcher), ==, 0);
  g_assert_cmpuint (cantrip_dispatcher_get_n_active (fixture->dispatcher), ==, 0);
  g_assert_finalize_object (fixture->dispatcher);
  g_assert_finalize_object (fixture->provider);
  cantrip_recipe_unref (fixture->recipe);
  g_ptr_array_unref (fixture->messages);
}

static void
ask (Fixture *fixture, GCancellable *cancellable, GAsyncResult **slot)
{
  cantrip_dispatcher_complete_async (fixture->dispatcher,
                                     fixture->recipe,
                                     fixture->messages,
                                     NULL,
                                     NULL,
                                     NULL,
                                     cancellable,
                                     cantrip_test_keep_result,
                                     slot);
}

static gboolean
has_pending (gpointer provider)
{
  return cantrip_fake_provider_get_n_pending (provider) > 0;
}

static void
wait_for_pending (Fixture *fixture)
{
  cantrip_test_wait_until (has_pending, fixture->provider);
}

static gboolean
is_idle (gpointer dispatcher)
{
  return cantrip_dispatcher_get_n_active (dispatcher) == 0;
}

static void
assert_answered (Fixture *fixture, GAsyncResult **slot, const char *text, guint attempts)
{
  g_autoptr (CantripCompletion) completion = NULL;
  g_autoptr (GError) error = NULL;
  guint n_attempts = 0;

  cantrip_test_wait_for (slot);
  completion = cantrip_dispatcher_complete_finish (fixture->dispatcher, *slot, &n_attempts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (completion->text, ==, text);
  g_assert_cmpuint (n_attempts, ==, attempts);
}

static void
assert_failed (Fixture *fixture, GAsyncResult **slot, GQuark domain, int code, guint attempts)
{
  g_autoptr (GError) error = NULL;
  guint n_attempts = 99;

  cantrip_test_wait_for (slot);
  g_assert_null (
      cantrip_dispatcher_complete_finish (fixture->dispatcher, *slot, &n_attempts, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpuint (n_attempts, ==, attempts);
}

static void
answer (Fixture *fixture, const char *text)
{
  cantrip_fake_provider_answer (fixture->provider, cantrip_fake_completion_new (text, 1, 1));
}

static void
fail (Fixture *fixture, CantripError code, gint64 retry_after_ms)
{
  GError *error = g_error_new (CANTRIP_ERROR, (int) code, "As told");

  cantrip_error_set_retry_after_ms (error, retry_after_ms);
  cantrip_fake_provider_fail (fixture->provider, error);
}

static void
test_never_more_at_once_than_allowed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;

  ask (fixture, NULL, &first);
  ask (fixture, NULL, &second);
  ask (fixture, NULL, &third);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 2);
  wait_for_pending (fixture);
  g_assert_cmpuint (cantrip_fake_provider_get_n_pending (fixture->provider), ==, 2);
  g_assert_cmpuint (cantrip_dispatcher_get_n_active (fixture->dispatcher), ==, 2);
  g_assert_cmpuint (cantrip_dispatcher_get_n_waiting (fixture->dispatcher), ==, 1);

  answer (fixture, "one");
  assert_answered (fixture, &first, "one", 1);
  answer (fixture, "two");
  assert_answered (fixture, &second, "two", 1);
  wait_for_pending (fixture);
  answer (fixture, "three");
  assert_answered (fixture, &third, "three", 1);
  g_assert_cmpuint (cantrip_fake_provider_get_most_pending (fixture->provider), ==, 2);
}

static void
test_retries_passing_errors (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) result = NULL;

  ask (fixture, NULL, &result);
  wait_for_pending (fixture);
  fail (fixture, CANTRIP_ERROR_OVERLOADED, -1);
  wait_for_pending (fixture);
  fail (fixture, CANTRIP_ERROR_UNREACHABLE, -1);
  wait_for_pending (fixture);
  answer (fixture, "at last");
  assert_answered (fixture, &result, "at last", 3);
}

static void
test_gives_up_after_the_last_attempt (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) result = NULL;

  ask (fixture, NULL, &result);
  for (guint i = 0; i < 3; i++)
    {
      wait_for_pending (fixture);
      fail (fixture, CANTRIP_ERROR_OVERLOADED, -1);
    }
  assert_failed (fixture, &result, CANTRIP_ERROR, CANTRIP_ERROR_OVERLOADED, 3);
}

static void
test_does_not_retry_what_cannot_help (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) slow = NULL;
  g_autoptr (GAsyncResult) too_late = NULL;

  ask (fixture, NULL, &refused);
  wait_for_pending (fixture);
  fail (fixture, CANTRIP_ERROR_REFUSED, -1);
  assert_failed (fixture, &refused, CANTRIP_ERROR, CANTRIP_ERROR_REFUSED, 1);

  /* It may have been worked on, and billed. */
  ask (fixture, NULL, &slow);
  wait_for_pending (fixture);
  fail (fixture, CANTRIP_ERROR_TIMEOUT, -1);
  assert_failed (fixture, &slow, CANTRIP_ERROR, CANTRIP_ERROR_TIMEOUT, 1);

  ask (fixture, NULL, &too_late);
  wait_for_pending (fixture);
  fail (fixture, CANTRIP_ERROR_RATE_LIMITED, G_GINT64_CONSTANT (3600000));
  assert_failed (fixture, &too_late, CANTRIP_ERROR, CANTRIP_ERROR_RATE_LIMITED, 1);
}

static void
test_everybody_rests_on_retry_after (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) turned_away = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  gint64 told_us;

  ask (fixture, NULL, &turned_away);
  wait_for_pending (fixture);
  fail (fixture, CANTRIP_ERROR_RATE_LIMITED, 150);
  told_us = g_get_monotonic_time ();
  cantrip_test_wait_until (is_idle, fixture->dispatcher);
  g_assert_cmpuint (cantrip_dispatcher_get_window (fixture->dispatcher), ==, 1);

  ask (fixture, NULL, &other);
  wait_for_pending (fixture);
  g_assert_cmpint (g_get_monotonic_time () - told_us, >=, 150 * 1000);
  answer (fixture, "first of them");
  wait_for_pending (fixture);
  answer (fixture, "second of them");
  cantrip_test_wait_for (&turned_away);
  cantrip_test_wait_for (&other);
}

static void
note_delta (const char *text, gpointer user_data)
{
  g_string_append (user_data, text);
}

static void
test_a_streamed_reply_is_not_retried (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_dispatcher_complete_async (fixture->dispatcher,
                                     fixture->recipe,
                                     fixture->messages,
                                     note_delta,
                                     text,
                                     NULL,
                                     NULL,
                                     cantrip_test_keep_result,
                                     &result);
  wait_for_pending (fixture);
  fail (fixture, CANTRIP_ERROR_OVERLOADED, -1); /* before the first piece: it is retried */
  wait_for_pending (fixture);
  cantrip_fake_provider_give_delta (fixture->provider, "Hel");
  fail (fixture, CANTRIP_ERROR_OVERLOADED, -1);
  assert_failed (fixture, &result, CANTRIP_ERROR, CANTRIP_ERROR_OVERLOADED, 2);
  g_assert_cmpstr (text->str, ==, "Hel");
}

static void
test_can_be_cancelled_anywhere (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) backing_off = NULL;
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GAsyncResult) before = NULL;

  ask (fixture, cancellable, &backing_off);
  wait_for_pending (fixture);
  fail (fixture, CANTRIP_ERROR_RATE_LIMITED, 60000);
  cantrip_test_wait_until (is_idle, fixture->dispatcher);
  g_assert_cmpuint (cantrip_dispatcher_get_n_waiting (fixture->dispatcher), ==, 1);
  ask (fixture, cancellable, &waiting);
  g_cancellable_cancel (cancellable);
  ask (fixture, cancellable, &before);
  g_assert_null (before); /* not called back before it returned */

  assert_failed (fixture, &backing_off, G_IO_ERROR, G_IO_ERROR_CANCELLED, 1);
  assert_failed (fixture, &waiting, G_IO_ERROR, G_IO_ERROR_CANCELLED, 0);
  assert_failed (fixture, &before, G_IO_ERROR, G_IO_ERROR_CANCELLED, 0);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture->provider), ==, 1);
}

static void
test_cancels_active (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) active = NULL;
  g_autoptr (GAsyncResult) spared = NULL;

  ask (fixture, cancellable, &active);
  ask (fixture, NULL, &spared);
  wait_for_pending (fixture);
  g_cancellable_cancel (cancellable);
  assert_failed (fixture, &active, G_IO_ERROR, G_IO_ERROR_CANCELLED, 1);
  answer (fixture, "spared");
  assert_answered (fixture, &spared, "spared", 1);
}

static gpointer
cancel_thread (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_can_be_cancelled_from_another_thread (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GThread *thread;

  ask (fixture, cancellable, &result);
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_thread_join (thread);
  cantrip_test_wait_for (&result);
  g_assert_cmpuint (cantrip_fake_provider_get_n_pending (fixture->provider), ==, 0);
}

static void
ask_withdrawable (Fixture *fixture, GCancellable *withdrawal, GAsyncResult **slot)
{
  cantrip_dispatcher_complete_async (fixture->dispatcher,
                                     fixture->recipe,
                                     fixture->messages,
                                     NULL,
                                     NULL,
                                     withdrawal,
                                     NULL,
                                     cantrip_test_keep_result,
                                     slot);
}

static void
test_withdrawal_spares_the_active (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) mine = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GAsyncResult) others = NULL;
  g_autoptr (GAsyncResult) late = NULL;

  ask_withdrawable (fixture, mine, &first);
  ask_withdrawable (fixture, mine, &second);
  wait_for_pending (fixture);
  ask_withdrawable (fixture, mine, &waiting);
  ask (fixture, NULL, &others);

  g_cancellable_cancel (mine);
  ask_withdrawable (fixture, mine, &late);
  assert_failed (fixture, &waiting, G_IO_ERROR, G_IO_ERROR_CANCELLED, 0);
  assert_failed (fixture, &late, G_IO_ERROR, G_IO_ERROR_CANCELLED, 0);
  answer (fixture, "one");
  fail (fixture, CANTRIP_ERROR_OVERLOADED, 0); /* and is not tried again */
  assert_answered (fixture, &first, "one", 1);
  assert_failed (fixture, &second, CANTRIP_ERROR, CANTRIP_ERROR_OVERLOADED, 1);
  wait_for_pending (fixture);
  answer (fixture, "other");
  assert_answered (fixture, &others, "other", 1);
}

static CantripCompletion *
answer_at_once (guint       number G_GNUC_UNUSED,
                const char *text G_GNUC_UNUSED,
                gpointer    data G_GNUC_UNUSED,
                GError    **error G_GNUC_UNUSED)
{
  return cantrip_fake_completion_new ("ok", 1, 1);
}

static void
count_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripCompletion) completion =
      cantrip_dispatcher_complete_finish (CANTRIP_DISPATCHER (object), result, NULL, NULL);

  g_assert_nonnull (completion);
  ++*(guint *) user_data;
}

static gboolean
all_counted (gpointer count)
{
  return *(guint *) count == 5000;
}

static void
test_opens_up_to_the_most_allowed (void)
{
  Fixture fixture;
  guint   count = 0;

  set_up_with (&fixture, answer_at_once, NULL, 32);
  g_assert_cmpuint (cantrip_dispatcher_get_window (fixture.dispatcher), ==, 8);
  for (guint i = 0; i < 5000; i++)
    cantrip_dispatcher_complete_async (fixture.dispatcher,
                                       fixture.recipe,
                                       fixture.messages,
                                       NULL,
                                       NULL,
                                       NULL,
                                       NULL,
                                       count_cb,
                                       &count);
  cantrip_test_wait_until (all_counted, &count);
  g_assert_cmpuint (cantrip_fake_provider_get_n_calls (fixture.provider), ==, 5000);
  g_assert_cmpuint (cantrip_fake_provider_get_most_pending (fixture.provider), ==, 32);
  tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/dispatcher/complete/never-more-at-once-than-allowed",
       test_never_more_at_once_than_allowed);
  ADD ("/dispatcher/complete/retries-passing-errors", test_retries_passing_errors);
  ADD ("/dispatcher/complete/gives-up-after-the-last-attempt",
       test_gives_up_after_the_last_attempt);
  ADD ("/dispatcher/complete/does-not-retry-what-cannot-help",
       test_does_not_retry_what_cannot_help);
  ADD ("/dispatcher/complete/everybody-rests-on-retry-after", test_everybody_rests_on_retry_after);
  ADD ("/dispatcher/complete/a-streamed-reply-is-not-retried",
       test_a_streamed_reply_is_not_retried);
  ADD ("/dispatcher/complete/can-be-cancelled-before-and-between", test_can_be_cancelled_anywhere);
  ADD ("/dispatcher/complete/can-be-cancelled-while-active", test_cancels_active);
  ADD ("/dispatcher/complete/can-be-cancelled-from-another-thread",
       test_can_be_cancelled_from_another_thread);
  ADD ("/dispatcher/complete/withdrawal-spares-the-active", test_withdrawal_spares_the_active);
#undef ADD
  g_test_add_func ("/dispatcher/complete/opens-up-to-the-most-allowed",
                   test_opens_up_to_the_most_allowed);
  return g_test_run ();
}
