/* cantrip-output.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "provider/cantrip-completion.h"

G_BEGIN_DECLS

/**
 * CantripOutputState:
 * @CANTRIP_OUTPUT_QUEUED: to be asked
 * @CANTRIP_OUTPUT_RUNNING: taken by the program that holds the run, and not settled yet
 * @CANTRIP_OUTPUT_DONE: the model has answered
 * @CANTRIP_OUTPUT_FAILED: there is no answer, and there will be none without a new try
 * @CANTRIP_OUTPUT_STALE: the answer is of an older state of its row
 */
typedef enum
{
  CANTRIP_OUTPUT_QUEUED,
  CANTRIP_OUTPUT_RUNNING,
  CANTRIP_OUTPUT_DONE,
  CANTRIP_OUTPUT_FAILED,
  CANTRIP_OUTPUT_STALE,
} CantripOutputState;

#define CANTRIP_OUTPUT_N_STATES 5

/* `queued`, `running`, `done`, `failed`, `stale`. */
const char *cantrip_output_state_to_text (CantripOutputState state);

/* Text that is no state reads as stale: nothing is asked or counted for it. */
CantripOutputState cantrip_output_state_from_text (const char *text);

/**
 * CantripOutput:
 * @position: of the row in the dataset, from 1
 * @repeat: 1 for the first answer to the row, and on
 * @values_json: (nullable) (owned): the row as it is stored; cantrip_dataset_order_values() brings
 *   it into the order of the columns
 * @text: (nullable) (owned): the reply; %NULL unless done
 * @error_code: (nullable) (owned): cantrip_error_code_name() of why it failed
 * @error_message: (nullable) (owned): one sentence
 * @model: (nullable) (owned): the model that the provider says has answered
 * @input_tokens: -1: the provider did not say; likewise @output_tokens
 * @latency_us: -1: not known
 * @cost_usd_nanos: billionths of a US dollar, -1: not known. The most that it can be, when the
 *   price is known and the tokens are not
 * @attempts: how often it was sent
 *
 * What became of one row in one run.
 */
typedef struct
{
  gint64             id;
  gint64             position;
  gint64             repeat;
  char              *values_json;
  CantripOutputState state;
  char              *text;
  CantripFinish      finish;
  char              *error_code;
  char              *error_message;
  char              *model;
  gint64             input_tokens;
  gint64             output_tokens;
  gint64             latency_us;
  gint64             cost_usd_nanos;
  gint64             attempts;
  gint64             finished_at_us;
} CantripOutput;

/* (transfer full): one that is queued, with everything else unknown */
CantripOutput *cantrip_output_new (void) G_GNUC_WARN_UNUSED_RESULT;
void           cantrip_output_free (CantripOutput *self);

/* Turns it into a failed one, by what @error says. */
void cantrip_output_fail (CantripOutput *self, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripOutput, cantrip_output_free)

G_END_DECLS
