/* cantrip-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripWindow:
 * @size: how many requests may be active now
 * @max_size: the most that @size becomes
 * @growing_fast: before the first overload: each success counts, so that the size doubles for
 *   each window of successes; after it, one is added for each window
 * @n_successes: successes since the size changed last, when not growing fast
 * @halved_at_us: when the size was halved last
 * @rest_until_us: nothing is sent before
 *
 * How many requests the other side bears: additive increase, multiplicative decrease, as in
 * TCP (RFC 5681 §3.1, slow start included). Times are of the monotonic clock and passed in.
 */
typedef struct
{
  guint    size;
  guint    max_size;
  gboolean growing_fast;
  guint    n_successes;
  gint64   halved_at_us;
  gint64   rest_until_us;
} CantripWindow;

/* Starts with 8, or with @max_size if that is less; @max_size is at least 1. */
void cantrip_window_init (CantripWindow *self, guint max_size);

/* A request was answered. */
void cantrip_window_note_success (CantripWindow *self);

/**
 * cantrip_window_note_overload:
 * @self: a window
 * @sent_at_us: when the request was sent
 * @now_us: when it was turned away
 * @rest_ms: how long the provider asked to be left alone; -1: it did not say
 *
 * A request was turned away for there being too many. Halves the size, but not for a request
 * that was sent before the last halving, which could not know of it yet: once per round trip.
 */
void cantrip_window_note_overload (CantripWindow *self,
                                   gint64         sent_at_us,
                                   gint64         now_us,
                                   gint64         rest_ms);

G_END_DECLS
