/* cantrip-run-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-tally.h"

#define TELL_AFTER_US (G_USEC_PER_SEC / 10)

void
cantrip_run_tally_init (CantripRunTally         *self,
                        const CantripRunFigures *scope,
                        gboolean                 only_failed,
                        gint64                   cost_usd_nanos,
                        gint64                   now_us)
{
  CantripRunProgress *progress = &self->progress;

  *self = (CantripRunTally){ .told_us = now_us };
  cantrip_rate_init (&self->rate, now_us);

  progress->cost_usd_nanos = cost_usd_nanos;
  progress->total = scope->counts[CANTRIP_OUTPUT_FAILED];
  if (only_failed)
    return;

  progress->done = scope->counts[CANTRIP_OUTPUT_DONE];
  progress->failed = scope->counts[CANTRIP_OUTPUT_FAILED];
  progress->total += progress->done + scope->counts[CANTRIP_OUTPUT_QUEUED];
}

void
cantrip_run_tally_add (CantripRunTally *self, GPtrArray *outputs)
{
  CantripRunProgress *progress = &self->progress;

  for (guint i = 0; i < outputs->len; i++)
    {
      const CantripOutput *output = g_ptr_array_index (outputs, i);

      if (output->state == CANTRIP_OUTPUT_DONE)
        progress->done++;
      else
        progress->failed++;
      progress->cost_usd_nanos += MAX (output->cost_usd_nanos, 0);
    }

  progress->settled_now += outputs->len;
  self->n_news += outputs->len;
}

gboolean
cantrip_run_tally_tell (CantripRunTally *self, gint64 now_us)
{
  gboolean is_news = self->n_news > 0;

  if (now_us - self->told_us < TELL_AFTER_US)
    return FALSE;

  cantrip_rate_add (&self->rate, self->n_news, now_us);
  self->told_us = now_us;
  self->n_news = 0;

  return is_news;
}

void
cantrip_run_tally_get (const CantripRunTally *self, CantripRunProgress *ret_progress)
{
  const CantripRunProgress *progress = &self->progress;
  double                    per_second = cantrip_rate_get_per_second (&self->rate);
  double                    left = (double) (progress->total - progress->done - progress->failed);

  *ret_progress = *progress;
  ret_progress->per_second = per_second;
  ret_progress->seconds_left = per_second > 0 ? left / per_second : -1;
}
