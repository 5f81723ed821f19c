/* cantrip-parameters-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "build/cantrip-model-source.h"

G_BEGIN_DECLS

/*
 * The parameters of a recipe, and whether it asks in a conversation or has a text continued. What
 * is empty is not sent; what the model does not accept is greyed, with the reason, and stays in
 * the recipe until somebody takes it out: another model may take it.
 *
 * Signal `changed`: the person changed something.
 */
#define CANTRIP_TYPE_PARAMETERS_EDITOR (cantrip_parameters_editor_get_type ())

G_DECLARE_FINAL_TYPE (CantripParametersEditor,
                      cantrip_parameters_editor,
                      CANTRIP,
                      PARAMETERS_EDITOR,
                      AdwBin)

/**
 * cantrip_parameters_editor_set_parameters:
 * @parameters: (nullable): as a recipe has them; what cannot be read is shown as it is
 * @mode: how the recipe asks
 *
 * Emits nothing.
 */
void cantrip_parameters_editor_set_parameters (CantripParametersEditor *self,
                                               JsonObject              *parameters,
                                               CantripMode              mode);

/* (transfer full): as a recipe has them; what is no number where one belongs is a text. */
JsonObject *
cantrip_parameters_editor_dup_parameters (CantripParametersEditor *self) G_GNUC_WARN_UNUSED_RESULT;

CantripMode cantrip_parameters_editor_get_mode (CantripParametersEditor *self);

/* @model: (nullable): the model that is to obey, of that connection of @source */
void cantrip_parameters_editor_set_model (CantripParametersEditor *self,
                                          CantripModelSource      *source,
                                          gint64                   connection_id,
                                          const char              *model);

G_END_DECLS
