/* cantrip-app-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "variant/cantrip-variant.h"

G_BEGIN_DECLS

/* An app as a list shows it. Immutable. Properties: `name`, `slug`. */
#define CANTRIP_TYPE_APP_ITEM (cantrip_app_item_get_type ())

G_DECLARE_FINAL_TYPE (CantripAppItem, cantrip_app_item, CANTRIP, APP_ITEM, GObject)

CantripAppItem *cantrip_app_item_new (const CantripApp *app) G_GNUC_WARN_UNUSED_RESULT;

gint64      cantrip_app_item_get_id (CantripAppItem *self);
const char *cantrip_app_item_get_slug (CantripAppItem *self);
const char *cantrip_app_item_get_name (CantripAppItem *self);

G_END_DECLS
