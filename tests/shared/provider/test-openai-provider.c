/* test-openai-provider.c
 *
 * What the provider sends, and what it makes of whole replies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-request.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-openai-provider.h"

#define KEY "sk-test-not-a-real-key-0123456789"

typedef struct
{
  CantripFakeModel *model;
  CantripProvider  *provider;
  CantripRequest   *request;
} Fixture;

static CantripProvider *
make_provider (const char *base_url, const char *key, const char *dialect, guint max_connections)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripHttpClient) client = cantrip_test_client_new (base_url, 10, max_connections);

  return cantrip_openai_provider_new (client, key, cantrip_dialect_find (dialect, NULL), catalog);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->model = cantrip_fake_model_new ();
  fixture->provider =
      make_provider (cantrip_fake_model_get_base_url (fixture->model), KEY, "generic", 64);
  fixture->request = cantrip_test_request_new (CANTRIP_MODE_CHAT, NULL, "Say hello");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_request_free (fixture->request);
  g_assert_finalize_object (fixture->provider);
  cantrip_fake_model_free (fixture->model);
}

static void
test_complete_reads_reply (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion = NULL;
  g_autofree char *authorization = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  cantrip_fake_model_set_reply (fixture->model, "Hello “you”\n😀");
  completion = cantrip_test_complete (fixture->provider, fixture->request, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (completion->text, ==, "Hello “you”\n😀");
  g_assert_cmpstr (completion->model, ==, "test-model");
  g_assert_cmpint (completion->finish, ==, CANTRIP_FINISH_STOP);
  g_assert_cmpint (completion->input_tokens, ==, 2);
  g_assert_cmpint (completion->output_tokens, ==, 3);
  g_assert_cmpint (completion->cached_input_tokens, ==, -1);
  g_assert_cmpint (completion->latency_us, >, 0);
  g_assert_cmpint (completion->first_token_us, ==, -1);

  authorization = cantrip_fake_model_dup_last_header (fixture->model, "Authorization");
  path = cantrip_fake_model_dup_last_path (fixture->model);
  body = cantrip_fake_model_dup_last_body (fixture->model);
  g_assert_cmpstr (authorization, ==, "Bearer " KEY);
  g_assert_cmpstr (path, ==, "/v1/chat/completions");
  g_assert_cmpstr (body,
                   ==,
                   "{\"model\":\"test-model\",\"messages\":[{\"role\":\"user\",\"content\":\"Say "
                   "hello\"}]}");
}

static void
test_complete_continues_a_text (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion = NULL;
  g_autofree char *path = NULL;

  fixture->request->mode = CANTRIP_MODE_COMPLETION;
  cantrip_fake_model_set_reply_func (fixture->model, cantrip_fake_model_echo, NULL);
  completion = cantrip_test_complete (fixture->provider, fixture->request, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (completion->text, ==, "Say hello");
  path = cantrip_fake_model_dup_last_path (fixture->model);
  g_assert_cmpstr (path, ==, "/v1/completions");
}

static void
test_key_goes_where_the_dialect_says (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *url = cantrip_fake_model_get_base_url (fixture->model);
  g_autoptr (CantripProvider) azure = make_provider (url, KEY, "azure", 1);
  g_autoptr (CantripProvider) open = make_provider (url, NULL, "generic", 1);
  g_autofree char *api_key = NULL;
  g_autofree char *bearer = NULL;
  g_autofree char *nothing = NULL;

  cantrip_completion_free (cantrip_test_complete (azure, fixture->request, NULL, NULL, NULL));
  api_key = cantrip_fake_model_dup_last_header (fixture->model, "api-key");
  bearer = cantrip_fake_model_dup_last_header (fixture->model, "Authorization");
  g_assert_cmpstr (api_key, ==, KEY);
  g_assert_null (bearer);

  cantrip_completion_free (cantrip_test_complete (open, fixture->request, NULL, NULL, NULL));
  nothing = cantrip_fake_model_dup_last_header (fixture->model, "Authorization");
  g_assert_null (nothing);
}

/* A new connection per call would cost a TLS handshake each. */
static void
test_connections_are_kept (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GString) streamed = i % 2 == 1 ? g_string_new (NULL) : NULL;
      g_autoptr (CantripCompletion) completion =
          cantrip_test_complete (fixture->provider, fixture->request, streamed, NULL, NULL);

      g_assert_nonnull (completion);
    }
  g_assert_cmpuint (cantrip_fake_model_get_n_connections (fixture->model), ==, 1);
}

/* A paid call must not be repeated behind our back; see cantrip_http_call_async(). */
static void
test_nothing_is_sent_twice (Fixture *fixture, gconstpointer data)
{
  guint pause_ms = GPOINTER_TO_UINT (data);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantripCompletion) good =
          cantrip_test_complete (fixture->provider, fixture->request, NULL, NULL, NULL);

      g_assert_nonnull (good);
      cantrip_fake_model_play_next (fixture->model,
                                    NULL,
                                    0,
                                    0,
                                    pause_ms,
                                    i == 0 ? CANTRIP_FAKE_END_CLOSE : CANTRIP_FAKE_END_RESET);
      g_assert_null (
          cantrip_test_complete (fixture->provider, fixture->request, NULL, NULL, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_UNREACHABLE);
      g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 2 * (i + 1));
    }
}

static void
test_calls_run_side_by_side (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GAsyncResult *results[40] = { NULL };

  cantrip_fake_model_hold (fixture->model);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    cantrip_provider_complete_async (fixture->provider,
                                     fixture->request,
                                     NULL,
                                     NULL,
                                     NULL,
                                     cantrip_test_keep_result,
                                     &results[i]);
  cantrip_fake_model_wait_for_calls (fixture->model, G_N_ELEMENTS (results));
  cantrip_fake_model_release (fixture->model);

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (CantripCompletion) completion = NULL;

      cantrip_test_wait_for (&results[i]);
      completion = cantrip_provider_complete_finish (fixture->provider, results[i], NULL);
      g_assert_cmpstr (completion->text, ==, "Hello");
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (cantrip_fake_model_get_max_in_flight (fixture->model),
                    ==,
                    G_N_ELEMENTS (results));
}

static GPtrArray *
list_models (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_provider_list_models_async (fixture->provider, NULL, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);

  return cantrip_provider_list_models_finish (fixture->provider, result, error);
}

static void
test_list_models (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) models = list_models (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 2);
  g_assert_cmpstr (((CantripModelInfo *) models->pdata[1])->id, ==, "fake-2");

  cantrip_fake_model_set_body (fixture->model, "not JSON");
  g_assert_null (list_models (fixture, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_BAD_REPLY);
}

/* Each list is played as bytes, since the fake has but one. */
static void
play_list (Fixture *fixture, const char *body)
{
  g_autofree char *bytes = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                            "Content-Length: %u\r\nConnection: close\r\n\r\n%s",
                                            (guint) strlen (body),
                                            body);

  cantrip_fake_model_play_next (fixture->model, bytes, -1, 0, 0, CANTRIP_FAKE_END_CLOSE);
}

static void
test_list_models_reads_all_pages (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) models = NULL;

  play_list (fixture, "{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"last_id\":\"a b&c\"}");
  play_list (fixture, "{\"models\":[{\"name\":\"b\"}],\"next_page_token\":\"2\"}");
  play_list (fixture, "{\"data\":[{\"id\":\"c\"}],\"has_more\":false}");
  models = list_models (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 3);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 3);
  g_assert_cmpstr (((CantripModelInfo *) models->pdata[2])->id, ==, "c");
}

/* A server that always has more must not keep us forever. */
static void
test_list_models_ends (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) models = NULL;

  cantrip_fake_model_set_body (fixture->model,
                               "{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"last_id\":\"a\"}");
  models = list_models (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 2);
}

static void
test_list_models_maps_errors (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  cantrip_fake_model_fail_next (fixture->model, 401, "{}", NULL, 1);
  g_assert_null (list_models (fixture, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
      cantrip_test_complete (fixture->provider, fixture->request, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 0);
}

static void
unexpected_delta_cb (const char *text G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

static void
test_cancelled_during (Fixture *fixture, gconstpointer data)
{
  gboolean streamed = GPOINTER_TO_INT (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (streamed)
    cantrip_fake_model_play_next (fixture->model,
                                  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
                                  -1,
                                  0,
                                  0,
                                  CANTRIP_FAKE_END_SILENCE);
  else
    cantrip_fake_model_hold (fixture->model);
  cantrip_provider_complete_async (fixture->provider,
                                   fixture->request,
                                   streamed ? unexpected_delta_cb : NULL,
                                   NULL,
                                   cancellable,
                                   cantrip_test_keep_result,
                                   &result);
  cantrip_fake_model_wait_for_calls (fixture->model, 1);
  g_cancellable_cancel (cancellable);
  cantrip_test_wait_for (&result);
  g_assert_null (cantrip_provider_complete_finish (fixture->provider, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  cantrip_fake_model_release (fixture->model);
}

#define ADD(path, function, data) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/openai-provider/complete/reads-reply", test_complete_reads_reply, NULL);
  ADD ("/openai-provider/complete/continues-a-text", test_complete_continues_a_text, NULL);
  ADD ("/openai-provider/key/goes-where-the-dialect-says",
       test_key_goes_where_the_dialect_says,
       NULL);
  ADD ("/openai-provider/connections/are-kept", test_connections_are_kept, NULL);
  ADD ("/openai-provider/complete/is-not-sent-twice", test_nothing_is_sent_twice, NULL);
  ADD ("/openai-provider/complete/is-not-sent-twice-later",
       test_nothing_is_sent_twice,
       GUINT_TO_POINTER (200));
  ADD ("/openai-provider/complete/runs-side-by-side", test_calls_run_side_by_side, NULL);
  ADD ("/openai-provider/complete/cancelled-before", test_cancelled_before, NULL);
  ADD ("/openai-provider/complete/cancelled-during", test_cancelled_during, NULL);
  ADD ("/openai-provider/stream/cancelled-during", test_cancelled_during, GINT_TO_POINTER (TRUE));
  ADD ("/openai-provider/list-models/reads", test_list_models, NULL);
  ADD ("/openai-provider/list-models/reads-all-pages", test_list_models_reads_all_pages, NULL);
  ADD ("/openai-provider/list-models/ends", test_list_models_ends, NULL);
  ADD ("/openai-provider/list-models/maps-errors", test_list_models_maps_errors, NULL);

  return g_test_run ();
}
