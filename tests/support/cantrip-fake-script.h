/* cantrip-fake-script.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cantrip-fake-model.h"

G_BEGIN_DECLS

/* Exact bytes for one connection; see cantrip_fake_model_play_next(). */
typedef struct
{
  GBytes        *bytes; /* (owned) */
  gsize          piece_bytes;
  guint          pause_ms;
  CantripFakeEnd end;
} CantripFakeScript;

void cantrip_fake_script_free (CantripFakeScript *self);

/**
 * cantrip_fake_script_play:
 * @self: (transfer full): a script
 * @connection: (transfer full): what to keep alive while it plays
 * @socket: its socket
 * @ended: (nullable): called after the last byte, before silence
 * @user_data: data for @ended
 *
 * Plays in the thread-default main context, without blocking. A connection that ends in silence is
 * closed when the other side closes it, or with the context.
 */
void cantrip_fake_script_play (CantripFakeScript *self,
                               GIOStream         *connection,
                               GSocket           *socket,
                               void (*ended) (gpointer),
                               gpointer user_data);

G_END_DECLS
