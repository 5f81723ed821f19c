/* cantrip-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-message.h"

static const char *const ROLE_NAMES[] = {
  [CANTRIP_ROLE_SYSTEM] = "system",
  [CANTRIP_ROLE_USER] = "user",
  [CANTRIP_ROLE_ASSISTANT] = "assistant",
};

const char *
cantrip_role_to_text (CantripRole role)
{
  g_return_val_if_fail ((gsize) role < G_N_ELEMENTS (ROLE_NAMES), NULL);

  return ROLE_NAMES[role];
}

gboolean
cantrip_role_from_text (const char *text, CantripRole *ret_role)
{
  g_return_val_if_fail (ret_role != NULL, FALSE);

  if (g_strcmp0 (text, "developer") == 0)
    text = ROLE_NAMES[CANTRIP_ROLE_SYSTEM];

  for (gsize i = 0; i < G_N_ELEMENTS (ROLE_NAMES); i++)
    {
      if (g_strcmp0 (text, ROLE_NAMES[i]) == 0)
        {
          *ret_role = (CantripRole) i;
          return TRUE;
        }
    }

  return FALSE;
}

CantripMessage *
cantrip_message_new (CantripRole role, const char *content)
{
  g_return_val_if_fail (content != NULL, NULL);

  return cantrip_message_new_take (role, g_strdup (content));
}

CantripMessage *
cantrip_message_new_take (CantripRole role, char *content)
{
  CantripMessage *self;

  g_return_val_if_fail (content != NULL, NULL);

  self = g_new0 (CantripMessage, 1);
  self->role = role;
  self->content = content;

  return self;
}

void
cantrip_message_free (CantripMessage *self)
{
  g_free (self->content);
  g_free (self);
}

GPtrArray *
cantrip_message_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_message_free);
}
