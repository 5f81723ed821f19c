/* cantrip-connection-form.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "provider/cantrip-connection.h"

G_BEGIN_DECLS

/*
 * The fields of a connection: name, address, where its key is kept. Says beside the key what is
 * missing, and what to do when there is no key ring.
 *
 * The signal `changed` is emitted when somebody has typed.
 */
#define CANTRIP_TYPE_CONNECTION_FORM (cantrip_connection_form_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionForm,
                      cantrip_connection_form,
                      CANTRIP,
                      CONNECTION_FORM,
                      AdwBin)

/* Fills the fields; @connection: (transfer none) */
void cantrip_connection_form_set_connection (CantripConnectionForm   *self,
                                             const CantripConnection *connection);

/**
 * cantrip_connection_form_dup_connection:
 * @self: a form
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`, and the field is marked.
 *
 * Returns: (transfer full): what was typed, with the id that was set, or %NULL with @error set
 */
CantripConnection *
cantrip_connection_form_dup_connection (CantripConnectionForm *self,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable) (secret): a key typed for the key ring, which is not there yet */
const char *cantrip_connection_form_get_key (CantripConnectionForm *self);

/**
 * cantrip_connection_form_save_async:
 * @self: a form
 * @cancellable: (nullable): ends the wait for the key ring
 * @callback: (scope async): called once
 * @user_data: data for @callback
 *
 * Puts a key that was typed into the key ring.
 */
void cantrip_connection_form_save_async (CantripConnectionForm *self,
                                         GCancellable          *cancellable,
                                         GAsyncReadyCallback    callback,
                                         gpointer               user_data);

/* Returns: (transfer full): the connection, ready to be stored, or %NULL with @error set */
CantripConnection *cantrip_connection_form_save_finish (CantripConnectionForm *self,
                                                        GAsyncResult          *result,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
