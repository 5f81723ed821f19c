/* cantrip-prompt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "prompt/cantrip-inputs.h"
#include "prompt/cantrip-message.h"

G_BEGIN_DECLS

/*
 * The messages of a recipe, with `{{variables}}` in their text, compiled once and rendered for
 * each row. Immutable, so it may cross threads.
 */
typedef struct _CantripPrompt CantripPrompt;

/**
 * cantrip_prompt_new_from_json:
 * @messages: (nullable): `[{"role": "system" | "user" | "assistant", "content": "text"}, …]`,
 *   at least one, not more than 200, at most 1 MiB of text
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`, naming the message by its number.
 *
 * Returns: (transfer full): the prompt, or %NULL with @error set
 */
CantripPrompt *
cantrip_prompt_new_from_json (JsonArray *messages, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CantripPrompt *cantrip_prompt_ref (CantripPrompt *self);
void           cantrip_prompt_unref (CantripPrompt *self);

/* (transfer full): the messages as cantrip_prompt_new_from_json() reads them. */
JsonArray *cantrip_prompt_to_json (CantripPrompt *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_prompt_get_variables:
 * @self: a prompt
 *
 * Returns: (transfer none) (array zero-terminated=1): the variables in order of their first
 *   appearance, each once: the order of positional inputs in a cell
 */
const char *const *cantrip_prompt_get_variables (CantripPrompt *self);

/**
 * cantrip_prompt_render:
 * @self: a prompt
 * @inputs: the row
 * @error: return location for an error
 *
 * Puts the values of @inputs in place of the variables, as they are: never escaped, never
 * expanded again.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` when a variable has no value, naming the variable and
 * the nearest name there is.
 *
 * Returns: (transfer full) (element-type CantripMessage): the messages, or %NULL
 */
GPtrArray *cantrip_prompt_render (CantripPrompt *self,
                                  CantripInputs *inputs,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripPrompt, cantrip_prompt_unref)

G_END_DECLS
