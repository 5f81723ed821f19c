/* test-rows-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "cantrip-test-call.h"

#define COPY "/v1/deployments/copy/rows"
#define MAIL "/v1/deployments/mail/rows"
#define MAX_ROWS 2000
#define N_DIFFERENT 200

typedef struct
{
  CantripTestService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->service = cantrip_test_service_new (2);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

static CantripTestCall *
post (Fixture *fixture, const char *path, const char *body)
{
  return cantrip_test_call_new (fixture->service, "POST", path, fixture->service->full_key, body);
}

static guint
count_calls (Fixture *fixture)
{
  return cantrip_fake_model_get_n_calls (fixture->service->model);
}

/* (nullable): the output of a row, from 0 */
static const char *
get_output (CantripTestCall *call, guint row)
{
  return cantrip_json_element_string (cantrip_json_get_array (call->object, "outputs"), row);
}

static guint
count_outputs (CantripTestCall *call)
{
  return json_array_get_length (cantrip_json_get_array (call->object, "outputs"));
}

/* (nullable): what the reply says of a row without output */
static JsonObject *
find_cell (CantripTestCall *call, guint row)
{
  JsonArray *cells = cantrip_json_get_array (call->object, "cells");

  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = cantrip_json_element_object (cells, i);

      if (cantrip_json_get_int (cell, "row", -1) == row)
        return cell;
    }

  return NULL;
}

static void
assert_status (CantripTestCall *call, const char *status, guint n_done, guint n_total)
{
  g_assert_cmpuint (call->status, ==, 200);
  g_assert_cmpstr (cantrip_test_call_get_text (call, "status"), ==, status);
  g_assert_cmpint (cantrip_json_get_int (call->object, "done", -1), ==, n_done);
  g_assert_cmpint (cantrip_json_get_int (call->object, "total", -1), ==, n_total);
  g_assert_cmpuint (count_outputs (call), ==, n_total);
  g_assert_true (g_str_equal (status, "partial") ==
                 (cantrip_json_get_object (call->object, "resume") != NULL));
}

/* `{"rows": [["row 0"], …]}`, with @more members before; they repeat after the first 200 */
static char *
make_rows (guint n_rows, const char *more)
{
  GString *body = g_string_new ("{");

  g_string_append (body, more);
  g_string_append (body, "'rows': [");
  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (body, "%s['row %u']", i > 0 ? "," : "", i % N_DIFFERENT);
  g_string_append (body, "]}");

  return g_string_free (body, FALSE);
}

static void
test_many_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *body = make_rows (200, "");
  g_autoptr (CantripTestCall) first = post (fixture, COPY, body);
  g_autoptr (CantripTestCall) second = post (fixture, COPY, body);
  CantripTestTally tally = cantrip_test_service_tally_receipts (fixture->service);

  assert_status (first, "complete", 200, 200);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *output = g_strdup_printf ("About row %u", i);

      g_assert_cmpstr (get_output (first, i), ==, output);
    }
  g_assert_cmpstr (first->text, ==, second->text);

  g_assert_cmpuint (count_calls (fixture), ==, 200);
  g_assert_cmpuint (tally.n_paid, ==, 200);
  g_assert_cmpuint (tally.n_stored, ==, 200);
}

static void
test_duplicates_and_blanks (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call =
      post (fixture, COPY, "{'rows': [['a'], ['b'], ['a'], [''], [' \\t'], [null], [], ['a']]}");
  static const char *const OUTPUTS[] = {
    "About a", "About b", "About a", "", "", "", "", "About a"
  };

  assert_status (call, "complete", 8, 8);
  for (guint i = 0; i < G_N_ELEMENTS (OUTPUTS); i++)
    g_assert_cmpstr (get_output (call, i), ==, OUTPUTS[i]);
  g_assert_cmpuint (count_calls (fixture), ==, 2);
  g_assert_cmpuint (cantrip_test_service_tally_receipts (fixture->service).n_paid, ==, 2);
}

static void
test_nothing_to_do (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) none = post (fixture, COPY, "{'rows': []}");
  g_autoptr (CantripTestCall) blank = post (fixture, COPY, "{'rows': [[''], ['']]}");

  assert_status (none, "complete", 0, 0);
  assert_status (blank, "complete", 2, 2);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

static void
test_positions_and_columns (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  /* Variables stand in the order of their first use: name, event. */
  g_autoptr (CantripTestCall) positions = post (fixture, MAIL, "{'rows': [['Ann', 'Fair']]}");
  g_autoptr (CantripTestCall) columns =
      post (fixture,
            MAIL,
            "{'columns': ['event', 'size', 'name'], 'rows': [['Fair', 40, 'Ann'], ['', 1, '']]}");

  g_assert_cmpstr (get_output (positions, 0), ==, "Ann at Fair");
  g_assert_cmpstr (get_output (columns, 0), ==, "Ann at Fair");
  g_assert_cmpstr (get_output (columns, 1), ==, " at ");
  g_assert_cmpuint (count_calls (fixture), ==, 2);
}

static void
test_missing_column (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call =
      post (fixture, MAIL, "{'columns': ['event'], 'rows': [['Fair'], ['']]}");

  assert_status (call, "complete", 2, 2);
  g_assert_cmpstr (cantrip_json_get_string (find_cell (call, 0), "code"), ==, "INPUT_TYPE");
  g_assert_cmpstr (cantrip_json_get_string (find_cell (call, 0), "state"), ==, "error");
  g_assert_cmpstr (get_output (call, 1), ==, "");
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

static void
test_wrong_bodies (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const BODIES[] = {
    "{}",
    "{'rows': null}",
    "{'rows': 'a'}",
    "{'rows': {}}",
    "{'rows': ['a']}",
    "{'rows': [['a'], null]}",
    "{'rows': [['a'], {'event': 'a'}]}",
    "{'rows': [['a', 'b']]}",
    "{'rows': [['a'], ['b', 'c']]}",
    "{'columns': 'event', 'rows': [['a']]}",
    "{'columns': [1], 'rows': [['a']]}",
    "{'columns': ['event', 'size'], 'rows': [['a']]}",
    "{'columns': [], 'rows': [['a']]}",
    "{'rows': [['a']], 'deadline_ms': '5'}",
    "{'rows': [['a']], 'deadline_ms': []}",
    "{'rows': [['a']], 'refresh': 'yes'}",
    "{'rows': [['a']], 'refresh': {}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autoptr (CantripTestCall) call = post (fixture, COPY, BODIES[i]);

      cantrip_test_call_assert_error (call, 400, "BAD_REQUEST");
    }
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

static void
test_too_many_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *body = make_rows (MAX_ROWS + 1, "");
  g_autoptr (CantripTestCall) call = post (fixture, COPY, body);

  cantrip_test_call_assert_error (call, 413, "TOO_LONG");
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

static void
test_most_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *body = make_rows (MAX_ROWS, "");
  g_autoptr (CantripTestCall) call = post (fixture, COPY, body);

  assert_status (call, "complete", MAX_ROWS, MAX_ROWS);
  g_assert_cmpstr (get_output (call, MAX_ROWS - 1), ==, "About row 199");
}

/* One bad row must not blank the others. */
static void
test_errors_are_of_a_cell (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;
  guint n_failed = 0;

  cantrip_fake_model_fail_next (fixture->service->model, 400, "{}", NULL, 1);
  cantrip_fake_model_fail_next (fixture->service->model,
                                400,
                                "{\"error\":{\"code\":\"content_filter\"}}",
                                NULL,
                                1);
  call = post (fixture, COPY, "{'rows': [['a'], ['b'], ['c'], ['d']]}");
  assert_status (call, "complete", 4, 4);

  for (guint i = 0; i < 4; i++)
    {
      JsonObject *cell = find_cell (call, i);
      const char *code = cantrip_json_get_string (cell, "code");

      g_assert_true ((cell == NULL) == (get_output (call, i) != NULL));
      if (cell == NULL)
        continue;
      n_failed++;
      g_assert_true (g_str_equal (code, "UPSTREAM") || g_str_equal (code, "REFUSED"));
      g_assert_nonnull (cantrip_json_get_string (cell, "message"));
    }
  g_assert_cmpuint (n_failed, ==, 2);
}

/* A row that failed is asked again by the same body; those that did not are not. */
static void
test_failed_rows_are_asked_again (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) first = NULL;
  g_autoptr (CantripTestCall) second = NULL;

  cantrip_fake_model_fail_next (fixture->service->model, 400, "{}", NULL, 1);
  first = post (fixture, COPY, "{'rows': [['a'], ['b']]}");
  assert_status (first, "complete", 2, 2);
  second = post (fixture, COPY, "{'rows': [['a'], ['b']]}");
  g_assert_cmpstr (get_output (second, 0), ==, "About a");
  g_assert_cmpstr (get_output (second, 1), ==, "About b");
  g_assert_cmpuint (count_calls (fixture), ==, 3);
}

static void
test_refresh (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) first = post (fixture, COPY, "{'rows': [['a'], ['a']]}");
  g_autoptr (CantripTestCall) second =
      post (fixture, COPY, "{'rows': [['a'], ['a']], 'refresh': true}");

  assert_status (first, "complete", 2, 2);
  assert_status (second, "complete", 2, 2);
  g_assert_cmpuint (count_calls (fixture), ==, 2);
}

static void
test_deadline (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (CantripTestCall) partial = NULL;
  g_autoptr (CantripTestCall) joined = NULL;
  JsonObject *resume;

  cantrip_fake_model_hold (fixture->service->model);
  partial = post (fixture, COPY, "{'rows': [['a'], [''], ['b']], 'deadline_ms': 400}");
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 10 * (gint64) G_USEC_PER_SEC);
  assert_status (partial, "partial", 1, 3);
  g_assert_cmpstr (get_output (partial, 1), ==, "");
  g_assert_cmpstr (cantrip_json_get_string (find_cell (partial, 0), "state"), ==, "pending");
  g_assert_null (cantrip_json_get_string (find_cell (partial, 0), "code"));
  resume = cantrip_json_get_object (partial->object, "resume");
  g_assert_cmpint (cantrip_json_get_int (resume, "retry_after_ms", 0), >, 0);
  g_assert_cmpint (strlen (cantrip_json_get_string (resume, "token")), >=, 20);

  joined = cantrip_test_call_start (fixture->service,
                                    "POST",
                                    COPY,
                                    fixture->service->full_key,
                                    "{'rows': [['a'], [''], ['b']], 'deadline_ms': 20000}");
  cantrip_fake_model_wait_for_calls (fixture->service->model, 2);
  cantrip_fake_model_release (fixture->service->model);
  cantrip_test_call_wait (joined);
  assert_status (joined, "complete", 3, 3);
  g_assert_cmpstr (get_output (joined, 2), ==, "About b");
  g_assert_cmpuint (count_calls (fixture), ==, 2);
}

/* Out of range is brought into it, as far as a caller can mean it. */
static void
test_odd_deadlines (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const DEADLINES[] = { "0",
                                           "-1",
                                           "-9223372036854775808",
                                           "9223372036854775807",
                                           "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (DEADLINES); i++)
    {
      g_autofree char *body = g_strdup_printf ("{'rows': [['']], 'deadline_ms': %s}", DEADLINES[i]);
      g_autoptr (CantripTestCall) call = post (fixture, COPY, body);

      assert_status (call, "complete", 1, 1);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/rows-endpoint/answer/many", test_many_rows);
  ADD ("/rows-endpoint/answer/duplicates-and-blanks", test_duplicates_and_blanks);
  ADD ("/rows-endpoint/answer/nothing-to-do", test_nothing_to_do);
  ADD ("/rows-endpoint/answer/refresh", test_refresh);
  ADD ("/rows-endpoint/inputs/positions-and-columns", test_positions_and_columns);
  ADD ("/rows-endpoint/inputs/missing-column", test_missing_column);
  ADD ("/rows-endpoint/body/wrong", test_wrong_bodies);
  ADD ("/rows-endpoint/body/too-many-rows", test_too_many_rows);
  ADD ("/rows-endpoint/body/most-rows", test_most_rows);
  ADD ("/rows-endpoint/errors/are-of-a-cell", test_errors_are_of_a_cell);
  ADD ("/rows-endpoint/errors/are-asked-again", test_failed_rows_are_asked_again);
  ADD ("/rows-endpoint/deadline/is-kept-and-joined", test_deadline);
  ADD ("/rows-endpoint/deadline/odd", test_odd_deadlines);

  return g_test_run ();
}
