/* cantrip-run-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-active-run.h"

G_BEGIN_DECLS

/*
 * How far the run of an app is, and what can be done about it; hidden while there is nothing to
 * say.
 *
 * The signals `resume` and `closed` are emitted when somebody wants a run to go on that was
 * stopped, or has read what became of it.
 */
#define CANTRIP_TYPE_RUN_BAR (cantrip_run_bar_get_type ())

G_DECLARE_FINAL_TYPE (CantripRunBar, cantrip_run_bar, CANTRIP, RUN_BAR, AdwBin)

/* @run: (nullable): the run that is under way, or was last */
void cantrip_run_bar_set_run (CantripRunBar *self, CantripActiveRun *run);

/* How many outputs wait of a run that nobody works on. */
void cantrip_run_bar_set_n_open (CantripRunBar *self, gint64 n_open);

G_END_DECLS
