/* cantrip-model-choice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "build/cantrip-model-source.h"

G_BEGIN_DECLS

/**
 * CantripModelChoiceKind:
 * @CANTRIP_MODEL_CHOICE_HEADING: a connection, above its models; cannot be chosen
 * @CANTRIP_MODEL_CHOICE_MODEL: a model
 * @CANTRIP_MODEL_CHOICE_TYPED: the name that somebody typed, as a model that nobody listed
 */
typedef enum
{
  CANTRIP_MODEL_CHOICE_HEADING,
  CANTRIP_MODEL_CHOICE_MODEL,
  CANTRIP_MODEL_CHOICE_TYPED,
} CantripModelChoiceKind;

/* A line of the list from which a model is chosen. Immutable. */
#define CANTRIP_TYPE_MODEL_CHOICE (cantrip_model_choice_get_type ())

G_DECLARE_FINAL_TYPE (CantripModelChoice, cantrip_model_choice, CANTRIP, MODEL_CHOICE, GObject)

/**
 * cantrip_model_choice_list:
 * @offers: (element-type CantripModelOffer): what there is; removed connections are left out
 * @search: what was typed; may be empty. All its words must occur in the name of a model or of
 *   its connection
 *
 * Returns: (transfer full) (element-type CantripModelChoice): the lines, grouped by connection
 */
GPtrArray *
cantrip_model_choice_list (GPtrArray *offers, const char *search) G_GNUC_WARN_UNUSED_RESULT;

CantripModelChoiceKind cantrip_model_choice_get_kind (CantripModelChoice *self);
gint64                 cantrip_model_choice_get_connection_id (CantripModelChoice *self);
/* (nullable): what a request names; %NULL for a heading. */
const char *cantrip_model_choice_get_model (CantripModelChoice *self);
const char *cantrip_model_choice_get_title (CantripModelChoice *self);
/* May be empty. */
const char *cantrip_model_choice_get_details (CantripModelChoice *self);
/* Whether the server of a heading is being asked. */
gboolean cantrip_model_choice_is_asking (CantripModelChoice *self);

G_END_DECLS
