/* test-api-key-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-time.h"
#include "cantrip-test-util.h"
#include "cantrip-test-workspace.h"

typedef struct
{
  CantripTestWorkspace    *workspace;
  CantripApiKeyRepository *keys; /* (borrowed from workspace) */
  GArray                  *all;  /* (owned): no deployments */
  GArray                  *one;  /* (owned): the deployment `copy` */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->workspace = cantrip_test_workspace_new (":memory:");
  fixture->keys = fixture->workspace->repositories.api_keys;
  fixture->all = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->one = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (fixture->one, fixture->workspace->copy->id);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_array_unref (fixture->all);
  g_array_unref (fixture->one);
  cantrip_test_workspace_free (fixture->workspace);
}

static char *
add (Fixture          *fixture,
     const char       *name,
     CantripApiKeyKind kind,
     GArray           *deployment_ids,
     gint64            calls_per_minute,
     gint64            expires_at_us)
{
  g_autoptr (GError) error = NULL;
  char *secret = cantrip_api_key_repository_add (fixture->keys,
                                                 name,
                                                 kind,
                                                 deployment_ids,
                                                 calls_per_minute,
                                                 expires_at_us,
                                                 &error);

  g_assert_no_error (error);
  g_assert_nonnull (secret);

  return secret;
}

static void
assert_not_added (Fixture          *fixture,
                  const char       *name,
                  CantripApiKeyKind kind,
                  GArray           *deployment_ids,
                  gint64            calls_per_minute,
                  CantripError      code,
                  const char       *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = cantrip_api_key_repository_add (fixture->keys,
                                                            name,
                                                            kind,
                                                            deployment_ids,
                                                            calls_per_minute,
                                                            -1,
                                                            &error);

  g_assert_null (secret);
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *keys = cantrip_api_key_repository_list (fixture->keys, &error);

  g_assert_no_error (error);

  return keys;
}

static void
test_add_keeps_what_it_was_told (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64           before_us = cantrip_time_now_us ();
  g_autofree char *full =
      add (fixture, "Anna’s script", CANTRIP_API_KEY_FULL, fixture->all, -1, -1);
  g_autofree char *cell = add (fixture, "sheet", CANTRIP_API_KEY_CELL, fixture->one, 60, 5000);
  g_autoptr (GPtrArray) keys = list (fixture);
  CantripApiKey *first, *second;

  g_assert_cmpuint (keys->len, ==, 2);
  first = keys->pdata[0];
  g_assert_cmpstr (first->name, ==, "Anna’s script");
  g_assert_cmpint (first->kind, ==, CANTRIP_API_KEY_FULL);
  g_assert_cmpint (first->calls_per_minute, ==, -1);
  g_assert_cmpint (first->expires_at_us, ==, -1);
  g_assert_cmpint (first->revoked_at_us, ==, -1);
  g_assert_cmpint (first->created_at_us, >=, before_us);
  g_assert_cmpuint (first->deployment_ids->len, ==, 0);

  second = keys->pdata[1];
  g_assert_cmpint (second->kind, ==, CANTRIP_API_KEY_CELL);
  g_assert_cmpint (second->calls_per_minute, ==, 60);
  g_assert_cmpint (second->expires_at_us, ==, 5000);
  g_assert_cmpuint (second->deployment_ids->len, ==, 1);
  g_assert_cmpint (g_array_index (second->deployment_ids, gint64, 0),
                   ==,
                   fixture->workspace->copy->id);
}

static gboolean
contains (const char *bytes, gsize length, const char *text)
{
  gsize text_length = strlen (text);

  for (gsize i = 0; i + text_length <= length; i++)
    {
      if (memcmp (bytes + i, text, text_length) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
test_add_keeps_the_hash_alone (Fixture *fixture G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char      *path = cantrip_test_path ("keys.cantrip");
  CantripTestWorkspace *workspace = cantrip_test_workspace_new (path);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *secret = cantrip_api_key_repository_add (workspace->repositories.api_keys,
                                                            "a",
                                                            CANTRIP_API_KEY_FULL,
                                                            all,
                                                            -1,
                                                            -1,
                                                            NULL);
  g_autofree char *hash = cantrip_api_key_hash_secret (secret);
  g_autofree char *bytes = NULL;
  gsize            length;

  cantrip_test_workspace_free (workspace); /* closing moves everything into the one file */
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_false (contains (bytes, length, secret + 3));
  g_assert_true (contains (bytes, length, hash));
}

static void
test_add_takes_a_deployment_once (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *secret = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  g_array_append_val (fixture->one, fixture->workspace->copy->id);
  secret = add (fixture, "twice", CANTRIP_API_KEY_CELL, fixture->one, -1, -1);
  keys = list (fixture);
  g_assert_cmpuint (((CantripApiKey *) keys->pdata[0])->deployment_ids->len, ==, 1);
}

static void
test_add_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const CantripApiKeyKind full = CANTRIP_API_KEY_FULL;
  g_autofree char        *taken = g_strnfill (79, 'a');
  g_autofree char        *long_name = g_strnfill (201, 'a');
  g_autofree char        *umlauts = g_strconcat (taken, "äöü", NULL);
  g_autofree char        *secret = add (fixture, umlauts, full, fixture->all, -1, -1);
  g_autoptr (GArray) unknown = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 no_id = 1;
  g_autoptr (GPtrArray) keys = NULL;

  g_array_append_val (unknown, no_id);
#define REFUSE(name, kind, ids, rate, code, words) \
  assert_not_added (fixture, name, kind, ids, rate, CANTRIP_ERROR_##code, words)
  REFUSE (umlauts, full, fixture->all, -1, CONFLICT, "choose another name");
  REFUSE ("", full, fixture->all, -1, INVALID_INPUT, "1 to 200");
  REFUSE ("two\nlines", full, fixture->all, -1, INVALID_INPUT, "one line");
  REFUSE ("\xff", full, fixture->all, -1, INVALID_INPUT, "1 to 200");
  REFUSE (long_name, full, fixture->all, -1, INVALID_INPUT, "1 to 200");
  REFUSE ("c", CANTRIP_API_KEY_CELL, fixture->all, -1, INVALID_INPUT, "--deployments");
  REFUSE ("n", full, fixture->all, 0, INVALID_INPUT, "at least 1");
  REFUSE ("u", full, unknown, -1, INVALID_INPUT, "deployments of the key");
#undef REFUSE

  keys = list (fixture);
  g_assert_cmpuint (keys->len, ==, 1);
}

static void
test_revoke_keeps_the_first_time (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *a = add (fixture, "a", CANTRIP_API_KEY_FULL, fixture->all, -1, -1);
  g_autofree char *b = add (fixture, "b", CANTRIP_API_KEY_FULL, fixture->all, -1, -1);
  gint64           before_us = cantrip_time_now_us ();
  g_autoptr (GPtrArray) once = NULL;
  g_autoptr (GPtrArray) twice = NULL;
  CantripApiKey *key;

  g_assert_true (cantrip_api_key_repository_revoke (fixture->keys, "a", NULL));
  once = list (fixture);
  key = once->pdata[0];
  g_assert_cmpint (key->revoked_at_us, >=, before_us);
  g_assert_false (cantrip_api_key_is_valid (key, cantrip_time_now_us ()));
  g_assert_cmpint (((CantripApiKey *) once->pdata[1])->revoked_at_us, ==, -1);

  g_assert_true (cantrip_api_key_repository_revoke (fixture->keys, "a", NULL));
  twice = list (fixture);
  g_assert_cmpint (((CantripApiKey *) twice->pdata[0])->revoked_at_us, ==, key->revoked_at_us);
  assert_not_added (fixture,
                    "a",
                    CANTRIP_API_KEY_FULL,
                    fixture->all,
                    -1,
                    CANTRIP_ERROR_CONFLICT,
                    "choose another name");
}

static void
test_revoke_offers_the_nearest (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *secret = add (fixture, "sheet", CANTRIP_API_KEY_FULL, fixture->all, -1, -1);
  g_autoptr (GError) error = NULL;

  g_assert_false (cantrip_api_key_repository_revoke (fixture->keys, "shet", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "did you mean “sheet”"));
  g_clear_error (&error);

  g_assert_false (cantrip_api_key_repository_revoke (fixture->keys, "zzzzz", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "cantrip-bridge key list"));
}

/* A key for one deployment must not become one for all when that one goes. */
static void
test_scope_cannot_vanish (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char  *secret = add (fixture, "a", CANTRIP_API_KEY_FULL, fixture->one, -1, -1);
  CantripStatement *remove =
      cantrip_store_prepare (fixture->workspace->store, "DELETE FROM deployment", NULL);
  g_autoptr (GPtrArray) keys = NULL;

  g_assert_false (cantrip_statement_run (remove, "remove the deployments", NULL));
  cantrip_statement_free (remove);

  keys = list (fixture);
  g_assert_false (cantrip_api_key_may_call (keys->pdata[0], fixture->workspace->copies->id));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/api-key-repository/add/keeps-what-it-was-told", test_add_keeps_what_it_was_told);
  ADD ("/api-key-repository/add/keeps-the-hash-alone", test_add_keeps_the_hash_alone);
  ADD ("/api-key-repository/add/takes-a-deployment-once", test_add_takes_a_deployment_once);
  ADD ("/api-key-repository/add/refuses", test_add_refuses);
  ADD ("/api-key-repository/revoke/keeps-the-first-time", test_revoke_keeps_the_first_time);
  ADD ("/api-key-repository/revoke/offers-the-nearest", test_revoke_offers_the_nearest);
  ADD ("/api-key-repository/scope/cannot-vanish", test_scope_cannot_vanish);
#undef ADD
  return g_test_run ();
}
