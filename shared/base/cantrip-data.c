/* cantrip-data.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-data.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

char *
cantrip_data_path (const char *name)
{
  const char *folder = g_getenv ("CANTRIP_DATA_DIR");

  g_return_val_if_fail (name != NULL, NULL);

  return g_build_filename (folder != NULL ? folder : PKGDATADIR, name, NULL);
}

JsonNode *
cantrip_data_read_json (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  JsonNode        *root;
  gsize            length = 0;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_NOT_FOUND,
                         "Could not read “%s”: %s",
                         path,
                         problem->message);
      return NULL;
    }
  if (length > CANTRIP_DATA_MAX_BYTES)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "“%s” is larger than %d MiB",
                         path,
                         CANTRIP_DATA_MAX_BYTES / (1024 * 1024));
      return NULL;
    }

  root = cantrip_json_parse_text (text, (gssize) length, &problem);
  if (root == NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_INVALID_INPUT,
                       "Could not read “%s”: %s",
                       path,
                       problem->message);

  return root;
}
