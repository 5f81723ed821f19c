/* test-cell-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-call.h"
#include "cantrip-test-socket.h"

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

/* Fails the test unless the cell shows @text. */
static void
assert_shows (Fixture *fixture, const char *path, const char *text)
{
  g_autoptr (CantripTestCall) call = cantrip_test_call_cell (fixture->service, path);

  cantrip_test_call_assert_cell (call, text, "ok");
  g_assert_null (cantrip_test_call_get_header (call, "X-Cantrip-Code"));
}

static guint
count_calls (Fixture *fixture)
{
  return cantrip_fake_model_get_n_calls (fixture->service->model);
}

static void
test_answers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call =
      cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=Spring+sale%20%26%20more");

  cantrip_test_call_assert_cell (call, "About Spring sale & more", "ok");
  g_assert_cmpstr (cantrip_test_call_get_header (call, "Content-Type"),
                   ==,
                   "text/plain; charset=utf-8");
  g_assert_cmpstr (cantrip_test_call_get_header (call, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (cantrip_test_call_get_header (call, "X-Content-Type-Options"), ==, "nosniff");
}

static void
test_settings_are_no_inputs (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_shows (fixture, "/v1/cell/copy?event=x&wait=5&max=100&errors=text&r=1", "About x");
  assert_shows (fixture, "/v1/cell/copy?event=x&r=2", "About x");
  assert_shows (fixture, "/v1/cell/copy?event=x&wait=soon&max=-1", "About x");
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

/* LibreOffice lower-cases escapes, and they name the same input. */
static void
test_escapes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_shows (fixture, "/v1/cell/copy?event=caf%C3%A9%0Abar", "About café\nbar");
  assert_shows (fixture, "/v1/cell/copy?%65vent=caf%c3%a9%0abar", "About café\nbar");
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

static void
test_text_is_another_name (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) two = NULL;

  assert_shows (fixture, "/v1/cell/copy?text=x", "About x");
  two = cantrip_test_call_cell (fixture->service, "/v1/cell/mail?text=x&event=y");
  cantrip_test_call_assert_cell_error (two, "INPUT_TYPE");
}

static void
test_two_inputs (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_shows (fixture, "/v1/cell/mail?event=Fair&name=Ann", "Ann at Fair");
  assert_shows (fixture, "/v1/cell/mail?event=Fair&name=", " at Fair");
}

static void
test_blank_asks_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_shows (fixture, "/v1/cell/copy?event=", "");
  assert_shows (fixture, "/v1/cell/copy?event=%20%0A%09", "");
  assert_shows (fixture, "/v1/cell/mail?event=&name=+", "");
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

static void
test_no_inputs (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = cantrip_test_call_cell (fixture->service, "/v1/cell/copy");

  cantrip_test_call_assert_cell_error (call, "INPUT_TYPE");
}

static void
test_output_is_cleaned (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_set_reply (fixture->service->model, "one\r\ntwo\x1b\x01\tthree\r\n\r\n");
  assert_shows (fixture, "/v1/cell/copy?event=x", "one\ntwo\tthree");
  assert_shows (fixture, "/v1/cell/copy?event=x&max=5", "one\n…");
}

static void
test_long_output_is_cut (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *filler = g_strnfill (40000, 'x');
  g_autoptr (CantripTestCall) call = NULL;

  cantrip_fake_model_set_reply (fixture->service->model, filler);
  call = cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=x&max=50000");
  g_assert_cmpuint (call->status, ==, 200);
  g_assert_cmpint (g_utf8_strlen (call->text, -1), ==, 32000);
  g_assert_true (g_str_has_suffix (call->text, "x…"));
}

/* WEBSERVICE asks again at once, and thrice, for 502 to 504. */
static void
test_errors (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint       upstream;
    const char *code;
    guint       status; /* with errors=status */
  } ERRORS[] = { { 401, "UPSTREAM", 500 }, { 402, "BUDGET", 402 }, { 413, "TOO_LONG", 413 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ERRORS); i++)
    {
      g_autoptr (CantripTestCall) text = NULL;
      g_autoptr (CantripTestCall) status = NULL;

      cantrip_fake_model_fail_next (fixture->service->model, ERRORS[i].upstream, "{}", NULL, 2);
      text = cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=x");
      cantrip_test_call_assert_cell_error (text, ERRORS[i].code);

      status = cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=x&errors=status");
      g_assert_cmpuint (status->status, ==, ERRORS[i].status);
      g_assert_cmpstr (status->text, ==, text->text);
      g_assert_cmpstr (cantrip_test_call_get_header (status, "X-Cantrip-Status"), ==, "error");
    }
}

static void
test_statuses_of_the_service (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) unknown =
      cantrip_test_call_cell (fixture->service, "/v1/cell/nothing?event=x&errors=status");
  g_autoptr (CantripTestCall) input =
      cantrip_test_call_cell (fixture->service, "/v1/cell/copy?evnt=x&errors=status");
  g_autoptr (CantripTestCall) no_key = cantrip_test_call_new (fixture->service,
                                                              "GET",
                                                              "/v1/cell/copy?event=x&errors=status",
                                                              NULL,
                                                              NULL);

  g_assert_cmpuint (unknown->status, ==, 404);
  g_assert_cmpuint (input->status, ==, 400);
  g_assert_cmpuint (no_key->status, ==, 401);
}

static void
test_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;

  cantrip_fake_model_set_body (fixture->service->model,
                               "{\"choices\":[{\"message\":{\"content\":\"\",\"refusal\":\"no\"},"
                               "\"finish_reason\":\"stop\"}]}");
  call = cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=x");
  cantrip_test_call_assert_cell_error (call, "REFUSED");
}

static void
test_pending_then_the_answer (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) pending = NULL;
  g_autoptr (CantripTestCall) still = NULL;

  cantrip_fake_model_hold (fixture->service->model);
  pending = cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=x&wait=1");
  cantrip_test_call_assert_cell_error (pending, "PENDING");
  still = cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=x&wait=0&errors=status");
  cantrip_test_call_assert_cell_error (still, "PENDING");

  cantrip_fake_model_release (fixture->service->model);
  assert_shows (fixture, "/v1/cell/copy?event=x", "About x");
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

/* What goes on after PENDING is done before the bridge stops, and found by the next. */
static void
test_pending_goes_on (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) pending = NULL;

  cantrip_fake_model_hold (fixture->service->model);
  pending = cantrip_test_call_cell (fixture->service, "/v1/cell/copy?event=x&wait=0");
  cantrip_test_call_assert_cell_error (pending, "PENDING");
  cantrip_fake_model_wait_for_calls (fixture->service->model, 1);
  cantrip_fake_model_release (fixture->service->model);

  cantrip_test_service_stop (fixture->service);
  g_assert_cmpuint (cantrip_test_service_tally_receipts (fixture->service).n_paid, ==, 1);
  cantrip_test_service_start (fixture->service);
  assert_shows (fixture, "/v1/cell/copy?event=x", "About x");
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

static void
test_hang_up_after_pending (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketConnection) connection = cantrip_test_socket_connect (fixture->service);
  g_autofree char *target =
      g_strdup_printf ("/v1/cell/copy?event=x&wait=0&k=%s", fixture->service->cell_key);
  g_autofree char *reply = NULL;

  cantrip_fake_model_hold (fixture->service->model);
  cantrip_test_socket_request (connection, "GET", target, "");
  reply = cantrip_test_socket_read_reply (connection);
  g_assert_nonnull (strstr (reply, "#CANTRIP PENDING: "));
  cantrip_test_socket_hang_up (connection);
  cantrip_test_service_wait_a_round (fixture->service);

  cantrip_fake_model_release (fixture->service->model);
  assert_shows (fixture, "/v1/cell/copy?event=x", "About x");
}

static void
test_receipt (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) receipts = NULL;
  const CantripReceipt *receipt;

  assert_shows (fixture, "/v1/cell/copy?text=x", "About x");
  receipts = cantrip_test_service_list_receipts (fixture->service);
  g_assert_cmpuint (receipts->len, ==, 1);
  receipt = g_ptr_array_index (receipts, 0);
  g_assert_cmpstr (receipt->source, ==, "cell");
  g_assert_cmpstr (receipt->inputs_json, ==, "{\"event\":\"x\"}");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/cell-endpoint/answer/is-text", test_answers);
  ADD ("/cell-endpoint/answer/is-cleaned", test_output_is_cleaned);
  ADD ("/cell-endpoint/answer/is-cut", test_long_output_is_cut);
  ADD ("/cell-endpoint/answer/leaves-a-receipt", test_receipt);
  ADD ("/cell-endpoint/inputs/settings-are-none", test_settings_are_no_inputs);
  ADD ("/cell-endpoint/inputs/escapes", test_escapes);
  ADD ("/cell-endpoint/inputs/text-is-another-name", test_text_is_another_name);
  ADD ("/cell-endpoint/inputs/two", test_two_inputs);
  ADD ("/cell-endpoint/inputs/blank-asks-nothing", test_blank_asks_nothing);
  ADD ("/cell-endpoint/inputs/none", test_no_inputs);
  ADD ("/cell-endpoint/errors/upstream", test_errors);
  ADD ("/cell-endpoint/errors/of-the-service", test_statuses_of_the_service);
  ADD ("/cell-endpoint/errors/refused", test_refused);
  ADD ("/cell-endpoint/pending/then-the-answer", test_pending_then_the_answer);
  ADD ("/cell-endpoint/pending/goes-on", test_pending_goes_on);
  ADD ("/cell-endpoint/pending/hang-up-after", test_hang_up_after_pending);

  return g_test_run ();
}
