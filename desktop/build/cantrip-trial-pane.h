/* cantrip-trial-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "build/cantrip-trial.h"

G_BEGIN_DECLS

/* Shows the answer to one row while it comes. Emits `closed` when somebody wants it away. */
#define CANTRIP_TYPE_TRIAL_PANE (cantrip_trial_pane_get_type ())

G_DECLARE_FINAL_TYPE (CantripTrialPane, cantrip_trial_pane, CANTRIP, TRIAL_PANE, AdwBin)

/* Asks, in place of what was asked before. */
void cantrip_trial_pane_try (CantripTrialPane       *self,
                             CantripWorkspace       *workspace,
                             const CantripTrialSpec *spec);

/* Stops what is under way. */
void cantrip_trial_pane_stop (CantripTrialPane *self);

G_END_DECLS
