/* cantrip-output-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "build/cantrip-output-receipt.h"

G_BEGIN_DECLS

/*
 * One output in full, with its receipt: what was sent, who answered, what it took.
 *
 * The signals `replay` (values of the row, as kept) and `retry` are emitted when somebody wants the
 * same call made once more to look at, or a failed one asked again; the window closes then.
 */
#define CANTRIP_TYPE_OUTPUT_DIALOG (cantrip_output_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CantripOutputDialog, cantrip_output_dialog, CANTRIP, OUTPUT_DIALOG, AdwWindow)

/**
 * cantrip_output_dialog_new:
 * @workspace: where
 * @title: of whom the output is: “Draft”, or the name of a variant
 * @run_id: the run
 * @spec: its recipe, its connection, and the row; copied
 */
CantripOutputDialog *cantrip_output_dialog_new (CantripWorkspace       *workspace,
                                                const char             *title,
                                                gint64                  run_id,
                                                const CantripTrialSpec *spec);

G_END_DECLS
