/* cantrip-openai-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-catalog.h"
#include "provider/cantrip-dialect.h"
#include "provider/cantrip-provider.h"

G_BEGIN_DECLS

/**
 * cantrip_openai_request_write:
 * @request: what is asked; its model and messages must be valid UTF-8
 * @dialect: how the server wants it
 * @model: (nullable): what is known of the model
 * @streamed: whether the reply shall be streamed
 * @ret_prompt_offset: (out): where the messages, or the text to continue, begin; they are last
 * @error: return location for an error
 *
 * Writes the body of `POST /chat/completions` or, to continue a text, of the legacy
 * `POST /completions`, for which the contents of the messages are joined by empty lines.
 * Parameters that the catalog says the model refuses, and a seed where the dialect has no
 * field for one, are left out.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` when a parameter that decides about the form of the
 * reply cannot be sent: a JSON Schema to a server without, or with a text to continue.
 *
 * Returns: (transfer full): JSON, or %NULL with @error set
 */
GBytes *cantrip_openai_request_write (const CantripRequest *request,
                                      const CantripDialect *dialect,
                                      const CantripModel   *model,
                                      gboolean              streamed,
                                      gsize                *ret_prompt_offset,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
