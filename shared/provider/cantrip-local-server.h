/* cantrip-local-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-connection.h"

G_BEGIN_DECLS

/* All are asked at once, and none is waited for longer. */
#define CANTRIP_LOCAL_SERVER_TIMEOUT_MS 1500

/**
 * CantripLocalServer:
 * @dialect: (not nullable) (owned): `ollama`, `llama.cpp`, …, or `generic`
 * @title: (not nullable) (owned): `Ollama`
 * @base_url: (not nullable) (owned): `http://127.0.0.1:11434/v1`
 * @n_models: how many models it offers
 * @needs_key: whether it told its models to nobody without a key
 *
 * A model server that runs on this computer.
 */
typedef struct
{
  char    *dialect;
  char    *title;
  char    *base_url;
  guint    n_models;
  gboolean needs_key;
} CantripLocalServer;

void cantrip_local_server_free (CantripLocalServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripLocalServer, cantrip_local_server_free)

/* (transfer full): a connection to it, not stored, named after it */
CantripConnection *
cantrip_local_server_make_connection (const CantripLocalServer *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_local_server_find_async:
 * @ports: (nullable): where to look, ended by 0; %NULL: the ports on which the dialect table says
 *   that such servers listen
 * @network: what the questions go through
 * @cancellable: (nullable): ends the search
 * @callback: (scope async): called once, in the thread-default main context of the caller
 * @user_data: data for @callback
 *
 * Looks for model servers on 127.0.0.1 and ::1, and nowhere else: asks each port for its list
 * of models. What answers otherwise is something else and is left out; who it is, it tells by
 * the owner of its models. A server that listens on both addresses is found once.
 */
void cantrip_local_server_find_async (const guint        *ports,
                                      CantripNetwork     *network,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);

/**
 * cantrip_local_server_find_finish:
 * @result: the result given to the callback
 * @error: return location for an error
 *
 * Errors: `G_IO_ERROR_CANCELLED`; those of cantrip_dialect_find(). That none is there is none.
 *
 * Returns: (transfer full) (element-type CantripLocalServer): in the order of the ports
 */
GPtrArray *
cantrip_local_server_find_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
