/* cantrip-api-key.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CantripApiKeyKind:
 * @CANTRIP_API_KEY_FULL: may do all that the service offers; only in the Authorization header
 * @CANTRIP_API_KEY_CELL: may only call the deployments it names; may stand in an address, since
 *   WEBSERVICE and IMPORTDATA can send nothing else
 */
typedef enum
{
  CANTRIP_API_KEY_FULL,
  CANTRIP_API_KEY_CELL,
} CantripApiKeyKind;

/**
 * CantripApiKey:
 * @name: (not nullable) (owned): how people call it
 * @secret_sha256: (not nullable) (owned): 64 hexadecimal digits; the secret itself is not kept
 * @calls_per_minute: -1: no limit
 * @deployment_ids: (not nullable) (owned) (element-type gint64): those it may call; none: all
 * @expires_at_us: -1: never
 * @revoked_at_us: -1: it is not
 *
 * What lets a caller in.
 */
typedef struct
{
  gint64            id;
  char             *name;
  CantripApiKeyKind kind;
  char             *secret_sha256;
  gint64            calls_per_minute;
  GArray           *deployment_ids;
  gint64            created_at_us;
  gint64            expires_at_us;
  gint64            revoked_at_us;
} CantripApiKey;

void cantrip_api_key_free (CantripApiKey *self);

/* `full` or `cell`. */
const char *cantrip_api_key_kind_to_text (CantripApiKeyKind kind);

/* Whether it still lets callers in at @now_us. */
gboolean cantrip_api_key_is_valid (const CantripApiKey *self, gint64 now_us);

/* Whether it lets callers reach this deployment. */
gboolean cantrip_api_key_may_call (const CantripApiKey *self, gint64 deployment_id);

/**
 * cantrip_api_key_make_secret:
 * @kind: marks the text, `ck_…` or `cc_…`, so that a person can tell them apart
 *
 * Makes a secret of 256 bits from the kernel's random numbers.
 *
 * Returns: (transfer full): 46 characters that need no escaping in an address
 */
char *cantrip_api_key_make_secret (CantripApiKeyKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): likewise, `cj_…`: what a caller asks again for a job with */
char *cantrip_api_key_make_job_token (void) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the SHA-256 under which a secret is kept */
char *cantrip_api_key_hash_secret (const char *secret) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripApiKey, cantrip_api_key_free)

G_END_DECLS
