/* cantrip-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-name.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-nearest.h"

#define MAX_SLUG_BYTES 64

gboolean
cantrip_slug_check (const char *slug, GError **error)
{
  gsize length;

  g_return_val_if_fail (slug != NULL, FALSE);

  length = strlen (slug);
  if (length >= 1 && length <= MAX_SLUG_BYTES &&
      strspn (slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == length)
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "A slug is 1 to %d of a-z, 0-9 and “-”, such as “marketing-copy”",
                            MAX_SLUG_BYTES);
}

gboolean
cantrip_name_check (const char *name, GError **error)
{
  g_return_val_if_fail (name != NULL, FALSE);

  if (*name != '\0' && g_utf8_validate (name, -1, NULL) && strpbrk (name, "\r\n") == NULL &&
      g_utf8_strlen (name, -1) <= CANTRIP_NAME_MAX_CHARACTERS)
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "A name is 1 to %d characters on one line",
                            CANTRIP_NAME_MAX_CHARACTERS);
}

gboolean
cantrip_name_fail_not_found (const char        *what,
                             const char        *name,
                             const char *const *candidates,
                             const char        *otherwise,
                             GError           **error)
{
  const char *nearest = cantrip_nearest_name (name, candidates);

  if (nearest != NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_NOT_FOUND,
                              "There is no %s “%s”; did you mean “%s”?",
                              what,
                              name,
                              nearest);

  return cantrip_set_error (error,
                            CANTRIP_ERROR_NOT_FOUND,
                            "There is no %s “%s”; %s",
                            what,
                            name,
                            otherwise);
}
