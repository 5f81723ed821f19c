/* cantrip-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"

#include <gio/gio.h>

/* What a CANTRIP_ERROR carries besides its code and message. */
typedef struct
{
  gint64 retry_after_ms;
} CantripErrorPrivate;

static void
cantrip_error_private_init (CantripErrorPrivate *private)
{
  private->retry_after_ms = -1;
}

static void
cantrip_error_private_copy (const CantripErrorPrivate *from, CantripErrorPrivate *to)
{
  *to = *from;
}

static void
cantrip_error_private_clear (CantripErrorPrivate *private G_GNUC_UNUSED)
{
}

G_DEFINE_EXTENDED_ERROR (CantripError, cantrip_error)

gboolean
cantrip_set_error (GError **error, CantripError code, const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return FALSE;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (CANTRIP_ERROR, (int) code, format, arguments));
  va_end (arguments);

  return FALSE;
}

void
cantrip_error_set_retry_after_ms (GError *error, gint64 retry_after_ms)
{
  g_return_if_fail (error != NULL && error->domain == CANTRIP_ERROR);

  cantrip_error_get_private (error)->retry_after_ms = retry_after_ms;
}

gint64
cantrip_error_get_retry_after_ms (const GError *error)
{
  if (error == NULL || error->domain != CANTRIP_ERROR)
    return -1;

  return cantrip_error_get_private (error)->retry_after_ms;
}

gboolean
cantrip_error_is_retryable (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  if (error->domain != CANTRIP_ERROR)
    return FALSE;

  switch ((CantripError) error->code)
    {
    case CANTRIP_ERROR_RATE_LIMITED:
    case CANTRIP_ERROR_OVERLOADED:
    case CANTRIP_ERROR_TIMEOUT:
    case CANTRIP_ERROR_UNREACHABLE:
      return TRUE;

    case CANTRIP_ERROR_INVALID_INPUT:
    case CANTRIP_ERROR_TOO_LARGE:
    case CANTRIP_ERROR_NOT_FOUND:
    case CANTRIP_ERROR_CONFLICT:
    case CANTRIP_ERROR_BUSY:
    case CANTRIP_ERROR_DATABASE:
    case CANTRIP_ERROR_UNAUTHORIZED:
    case CANTRIP_ERROR_BUDGET:
    case CANTRIP_ERROR_REFUSED:
    case CANTRIP_ERROR_BAD_REPLY:
    case CANTRIP_ERROR_OFFLINE:
    default:
      return FALSE;
    }
}

const char *
cantrip_error_code_name (const GError *error)
{
  static const char *const NAMES[] = {
    [CANTRIP_ERROR_INVALID_INPUT] = "INVALID_INPUT",
    [CANTRIP_ERROR_TOO_LARGE] = "TOO_LARGE",
    [CANTRIP_ERROR_NOT_FOUND] = "NOT_FOUND",
    [CANTRIP_ERROR_CONFLICT] = "CONFLICT",
    [CANTRIP_ERROR_BUSY] = "BUSY",
    [CANTRIP_ERROR_DATABASE] = "DATABASE",
    [CANTRIP_ERROR_UNAUTHORIZED] = "UNAUTHORIZED",
    [CANTRIP_ERROR_RATE_LIMITED] = "RATE_LIMITED",
    [CANTRIP_ERROR_OVERLOADED] = "OVERLOADED",
    [CANTRIP_ERROR_TIMEOUT] = "TIMEOUT",
    [CANTRIP_ERROR_UNREACHABLE] = "UNREACHABLE",
    [CANTRIP_ERROR_BUDGET] = "BUDGET",
    [CANTRIP_ERROR_REFUSED] = "REFUSED",
    [CANTRIP_ERROR_BAD_REPLY] = "BAD_REPLY",
    [CANTRIP_ERROR_OFFLINE] = "OFFLINE",
  };

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "CANCELLED";

  if (error->domain != CANTRIP_ERROR || error->code < 0 ||
      (gsize) error->code >= G_N_ELEMENTS (NAMES))
    return "IO";

  return NAMES[error->code];
}
