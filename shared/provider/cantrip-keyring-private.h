/* cantrip-keyring-private.h
 *
 * What a key ring must do; one file implements it, chosen when the program is built. All of it
 * blocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): %NULL without an error: there is none of that id. */
char *_cantrip_keyring_backend_read (const char   *id,
                                     gboolean      unlock,
                                     GCancellable *cancellable,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean _cantrip_keyring_backend_store (const char   *id,
                                         const char   *label,
                                         const char   *key,
                                         GCancellable *cancellable,
                                         GError      **error);

gboolean _cantrip_keyring_backend_clear (const char *id, GCancellable *cancellable, GError **error);

G_END_DECLS
