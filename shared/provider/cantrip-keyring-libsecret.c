/* cantrip-keyring-libsecret.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-keyring-private.h"

#include <libsecret/secret.h>

#include "base/cantrip-error.h"

static const SecretSchema SCHEMA = {
  .name = "cantrip.ConnectionKey",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "id", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* Says what a failure of the key ring means for a person; takes @problem. */
static gboolean
fail (GError *problem, GError **error)
{
  g_autoptr (GError) owned = problem;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }
  if (g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_UNAUTHORIZED,
                              "The key ring is locked; unlock it, or keep the key in an "
                              "environment variable (env:NAME) or a file (file:PATH)");

  g_dbus_error_strip_remote_error (owned);

  return cantrip_set_error (error,
                            CANTRIP_ERROR_UNAUTHORIZED,
                            "There is no key ring that can be used (%s); log in to a desktop that "
                            "has one, or keep the key in an environment variable (env:NAME) or a "
                            "file (file:PATH)",
                            owned->message);
}

char *
_cantrip_keyring_backend_read (const char   *id,
                               gboolean      unlock,
                               GCancellable *cancellable,
                               GError      **error)
{
  g_autolist (GObject) items = NULL;
  g_autoptr (SecretValue) value = NULL;
  GError           *problem = NULL;
  SecretSearchFlags flags = unlock ? SECRET_SEARCH_UNLOCK : SECRET_SEARCH_NONE;

  items = secret_password_search_sync (&SCHEMA, flags, cancellable, &problem, "id", id, NULL);
  if (items != NULL)
    value = secret_retrievable_retrieve_secret_sync (items->data, cancellable, &problem);
  if (problem != NULL)
    {
      fail (problem, error);
      return NULL;
    }

  return value != NULL ? g_strdup (secret_value_get_text (value)) : NULL;
}

gboolean
_cantrip_keyring_backend_store (const char   *id,
                                const char   *label,
                                const char   *key,
                                GCancellable *cancellable,
                                GError      **error)
{
  GError *problem = NULL;

  return secret_password_store_sync (&SCHEMA,
                                     SECRET_COLLECTION_DEFAULT,
                                     label,
                                     key,
                                     cancellable,
                                     &problem,
                                     "id",
                                     id,
                                     NULL) ||
         fail (problem, error);
}

gboolean
_cantrip_keyring_backend_clear (const char *id, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;

  secret_password_clear_sync (&SCHEMA, cancellable, &problem, "id", id, NULL);

  return problem == NULL || fail (problem, error);
}
