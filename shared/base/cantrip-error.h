/* cantrip-error.h
 *
 * base/ holds what every other folder stands on: errors, reading JSON of others,
 * ids, time, and the thread that blocking work runs on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripError:
 * @CANTRIP_ERROR_INVALID_INPUT: the caller's data is wrong; fix the data, do not retry
 * @CANTRIP_ERROR_TOO_LARGE: the data is larger than a limit; send less, do not retry
 * @CANTRIP_ERROR_NOT_FOUND: what was asked for does not exist
 * @CANTRIP_ERROR_CONFLICT: it exists already and differs; choose another name
 * @CANTRIP_ERROR_BUSY: another program holds it; wait, or stop the other one
 * @CANTRIP_ERROR_DATABASE: the database refused; the message carries its own words
 * @CANTRIP_ERROR_UNAUTHORIZED: the provider rejected the key; ask for a new one
 * @CANTRIP_ERROR_RATE_LIMITED: too many requests; retry after
 *   cantrip_error_get_retry_after_ms()
 * @CANTRIP_ERROR_OVERLOADED: the provider failed for now (HTTP 5xx); retry later
 * @CANTRIP_ERROR_TIMEOUT: no answer in time; retry later
 * @CANTRIP_ERROR_UNREACHABLE: no connection to the provider; check the address, retry later
 * @CANTRIP_ERROR_BUDGET: a spending limit or a quota is used up; do not retry
 * @CANTRIP_ERROR_REFUSED: the model declined this input; change the input
 * @CANTRIP_ERROR_BAD_REPLY: the provider answered with something we cannot read
 * @CANTRIP_ERROR_OFFLINE: the workspace is offline; turn its switch, do not retry
 *
 * Codes are named after what the caller can do, not after where they came from.
 *
 * Cancellation is never a `CantripError`: it stays `G_IO_ERROR_CANCELLED`.
 */
typedef enum
{
  CANTRIP_ERROR_INVALID_INPUT,
  CANTRIP_ERROR_TOO_LARGE,
  CANTRIP_ERROR_NOT_FOUND,
  CANTRIP_ERROR_CONFLICT,
  CANTRIP_ERROR_BUSY,
  CANTRIP_ERROR_DATABASE,
  CANTRIP_ERROR_UNAUTHORIZED,
  CANTRIP_ERROR_RATE_LIMITED,
  CANTRIP_ERROR_OVERLOADED,
  CANTRIP_ERROR_TIMEOUT,
  CANTRIP_ERROR_UNREACHABLE,
  CANTRIP_ERROR_BUDGET,
  CANTRIP_ERROR_REFUSED,
  CANTRIP_ERROR_BAD_REPLY,
  CANTRIP_ERROR_OFFLINE,
} CantripError;

#define CANTRIP_ERROR (cantrip_error_quark ())

GQuark cantrip_error_quark (void);

/**
 * cantrip_set_error:
 * @error: (nullable): return location for an error
 * @code: what the caller can do
 * @format: printf format of one sentence
 *
 * Fails with @code; a shorter g_set_error() that reads well in `return`.
 *
 * Returns: %FALSE, always
 */
gboolean
cantrip_set_error (GError **error, CantripError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/**
 * cantrip_error_set_retry_after_ms:
 * @error: an error of the domain `CANTRIP_ERROR`
 * @retry_after_ms: milliseconds the other side asked us to wait; -1 if it did not
 */
void cantrip_error_set_retry_after_ms (GError *error, gint64 retry_after_ms);

/**
 * cantrip_error_get_retry_after_ms:
 * @error: (nullable): any error
 *
 * Returns: milliseconds the other side asked us to wait; -1 if it did not say
 */
gint64 cantrip_error_get_retry_after_ms (const GError *error);

/**
 * cantrip_error_is_retryable:
 * @error: any error
 *
 * Returns: %TRUE if the same request may succeed later without any change
 */
gboolean cantrip_error_is_retryable (const GError *error);

/**
 * cantrip_error_code_name:
 * @error: any error
 *
 * The stable name of an error for programs, kept with failed outputs: `RATE_LIMITED`, ….
 * Errors of other domains are `IO`, cancellation is `CANCELLED`.
 *
 * Returns: (transfer none): upper-case name
 */
const char *cantrip_error_code_name (const GError *error);

G_END_DECLS
