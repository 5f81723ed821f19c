/* cantrip-import-meter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-import-meter.h"

#include "base/cantrip-time.h"

/* A rate that was measured for less is a guess. */
#define MIN_ELAPSED_S 0.5

struct _CantripImportMeter
{
  gatomicrefcount ref_count;

  GMutex mutex;
  gint64 n_rows; /* (mutex) */
  gint64 done;   /* (mutex) */
  gint64 total;  /* (mutex) */
};

CantripImportMeter *
cantrip_import_meter_new (void)
{
  CantripImportMeter *self = g_new0 (CantripImportMeter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);

  return self;
}

CantripImportMeter *
cantrip_import_meter_ref (CantripImportMeter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_import_meter_unref (CantripImportMeter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
cantrip_import_meter_set (CantripImportMeter *self, gint64 n_rows, gint64 done, gint64 total)
{
  g_mutex_lock (&self->mutex);
  self->n_rows = n_rows;
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->mutex);
}

static double
get_share (gint64 done, gint64 total)
{
  return total > 0 ? CLAMP ((double) done / (double) total, 0, 1) : -1;
}

double
cantrip_import_meter_get_share (CantripImportMeter *self)
{
  double share;

  g_mutex_lock (&self->mutex);
  share = get_share (self->done, self->total);
  g_mutex_unlock (&self->mutex);

  return share;
}

char *
cantrip_import_meter_dup_text (CantripImportMeter *self, double elapsed_s)
{
  GString *text = g_string_new (NULL);
  gint64   n_rows;
  double   share;

  g_mutex_lock (&self->mutex);
  n_rows = self->n_rows;
  share = get_share (self->done, self->total);
  g_mutex_unlock (&self->mutex);

  g_string_append_printf (text, ngettext ("%'d row", "%'d rows", (gulong) n_rows), (int) n_rows);
  if (elapsed_s >= MIN_ELAPSED_S && n_rows > 0)
    {
      g_string_append (text, " · ");
      /* Translators: the speed of an import */
      g_string_append_printf (text, _ ("%'d rows/s"), (int) ((double) n_rows / elapsed_s));
    }
  if (elapsed_s >= MIN_ELAPSED_S && share > 0)
    {
      g_autofree char *left = cantrip_duration_to_text (elapsed_s / share * (1 - share));

      g_string_append (text, " · ");
      /* Translators: the time that is left */
      g_string_append_printf (text, _ ("%s left"), left);
    }

  return g_string_free (text, FALSE);
}
