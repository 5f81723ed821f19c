/* cantrip-model-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "build/cantrip-model-source.h"

G_BEGIN_DECLS

/*
 * Where a person chooses the model of a recipe. Asks the servers of the connections what they
 * have when it is shown.
 *
 * Signals: `chosen` (gint64 connection_id, const char *model), after which it closes; `connect`:
 * there is no connection, and they want to make one.
 */
#define CANTRIP_TYPE_MODEL_DIALOG (cantrip_model_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CantripModelDialog, cantrip_model_dialog, CANTRIP, MODEL_DIALOG, AdwWindow)

/* @model: (nullable): the one that is chosen now */
CantripModelDialog *
cantrip_model_dialog_new (CantripModelSource *source, gint64 connection_id, const char *model);

G_END_DECLS
