/* cantrip-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variant/cantrip-draft.h"

void
cantrip_draft_free (CantripDraft *self)
{
  g_free (self->recipe_json);
  g_free (self);
}
