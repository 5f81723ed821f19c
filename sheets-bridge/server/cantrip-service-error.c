/* cantrip-service-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-service"

#include "config.h"

#include "server/cantrip-service-error.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

/* Spreadsheets show errors whole, and a note of theirs holds no more. */
#define MAX_MESSAGE_CHARACTERS 200

#define UPSTREAM_RETRY_MS 2000

static const struct
{
  const char *name;
  guint       status;
  const char *hint; /* (nullable) */
} TABLE[] = {
  [CANTRIP_SERVICE_ERROR_BAD_REQUEST] = { "BAD_REQUEST", 400, "See /openapi.json for the form" },
  [CANTRIP_SERVICE_ERROR_BAD_KEY] = { "BAD_KEY", 401, "Paste the key again, or ask for a new one" },
  [CANTRIP_SERVICE_ERROR_NOT_ALLOWED] = { "NOT_ALLOWED", 403, "Ask for a key that may do this" },
  [CANTRIP_SERVICE_ERROR_UNKNOWN_DEPLOYMENT] = { "UNKNOWN_DEPLOYMENT", 404, NULL },
  [CANTRIP_SERVICE_ERROR_NOT_FOUND] = { "NOT_FOUND", 404, NULL },
  [CANTRIP_SERVICE_ERROR_METHOD] = { "METHOD_NOT_ALLOWED", 405, NULL },
  [CANTRIP_SERVICE_ERROR_INPUT_TYPE] = { "INPUT_TYPE", 400, NULL },
  [CANTRIP_SERVICE_ERROR_TOO_LONG] = { "TOO_LONG", 413, "Send less, or split it" },
  [CANTRIP_SERVICE_ERROR_RATE_LIMITED] = { "RATE_LIMITED", 429, NULL },
  [CANTRIP_SERVICE_ERROR_BUDGET] = { "BUDGET", 402, "Ask the owner to raise the budget" },
  [CANTRIP_SERVICE_ERROR_UPSTREAM] = { "UPSTREAM", 502, "The owner's log has more" },
  [CANTRIP_SERVICE_ERROR_REFUSED] = { "REFUSED", 422, "Change the input" },
  [CANTRIP_SERVICE_ERROR_PENDING] = { "PENDING", 200, "Enter the formula again in a few seconds" },
  [CANTRIP_SERVICE_ERROR_UNAVAILABLE] = { "UNAVAILABLE", 503, "Try again in a minute" },
  [CANTRIP_SERVICE_ERROR_INTERNAL] = { "INTERNAL", 500, "The owner's journal has more" },
};

/* What an error of the service carries besides its code and message. */
typedef struct
{
  gint64 retry_after_ms;
} CantripServiceErrorPrivate;

static void
cantrip_service_error_private_init (CantripServiceErrorPrivate *private)
{
  private->retry_after_ms = -1;
}

static void
cantrip_service_error_private_copy (const CantripServiceErrorPrivate *from,
                                    CantripServiceErrorPrivate       *to)
{
  *to = *from;
}

static void
cantrip_service_error_private_clear (CantripServiceErrorPrivate *private G_GNUC_UNUSED)
{
}

G_DEFINE_EXTENDED_ERROR (CantripServiceError, cantrip_service_error)

GError *
cantrip_service_error_new (CantripServiceError code, gint64 retry_after_ms, const char *format, ...)
{
  va_list arguments;
  GError *error;

  va_start (arguments, format);
  error = g_error_new_valist (CANTRIP_SERVICE_ERROR, (int) code, format, arguments);
  va_end (arguments);
  cantrip_service_error_get_private (error)->retry_after_ms = retry_after_ms;

  return error;
}

gboolean
cantrip_service_error_set (GError **error, CantripServiceError code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error,
                     g_error_new_valist (CANTRIP_SERVICE_ERROR, (int) code, format, arguments));
  va_end (arguments);

  return FALSE;
}

GError *
cantrip_service_error_new_rate_limited (gint64 retry_after_ms)
{
  return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_RATE_LIMITED,
                                    retry_after_ms,
                                    "Busy, try again in %d s",
                                    (int) ((retry_after_ms + 999) / 1000));
}

GError *
cantrip_service_error_new_refused (void)
{
  return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_REFUSED,
                                    -1,
                                    "The model declined this input");
}

/* Trouble that passes. */
static GError *
passing_error (const char *sentence)
{
  return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UPSTREAM,
                                    UPSTREAM_RETRY_MS,
                                    "%s; try again",
                                    sentence);
}

/* Trouble that stays until somebody mends it: who asks again would only pay again. */
static GError *
lasting_error (const char *sentence)
{
  return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UPSTREAM, -1, "%s", sentence);
}

GError *
cantrip_service_error_from_provider (const GError *error)
{
  if (error->domain != CANTRIP_ERROR)
    return passing_error ("The model did not answer");

  switch ((CantripError) error->code)
    {
    case CANTRIP_ERROR_RATE_LIMITED:
      return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_RATE_LIMITED,
                                        MAX (cantrip_error_get_retry_after_ms (error),
                                             UPSTREAM_RETRY_MS),
                                        "The model is busy; try again in a few seconds");
    case CANTRIP_ERROR_BUDGET:
      return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_BUDGET,
                                        -1,
                                        "The account of the model has no money left");
    case CANTRIP_ERROR_REFUSED:
      return cantrip_service_error_new_refused ();
    case CANTRIP_ERROR_TOO_LARGE:
      return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_TOO_LONG,
                                        -1,
                                        "The input is longer than the model can read");
    case CANTRIP_ERROR_UNAUTHORIZED:
      return lasting_error ("The model refused the owner's account; the owner must renew its key");
    case CANTRIP_ERROR_INVALID_INPUT:
    case CANTRIP_ERROR_NOT_FOUND:
      return lasting_error ("The model refused the request; the owner must mend the variant");
    case CANTRIP_ERROR_BAD_REPLY:
      return lasting_error ("The model answered with something unreadable");
    case CANTRIP_ERROR_OFFLINE:
      return lasting_error ("The owner has set the workspace offline, so no model is asked");
    case CANTRIP_ERROR_TIMEOUT:
      return passing_error ("The model did not answer in time");
    case CANTRIP_ERROR_UNREACHABLE:
      return passing_error ("The model cannot be reached");
    case CANTRIP_ERROR_OVERLOADED:
    case CANTRIP_ERROR_CONFLICT:
    case CANTRIP_ERROR_BUSY:
    case CANTRIP_ERROR_DATABASE:
    default:
      return passing_error ("The model did not answer");
    }
}

GError *
cantrip_service_error_from_store (const GError *error)
{
  g_warning ("%s", error->message);

  if (g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_BUSY))
    return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_UNAVAILABLE,
                                      5000,
                                      "Another program keeps the workspace busy; try again in 5 s");

  return cantrip_service_error_new (CANTRIP_SERVICE_ERROR_INTERNAL,
                                    -1,
                                    "The service cannot use its workspace");
}

static guint
index_of (const GError *error)
{
  g_assert (error != NULL && error->domain == CANTRIP_SERVICE_ERROR);

  return (guint) error->code;
}

const char *
cantrip_service_error_get_name (const GError *error)
{
  return TABLE[index_of (error)].name;
}

guint
cantrip_service_error_get_status (const GError *error)
{
  return TABLE[index_of (error)].status;
}

const char *
cantrip_service_error_get_hint (const GError *error)
{
  return TABLE[index_of (error)].hint;
}

gint64
cantrip_service_error_get_retry_after_ms (const GError *error)
{
  return cantrip_service_error_get_private (error)->retry_after_ms;
}

void
cantrip_service_error_append_json (const GError *error, GString *json)
{
  g_autofree char *message = g_utf8_make_valid (error->message, -1);
  g_autofree char *cut =
      g_utf8_substring (message, 0, MIN (g_utf8_strlen (message, -1), MAX_MESSAGE_CHARACTERS));
  const char *hint = cantrip_service_error_get_hint (error);
  gint64      retry_after_ms = cantrip_service_error_get_retry_after_ms (error);

  g_string_append (json, "{\"code\":");
  cantrip_json_append_string (json, cantrip_service_error_get_name (error), -1);
  g_string_append (json, ",\"message\":");
  cantrip_json_append_string (json, cut, -1);
  if (hint != NULL)
    {
      g_string_append (json, ",\"hint\":");
      cantrip_json_append_string (json, hint, -1);
    }
  if (retry_after_ms >= 0)
    g_string_append_printf (json, ",\"retry_after_ms\":%" G_GINT64_FORMAT, retry_after_ms);
  g_string_append_c (json, '}');
}
