/* cantrip-test-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-call.h"

#include "base/cantrip-json.h"
#include "cantrip-test-util.h"

static void
set_body (SoupMessage *message, const char *body)
{
  g_autoptr (GString) json = g_string_new (body);
  g_autoptr (GBytes) bytes = NULL;

  g_string_replace (json, "'", "\"", 0);
  bytes = g_bytes_new (json->str, json->len);
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
}

CantripTestCall *
cantrip_test_call_start (CantripTestService *service,
                         const char         *method,
                         const char         *path,
                         const char         *key,
                         const char         *body)
{
  CantripTestCall *self = g_new0 (CantripTestCall, 1);
  g_autofree char *url = cantrip_test_service_make_url (service, path);

  self->service = service;
  self->message = soup_message_new (method, url);
  g_assert_nonnull (self->message);
  /* Else libsoup opens a connection of its own for each POST. */
  soup_message_add_flags (self->message, SOUP_MESSAGE_IDEMPOTENT);
  if (body != NULL)
    set_body (self->message, body);
  if (key != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", key, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (self->message),
                                    "Authorization",
                                    authorization);
    }

  soup_session_send_and_read_async (service->session,
                                    self->message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    cantrip_test_keep_result,
                                    &self->result);

  return self;
}

void
cantrip_test_call_wait (CantripTestCall *self)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  gsize       length;
  const char *data;

  cantrip_test_wait_for (&self->result);
  body = soup_session_send_and_read_finish (self->service->session, self->result, &error);
  g_assert_no_error (error);

  data = g_bytes_get_data (body, &length);
  self->text = g_strndup (data != NULL ? data : "", length);
  g_assert_true (g_utf8_validate_len (self->text, length, NULL));
  self->root = length > 0 ? cantrip_json_parse (body, NULL) : NULL;
  self->object = cantrip_json_root_object (self->root);
  self->status = soup_message_get_status (self->message);
}

CantripTestCall *
cantrip_test_call_new (CantripTestService *service,
                       const char         *method,
                       const char         *path,
                       const char         *key,
                       const char         *body)
{
  CantripTestCall *self = cantrip_test_call_start (service, method, path, key, body);

  cantrip_test_call_wait (self);

  return self;
}

CantripTestCall *
cantrip_test_call_start_copy (CantripTestService *service, const char *event)
{
  g_autofree char *body = g_strdup_printf ("{'inputs': {'event': '%s'}}", event);

  return cantrip_test_call_start (service,
                                  "POST",
                                  "/v1/deployments/copy/call",
                                  service->full_key,
                                  body);
}

CantripTestCall *
cantrip_test_call_copy (CantripTestService *service, const char *event)
{
  CantripTestCall *self = cantrip_test_call_start_copy (service, event);

  cantrip_test_call_wait (self);

  return self;
}

CantripTestCall *
cantrip_test_call_start_cell (CantripTestService *service, const char *path)
{
  g_autofree char *whole =
      g_strdup_printf ("%s%sk=%s", path, strchr (path, '?') ? "&" : "?", service->cell_key);

  return cantrip_test_call_start (service, "GET", whole, NULL, NULL);
}

CantripTestCall *
cantrip_test_call_cell (CantripTestService *service, const char *path)
{
  CantripTestCall *self = cantrip_test_call_start_cell (service, path);

  cantrip_test_call_wait (self);

  return self;
}

void
cantrip_test_call_free (CantripTestCall *self)
{
  g_clear_object (&self->message);
  g_clear_object (&self->result);
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self->text);
  g_free (self);
}

const char *
cantrip_test_call_get_header (CantripTestCall *self, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (self->message), name);
}

const char *
cantrip_test_call_get_text (CantripTestCall *self, const char *name)
{
  return cantrip_json_get_string (self->object, name);
}

void
cantrip_test_call_assert_error (CantripTestCall *self, guint status, const char *code)
{
  JsonObject *error = cantrip_json_get_object (self->object, "error");
  const char *message = cantrip_json_get_string (error, "message");

  g_assert_cmpstr (cantrip_json_get_string (error, "code"), ==, code);
  g_assert_cmpuint (self->status, ==, status);
  g_assert_nonnull (message);
  g_assert_cmpint (g_utf8_strlen (message, -1), <=, 200);
  g_assert_cmpstr (cantrip_test_call_get_header (self, "Content-Type"),
                   ==,
                   "application/json; charset=utf-8");
}

void
cantrip_test_call_assert_output (CantripTestCall *self, const char *output, gboolean cached)
{
  g_assert_cmpstr (cantrip_test_call_get_text (self, "output"), ==, output);
  g_assert_cmpuint (self->status, ==, 200);
  g_assert_cmpint (cantrip_json_get_boolean (self->object, "cached", !cached), ==, cached);
}

void
cantrip_test_call_assert_cell (CantripTestCall *self, const char *text, const char *cell_status)
{
  g_assert_cmpstr (self->text, ==, text);
  g_assert_cmpuint (self->status, ==, 200);
  g_assert_cmpstr (cantrip_test_call_get_header (self, "X-Cantrip-Status"), ==, cell_status);
}

void
cantrip_test_call_assert_cell_error (CantripTestCall *self, const char *code)
{
  gboolean         pending = g_str_equal (code, "PENDING");
  g_autofree char *start = g_strdup_printf ("#CANTRIP %s: ", code);

  if (!g_str_has_prefix (self->text, start))
    g_assert_cmpstr (self->text, ==, start);
  g_assert_cmpuint (self->status, ==, 200);
  g_assert_null (strpbrk (self->text, "\r\n"));
  g_assert_cmpstr (cantrip_test_call_get_header (self, "X-Cantrip-Code"), ==, code);
  g_assert_cmpstr (cantrip_test_call_get_header (self, "X-Cantrip-Status"),
                   ==,
                   pending ? "pending" : "error");
}
