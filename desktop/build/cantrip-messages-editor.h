/* cantrip-messages-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The messages of a recipe, one card below the other; there is always one.
 *
 * Signal `changed`: the person changed something; comes with every key. Its user then calls
 * cantrip_messages_editor_check() when it is time.
 */
#define CANTRIP_TYPE_MESSAGES_EDITOR (cantrip_messages_editor_get_type ())

G_DECLARE_FINAL_TYPE (CantripMessagesEditor,
                      cantrip_messages_editor,
                      CANTRIP,
                      MESSAGES_EDITOR,
                      AdwBin)

/* @columns: (nullable) (array zero-terminated=1): as cantrip_recipe_editor_set_columns() */
void cantrip_messages_editor_set_columns (CantripMessagesEditor *self, const char *const *columns);

/* @messages: (nullable): as a recipe has them; what cannot be read becomes empty */
void cantrip_messages_editor_set_messages (CantripMessagesEditor *self, JsonArray *messages);

/* (transfer full): as a recipe has them */
JsonArray *
cantrip_messages_editor_dup_messages (CantripMessagesEditor *self) G_GNUC_WARN_UNUSED_RESULT;

/* Colours the variables and shows what the linter says, and the size. Emits nothing. */
void cantrip_messages_editor_check (CantripMessagesEditor *self);

/* Number of the first message without a text, from 1; 0 if each has one. */
guint cantrip_messages_editor_find_empty (CantripMessagesEditor *self);

/* Puts the keyboard into the first message. */
void cantrip_messages_editor_focus (CantripMessagesEditor *self);

G_END_DECLS
