/* cantrip-openai-reply.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "provider/cantrip-completion.h"
#include "provider/cantrip-dialect.h"

G_BEGIN_DECLS

/*
 * Reads replies of OpenAI's protocol. A whole one is one object, a streamed one many:
 *
 *   {"model", "choices": [{"message": {"content", "refusal"}, "finish_reason"}], "usage"}
 *   {"model", "choices": [{"delta": {"content", "refusal"}, "finish_reason"}], "usage"}
 *   {"model", "choices": [{"text", "finish_reason"}], "usage"}    (legacy, both ways)
 *
 * `content` is a text, null, or a list of parts, of which those of the type `text` are joined.
 * `usage` is `{"prompt_tokens", "completion_tokens", "prompt_tokens_details":
 * {"cached_tokens"}}`; Groq has it in `x_groq` too.
 */
typedef struct _CantripOpenaiReply CantripOpenaiReply;

CantripOpenaiReply      *
cantrip_openai_reply_new (const CantripDialect *dialect) G_GNUC_WARN_UNUSED_RESULT;
void cantrip_openai_reply_free (CantripOpenaiReply *self);

/**
 * cantrip_openai_reply_add:
 * @self: a reply
 * @root: the whole reply, or the next piece of a streamed one
 *
 * Takes what @root adds.
 *
 * Returns: (transfer none) (nullable): the text that was added, until the next call; %NULL if
 *   it was none
 */
const char *cantrip_openai_reply_add (CantripOpenaiReply *self, JsonObject *root);

/**
 * cantrip_openai_reply_end:
 * @self: a reply
 * @complete: whether it is known from elsewhere that nothing is missing; else the reply must
 *   say why it ended
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_BAD_REPLY` when there was no choice, or the end is missing;
 * `CANTRIP_ERROR_REFUSED` when the model or its filter declined and wrote nothing.
 *
 * Returns: (transfer full): the completion, without its times, or %NULL with @error set
 */
CantripCompletion *cantrip_openai_reply_end (CantripOpenaiReply *self,
                                             gboolean            complete,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripOpenaiReply, cantrip_openai_reply_free)

G_END_DECLS
