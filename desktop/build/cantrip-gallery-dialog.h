/* cantrip-gallery-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"
#include "prompt/cantrip-gallery-item.h"

G_BEGIN_DECLS

/*
 * The prompts that come with the program, to begin with one of them.
 *
 * Signal `chosen` (const CantripGalleryItem *item, gboolean wants_table): they want its messages
 * and, if @wants_table, its example rows as a dataset. It closes afterwards.
 */
#define CANTRIP_TYPE_GALLERY_DIALOG (cantrip_gallery_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CantripGalleryDialog,
                      cantrip_gallery_dialog,
                      CANTRIP,
                      GALLERY_DIALOG,
                      AdwWindow)

/* @workspace: reads the files in one of its threads */
CantripGalleryDialog *cantrip_gallery_dialog_new (CantripWorkspace *workspace);

G_END_DECLS
