/* cantrip-http-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * CantripHttpFailure:
 * @status: the HTTP status; below 300 when the reply began well and then held an error
 * @headers: (nullable): headers of the reply
 * @body: (nullable): what came, usually JSON; need not be UTF-8 nor end in a NUL
 * @length: bytes of @body
 * @key: (nullable) (secret): the key that was sent; never shown
 * @prompt: (nullable): what was asked, as sent; never shown
 * @prompt_length: bytes of @prompt
 *
 * How a provider said no. All fields are borrowed.
 */
typedef struct
{
  guint               status;
  SoupMessageHeaders *headers;
  const char         *body;
  gsize               length;
  const char         *key;
  const char         *prompt;
  gsize               prompt_length;
} CantripHttpFailure;

/**
 * cantrip_http_error_new:
 * @failure: what came
 * @now_us: Unix time in microseconds
 *
 * Tells what a caller can do about it; see cantrip_provider_complete_finish() for the codes.
 * The provider's reason is `error` if that is a text, `error.message`, `message`, or `detail`
 * (a text, or a list of `{"msg": …}`); else there is none. Its `code`, `type` and `status` refine
 * what the HTTP status says: an account without credit also answers 429, a prompt that is too long
 * 400. `x-should-retry: false` turns an error that could be retried into one that cannot.
 *
 * Returns: (transfer full): an error of the domain `CANTRIP_ERROR`
 */
GError *
cantrip_http_error_new (const CantripHttpFailure *failure, gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
