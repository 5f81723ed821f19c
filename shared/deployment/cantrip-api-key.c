/* cantrip-api-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "deployment/cantrip-api-key.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define SECRET_BYTES 32

void
cantrip_api_key_free (CantripApiKey *self)
{
  g_free (self->name);
  g_free (self->secret_sha256);
  g_clear_pointer (&self->deployment_ids, g_array_unref);
  g_free (self);
}

const char *
cantrip_api_key_kind_to_text (CantripApiKeyKind kind)
{
  return kind == CANTRIP_API_KEY_CELL ? "cell" : "full";
}

gboolean
cantrip_api_key_is_valid (const CantripApiKey *self, gint64 now_us)
{
  return self->revoked_at_us < 0 && (self->expires_at_us < 0 || now_us < self->expires_at_us);
}

gboolean
cantrip_api_key_may_call (const CantripApiKey *self, gint64 deployment_id)
{
  if (self->deployment_ids->len == 0)
    return self->kind == CANTRIP_API_KEY_FULL;

  for (guint i = 0; i < self->deployment_ids->len; i++)
    {
      if (g_array_index (self->deployment_ids, gint64, i) == deployment_id)
        return TRUE;
    }

  return FALSE;
}

static char *
make_secret (const char *prefix)
{
  guchar           bytes[SECRET_BYTES];
  g_autofree char *text = NULL;

  /* Up to 256 bytes come whole; without them there is no safe way on. */
  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    {
      if (errno != EINTR)
        g_error ("The kernel gives no random numbers: %s", g_strerror (errno));
    }

  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return g_strconcat (prefix, text, NULL);
}

char *
cantrip_api_key_make_secret (CantripApiKeyKind kind)
{
  return make_secret (kind == CANTRIP_API_KEY_CELL ? "cc_" : "ck_");
}

char *
cantrip_api_key_make_job_token (void)
{
  return make_secret ("cj_");
}

char *
cantrip_api_key_hash_secret (const char *secret)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
}
