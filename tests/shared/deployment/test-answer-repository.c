/* test-answer-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-workspace.h"
#include "deployment/cantrip-answer-repository.h"
#include "request-log/cantrip-request-log.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef struct
{
  CantripTestWorkspace    *workspace;
  CantripAnswerRepository *answers;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->workspace = cantrip_test_workspace_new (":memory:");
  fixture->answers = cantrip_answer_repository_new (fixture->workspace->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->answers);
  cantrip_test_workspace_free (fixture->workspace);
}

/* An answer whose receipt is stored. */
static CantripAnswer *
make_answer (Fixture *fixture, const char *output)
{
  g_autoptr (CantripRequestLog) log = cantrip_request_log_new (fixture->workspace->store, NULL);
  g_autoptr (CantripReceipt) receipt = cantrip_test_workspace_make_receipt (fixture->workspace, 1);
  CantripAnswer *answer = cantrip_answer_new ();

  g_assert_true (cantrip_request_log_append (log, receipt, NULL));
  answer->request_id = receipt->id;
  answer->variant_id = receipt->variant_id;
  answer->output = g_strdup (output);

  return answer;
}

static CantripAnswer *
find (Fixture *fixture, const char *hash)
{
  g_autoptr (GError) error = NULL;
  CantripAnswer *answer = NULL;

  g_assert_true (cantrip_answer_repository_find (fixture->answers, hash, &answer, &error));
  g_assert_no_error (error);

  return answer;
}

static void
test_put_is_found (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripAnswer) answer = make_answer (fixture, "Come,\n“all” of you");
  g_autoptr (CantripAnswer) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (find (fixture, HASH_A));

  answer->model = g_strdup ("m-2026");
  answer->finish = CANTRIP_FINISH_LENGTH;
  answer->input_tokens = 12;
  answer->output_tokens = 0;
  cantrip_answer_repository_put (fixture->answers, HASH_A, answer, &error);
  g_assert_no_error (error);

  found = find (fixture, HASH_A);
  g_assert_nonnull (found);
  g_assert_cmpint (found->request_id, ==, answer->request_id);
  g_assert_cmpint (found->variant_id, ==, answer->variant_id);
  g_assert_cmpstr (found->output, ==, "Come,\n“all” of you");
  g_assert_cmpstr (found->model, ==, "m-2026");
  g_assert_cmpint (found->finish, ==, CANTRIP_FINISH_LENGTH);
  g_assert_cmpint (found->input_tokens, ==, 12);
  g_assert_cmpint (found->output_tokens, ==, 0);
  g_assert_null (find (fixture, HASH_B));
}

static void
test_unknown_stays_unknown (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripAnswer) answer = make_answer (fixture, "");
  g_autoptr (CantripAnswer) found = NULL;

  g_assert_true (cantrip_answer_repository_put (fixture->answers, HASH_A, answer, NULL));
  found = find (fixture, HASH_A);
  g_assert_cmpstr (found->output, ==, "");
  g_assert_null (found->model);
  g_assert_cmpint (found->finish, ==, CANTRIP_FINISH_UNKNOWN);
  g_assert_cmpint (found->input_tokens, ==, -1);
  g_assert_cmpint (found->output_tokens, ==, -1);
}

static void
test_put_again_replaces (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripAnswer) old = make_answer (fixture, "old");
  g_autoptr (CantripAnswer) new = make_answer (fixture, "new");
  g_autoptr (CantripAnswer) found = NULL;

  old->model = g_strdup ("m");
  old->input_tokens = 5;
  g_assert_true (cantrip_answer_repository_put (fixture->answers, HASH_A, old, NULL));
  g_assert_true (cantrip_answer_repository_put (fixture->answers, HASH_A, new, NULL));

  found = find (fixture, HASH_A);
  g_assert_cmpstr (found->output, ==, "new");
  g_assert_cmpint (found->request_id, ==, new->request_id);
  g_assert_null (found->model);
  g_assert_cmpint (found->input_tokens, ==, -1);
}

static void
test_put_needs_the_receipt (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripAnswer) answer = make_answer (fixture, "x");
  g_autoptr (GError) error = NULL;

  answer->request_id = 1;
  g_assert_false (cantrip_answer_repository_put (fixture->answers, HASH_A, answer, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_null (find (fixture, HASH_A));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/answer-repository/put/is-found", test_put_is_found);
  ADD ("/answer-repository/put/unknown-stays-unknown", test_unknown_stays_unknown);
  ADD ("/answer-repository/put/again-replaces", test_put_again_replaces);
  ADD ("/answer-repository/put/needs-the-receipt", test_put_needs_the_receipt);
#undef ADD
  return g_test_run ();
}
