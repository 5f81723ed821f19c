/* cantrip-command-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Something that the command search finds: where it leads, or what it does. Immutable. */
#define CANTRIP_TYPE_COMMAND_ITEM (cantrip_command_item_get_type ())

G_DECLARE_FINAL_TYPE (CantripCommandItem, cantrip_command_item, CANTRIP, COMMAND_ITEM, GObject)

/**
 * cantrip_command_item_new:
 * @icon_name: an icon
 * @title: what it is called
 * @kind: what kind of thing it is: “App”
 * @action: the action that is activated, such as `win.show`
 * @target: (nullable): its text parameter
 */
CantripCommandItem *cantrip_command_item_new (const char *icon_name,
                                              const char *title,
                                              const char *kind,
                                              const char *action,
                                              const char *target) G_GNUC_WARN_UNUSED_RESULT;

const char *cantrip_command_item_get_icon_name (CantripCommandItem *self);
const char *cantrip_command_item_get_title (CantripCommandItem *self);
const char *cantrip_command_item_get_kind (CantripCommandItem *self);
const char *cantrip_command_item_get_action (CantripCommandItem *self);

/* (nullable) */
const char *cantrip_command_item_get_target (CantripCommandItem *self);

/* Whether each word of @words, which is casefolded, begins somewhere in its texts. */
gboolean cantrip_command_item_matches (CantripCommandItem *self, const char *const *words);

G_END_DECLS
