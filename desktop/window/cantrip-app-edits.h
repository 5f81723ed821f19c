/* cantrip-app-edits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-history.h"

G_BEGIN_DECLS

/* What a person can change about apps, each with what takes it back. */

/* The data of the edits. */
typedef struct _CantripAppEdit CantripAppEdit;

/**
 * cantrip_app_edit_new:
 * @slug: (nullable): the app; %NULL for a new one, which gets one made from its name
 * @name: (nullable): the new name; %NULL where there is none
 */
CantripAppEdit *cantrip_app_edit_new (const char *slug, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* The app; of a new one, after the edit was applied. */
const char *cantrip_app_edit_get_slug (const CantripAppEdit *self);

/* Makes an app; undone, it is put away. */
extern const CantripEdit cantrip_add_app_edit;
extern const CantripEdit cantrip_rename_app_edit;
extern const CantripEdit cantrip_archive_app_edit;

/* (transfer full): a slug made from what people call an app: “Marketing copy!” → `marketing-copy`
 */
char *cantrip_app_slug_from_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
