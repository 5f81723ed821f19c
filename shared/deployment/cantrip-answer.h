/* cantrip-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-completion.h"

G_BEGIN_DECLS

/**
 * CantripAnswer:
 * @request_id: the call that was paid for it
 * @variant_id: the variant that answered
 * @output: (not nullable) (owned): the text
 * @model: (nullable) (owned): as the provider reported it
 * @finish: why it ended
 * @input_tokens: -1: unknown
 * @output_tokens: -1: unknown
 * @created_at_us: Unix time in microseconds
 *
 * The stored result of one call. Immutable and counted, so it may cross threads.
 */
typedef struct
{
  gatomicrefcount ref_count;

  gint64        request_id;
  gint64        variant_id;
  char         *output;
  char         *model;
  CantripFinish finish;
  gint64        input_tokens;
  gint64        output_tokens;
  gint64        created_at_us;
} CantripAnswer;

/* (transfer full): an empty one, made now, with every count unknown */
CantripAnswer *cantrip_answer_new (void) G_GNUC_WARN_UNUSED_RESULT;
CantripAnswer *cantrip_answer_ref (CantripAnswer *self);
void           cantrip_answer_unref (CantripAnswer *self);

/* Whether the model declined: a refusal is paid too, and kept so that it is not paid again. */
gboolean cantrip_answer_is_refusal (const CantripAnswer *self);

/**
 * cantrip_answer_content_sha256:
 * @variant_id: who answers; variants never change, so this stands for model and parameters
 * @messages: (element-type CantripMessage): the messages, rendered
 *
 * What an answer is found by: calls that would send the same thing share one answer, whatever
 * their inputs were called.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
cantrip_answer_content_sha256 (gint64 variant_id, GPtrArray *messages) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripAnswer, cantrip_answer_unref)

G_END_DECLS
