/* test-key-reference.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-key-reference.h"

#define KEY "sk-test-0123456789"

static void
assert_reads (const char *reference)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = cantrip_key_reference_read (reference, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, KEY);
}

static void
assert_refused (const char *reference, CantripError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_key_reference_read (reference, &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, KEY));
}

static void
test_env (void)
{
  g_setenv ("CANTRIP_TEST_KEY", KEY, TRUE);
  assert_reads ("env:CANTRIP_TEST_KEY");
  g_setenv ("CANTRIP_TEST_KEY", KEY " x", TRUE);
  assert_refused ("env:CANTRIP_TEST_KEY", CANTRIP_ERROR_UNAUTHORIZED, "env:CANTRIP_TEST_KEY");
  g_unsetenv ("CANTRIP_TEST_KEY");
  assert_refused ("env:CANTRIP_TEST_KEY", CANTRIP_ERROR_UNAUTHORIZED, "CANTRIP_TEST_KEY");
}

static void
test_file (void)
{
  static const struct
  {
    const char *content;
    gssize      length;
    gboolean    good;
  } cases[] = {
    { KEY, -1, TRUE },       { KEY "\n", -1, TRUE },      { KEY "\r\n", -1, TRUE },
    { KEY " ", -1, FALSE },  { KEY "\nx", -1, FALSE },    { "\n", -1, FALSE },
    { "", 0, FALSE },        { KEY "\x01", -1, FALSE },   { KEY "\0x", 20, FALSE },
    { KEY "\0", 19, FALSE }, { "k\xc3\xa9y", -1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = cantrip_test_write_file ("key", cases[i].content, cases[i].length);
      g_autofree char *reference = g_strconcat ("file:", path, NULL);

      g_test_message ("case %d", (int) i);
      if (cases[i].good)
        assert_reads (reference);
      else
        assert_refused (reference, CANTRIP_ERROR_UNAUTHORIZED, path);
    }
}

static void
test_file_that_is_none (void)
{
  g_autofree char *large = g_strnfill (CANTRIP_KEY_MAX_BYTES + 1, 'k');
  g_autofree char *path = cantrip_test_write_file ("large", large, -1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *missing = g_strconcat ("file:", folder, "/missing", NULL);
  g_autofree char *too_large = g_strconcat ("file:", path, NULL);
  g_autofree char *a_folder = g_strconcat ("file:", folder, NULL);

  assert_refused (missing, CANTRIP_ERROR_UNAUTHORIZED, "missing");
  assert_refused (too_large, CANTRIP_ERROR_UNAUTHORIZED, "too long");
  assert_refused (a_folder, CANTRIP_ERROR_UNAUTHORIZED, folder);
}

static void
test_credential (void)
{
  g_autofree char *path = cantrip_test_write_file ("openai.key", KEY "\n", -1);
  g_autofree char *folder = g_path_get_dirname (path);

  g_unsetenv ("CREDENTIALS_DIRECTORY");
  assert_refused ("credential:openai.key", CANTRIP_ERROR_UNAUTHORIZED, "LoadCredential=openai.key");
  g_setenv ("CREDENTIALS_DIRECTORY", folder, TRUE);
  assert_reads ("credential:openai.key");
  assert_refused ("credential:other", CANTRIP_ERROR_UNAUTHORIZED, "other");
}

static void
test_check_refuses (void)
{
  static const char *const cases[] = {
    KEY,        "",       "env:",          "env:A B",         "env:A=B",
    "file:",    "file:a", "credential:",   "credential:../x", "credential:a/b",
    "keyring:", "ENV:A",  "credential:..", "env:" KEY,        "keyring:a/b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      assert_refused (cases[i], CANTRIP_ERROR_INVALID_INPUT, "env:NAME");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/key-reference/read/env", test_env);
  g_test_add_func ("/key-reference/read/file", test_file);
  g_test_add_func ("/key-reference/read/file-that-is-none", test_file_that_is_none);
  g_test_add_func ("/key-reference/read/credential", test_credential);
  g_test_add_func ("/key-reference/check/refuses", test_check_refuses);

  return g_test_run ();
}
