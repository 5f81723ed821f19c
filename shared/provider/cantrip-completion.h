/* cantrip-completion.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Why a reply ended; each provider's own words are mapped to these. */
typedef enum
{
  CANTRIP_FINISH_UNKNOWN,
  CANTRIP_FINISH_STOP,
  CANTRIP_FINISH_LENGTH,
  CANTRIP_FINISH_CONTENT_FILTER,
  CANTRIP_FINISH_TOOL_CALLS,
  CANTRIP_FINISH_ERROR,
} CantripFinish;

/* `stop`, `length`, `content_filter`, `tool_calls`, `error`, `unknown`. */
const char *cantrip_finish_to_text (CantripFinish finish);

/* The same way back; %NULL and any other text read as `unknown`. */
CantripFinish cantrip_finish_from_text (const char *text);

/**
 * CantripCompletion:
 * @text: (not nullable) (owned): the reply, valid UTF-8, exactly as received
 * @model: (nullable) (owned): the model that the provider says has answered
 * @finish: why it ended
 * @input_tokens: tokens billed for the prompt, cached ones included; -1 if the provider did
 *   not say
 * @cached_input_tokens: of these, read from the provider's cache; -1 if it did not say
 * @output_tokens: tokens billed for the reply, reasoning included; -1 if it did not say
 * @latency_us: microseconds from sending the request to the last byte
 * @first_token_us: microseconds to the first text of a streamed reply; -1 if not streamed
 *
 * One reply of one model. Immutable once returned, so it may cross threads.
 */
typedef struct
{
  char         *text;
  char         *model;
  CantripFinish finish;
  gint64        input_tokens;
  gint64        cached_input_tokens;
  gint64        output_tokens;
  gint64        latency_us;
  gint64        first_token_us;
} CantripCompletion;

/* (transfer full): an empty one, with every count unknown */
CantripCompletion *cantrip_completion_new (void) G_GNUC_WARN_UNUSED_RESULT;
void               cantrip_completion_free (CantripCompletion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripCompletion, cantrip_completion_free)

G_END_DECLS
