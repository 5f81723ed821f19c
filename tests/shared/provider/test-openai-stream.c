/* test-openai-stream.c
 *
 * Streamed replies, however they are cut up, and what goes wrong on the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-request.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-openai-provider.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
#define DELTA(text) \
  "data: {\"choices\":[{\"delta\":{\"content\":" text "},\"finish_reason\":null}]}\n\n"
#define STOP "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define USAGE                                                                     \
  "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2," \
  "\"prompt_tokens_details\":{\"cached_tokens\":3}}}\n\n"
#define DONE "data: [DONE]\n\n"

/* As llama.cpp and OpenRouter send it: null first, comments in between, CRLF, an extra event. */
#define WHOLE                                                        \
  HEAD DELTA ("null") ": keep-alive\n\n" DELTA (                     \
      "\"Grüße\"") "data: {\"choices\":[{\"delta\":{\"content\":\" " \
                   "😀\"},\"finish_reason\":null}]}\r\n\r\n"       \
                   "event: ping\ndata: {}\n\n" DELTA ("\"\"") STOP USAGE DONE

typedef struct
{
  CantripFakeModel *model;
  CantripProvider  *provider;
  CantripRequest   *request;
  GString          *text;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripHttpClient) client = NULL;

  fixture->model = cantrip_fake_model_new ();
  client = cantrip_test_client_new (cantrip_fake_model_get_base_url (fixture->model), 1, 4);
  fixture->provider =
      cantrip_openai_provider_new (client, NULL, cantrip_dialect_find ("generic", NULL), catalog);
  fixture->request = cantrip_test_request_new (CANTRIP_MODE_CHAT, NULL, "Say hello");
  fixture->text = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_string_free (fixture->text, TRUE);
  cantrip_test_request_free (fixture->request);
  g_assert_finalize_object (fixture->provider);
  cantrip_fake_model_free (fixture->model);
}

static CantripCompletion *
complete (Fixture *fixture, GError **error)
{
  g_string_truncate (fixture->text, 0);

  return cantrip_test_complete (fixture->provider, fixture->request, fixture->text, NULL, error);
}

static void
test_streams (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion = NULL;
  g_autofree char *body = NULL;

  cantrip_fake_model_set_reply (fixture->model, "Hello, wonderful world");
  completion = complete (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->text->str, ==, "Hello, wonderful world");
  g_assert_cmpstr (completion->text, ==, "Hello, wonderful world");
  g_assert_cmpstr (completion->model, ==, "test-model");
  g_assert_cmpint (completion->finish, ==, CANTRIP_FINISH_STOP);
  g_assert_cmpint (completion->input_tokens, ==, 2);
  g_assert_cmpint (completion->output_tokens, ==, 3);
  g_assert_cmpint (completion->first_token_us, >, 0);
  g_assert_cmpint (completion->latency_us, >=, completion->first_token_us);
  body = cantrip_fake_model_dup_last_body (fixture->model);
  g_assert_nonnull (strstr (body, "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
}

static void
test_streams_a_text (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion = NULL;

  fixture->request->mode = CANTRIP_MODE_COMPLETION;
  cantrip_fake_model_set_reply_func (fixture->model, cantrip_fake_model_echo, NULL);
  completion = complete (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (completion->text, ==, "Say hello");
  g_assert_cmpstr (fixture->text->str, ==, "Say hello");
}

static void
test_reads_every_cut (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (gsize piece = 1; piece < 40; piece += piece < 4 ? 1 : 7)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantripCompletion) completion = NULL;

      cantrip_fake_model_play_next (fixture->model, WHOLE, -1, piece, 0, CANTRIP_FAKE_END_CLOSE);
      completion = complete (fixture, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (completion->text, ==, "Grüße 😀");
      g_assert_cmpstr (fixture->text->str, ==, "Grüße 😀");
      g_assert_cmpint (completion->finish, ==, CANTRIP_FINISH_STOP);
      g_assert_cmpint (completion->input_tokens, ==, 5);
      g_assert_cmpint (completion->cached_input_tokens, ==, 3);
      g_assert_cmpint (completion->output_tokens, ==, 2);
    }
}

/* Each piece comes in time, though the whole takes longer than the time-out of a second. */
static void
test_slow_is_not_silent (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char reply[] = HEAD DELTA ("\"a\"") STOP DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion = NULL;

  cantrip_fake_model_play_next (fixture->model,
                                reply,
                                -1,
                                strlen (reply) / 6,
                                250,
                                CANTRIP_FAKE_END_CLOSE);
  completion = complete (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (completion->text, ==, "a");
  g_assert_cmpint (completion->latency_us, >, G_USEC_PER_SEC);
}

static void
test_ends_without_close (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion = NULL;

  cantrip_fake_model_play_next (fixture->model,
                                HEAD DELTA ("\"a\"") STOP DONE,
                                -1,
                                0,
                                0,
                                CANTRIP_FAKE_END_SILENCE);
  completion = complete (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (completion->text, ==, "a");
}

static void
test_reads_unusual_replies (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *bytes;
    const char *text;
  } cases[] = {
    /* no [DONE] */
    { HEAD DELTA ("\"a\"") STOP, "a" },
    /* no finish_reason */
    { HEAD DELTA ("\"a\"") DONE, "a" },
    /* no empty line at the end */
    { HEAD DELTA ("\"a\"") STOP "data: [DONE]", "a" },
    /* something after the end */
    { HEAD DELTA ("\"a\"") DONE DELTA ("\"b\""), "a" },
    /* parts, of which one is thinking */
    { HEAD DELTA ("[{\"type\":\"thinking\",\"thinking\":[]},{\"type\":\"text\",\"text\":\"a\"}]")
          DONE,
      "a" },
    /* asked to stream, and answered whole */
    { "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nConnection: "
      "close\r\n\r\n"
      "{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
      "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantripCompletion) completion = NULL;

      g_test_message ("case %d", (int) i);
      cantrip_fake_model_play_next (fixture->model,
                                    cases[i].bytes,
                                    -1,
                                    0,
                                    0,
                                    CANTRIP_FAKE_END_CLOSE);
      completion = complete (fixture, &error);
      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (completion->text, -1, NULL));
      g_assert_cmpstr (completion->text, ==, fixture->text->str);
      g_assert_cmpstr (completion->text, ==, cases[i].text);
    }
}

static void
test_maps_errors (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char    *bytes;
    CantripFakeEnd end;
    CantripError   code;
    const char    *text; /* handed on before */
  } cases[] = {
    { HEAD DELTA ("\"a\""), CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY, "a" },
    { HEAD DELTA ("\"a\""), CANTRIP_FAKE_END_RESET, CANTRIP_ERROR_BAD_REPLY, NULL },
    { HEAD DELTA ("\"a\""), CANTRIP_FAKE_END_SILENCE, CANTRIP_ERROR_TIMEOUT, "a" },
    { HEAD, CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY, "" },
    { HEAD DONE, CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY, "" },
    { HEAD "data: not JSON\n\n" DONE, CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY, "" },
    /* half of a surrogate pair */
    { HEAD DELTA ("\"\\ud83d\"") DONE, CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY, "" },
    { HEAD "data: {\"choi\n\n" DONE, CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY, "" },
    { HEAD DELTA ("\"a\"") "data: {\"error\":{\"message\":\"x\",\"type\":\"server_error\"}}\n\n",
      CANTRIP_FAKE_END_CLOSE,
      CANTRIP_ERROR_OVERLOADED,
      "a" },
    { HEAD "data: {\"error\":{\"message\":\"x\",\"code\":429}}\n\n",
      CANTRIP_FAKE_END_CLOSE,
      CANTRIP_ERROR_RATE_LIMITED,
      "" },
    { HEAD "event: error\ndata: {\"error\":\"x\"}\n\n",
      CANTRIP_FAKE_END_CLOSE,
      CANTRIP_ERROR_BAD_REPLY,
      "" },
    { HEAD "data: {\"choices\":[{\"delta\":{\"refusal\":\"No\"}}]}\n\n" STOP DONE,
      CANTRIP_FAKE_END_CLOSE,
      CANTRIP_ERROR_REFUSED,
      "" },
    { HEAD "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\n" DONE,
      CANTRIP_FAKE_END_CLOSE,
      CANTRIP_ERROR_REFUSED,
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %d", (int) i);
      cantrip_fake_model_play_next (fixture->model, cases[i].bytes, -1, 0, 0, cases[i].end);
      g_assert_null (complete (fixture, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, CANTRIP_ERROR, (int) cases[i].code);
      if (cases[i].text != NULL)
        g_assert_cmpstr (fixture->text->str, ==, cases[i].text);
    }
}

static void
test_status_is_an_error (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  cantrip_fake_model_fail_next (fixture->model, 429, "{\"error\":\"x\"}", "Retry-After: 2", 1);
  g_assert_null (complete (fixture, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_RATE_LIMITED);
  g_assert_cmpint (cantrip_error_get_retry_after_ms (error), ==, 2000);
}

static void
test_refuses_a_huge_event (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *padding = g_strnfill (2 * 1024 * 1024, 'x');
  g_autofree char *reply = g_strconcat (HEAD "data: ", padding, NULL);
  g_autoptr (GError) error = NULL;

  cantrip_fake_model_play_next (fixture->model, reply, -1, 0, 0, CANTRIP_FAKE_END_SILENCE);
  g_assert_null (complete (fixture, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_BAD_REPLY);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/openai-stream/complete/streams", test_streams);
  ADD ("/openai-stream/complete/streams-a-text", test_streams_a_text);
  ADD ("/openai-stream/complete/reads-every-cut", test_reads_every_cut);
  ADD ("/openai-stream/complete/slow-is-not-silent", test_slow_is_not_silent);
  ADD ("/openai-stream/complete/ends-without-close", test_ends_without_close);
  ADD ("/openai-stream/complete/reads-unusual-replies", test_reads_unusual_replies);
  ADD ("/openai-stream/complete/maps-errors", test_maps_errors);
  ADD ("/openai-stream/complete/status-is-an-error", test_status_is_an_error);
  ADD ("/openai-stream/complete/refuses-a-huge-event", test_refuses_a_huge_event);

  return g_test_run ();
}
