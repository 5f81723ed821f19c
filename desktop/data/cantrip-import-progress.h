/* cantrip-import-progress.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "data/cantrip-import-meter.h"

G_BEGIN_DECLS

/* How far a long import or export is, with a button that cancels it. */
#define CANTRIP_TYPE_IMPORT_PROGRESS (cantrip_import_progress_get_type ())

G_DECLARE_FINAL_TYPE (CantripImportProgress,
                      cantrip_import_progress,
                      CANTRIP,
                      IMPORT_PROGRESS,
                      AdwBin)

/* Begins to show @meter; the button cancels @cancellable. */
void cantrip_import_progress_start (CantripImportProgress *self,
                                    const char            *title,
                                    CantripImportMeter    *meter,
                                    GCancellable          *cancellable);

/* Stops looking at the meter. */
void cantrip_import_progress_stop (CantripImportProgress *self);

G_END_DECLS
