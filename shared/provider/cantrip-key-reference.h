/* cantrip-key-reference.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A key is at most this long; a file that is larger is not a key. */
#define CANTRIP_KEY_MAX_BYTES (64 * 1024)

/*
 * Where a key is kept, as it stands in a connection; never the key itself:
 *
 *   env:NAME         the environment variable NAME
 *   file:PATH        the file at the absolute PATH; who may read it is up to its owner
 *   credential:NAME  the file NAME in `$CREDENTIALS_DIRECTORY`, where systemd's
 *                    LoadCredential= and LoadCredentialEncrypted= put it
 *   keyring:ID       the key ring of the person who is logged in; see cantrip-keyring.h
 */

/**
 * cantrip_key_reference_check:
 * @reference: (not nullable): what somebody wrote
 * @error: return location for an error
 *
 * Checks the form alone; reads nothing.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`, telling how to refer to a key. It does not repeat
 * @reference, which may be a key pasted in the wrong place.
 *
 * Returns: %TRUE if it is a reference
 */
gboolean cantrip_key_reference_check (const char *reference, GError **error);

/**
 * cantrip_key_reference_read:
 * @reference: (not nullable): a reference
 * @error: return location for an error
 *
 * Reads the key from where it is kept, without the line end that editors leave. Blocks on disk,
 * but never on a person: a key ring that is locked is an error.
 *
 * Errors: as cantrip_key_reference_check(); `CANTRIP_ERROR_UNAUTHORIZED` when there is nothing
 * there, or something that cannot be a key: empty, longer than %CANTRIP_KEY_MAX_BYTES, or with
 * spaces, control characters or characters outside of ASCII. The message names the place and
 * the remedy, never the content.
 *
 * Returns: (transfer full): the key, or %NULL with @error set
 */
char *cantrip_key_reference_read (const char *reference, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same without blocking; a person may be asked to unlock the key ring. */
void cantrip_key_reference_read_async (const char         *reference,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);

/* Returns: (transfer full): the key, or %NULL with @error set */
char *
cantrip_key_reference_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
