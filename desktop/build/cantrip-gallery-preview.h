/* cantrip-gallery-preview.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "prompt/cantrip-gallery-item.h"

G_BEGIN_DECLS

/* What is in a template: its messages, and the first rows of its example table. */
#define CANTRIP_TYPE_GALLERY_PREVIEW (cantrip_gallery_preview_get_type ())

G_DECLARE_FINAL_TYPE (CantripGalleryPreview,
                      cantrip_gallery_preview,
                      CANTRIP,
                      GALLERY_PREVIEW,
                      AdwBin)

/* @item: (nullable): not kept; %NULL: nothing is shown */
void cantrip_gallery_preview_show (CantripGalleryPreview *self, const CantripGalleryItem *item);

G_END_DECLS
