/* cantrip-message-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "prompt/cantrip-message.h"

G_BEGIN_DECLS

/*
 * One message of a prompt, being written: who speaks, the text, and what the linter says of it.
 *
 * Signals: `changed`: the person changed the role or the text; `move` (int): they want it one
 * place up (-1) or down (1); `remove`. Another message below is asked of the action
 * `messages.add`, with the number of this one.
 */
#define CANTRIP_TYPE_MESSAGE_CARD (cantrip_message_card_get_type ())

G_DECLARE_FINAL_TYPE (CantripMessageCard, cantrip_message_card, CANTRIP, MESSAGE_CARD, AdwBin)

/* @text: (not nullable): the text to begin with, which undo does not go behind */
GtkWidget *cantrip_message_card_new (CantripRole role, const char *text);

CantripRole cantrip_message_card_get_role (CantripMessageCard *self);

/* (transfer full): the text as it is written. */
char *cantrip_message_card_dup_text (CantripMessageCard *self) G_GNUC_WARN_UNUSED_RESULT;

/* @columns: (nullable) (array zero-terminated=1): what is offered after `{{` */
void cantrip_message_card_set_columns (CantripMessageCard *self, const char *const *columns);

/* Says that it is the message @number of @n_messages, from 1. */
void cantrip_message_card_set_place (CantripMessageCard *self, guint number, guint n_messages);

/* @problems: (element-type CantripPromptProblem): of the whole prompt; kept by reference */
void cantrip_message_card_show_problems (CantripMessageCard *self, GPtrArray *problems);

/* Words and tokens of the text, about, before columns are put in. */
void
cantrip_message_card_get_size (CantripMessageCard *self, gint64 *ret_words, gint64 *ret_tokens);

/* Puts `{{column}}` at the cursor, and the keyboard behind it. */
void cantrip_message_card_insert_column (CantripMessageCard *self, const char *column);

/* Puts the keyboard into the text. */
void cantrip_message_card_focus (CantripMessageCard *self);

G_END_DECLS
