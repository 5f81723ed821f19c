/* cantrip-keyring-none.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-keyring-private.h"

#include "base/cantrip-error.h"

static gboolean
fail (GError **error)
{
  return cantrip_set_error (error,
                            CANTRIP_ERROR_UNAUTHORIZED,
                            "This program was built without a key ring; keep the key in an "
                            "environment variable (env:NAME) or a file (file:PATH)");
}

char *
_cantrip_keyring_backend_read (const char   *id G_GNUC_UNUSED,
                               gboolean      unlock G_GNUC_UNUSED,
                               GCancellable *cancellable G_GNUC_UNUSED,
                               GError      **error)
{
  fail (error);

  return NULL;
}

gboolean
_cantrip_keyring_backend_store (const char   *id G_GNUC_UNUSED,
                                const char   *label G_GNUC_UNUSED,
                                const char   *key G_GNUC_UNUSED,
                                GCancellable *cancellable G_GNUC_UNUSED,
                                GError      **error)
{
  return fail (error);
}

gboolean
_cantrip_keyring_backend_clear (const char   *id G_GNUC_UNUSED,
                                GCancellable *cancellable G_GNUC_UNUSED,
                                GError      **error)
{
  return fail (error);
}
