/* cantrip-output-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset.h"
#include "dataset/cantrip-row-writer.h"
#include "generation/cantrip-output-repository.h"

G_BEGIN_DECLS

/**
 * cantrip_output_export:
 * @outputs: where the outputs are
 * @dataset: what the run is about
 * @run_id: the run
 * @spec: its scope and its repeats count
 * @format: how to write
 * @stream: written to; never closed
 * @cancellable: (nullable): stops between rows
 * @error: return location for an error
 *
 * Writes the outputs of a scope in row order, one line each: the columns of @dataset, `repeat` if
 * the run has more than one, then `output state error model input_tokens output_tokens latency_ms
 * cost_usd`. A name that @dataset has too gets a number: `model 2`. What is not known is an empty
 * cell, or null. Of a scope of failed outputs the whole run is written. Blocks, in the thread of
 * @outputs.
 *
 * Errors: those of the database and of @stream.
 *
 * Returns: %TRUE if everything was written
 */
gboolean cantrip_output_export (CantripOutputRepository *outputs,
                                const CantripDataset    *dataset,
                                gint64                   run_id,
                                const CantripRunSpec    *spec,
                                CantripRowFormat         format,
                                GOutputStream           *stream,
                                GCancellable            *cancellable,
                                GError                 **error);

G_END_DECLS
