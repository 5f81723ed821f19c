/* cantrip-run-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "generation/cantrip-run-estimate.h"

G_BEGIN_DECLS

/*
 * Says what a run will come to before anything is paid, and asks for the most that it may cost.
 *
 * The signal `start` (limit, in billionths of a US dollar; -1: none) is emitted when somebody wants
 * it.
 */
#define CANTRIP_TYPE_RUN_DIALOG (cantrip_run_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CantripRunDialog, cantrip_run_dialog, CANTRIP, RUN_DIALOG, AdwMessageDialog)

/**
 * cantrip_run_dialog_new:
 * @parent: the window
 * @model: what is asked
 * @estimate: what it will come to
 * @no_limit_reason: (nullable): why no limit can be kept, in a sentence; %NULL: it can
 */
CantripRunDialog *cantrip_run_dialog_new (GtkWindow                *parent,
                                          const char               *model,
                                          const CantripRunEstimate *estimate,
                                          const char               *no_limit_reason);

G_END_DECLS
