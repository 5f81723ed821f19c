/* cantrip-trial.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * One call of a model, to look at what comes: streamed, and kept nowhere.
 *
 * The signal `delta` (text) is emitted for each piece of the reply, `ended` once.
 */
#define CANTRIP_TYPE_TRIAL (cantrip_trial_get_type ())

G_DECLARE_FINAL_TYPE (CantripTrial, cantrip_trial, CANTRIP, TRIAL, GObject)

/**
 * CantripTrialSpec:
 * @recipe: (not nullable) (owned): what to ask
 * @connection_id: whom
 * @dataset_id: of the row
 * @position: of the row
 * @values_json: (nullable) (owned): its values in the order in which the workspace keeps them;
 * %NULL: as they are now
 *
 * What is tried.
 */
typedef struct
{
  CantripRecipe *recipe;
  gint64         connection_id;
  gint64         dataset_id;
  gint64         position;
  char          *values_json;
} CantripTrialSpec;

CantripTrialSpec *cantrip_trial_spec_copy (const CantripTrialSpec *self) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_trial_spec_free (CantripTrialSpec *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTrialSpec, cantrip_trial_spec_free)

/* @spec: copied. Begins at once. */
CantripTrial *cantrip_trial_new (CantripWorkspace       *workspace,
                                 const CantripTrialSpec *spec) G_GNUC_WARN_UNUSED_RESULT;

/* Ends it now; dropping the last reference does not. */
void cantrip_trial_stop (CantripTrial *self);

gboolean cantrip_trial_has_ended (CantripTrial *self);

/* (transfer none) (nullable): the whole reply and its figures; %NULL if there is none. */
const CantripCompletion *cantrip_trial_get_completion (CantripTrial *self);

/* Billionths of a US dollar; -1: not known. */
gint64 cantrip_trial_get_cost_usd_nanos (CantripTrial *self);

/* (transfer none) (nullable): why there is no reply; `G_IO_ERROR_CANCELLED` if it was stopped. */
const GError *cantrip_trial_get_error (CantripTrial *self);

G_END_DECLS
