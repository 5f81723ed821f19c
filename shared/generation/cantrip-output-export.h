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
 * @ret_n_cut: (out) (nullable): how many texts were cut; see cantrip_row_writer_get_n_cut()
 * @cancellable: (nullable): stops between rows
 * @error: return location for an error
 *
 * Writes the outputs of a scope in row order, one line each: the columns of @dataset, `repeat` if
 * the run has more than one, then `output state error model input_tokens output_tokens latency_ms
 * cost_usd`. A name that @dataset has too gets a number: `model 2`. What is not known is an empty
 * cell, or null. Of a scope of failed outputs the whole run is written. Blocks, in the thread of
 * @outputs.
 *
 * Errors: those of the database and of @stream; `CANTRIP_ERROR_TOO_LARGE` (more rows than a sheet
 * holds).
 *
 * Returns: %TRUE if everything was written
 */
gboolean cantrip_output_export (CantripOutputRepository *outputs,
                                const CantripDataset    *dataset,
                                gint64                   run_id,
                                const CantripRunSpec    *spec,
                                CantripRowFormat         format,
                                GOutputStream           *stream,
                                gint64                  *ret_n_cut,
                                GCancellable            *cancellable,
                                GError                 **error);

G_END_DECLS
