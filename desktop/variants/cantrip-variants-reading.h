/* cantrip-variants-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/* Of the app whose id the data, a gint64, is: a GPtrArray of CantripVariant, archived ones last. */
extern const CantripWork CANTRIP_LIST_VARIANTS;

/*
 * Of the variants whose ids are in the data, a GArray of gint64: a GHashTable from gint64 to
 * CantripLastRun, of those that were run.
 */
extern const CantripWork CANTRIP_READ_FIGURES;

G_END_DECLS
