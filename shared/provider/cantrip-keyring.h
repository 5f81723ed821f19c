/* cantrip-keyring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Keys of connections in the key ring of the person who is logged in. A key is kept under a
 * reference, `keyring:ID`; the workspace holds the reference only, so on another computer the
 * key is entered again.
 *
 * All but cantrip_keyring_new_reference() block on another program and on disk, and store and
 * unlock may wait for a person; the `_async` ones do so in a thread of their own.
 *
 * Errors, everywhere: `CANTRIP_ERROR_UNAUTHORIZED` when there is no key ring, it is locked, or
 * it failed, with the remedy: an environment variable or a file holds a key as well. Never the
 * key itself. Without libsecret at build time everything fails so.
 */

/* What a reference to the key ring begins with. */
#define CANTRIP_KEYRING_PREFIX "keyring:"

/* (transfer full): a reference that nobody has used yet */
char *cantrip_keyring_new_reference (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_keyring_read:
 * @reference: (not nullable): `keyring:ID`
 * @unlock: whether a person may be asked to unlock the key ring; a service must not
 * @cancellable: (nullable): ends the wait
 * @error: return location for an error
 *
 * Returns: (transfer full): what is kept there, or %NULL with @error set
 */
char *cantrip_keyring_read (const char   *reference,
                            gboolean      unlock,
                            GCancellable *cancellable,
                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_keyring_store_async:
 * @reference: (not nullable): `keyring:ID`; what was kept there is replaced
 * @connection_name: (not nullable): shown to people who look into their key ring
 * @key: (not nullable) (secret): what to keep
 * @cancellable: (nullable): ends the wait
 * @callback: (scope async): called once
 * @user_data: data for @callback
 */
void cantrip_keyring_store_async (const char         *reference,
                                  const char         *connection_name,
                                  const char         *key,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

gboolean cantrip_keyring_store_finish (GAsyncResult *result, GError **error);

/* Removes the key of @reference; that there is none is no error. */
void cantrip_keyring_clear_async (const char         *reference,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

gboolean cantrip_keyring_clear_finish (GAsyncResult *result, GError **error);

/* Finds out whether a key could be kept here, before somebody types one. */
void cantrip_keyring_probe_async (GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

gboolean cantrip_keyring_probe_finish (GAsyncResult *result, GError **error);

G_END_DECLS
