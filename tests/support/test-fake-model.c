/* test-fake-model.c
 *
 * How another process sees and steers the fake model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>

#include "cantrip-fake-model.h"

#define CONTROL "/../control" /* next to `/v1`, at which the base URL ends */

typedef struct
{
  CantripFakeModel *model;
  SoupSession      *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->model = cantrip_fake_model_new ();
  cantrip_fake_model_set_reply_func (fixture->model, cantrip_fake_model_echo, NULL);
  fixture->session = soup_session_new ();
  soup_session_set_timeout (fixture->session, 10);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  soup_session_abort (fixture->session);
  g_assert_finalize_object (fixture->session);
  cantrip_fake_model_free (fixture->model);
}

/* (transfer full): the body of the answer to what is sent to @path, which must come with @status */
static char *
send (Fixture *fixture, const char *method, const char *path, const char *body, guint status)
{
  g_autofree char *url =
      g_strdup_printf ("%s%s", cantrip_fake_model_get_base_url (fixture->model), path);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) sent = g_bytes_new_static (body, strlen (body));
  g_autoptr (GBytes) received = NULL;
  g_autoptr (GError) error = NULL;

  if (body[0] != '\0')
    soup_message_set_request_body_from_bytes (message, "application/json", sent);
  received = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);

  return g_strndup (g_bytes_get_data (received, NULL), g_bytes_get_size (received));
}

static void
complete (Fixture *fixture, const char *text)
{
  g_autofree char *body =
      g_strdup_printf ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}",
                       text);
  g_autofree char *reply = send (fixture, "POST", "/chat/completions", body, 200);

  g_assert_nonnull (strstr (reply, text));
}

static void
test_calls_are_counted_by_message (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *before = send (fixture, "GET", CONTROL "/calls", "", 200);
  g_autofree char *models = send (fixture, "GET", "/models", "", 200);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "{\"total\":0,\"by_message\":{}}");
  g_assert_nonnull (models);

  complete (fixture, "say \\\"ü\\\"");
  complete (fixture, "say \\\"ü\\\"");

  after = send (fixture, "GET", CONTROL "/calls", "", 200);
  g_assert_cmpstr (after, ==, "{\"total\":2,\"by_message\":{\"say \\\"ü\\\"\":2}}");
}

static void
test_control_is_no_call (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *calls = send (fixture, "GET", CONTROL "/calls", "", 200);
  g_autofree char *wrong = send (fixture, "GET", CONTROL "/cals", "", 404);

  g_assert_nonnull (strstr (wrong, "No such control"));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 0);
}

static void
test_delay_holds_completions_back (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *slow = send (fixture, "POST", CONTROL "/delay", "{\"ms\":50}", 200);
  gint64           before_us = g_get_monotonic_time ();
  g_autofree char *fast = NULL;

  complete (fixture, "slow");
  g_assert_cmpint (g_get_monotonic_time () - before_us, >=, 50000);

  fast = send (fixture, "POST", CONTROL "/delay", "{\"ms\":0}", 200);
  complete (fixture, "fast");
}

static void
test_delay_must_be_milliseconds (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *wrong[] = { "{}", "{\"ms\":-1}", "{\"ms\":\"50\"}", "{\"ms\":600001}", "[", "" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *reply = send (fixture, "POST", CONTROL "/delay", wrong[i], 400);

      g_assert_nonnull (strstr (reply, "ms"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/fake-model/calls/are-counted-by-message", test_calls_are_counted_by_message);
  ADD ("/fake-model/control/is-no-call", test_control_is_no_call);
  ADD ("/fake-model/delay/holds-completions-back", test_delay_holds_completions_back);
  ADD ("/fake-model/delay/must-be-milliseconds", test_delay_must_be_milliseconds);
#undef ADD

  return g_test_run ();
}
