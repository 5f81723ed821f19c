/* cantrip-message.h
 *
 * prompt/ turns template and row into messages. Before it: dataset/ (rows). After it:
 * provider/ (messages → completion).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  CANTRIP_ROLE_SYSTEM,
  CANTRIP_ROLE_USER,
  CANTRIP_ROLE_ASSISTANT,
} CantripRole;

/* `system`, `user` or `assistant`. */
const char *cantrip_role_to_text (CantripRole role);

/**
 * cantrip_role_from_text:
 * @text: (nullable): `system`, `user` or `assistant`; `developer` reads as system
 * @ret_role: (out): set if @text is a role
 *
 * Returns: %TRUE if @ret_role was set
 */
gboolean cantrip_role_from_text (const char *text, CantripRole *ret_role);

/**
 * CantripMessage:
 * @role: who speaks
 * @content: (not nullable) (owned): valid UTF-8, ready to send
 *
 * One message of a conversation. Lists of them are `GPtrArray`s made by
 * cantrip_message_list_new(), oldest first.
 */
typedef struct
{
  CantripRole role;
  char       *content;
} CantripMessage;

CantripMessage *
cantrip_message_new (CantripRole role, const char *content) G_GNUC_WARN_UNUSED_RESULT;

/* The same, keeping @content: (transfer full). */
CantripMessage      *
cantrip_message_new_take (CantripRole role, char *content) G_GNUC_WARN_UNUSED_RESULT;
void cantrip_message_free (CantripMessage *self);

/* (transfer full) (element-type CantripMessage): an empty list that owns its messages */
GPtrArray *cantrip_message_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripMessage, cantrip_message_free)

G_END_DECLS
