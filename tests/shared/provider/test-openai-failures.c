/* test-openai-failures.c
 *
 * Whole replies that are unusual, broken, hostile or missing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-request.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-openai-provider.h"

#define KEY "not-a-real-key"
#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define GOOD "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}"
#define CHOICE(inside) "{\"choices\":[{" inside "}]}"

typedef struct
{
  CantripFakeModel *model;
  CantripProvider  *provider;
  CantripRequest   *request;
} Fixture;

static CantripProvider *
make_provider (const char *base_url)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripHttpClient) client = cantrip_test_client_new (base_url, 1, 4);

  return cantrip_openai_provider_new (client, KEY, cantrip_dialect_find ("generic", NULL), catalog);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->model = cantrip_fake_model_new ();
  fixture->provider = make_provider (cantrip_fake_model_get_base_url (fixture->model));
  fixture->request =
      cantrip_test_request_new (CANTRIP_MODE_CHAT, NULL, "A prompt that nobody should see");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_test_request_free (fixture->request);
  g_assert_finalize_object (fixture->provider);
  cantrip_fake_model_free (fixture->model);
}

static void
assert_fails (Fixture *fixture, CantripError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_test_complete (fixture->provider, fixture->request, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  g_assert_null (strstr (error->message, KEY));
  g_assert_null (strstr (error->message, "nobody should see"));
}

static void
test_reads_unusual_replies (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char   *body;
    const char   *text;
    CantripFinish finish;
  } cases[] = {
    { CHOICE ("\"message\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[]},"
              "{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}"),
      "ab",
      CANTRIP_FINISH_UNKNOWN },
    { CHOICE ("\"message\":{\"content\":null},\"finish_reason\":\"length\""),
      "",
      CANTRIP_FINISH_LENGTH },
    { CHOICE ("\"message\":{\"content\":\"a\",\"refusal\":null},\"finish_reason\":\"tool_calls\""),
      "a",
      CANTRIP_FINISH_TOOL_CALLS },
    { CHOICE ("\"message\":{\"content\":\"a\"},\"finish_reason\":\"content_filter\""),
      "a",
      CANTRIP_FINISH_CONTENT_FILTER },
    { "{\"error\":null,\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"eos\"}]}",
      "a",
      CANTRIP_FINISH_STOP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantripCompletion) completion = NULL;

      cantrip_fake_model_set_body (fixture->model, cases[i].body);
      completion = cantrip_test_complete (fixture->provider, fixture->request, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (completion->text, ==, cases[i].text);
      g_assert_cmpint (completion->finish, ==, cases[i].finish);
      g_assert_cmpint (completion->input_tokens, ==, -1);
    }
}

static void
test_maps_bodies (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char  *body;
    CantripError code;
  } cases[] = {
    { "", CANTRIP_ERROR_BAD_REPLY },
    { "<html></html>", CANTRIP_ERROR_BAD_REPLY },
    { "[]", CANTRIP_ERROR_BAD_REPLY },
    { "{}", CANTRIP_ERROR_BAD_REPLY },
    { "{\"choices\":[]}", CANTRIP_ERROR_BAD_REPLY },
    { "{\"choices\":[7]}", CANTRIP_ERROR_BAD_REPLY },
    { CHOICE (""), CANTRIP_ERROR_BAD_REPLY },
    { CHOICE ("\"message\":\"a\""), CANTRIP_ERROR_BAD_REPLY },
    { "{\"choices\":[{\"message\":{\"content\":\"a\xff\"}}]}", CANTRIP_ERROR_BAD_REPLY },
    { "{\"error\":{\"message\":\"x\",\"code\":503}}", CANTRIP_ERROR_OVERLOADED },
    { CHOICE ("\"message\":{\"content\":null,\"refusal\":\"No\"},\"finish_reason\":\"stop\""),
      CANTRIP_ERROR_REFUSED },
    { CHOICE ("\"message\":{\"content\":\"\"},\"finish_reason\":\"content_filter\""),
      CANTRIP_ERROR_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %d", (int) i);
      cantrip_fake_model_set_body (fixture->model, cases[i].body);
      assert_fails (fixture, cases[i].code);
    }
}

static void
test_maps_connections (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char    *bytes;
    CantripFakeEnd end;
    CantripError   code;
  } cases[] = {
    { "", CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_UNREACHABLE },
    { "", CANTRIP_FAKE_END_RESET, CANTRIP_ERROR_UNREACHABLE },
    { "", CANTRIP_FAKE_END_SILENCE, CANTRIP_ERROR_TIMEOUT },
    { "HTTP/1.1 200 OK\r\nConte", CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY },
    { HEAD "Content-Length: 500\r\n\r\n{\"choi", CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY },
    { HEAD "Content-Length: 500\r\n\r\n{\"choi", CANTRIP_FAKE_END_SILENCE, CANTRIP_ERROR_TIMEOUT },
    { HEAD "Content-Length: 500\r\n\r\n" GOOD, CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY },
    { HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"cho",
      CANTRIP_FAKE_END_CLOSE,
      CANTRIP_ERROR_BAD_REPLY },
    { HEAD "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
      CANTRIP_FAKE_END_CLOSE,
      CANTRIP_ERROR_BAD_REPLY },
    { "SSH-2.0-OpenSSH_9.2\r\n\r\n", CANTRIP_FAKE_END_CLOSE, CANTRIP_ERROR_BAD_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %d", (int) i);
      cantrip_fake_model_play_next (fixture->model, cases[i].bytes, -1, 0, 0, cases[i].end);
      assert_fails (fixture, cases[i].code);
    }
}

/* However large it says to be, no more than the limit is read. */
static void
test_limits_size (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *padding = g_strnfill (9 * 1024 * 1024, ' ');
  g_autofree char *endless =
      g_strconcat (HEAD "Content-Length: 1000000000000\r\n\r\n", padding, NULL);
  g_autofree char *failure =
      g_strconcat ("HTTP/1.1 500 Oh\r\nContent-Length: 1000000000000\r\n\r\n", padding, NULL);

  cantrip_fake_model_play_next (fixture->model, endless, -1, 0, 0, CANTRIP_FAKE_END_SILENCE);
  assert_fails (fixture, CANTRIP_ERROR_BAD_REPLY);
  cantrip_fake_model_wait_until_idle (fixture->model); /* the connection was closed */
  cantrip_fake_model_play_next (fixture->model, failure, -1, 0, 0, CANTRIP_FAKE_END_SILENCE);
  assert_fails (fixture, CANTRIP_ERROR_OVERLOADED);
  cantrip_fake_model_wait_until_idle (fixture->model);
}

/* The key must not follow a redirect to somebody else. */
static void
test_follows_no_redirect (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripFakeModel) other = cantrip_fake_model_new ();
  g_autofree char *location =
      g_strdup_printf ("Location: %s/chat/completions", cantrip_fake_model_get_base_url (other));
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      cantrip_fake_model_fail_next (fixture->model, statuses[i], "", location, 1);
      assert_fails (fixture, CANTRIP_ERROR_INVALID_INPUT);
    }
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (other), ==, 0);
}

static void
test_maps_statuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char body[] =
      "{\"error\":{\"message\":\"You sent " KEY ": A prompt that nobody should see\"}}";
  static const struct
  {
    guint        status;
    CantripError code;
  } cases[] = {
    { 400, CANTRIP_ERROR_INVALID_INPUT }, { 401, CANTRIP_ERROR_UNAUTHORIZED },
    { 402, CANTRIP_ERROR_BUDGET },        { 404, CANTRIP_ERROR_NOT_FOUND },
    { 413, CANTRIP_ERROR_TOO_LARGE },     { 429, CANTRIP_ERROR_RATE_LIMITED },
    { 500, CANTRIP_ERROR_OVERLOADED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cantrip_fake_model_fail_next (fixture->model, cases[i].status, body, NULL, 1);
      assert_fails (fixture, cases[i].code);
    }
}

static void
test_nobody_there (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16          port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *closed = g_strdup_printf ("http://127.0.0.1:%d/v1", port);
  const char      *urls[] = { closed, "http://no-such-host.invalid/v1", "https://127.0.0.1:1/v1" };

  g_socket_listener_close (listener);
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_object_unref (fixture->provider);
      fixture->provider = make_provider (urls[i]);
      assert_fails (fixture, CANTRIP_ERROR_UNREACHABLE);
    }
}

static gboolean
answer_plainly_cb (GSocketService    *service G_GNUC_UNUSED,
                   GSocketConnection *connection,
                   GObject           *source G_GNUC_UNUSED,
                   gpointer           user_data G_GNUC_UNUSED)
{
  static const char words[] = "HTTP/1.1 400 Bad Request\r\n\r\n";
  GOutputStream    *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_assert_true (g_output_stream_write_all (output, words, strlen (words), NULL, NULL, NULL));

  return TRUE;
}

static void
test_no_tls (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%d/v1", port);

  g_signal_connect (service, "incoming", G_CALLBACK (answer_plainly_cb), NULL);
  g_object_unref (fixture->provider);
  fixture->provider = make_provider (url);
  assert_fails (fixture, CANTRIP_ERROR_UNREACHABLE);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/openai-failures/reply/reads-unusual-ones", test_reads_unusual_replies);
  ADD ("/openai-failures/reply/maps-bodies", test_maps_bodies);
  ADD ("/openai-failures/reply/maps-connections", test_maps_connections);
  ADD ("/openai-failures/reply/limits-size", test_limits_size);
  ADD ("/openai-failures/reply/follows-no-redirect", test_follows_no_redirect);
  ADD ("/openai-failures/reply/maps-statuses", test_maps_statuses);
  ADD ("/openai-failures/reach/nobody-there", test_nobody_there);
  ADD ("/openai-failures/reach/no-tls", test_no_tls);

  return g_test_run ();
}
