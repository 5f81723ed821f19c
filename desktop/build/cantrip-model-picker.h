/* cantrip-model-picker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "build/cantrip-model-source.h"

G_BEGIN_DECLS

/*
 * The model of a recipe: a row that shows it with its price, and opens the dialog to choose
 * another; where there is no connection it leads to the page that makes one.
 *
 * Signal `changed`: the person chose another.
 */
#define CANTRIP_TYPE_MODEL_PICKER (cantrip_model_picker_get_type ())

G_DECLARE_FINAL_TYPE (CantripModelPicker, cantrip_model_picker, CANTRIP, MODEL_PICKER, AdwBin)

/* What there is to choose from; once, before anything else. */
void cantrip_model_picker_set_source (CantripModelPicker *self, CantripModelSource *source);

/* @model: (nullable): of that connection; %NULL or empty: none is chosen. Emits nothing. */
void
cantrip_model_picker_set_model (CantripModelPicker *self, gint64 connection_id, const char *model);

/* (nullable) */
const char *cantrip_model_picker_get_model (CantripModelPicker *self);

/* 0: none is chosen. */
gint64 cantrip_model_picker_get_connection_id (CantripModelPicker *self);

/* Whether it can be asked. Errors: `CANTRIP_ERROR_INVALID_INPUT`, saying what to do. */
gboolean cantrip_model_picker_check (CantripModelPicker *self, GError **error);

G_END_DECLS
