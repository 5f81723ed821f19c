/* test-call-endpoint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "cantrip-test-call.h"

#define CALL "/v1/deployments/copy/call"

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

static CantripTestCall *
post (Fixture *fixture, const char *path, const char *body)
{
  return cantrip_test_call_new (fixture->service, "POST", path, fixture->service->full_key, body);
}

static void
test_answers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call =
      post (fixture, "/v1/deployments/mail/call", "{'inputs': {'event': 'Fair', 'name': 'Ann'}}");
  JsonObject *usage = cantrip_json_get_object (call->object, "usage");

  cantrip_test_call_assert_output (call, "Ann at Fair", FALSE);
  g_assert_cmpstr (cantrip_test_call_get_text (call, "variant"), ==, "first");
  g_assert_cmpstr (cantrip_test_call_get_text (call, "model"), ==, "fake-1");
  g_assert_cmpstr (cantrip_test_call_get_text (call, "finish_reason"), ==, "stop");
  g_assert_cmpint (cantrip_json_get_int (usage, "input_tokens", -1), ==, 3);
  g_assert_cmpint (cantrip_json_get_int (usage, "output_tokens", -1), ==, 3);
}

/* What the provider does not say is null, not zero. */
static void
test_unknown_figures (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;

  cantrip_fake_model_set_body (fixture->service->model,
                               "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");
  call = cantrip_test_call_copy (fixture->service, "x");
  cantrip_test_call_assert_output (call, "Hi", FALSE);
  g_assert_nonnull (strstr (call->text, "\"model\":null"));
  g_assert_nonnull (strstr (call->text, "\"input_tokens\":null"));
  g_assert_nonnull (strstr (call->text, "\"output_tokens\":null"));
}

static void
test_odd_text_comes_through (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char ODD[] = "\"\\ \t\n\r \x01 </script> \u2028 \U0001F600 {{event}}";
  g_autoptr (CantripTestCall) call = NULL;

  cantrip_fake_model_set_reply (fixture->service->model, ODD);
  call = cantrip_test_call_copy (fixture->service, "x");
  cantrip_test_call_assert_output (call, ODD, FALSE);
}

static void
test_values_of_every_kind (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *value;
    const char *output;
  } VALUES[] = {
    { "'text'", "About text" },
    { "''", "About " },
    { "40", "About 40" },
    { "1.5", "About 1.5" },
    { "true", "About true" },
    { "null", "About " },
    { "['a', 1]", "About [\"a\",1]" },
    { "{'b': 1}", "About {\"b\":1}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (VALUES); i++)
    {
      g_autofree char *body = g_strdup_printf ("{'inputs': {'event': %s}}", VALUES[i].value);
      g_autoptr (CantripTestCall) call = post (fixture, CALL, body);

      g_assert_cmpuint (call->status, ==, 200);
      g_assert_cmpstr (cantrip_test_call_get_text (call, "output"), ==, VALUES[i].output);
    }
}

static void
test_wrong_bodies (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const BODIES[] = {
    "{}",
    "{'input': {'event': 'x'}}",
    "{'inputs': null}",
    "{'inputs': 'x'}",
    "{'inputs': ['x']}",
    "{'inputs': 1}",
    "{'inputs': {'event': 'x'}, 'refresh': 'yes'}",
    "{'inputs': {'event': 'x'}, 'refresh': 1.5}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autoptr (CantripTestCall) call = post (fixture, CALL, BODIES[i]);

      cantrip_test_call_assert_error (call, 400, "BAD_REQUEST");
    }
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 0);
}

static void
test_missing_input (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) none = post (fixture, CALL, "{'inputs': {}}");
  g_autoptr (CantripTestCall) one =
      post (fixture, "/v1/deployments/mail/call", "{'inputs': {'event': 'x'}}");

  cantrip_test_call_assert_error (none, 400, "INPUT_TYPE");
  cantrip_test_call_assert_error (one, 400, "INPUT_TYPE");
  g_assert_nonnull (strstr (one->text, "“name”"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/call-endpoint/answer/is-json", test_answers);
  ADD ("/call-endpoint/answer/unknown-figures", test_unknown_figures);
  ADD ("/call-endpoint/answer/odd-text-comes-through", test_odd_text_comes_through);
  ADD ("/call-endpoint/inputs/values-of-every-kind", test_values_of_every_kind);
  ADD ("/call-endpoint/inputs/missing", test_missing_input);
  ADD ("/call-endpoint/body/wrong", test_wrong_bodies);

  return g_test_run ();
}
