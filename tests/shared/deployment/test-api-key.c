/* test-api-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "deployment/cantrip-api-key.h"

static CantripApiKey *
make_key (CantripApiKeyKind kind, gint64 deployment_id)
{
  CantripApiKey *key = g_new0 (CantripApiKey, 1);

  key->kind = kind;
  key->expires_at_us = -1;
  key->revoked_at_us = -1;
  key->deployment_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (deployment_id > 0)
    g_array_append_val (key->deployment_ids, deployment_id);

  return key;
}

static void
assert_is_secret (const char *secret, const char *prefix)
{
  g_assert_cmpuint (strlen (secret), ==, 46);
  g_assert_true (g_str_has_prefix (secret, prefix));
  g_assert_cmpuint (strspn (secret,
                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"),
                    ==,
                    46);
}

static void
test_secret_form (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* Enough of them to meet every character that base 64 has to offer. */
  for (int i = 0; i < 200; i++)
    {
      char *full = cantrip_api_key_make_secret (CANTRIP_API_KEY_FULL);
      char *cell = cantrip_api_key_make_secret (CANTRIP_API_KEY_CELL);

      assert_is_secret (full, "ck_");
      assert_is_secret (cell, "cc_");
      g_assert_true (g_hash_table_add (seen, full));
      g_assert_true (g_hash_table_add (seen, cell));
    }
}

/* FIPS 180-2, appendix B.1. */
static void
test_hash_is_sha256 (void)
{
  g_autofree char *hash = cantrip_api_key_hash_secret ("abc");

  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_may_call (void)
{
  g_autoptr (CantripApiKey) all = make_key (CANTRIP_API_KEY_FULL, 0);
  g_autoptr (CantripApiKey) one = make_key (CANTRIP_API_KEY_FULL, 5);
  g_autoptr (CantripApiKey) cell = make_key (CANTRIP_API_KEY_CELL, 5);
  g_autoptr (CantripApiKey) nothing = make_key (CANTRIP_API_KEY_CELL, 0);

  g_assert_true (cantrip_api_key_may_call (all, 5));
  g_assert_true (cantrip_api_key_may_call (all, 6));
  g_assert_true (cantrip_api_key_may_call (one, 5));
  g_assert_false (cantrip_api_key_may_call (one, 6));
  g_assert_true (cantrip_api_key_may_call (cell, 5));
  g_assert_false (cantrip_api_key_may_call (cell, 6));
  g_assert_false (cantrip_api_key_may_call (nothing, 5));
}

static void
test_is_valid_until_it_expires (void)
{
  g_autoptr (CantripApiKey) key = make_key (CANTRIP_API_KEY_FULL, 0);

  g_assert_true (cantrip_api_key_is_valid (key, G_MAXINT64));

  key->expires_at_us = 1000;
  g_assert_true (cantrip_api_key_is_valid (key, 999));
  g_assert_false (cantrip_api_key_is_valid (key, 1000));
  g_assert_false (cantrip_api_key_is_valid (key, 1001));
}

static void
test_is_not_valid_once_revoked (void)
{
  g_autoptr (CantripApiKey) key = make_key (CANTRIP_API_KEY_FULL, 0);

  key->expires_at_us = 1000;
  key->revoked_at_us = 10;
  g_assert_false (cantrip_api_key_is_valid (key, 20));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/api-key/make-secret/has-its-form", test_secret_form);
  g_test_add_func ("/api-key/hash-secret/is-sha256", test_hash_is_sha256);
  g_test_add_func ("/api-key/may-call/only-what-it-names", test_may_call);
  g_test_add_func ("/api-key/is-valid/until-it-expires", test_is_valid_until_it_expires);
  g_test_add_func ("/api-key/is-valid/not-once-revoked", test_is_not_valid_once_revoked);

  return g_test_run ();
}
