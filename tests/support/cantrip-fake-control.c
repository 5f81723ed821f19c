/* cantrip-fake-control.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-fake-control.h"

#include "base/cantrip-json.h"

#define MAX_DELAY_MS 600000

static void
answer (SoupServerMessage *message, guint status, const char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message,
                                    "application/json",
                                    SOUP_MEMORY_COPY,
                                    json,
                                    strlen (json));
}

static void
set_delay (CantripFakeModel *model, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (JsonNode) root = cantrip_json_parse_text (body->data, (gssize) body->length, NULL);
  gint64 delay_ms = cantrip_json_get_int (cantrip_json_root_object (root), "ms", -1);

  if (delay_ms < 0 || delay_ms > MAX_DELAY_MS)
    {
      answer (message, 400, "{\"error\":\"“ms” must be 0 to 600000\"}");
      return;
    }

  cantrip_fake_model_set_delay_ms (model, (guint) delay_ms);
  answer (message, 200, "{}");
}

static void
control_cb (SoupServer        *server G_GNUC_UNUSED,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query G_GNUC_UNUSED,
            gpointer           user_data)
{
  CantripFakeModel *model = user_data;
  const char       *method = soup_server_message_get_method (message);

  if (method == SOUP_METHOD_GET && g_str_equal (path, "/control/calls"))
    {
      g_autofree char *json = cantrip_fake_model_describe_calls (model);

      answer (message, 200, json);
    }
  else if (method == SOUP_METHOD_POST && g_str_equal (path, "/control/delay"))
    set_delay (model, message);
  else
    answer (message, 404, "{\"error\":\"No such control\"}");
}

void
cantrip_fake_control_attach (SoupServer *server, CantripFakeModel *model)
{
  soup_server_add_handler (server, "/control", control_cb, model, NULL);
}
