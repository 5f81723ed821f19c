/* cantrip-service-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripServiceError:
 * @CANTRIP_SERVICE_ERROR_BAD_REQUEST: the request cannot be read
 * @CANTRIP_SERVICE_ERROR_BAD_KEY: no key, or one that lets nobody in
 * @CANTRIP_SERVICE_ERROR_NOT_ALLOWED: the key is right, but not for this
 * @CANTRIP_SERVICE_ERROR_UNKNOWN_DEPLOYMENT: no deployment of that name
 * @CANTRIP_SERVICE_ERROR_NOT_FOUND: no such address, job or request
 * @CANTRIP_SERVICE_ERROR_METHOD: the address does not take this method
 * @CANTRIP_SERVICE_ERROR_INPUT_TYPE: an input is missing or of the wrong kind
 * @CANTRIP_SERVICE_ERROR_TOO_LONG: larger than a limit
 * @CANTRIP_SERVICE_ERROR_RATE_LIMITED: too many calls for now
 * @CANTRIP_SERVICE_ERROR_BUDGET: the money is used up
 * @CANTRIP_SERVICE_ERROR_UPSTREAM: the model did not answer
 * @CANTRIP_SERVICE_ERROR_REFUSED: the model declined this input
 * @CANTRIP_SERVICE_ERROR_PENDING: still working
 * @CANTRIP_SERVICE_ERROR_UNAVAILABLE: the service is stopping
 * @CANTRIP_SERVICE_ERROR_INTERNAL: the service could not keep its records
 *
 * What callers of the service are told. One table holds the name, the HTTP status and the hint
 * of each.
 */
typedef enum
{
  CANTRIP_SERVICE_ERROR_BAD_REQUEST,
  CANTRIP_SERVICE_ERROR_BAD_KEY,
  CANTRIP_SERVICE_ERROR_NOT_ALLOWED,
  CANTRIP_SERVICE_ERROR_UNKNOWN_DEPLOYMENT,
  CANTRIP_SERVICE_ERROR_NOT_FOUND,
  CANTRIP_SERVICE_ERROR_METHOD,
  CANTRIP_SERVICE_ERROR_INPUT_TYPE,
  CANTRIP_SERVICE_ERROR_TOO_LONG,
  CANTRIP_SERVICE_ERROR_RATE_LIMITED,
  CANTRIP_SERVICE_ERROR_BUDGET,
  CANTRIP_SERVICE_ERROR_UPSTREAM,
  CANTRIP_SERVICE_ERROR_REFUSED,
  CANTRIP_SERVICE_ERROR_PENDING,
  CANTRIP_SERVICE_ERROR_UNAVAILABLE,
  CANTRIP_SERVICE_ERROR_INTERNAL,
} CantripServiceError;

#define CANTRIP_SERVICE_ERROR (cantrip_service_error_quark ())

GQuark cantrip_service_error_quark (void);

/* Makes an error of the service; @retry_after_ms is -1 where waiting does not help. */
GError *
cantrip_service_error_new (CantripServiceError code, gint64 retry_after_ms, const char *format, ...)
    G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;

/* Sets @error to one that no waiting helps; returns %FALSE. */
gboolean
cantrip_service_error_set (GError **error, CantripServiceError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* A key has made all the calls that it may make for now. */
GError *cantrip_service_error_new_rate_limited (gint64 retry_after_ms) G_GNUC_WARN_UNUSED_RESULT;

/* The model declined. */
GError *cantrip_service_error_new_refused (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_service_error_from_provider:
 * @error: why a provider gave no completion
 *
 * Says in the service's own words what a caller can do. The provider's words stay in the log:
 * they may tell a stranger about the account.
 *
 * Returns: (transfer full): an error of the service
 */
GError *cantrip_service_error_from_provider (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_service_error_from_store:
 * @error: why the workspace refused
 *
 * Logs the reason, and hides it from the caller.
 *
 * Returns: (transfer full): an error of the service
 */
GError *cantrip_service_error_from_store (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* Of an error of the service: its name in replies, `RATE_LIMITED`. */
const char *cantrip_service_error_get_name (const GError *error);

/* The HTTP status that goes with it. */
guint cantrip_service_error_get_status (const GError *error);

/* (nullable): what to do about it, when the message does not say. */
const char *cantrip_service_error_get_hint (const GError *error);

/* Milliseconds after which the same call may succeed; -1 if waiting does not help. */
gint64 cantrip_service_error_get_retry_after_ms (const GError *error);

/**
 * cantrip_service_error_append_json:
 * @error: an error of the service
 * @json: gets `{"code": …, "message": …, "hint": …?, "retry_after_ms": …?}`
 */
void cantrip_service_error_append_json (const GError *error, GString *json);

G_END_DECLS
