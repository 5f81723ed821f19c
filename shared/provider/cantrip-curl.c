/* cantrip-curl.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-curl.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "provider/cantrip-openai-request.h"

#define ANY_VARIABLE "API_KEY"

/* The variable that holds the key here, or that people keep such a key in. */
static const char *
get_key_variable (const CantripConnection *connection, const CantripDialect *dialect)
{
  const char *usual = cantrip_dialect_get_key_variable (dialect);

  if (g_str_has_prefix (connection->key_reference, "env:"))
    return connection->key_reference + strlen ("env:");

  return usual != NULL ? usual : ANY_VARIABLE;
}

/* In double quotes, where the shell puts the variable in. */
static void
append_key (GString *command, const CantripConnection *connection, const CantripDialect *dialect)
{
  const char *header = cantrip_dialect_get_auth (dialect) == CANTRIP_AUTH_API_KEY
                           ? "api-key: "
                           : "Authorization: Bearer ";

  if (connection->key_reference != NULL)
    g_string_append_printf (command,
                            " \\\n  -H \"%s$%s\"",
                            header,
                            get_key_variable (connection, dialect));
}

char *
cantrip_curl_command (const CantripConnection *connection,
                      const CantripRequest    *request,
                      CantripCatalog          *catalog,
                      GError                 **error)
{
  const char           *name = cantrip_connection_get_dialect (connection);
  const CantripDialect *dialect;
  g_autoptr (GString) command = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *json = NULL;
  g_autofree char *quoted_json = NULL;
  g_autofree char *url = NULL;
  g_autofree char *quoted_url = NULL;
  gsize            prompt_offset;

  if (!g_str_equal (connection->protocol, "openai"))
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "The models of “%s” are built in and are not asked over the network",
                         connection->name);
      return NULL;
    }

  dialect = cantrip_dialect_find (name, error);
  if (dialect == NULL)
    return NULL;

  body = cantrip_openai_request_write (request,
                                       dialect,
                                       cantrip_catalog_find (catalog, name, request->model),
                                       FALSE,
                                       &prompt_offset,
                                       error);
  if (body == NULL)
    return NULL;

  json = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  quoted_json = g_shell_quote (json);
  url = g_strconcat (connection->base_url,
                     request->mode == CANTRIP_MODE_CHAT ? "/chat/completions" : "/completions",
                     NULL);
  quoted_url = g_shell_quote (url);

  command = g_string_new (NULL);
  g_string_append_printf (command, "curl %s \\\n  -H 'Content-Type: application/json'", quoted_url);
  append_key (command, connection, dialect);
  g_string_append_printf (command, " \\\n  -d %s", quoted_json);

  return g_string_free (g_steal_pointer (&command), FALSE);
}
