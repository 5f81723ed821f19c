/* cantrip-bridge-process.h
 *
 * bridge/ runs the service that spreadsheets call, for the workspace that is open, and shows how
 * it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * `cantrip-bridge serve` for a workspace, as a process of ours that ends with us.
 *
 * Properties, with notification: `state`, `address`, `trouble`.
 */
#define CANTRIP_TYPE_BRIDGE_PROCESS (cantrip_bridge_process_get_type ())

G_DECLARE_FINAL_TYPE (CantripBridgeProcess,
                      cantrip_bridge_process,
                      CANTRIP,
                      BRIDGE_PROCESS,
                      GObject)

/**
 * CantripBridgeState:
 * @CANTRIP_BRIDGE_STOPPED: it does not run; `trouble` says why, if it ended by itself
 * @CANTRIP_BRIDGE_STARTING: it runs, and does not listen yet
 * @CANTRIP_BRIDGE_RUNNING: it serves at `address`
 * @CANTRIP_BRIDGE_STOPPING: it finishes the calls under way
 */
typedef enum
{
  CANTRIP_BRIDGE_STOPPED,
  CANTRIP_BRIDGE_STARTING,
  CANTRIP_BRIDGE_RUNNING,
  CANTRIP_BRIDGE_STOPPING,
} CantripBridgeState;

/* (transfer none): the one of @workspace, which keeps it. */
CantripBridgeProcess *cantrip_bridge_process_get (CantripWorkspace *workspace);

/* @port: on 127.0.0.1; 0: one that is free. Nothing happens unless it is stopped. */
void cantrip_bridge_process_start (CantripBridgeProcess *self, guint port);

/* Ends it after the calls under way. */
void cantrip_bridge_process_stop (CantripBridgeProcess *self);

CantripBridgeState cantrip_bridge_process_get_state (CantripBridgeProcess *self);

/* (nullable): `http://127.0.0.1:8765`, while it runs. */
const char *cantrip_bridge_process_get_address (CantripBridgeProcess *self);

/* (nullable): the sentence with which it ended by itself. */
const char *cantrip_bridge_process_get_trouble (CantripBridgeProcess *self);

/* (transfer none): the last lines that it wrote, oldest first. */
GtkStringList *cantrip_bridge_process_get_log (CantripBridgeProcess *self);

G_END_DECLS
