/* cantrip-test-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-request.h"

#include "base/cantrip-json.h"
#include "cantrip-test-util.h"

CantripRequest *
cantrip_test_request_new (CantripMode mode, const char *parameters, const char *user_message)
{
  CantripRequest *self = g_new0 (CantripRequest, 1);
  g_autoptr (JsonNode) node =
      cantrip_json_parse_text (parameters != NULL ? parameters : "{}", -1, NULL);
  g_autoptr (GError) error = NULL;

  self->model = "test-model";
  self->mode = mode;
  self->messages = cantrip_message_list_new ();
  g_ptr_array_add (self->messages, cantrip_message_new (CANTRIP_ROLE_USER, user_message));
  self->parameters = cantrip_parameters_new_from_json (cantrip_json_root_object (node), &error);
  g_assert_no_error (error);

  return self;
}

void
cantrip_test_request_free (CantripRequest *self)
{
  g_ptr_array_unref (self->messages);
  cantrip_parameters_free ((CantripParameters *) self->parameters);
  g_free (self);
}

static void
delta_cb (const char *text, gpointer user_data)
{
  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_string_append (user_data, text);
}

CantripHttpClient *
cantrip_test_client_new (const char *base_url, guint timeout_s, guint max_connections)
{
  g_autoptr (CantripNetwork) network = cantrip_network_new ();

  return cantrip_http_client_new (network, 0, base_url, timeout_s, max_connections);
}

CantripCompletion *
cantrip_test_complete (CantripProvider      *provider,
                       const CantripRequest *request,
                       GString              *streamed,
                       GCancellable         *cancellable,
                       GError              **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_provider_complete_async (provider,
                                   request,
                                   streamed != NULL ? delta_cb : NULL,
                                   streamed,
                                   cancellable,
                                   cantrip_test_keep_result,
                                   &result);
  g_assert_null (result); /* never calls back before it returns */
  cantrip_test_wait_for (&result);

  return cantrip_provider_complete_finish (provider, result, error);
}
