/* cantrip-import-meter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a long import or export is: told in the thread that does it, read in any other. */
typedef struct _CantripImportMeter CantripImportMeter;

CantripImportMeter *cantrip_import_meter_new (void) G_GNUC_WARN_UNUSED_RESULT;
CantripImportMeter *cantrip_import_meter_ref (CantripImportMeter *self);
void                cantrip_import_meter_unref (CantripImportMeter *self);

/* @done and @total are bytes, or rows, alike; @total is 0 or less if it is not known. */
void cantrip_import_meter_set (CantripImportMeter *self, gint64 n_rows, gint64 done, gint64 total);

/* From 0 to 1; less than 0 if it is not known. */
double cantrip_import_meter_get_share (CantripImportMeter *self);

/**
 * cantrip_import_meter_dup_text:
 * @self: a meter
 * @elapsed_s: since the beginning
 *
 * Returns: (transfer full): “12,000 rows · 45,000 rows/s · 3 s left”, as far as it is known
 */
char *cantrip_import_meter_dup_text (CantripImportMeter *self,
                                     double              elapsed_s) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripImportMeter, cantrip_import_meter_unref)

G_END_DECLS
