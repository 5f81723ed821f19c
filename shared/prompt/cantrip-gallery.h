/* cantrip-gallery.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "prompt/cantrip-gallery-item.h"

G_BEGIN_DECLS

/**
 * cantrip_gallery_load:
 * @folder: the folder of templates: cantrip_data_path() of `templates`
 * @error: return location for an error
 *
 * Reads the prompts that come with the program: each `NN-name.json` of @folder, in the order of
 * the file names. Blocks on disk.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`: there is no such folder; `CANTRIP_ERROR_INVALID_INPUT`: a
 * file is not as it should be; both name the place.
 *
 * Returns: (transfer full) (element-type CantripGalleryItem): the items, or %NULL with @error set
 */
GPtrArray *cantrip_gallery_load (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
