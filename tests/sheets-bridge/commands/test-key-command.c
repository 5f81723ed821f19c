/* test-key-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-json.h"
#include "base/cantrip-time.h"
#include "cantrip-test-program.h"
#include "cantrip-test-util.h"
#include "cantrip-test-workspace.h"

typedef struct
{
  char *path; /* of a workspace that cantrip_test_workspace_new() made */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->path = cantrip_test_path ("w.cantrip");
  cantrip_test_workspace_free (cantrip_test_workspace_new (fixture->path));
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_free (fixture->path);
}

#define RUN(...) cantrip_test_program_run (__VA_ARGS__, "--workspace", fixture->path, NULL)
#define CHECK(...) cantrip_test_program_check (__VA_ARGS__, "--workspace", fixture->path, NULL)

#define ASSERT_FAILS(code, words, ...)                          \
  G_STMT_START                                                  \
  {                                                             \
    g_autoptr (CantripTestProgram) program = RUN (__VA_ARGS__); \
                                                                \
    cantrip_test_program_assert_failed (program, code, words);  \
    g_assert_cmpstr (program->output, ==, "");                  \
  }                                                             \
  G_STMT_END

/* Takes what “key create” printed; gives the secret, which must stand alone on its line. */
static char *
take_secret (CantripTestProgram *program, const char *prefix)
{
  char *secret = g_strdup (program->output);

  g_assert_cmpint (program->exit_code, ==, 0);
  g_assert_cmpstr (program->errors, ==, "");
  g_assert_cmpuint (strlen (secret), ==, 47);
  g_assert_true (secret[46] == '\n');
  secret[46] = '\0';
  g_assert_true (g_str_has_prefix (secret, prefix));
  cantrip_test_program_free (program);

  return secret;
}

/* (transfer full): the keys of the workspace, as it keeps them */
static GPtrArray *
load_keys (Fixture *fixture)
{
  g_autoptr (CantripStore) store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, NULL);
  g_autoptr (CantripApiKeyRepository) keys = cantrip_api_key_repository_new (store, NULL);

  return cantrip_api_key_repository_list (keys, NULL);
}

static void
test_create_prints_the_key_alone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *secret = take_secret (RUN ("key", "create", "Anna’s script"), "ck_");
  g_autofree char *hash = cantrip_api_key_hash_secret (secret);
  g_autoptr (GPtrArray) keys = load_keys (fixture);
  CantripApiKey *key = keys->pdata[0];

  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpstr (key->name, ==, "Anna’s script");
  g_assert_cmpstr (key->secret_sha256, ==, hash);
  g_assert_cmpint (key->kind, ==, CANTRIP_API_KEY_FULL);
  g_assert_cmpint (key->expires_at_us, ==, -1);
  g_assert_cmpint (key->calls_per_minute, ==, -1);
  g_assert_cmpuint (key->deployment_ids->len, ==, 0);
}

static void
test_create_takes_options (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const gint64     week_us = 7 * 24 * 3600 * (gint64) G_USEC_PER_SEC;
  gint64           before_us = cantrip_time_now_us ();
  g_autofree char *secret = take_secret (RUN ("key",
                                              "create",
                                              "sheet",
                                              "--cell",
                                              "--deployments",
                                              "copy, copies",
                                              "--expires",
                                              "7",
                                              "--rate",
                                              "60"),
                                         "cc_");
  g_autoptr (GPtrArray) keys = load_keys (fixture);
  CantripApiKey *key = keys->pdata[0];

  g_assert_cmpint (key->kind, ==, CANTRIP_API_KEY_CELL);
  g_assert_cmpint (key->calls_per_minute, ==, 60);
  g_assert_cmpuint (key->deployment_ids->len, ==, 2);
  g_assert_cmpint (key->expires_at_us, >=, before_us + week_us);
  g_assert_cmpint (key->expires_at_us, <=, cantrip_time_now_us () + week_us);
}

static void
test_create_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *secret = take_secret (RUN ("key", "create", "taken"), "ck_");
  g_autoptr (GPtrArray) keys = NULL;

  ASSERT_FAILS (1, "choose another name", "key", "create", "taken");
  ASSERT_FAILS (1, "1 to 200 characters", "key", "create", "");
  ASSERT_FAILS (1, "did you mean “copy”", "key", "create", "a", "--deployments", "copies,cpoy");
  ASSERT_FAILS (2, "--deployments", "key", "create", "a", "--cell");
  ASSERT_FAILS (1, "no deployment “”", "key", "create", "a", "--cell", "--deployments", ",copy");
  ASSERT_FAILS (2, "--deployments", "key", "create", "a", "--cell", "--deployments", "");
  ASSERT_FAILS (2, "--expires must be 1 to", "key", "create", "a", "--expires", "0");
  ASSERT_FAILS (2, "--expires must be 1 to", "key", "create", "a", "--expires", "soon");
  ASSERT_FAILS (2, "--expires must be 1 to", "key", "create", "a", "--expires", "-3");
  ASSERT_FAILS (2, "--rate must be 1 to", "key", "create", "a", "--rate", "0");
  ASSERT_FAILS (2, "--rate must be 1 to", "key", "create", "a", "--rate", "99999999999999999999");
  ASSERT_FAILS (2, "key create NAME", "key", "create");

  keys = load_keys (fixture);
  g_assert_cmpuint (keys->len, ==, 1);
}

static void
test_list_never_shows_the_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *full = take_secret (RUN ("key", "create", "all"), "ck_");
  g_autofree char *cell = take_secret (RUN ("key",
                                            "create",
                                            "sheet",
                                            "--cell",
                                            "-d",
                                            "copy,copies",
                                            "--rate",
                                            "60",
                                            "--expires",
                                            "1"),
                                       "cc_");
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autofree char *hash = cantrip_api_key_hash_secret (full);

  g_free (CHECK ("key", "revoke", "all"));
  text = CHECK ("key", "list");
  json = CHECK ("key", "list", "--json");
  g_assert_true (g_regex_match_simple ("^all · full · all deployments · revoked\n"
                                       "sheet · cell · copies, copy · valid until [-0-9T:.]+Z"
                                       " · 60 calls per minute\n$",
                                       text,
                                       0,
                                       0));
  g_assert_null (strstr (text, full + 3));
  g_assert_null (strstr (json, full + 3));
  g_assert_null (strstr (json, hash));
}

/* Makes a key that has ended, which the verb does not. */
static void
add_expired (Fixture *fixture)
{
  g_autoptr (CantripStore) store = cantrip_store_open (fixture->path, CANTRIP_STORE_WRITE, NULL);
  g_autoptr (CantripApiKeyRepository) keys = cantrip_api_key_repository_new (store, NULL);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_free (cantrip_api_key_repository_add (keys,
                                          "old",
                                          CANTRIP_API_KEY_FULL,
                                          all,
                                          -1,
                                          G_GINT64_CONSTANT (1700000000000000),
                                          NULL));
}

static void
test_list_tells_what_expired (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  add_expired (fixture);
  text = CHECK ("key", "list");
  json = CHECK ("key", "list", "--json");
  g_assert_cmpstr (text,
                   ==,
                   "old · full · all deployments · expired since 2023-11-14T22:13:20.000Z\n");
  g_assert_nonnull (strstr (json, "\"state\":\"expired\""));
  g_assert_nonnull (strstr (json, "\"expires\":\"2023-11-14T22:13:20.000Z\""));
}

static void
assert_key (JsonObject *key, const char *name, const char *state, guint n_deployments)
{
  g_assert_cmpstr (cantrip_json_get_string (key, "name"), ==, name);
  g_assert_cmpstr (cantrip_json_get_string (key, "state"), ==, state);
  g_assert_cmpuint (json_array_get_length (cantrip_json_get_array (key, "deployments")),
                    ==,
                    n_deployments);
  g_assert_true (cantrip_json_get_boolean (key, "all_deployments", FALSE) == (n_deployments == 0));
  g_assert_nonnull (cantrip_json_get_string (key, "created"));
}

static void
test_list_prints_json (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *all = take_secret (RUN ("key", "create", "all", "--rate", "5"), "ck_");
  g_autofree char *one = take_secret (RUN ("key", "create", "one", "-d", "copy"), "ck_");
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray  *list;
  JsonObject *first, *second;

  g_free (CHECK ("key", "revoke", "one"));
  output = CHECK ("key", "list", "--json");
  root = cantrip_json_parse_text (output, -1, NULL);
  list = cantrip_json_root_array (root);
  g_assert_cmpuint (json_array_get_length (list), ==, 2);

  first = cantrip_json_element_object (list, 0);
  assert_key (first, "all", "valid", 0);
  g_assert_cmpint (cantrip_json_get_int (first, "calls_per_minute", -1), ==, 5);
  g_assert_true (json_node_is_null (json_object_get_member (first, "expires")));
  g_assert_true (json_node_is_null (json_object_get_member (first, "revoked")));

  second = cantrip_json_element_object (list, 1);
  assert_key (second, "one", "revoked", 1);
  g_assert_cmpstr (cantrip_json_element_string (cantrip_json_get_array (second, "deployments"), 0),
                   ==,
                   "copy");
  g_assert_true (json_node_is_null (json_object_get_member (second, "calls_per_minute")));
  g_assert_nonnull (cantrip_json_get_string (second, "revoked"));
}

static void
test_revoke_ends_a_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *secret = take_secret (RUN ("key", "create", "sheet"), "ck_");
  g_autofree char *output = CHECK ("key", "revoke", "sheet");
  g_autoptr (GPtrArray) keys = load_keys (fixture);

  g_assert_true (g_str_has_prefix (output, "Revoked “sheet”"));
  g_assert_false (cantrip_api_key_is_valid (keys->pdata[0], cantrip_time_now_us ()));

  ASSERT_FAILS (1, "did you mean “sheet”", "key", "revoke", "shet");
  ASSERT_FAILS (1, "key list", "key", "revoke", "zzzzzz");
  ASSERT_FAILS (2, "key revoke NAME", "key", "revoke");
}

static void
test_wrong_use (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  ASSERT_FAILS (2, "wrong number of arguments", "key");
  ASSERT_FAILS (2, "“delete” cannot be done", "key", "delete", "a");
  ASSERT_FAILS (2, "key list", "key", "list", "a");
  ASSERT_FAILS (2, "belong to “key create”", "key", "list", "--cell");
  ASSERT_FAILS (2, "belong to “key create”", "key", "revoke", "a", "--expires", "1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/key-command/create/prints-the-key-alone", test_create_prints_the_key_alone);
  ADD ("/key-command/create/takes-options", test_create_takes_options);
  ADD ("/key-command/create/refuses", test_create_refuses);
  ADD ("/key-command/list/never-shows-the-key", test_list_never_shows_the_key);
  ADD ("/key-command/list/tells-what-expired", test_list_tells_what_expired);
  ADD ("/key-command/list/prints-json", test_list_prints_json);
  ADD ("/key-command/revoke/ends-a-key", test_revoke_ends_a_key);
  ADD ("/key-command/wrong-use", test_wrong_use);
#undef ADD
  return g_test_run ();
}
