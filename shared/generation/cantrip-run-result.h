/* cantrip-run-result.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CantripRunEnd:
 * @CANTRIP_RUN_COMPLETE: every output of the scope is done or has failed
 * @CANTRIP_RUN_CANCELLED: somebody stopped it
 * @CANTRIP_RUN_LIMIT: the next call could have overrun the spending limit
 * @CANTRIP_RUN_ERROR: it could not go on
 *
 * Why a run ended. Whatever the reason, starting it again goes on where it stopped.
 */
typedef enum
{
  CANTRIP_RUN_COMPLETE,
  CANTRIP_RUN_CANCELLED,
  CANTRIP_RUN_LIMIT,
  CANTRIP_RUN_ERROR,
} CantripRunEnd;

/**
 * CantripRunProgress:
 * @total: outputs of the scope
 * @done: of these, those that are done, from earlier sessions too
 * @failed: of these, those that have failed; when only failed ones are asked again, those that
 *   have failed again
 * @settled_now: how many this session has settled
 * @cost_usd_nanos: billionths of a US dollar, of the whole run, as far as it is known
 * @per_second: outputs settled per second, a moving average
 * @seconds_left: at that speed; -1: not known
 *
 * How far a run is.
 */
typedef struct
{
  gint64 total;
  gint64 done;
  gint64 failed;
  gint64 settled_now;
  gint64 cost_usd_nanos;
  double per_second;
  double seconds_left;
} CantripRunProgress;

/**
 * CantripRunResult:
 * @run_id: the run, for reading its outputs
 * @end: why it ended
 * @error: (nullable) (owned): what stopped it, for %CANTRIP_RUN_ERROR
 * @progress: how far it came
 *
 * What became of a run.
 */
typedef struct
{
  gint64             run_id;
  CantripRunEnd      end;
  GError            *error;
  CantripRunProgress progress;
} CantripRunResult;

void cantrip_run_result_free (CantripRunResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRunResult, cantrip_run_result_free)

G_END_DECLS
