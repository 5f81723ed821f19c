/* cantrip-stop-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The texts at which a reply ends, one in each line.
 *
 * Signal `changed`: the person changed them.
 */
#define CANTRIP_TYPE_STOP_ROW (cantrip_stop_row_get_type ())

G_DECLARE_FINAL_TYPE (CantripStopRow, cantrip_stop_row, CANTRIP, STOP_ROW, AdwPreferencesRow)

GtkWidget *cantrip_stop_row_new (void);

/* (transfer full) (array zero-terminated=1) */
char **cantrip_stop_row_dup_stop (CantripStopRow *self) G_GNUC_WARN_UNUSED_RESULT;

/* @stop: (nullable) (array zero-terminated=1). Emits nothing. */
void cantrip_stop_row_set_stop (CantripStopRow *self, const char *const *stop);

/* @problem: (nullable): what is wrong with them */
void cantrip_stop_row_set_problem (CantripStopRow *self, const char *problem);

G_END_DECLS
