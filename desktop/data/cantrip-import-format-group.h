/* cantrip-import-format-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "dataset/cantrip-dataset-preview.h"

G_BEGIN_DECLS

/*
 * How a table stands in a file: what was found out, and what a person changes of it.
 *
 * The signal `changed` is emitted when a person has changed something.
 */
#define CANTRIP_TYPE_IMPORT_FORMAT_GROUP (cantrip_import_format_group_get_type ())

G_DECLARE_FINAL_TYPE (CantripImportFormatGroup,
                      cantrip_import_format_group,
                      CANTRIP,
                      IMPORT_FORMAT_GROUP,
                      AdwPreferencesGroup)

/* What is known before anything was found out. */
void cantrip_import_format_group_set_format (CantripImportFormatGroup  *self,
                                             const CantripRecordFormat *format);

/* Shows what was found out; does not emit `changed`. */
void
cantrip_import_format_group_show (CantripImportFormatGroup *self, CantripDatasetPreview *preview);

/* Shows what a person can try with a text that could not be read, unless it shows more already. */
void cantrip_import_format_group_show_text (CantripImportFormatGroup *self);

/* What a person chose; the rest is to be found out. Its sheet is borrowed until the next change. */
const CantripRecordFormat *cantrip_import_format_group_get_format (CantripImportFormatGroup *self);

/* Takes the first row for a row, unless a person has decided already. If so it emits `changed`, and
 * returns %TRUE. */
gboolean cantrip_import_format_group_suggest_no_header (CantripImportFormatGroup *self);

G_END_DECLS
