/* cantrip-import-broken-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "dataset/cantrip-dataset-import.h"
#include "dataset/cantrip-dataset-preview.h"

G_BEGIN_DECLS

/* The broken lines of what is imported, and what to do with them. Hidden if there are none. */
#define CANTRIP_TYPE_IMPORT_BROKEN_GROUP (cantrip_import_broken_group_get_type ())

G_DECLARE_FINAL_TYPE (CantripImportBrokenGroup,
                      cantrip_import_broken_group,
                      CANTRIP,
                      IMPORT_BROKEN_GROUP,
                      AdwPreferencesGroup)

void
cantrip_import_broken_group_show (CantripImportBrokenGroup *self, CantripDatasetPreview *preview);

/* What a person chose. */
CantripOnBroken cantrip_import_broken_group_get_on_broken (CantripImportBrokenGroup *self);

G_END_DECLS
