/* cantrip-model-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "build/cantrip-model-choice.h"

G_BEGIN_DECLS

/* A line of the list of models: a model, or the connection above its models. */
#define CANTRIP_TYPE_MODEL_ROW (cantrip_model_row_get_type ())

G_DECLARE_FINAL_TYPE (CantripModelRow, cantrip_model_row, CANTRIP, MODEL_ROW, AdwBin)

GtkWidget *cantrip_model_row_new (void);

/* @is_chosen: whether it is the model of the recipe */
void cantrip_model_row_show (CantripModelRow *self, CantripModelChoice *choice, gboolean is_chosen);

G_END_DECLS
