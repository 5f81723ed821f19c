/* cantrip-bench-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* Makes a dataset of eight columns, of numbers, texts and lists. Returns its id. */
gint64 cantrip_bench_make_table (CantripStore *store, const char *name, guint n_rows);

/* A line of /proc/self/status, such as `VmRSS:`, in MiB; 0 where there is none. */
double cantrip_bench_get_mib (const char *name);

G_END_DECLS
