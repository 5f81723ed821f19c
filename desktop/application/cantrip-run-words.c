/* cantrip-run-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "application/cantrip-run-words.h"

#include "base/cantrip-time.h"

#define NANOS_PER_USD 1e9

char *
cantrip_usd_to_words (gint64 usd_nanos)
{
  double usd = (double) usd_nanos / NANOS_PER_USD;

  if (usd_nanos < 0)
    return g_strdup (_ ("price unknown"));
  if (usd_nanos == 0)
    return g_strdup ("$0");
  if (usd >= 1)
    return g_strdup_printf ("$%'.2f", usd);
  if (usd >= 0.01)
    return g_strdup_printf ("$%.3f", usd);
  if (usd >= 0.000001)
    return g_strdup_printf ("$%.6f", usd);

  return g_strdup (_ ("less than $0.000001"));
}

char *
cantrip_latency_to_words (gint64 latency_us)
{
  if (latency_us < G_USEC_PER_SEC)
    return g_strdup_printf (_ ("%d ms"), (int) (latency_us / 1000));

  return g_strdup_printf (_ ("%.1f s"), (double) latency_us / G_USEC_PER_SEC);
}

/* “ · ” between what there is to say. */
static void
append (GString *words, char *more)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", more);
  g_free (more);
}

static void
append_figures (GString *words, const CantripRunProgress *progress)
{
  if (progress->failed > 0)
    append (words, g_strdup_printf (_ ("%'" G_GINT64_FORMAT " failed"), progress->failed));
  if (progress->cost_usd_nanos > 0)
    append (words, cantrip_usd_to_words (progress->cost_usd_nanos));
}

char *
cantrip_active_run_dup_progress_words (CantripActiveRun *self)
{
  const CantripRunProgress *progress = cantrip_active_run_get_progress (self);
  CantripActiveRunState     state = cantrip_active_run_get_state (self);
  GString                  *words = g_string_new (NULL);

  if (state == CANTRIP_ACTIVE_RUN_PAUSED)
    append (words, g_strdup (_ ("Paused")));
  else if (state == CANTRIP_ACTIVE_RUN_STOPPING)
    append (words, g_strdup (_ ("Waiting for what was sent")));

  if (progress->total == 0)
    append (words, g_strdup (_ ("Planning")));
  else
    append (words,
            g_strdup_printf (_ ("%'" G_GINT64_FORMAT " of %'" G_GINT64_FORMAT),
                             progress->done,
                             progress->total));
  append_figures (words, progress);
  if (state == CANTRIP_ACTIVE_RUN_RUNNING && progress->seconds_left >= 0)
    {
      g_autofree char *left = cantrip_duration_to_text (progress->seconds_left);

      append (words, g_strdup_printf (_ ("%s left"), left));
    }

  return g_string_free (words, FALSE);
}

static char *
dup_reason (CantripActiveRun *self)
{
  const CantripRunResult *result = cantrip_active_run_get_result (self);
  g_autofree char        *limit = NULL;

  switch (result->end)
    {
    case CANTRIP_RUN_CANCELLED:
      return g_strdup (_ ("Stopped. “Resume” goes on where it stopped."));

    case CANTRIP_RUN_LIMIT:
      limit = cantrip_usd_to_words (cantrip_active_run_get_spec (self)->limit_usd_nanos);
      return g_strdup_printf (_ ("Stopped before the limit of %s could be overrun. “Resume” asks "
                                 "for a higher one."),
                              limit);

    case CANTRIP_RUN_ERROR:
      return g_strdup_printf (_ ("Stopped: %s. “Resume” goes on once this is mended."),
                              result->error->message);

    case CANTRIP_RUN_COMPLETE:
    default:
      return result->progress.failed > 0
                 ? g_strdup (_ ("Complete, but for what failed: point at a cell to see why."))
                 : g_strdup (_ ("Complete."));
    }
}

char *
cantrip_active_run_dup_end_words (CantripActiveRun *self)
{
  const CantripRunProgress *progress = cantrip_active_run_get_progress (self);
  GString                  *words;
  g_autofree char          *reason = NULL;

  if (cantrip_active_run_get_error (self) != NULL)
    {
      if (g_error_matches (cantrip_active_run_get_error (self), G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return g_strdup (_ ("Stopped before anything was sent."));
      return g_strdup (cantrip_active_run_get_error (self)->message);
    }

  reason = dup_reason (self);
  words = g_string_new (NULL);
  append (words, g_strdup_printf (_ ("%'" G_GINT64_FORMAT " done"), progress->done));
  append_figures (words, progress);
  g_string_prepend_c (words, ' ');
  g_string_prepend (words, reason);

  return g_string_free (words, FALSE);
}
