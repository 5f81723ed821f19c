/* cantrip-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-window.h"

#define START_SIZE 8

void
cantrip_window_init (CantripWindow *self, guint max_size)
{
  g_return_if_fail (max_size >= 1);

  *self = (CantripWindow){
    .size = MIN (max_size, START_SIZE),
    .max_size = max_size,
    .growing_fast = TRUE,
    .halved_at_us = G_MININT64,
    .rest_until_us = G_MININT64,
  };
}

void
cantrip_window_note_success (CantripWindow *self)
{
  if (self->size == self->max_size)
    return;

  self->n_successes++;
  if (!self->growing_fast && self->n_successes < self->size)
    return;

  self->size++;
  self->n_successes = 0;
}

void
cantrip_window_note_overload (CantripWindow *self, gint64 sent_at_us, gint64 now_us, gint64 rest_ms)
{
  if (rest_ms > 0)
    self->rest_until_us = MAX (self->rest_until_us, now_us + rest_ms * 1000);

  if (sent_at_us <= self->halved_at_us)
    return;

  self->size = MAX (self->size / 2, 1);
  self->growing_fast = FALSE;
  self->n_successes = 0;
  self->halved_at_us = now_us;
}
