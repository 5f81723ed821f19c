/* test-keyring.c
 *
 * Keys in libsecret's own file, which stands in for the key ring of a desktop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-key-reference.h"
#include "provider/cantrip-keyring.h"

#define KEY "sk-test-0123456789"

static gboolean
store (const char *reference, const char *key, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_keyring_store_async (reference,
                               "local",
                               key,
                               cancellable,
                               cantrip_test_keep_result,
                               &result);
  g_assert_null (result);
  cantrip_test_wait_for (&result);

  return cantrip_keyring_store_finish (result, error);
}

static char *
read_without_blocking (const char *reference, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_key_reference_read_async (reference, NULL, cantrip_test_keep_result, &result);
  g_assert_null (result);
  cantrip_test_wait_for (&result);

  return cantrip_key_reference_read_finish (result, error);
}

static gboolean
probe (GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_keyring_probe_async (NULL, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);

  return cantrip_keyring_probe_finish (result, error);
}

static void
test_keeps_a_key (void)
{
  g_autofree char *reference = cantrip_keyring_new_reference ();
  g_autofree char *other = cantrip_keyring_new_reference ();
  g_autofree char *kept = NULL;
  g_autofree char *replaced = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (reference, !=, other);
  g_assert_true (cantrip_key_reference_check (reference, &error));
  g_assert_true (probe (&error));
  g_assert_no_error (error);

  g_assert_true (store (other, "another", NULL, &error));
  g_assert_true (store (reference, KEY, NULL, &error));
  g_assert_no_error (error);
  kept = cantrip_key_reference_read (reference, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, KEY);

  g_assert_true (store (reference, KEY "-new", NULL, &error));
  replaced = read_without_blocking (reference, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (replaced, ==, KEY "-new");

  g_assert_true (g_file_get_contents (g_getenv ("SECRET_FILE_TEST_PATH"), &file, NULL, NULL));
  g_assert_null (strstr (file, KEY));
}

static void
test_clears_a_key (void)
{
  g_autofree char *reference = cantrip_keyring_new_reference ();
  g_autoptr (GError) error = NULL;

  g_assert_true (store (reference, KEY, NULL, &error));
  for (int i = 0; i < 2; i++) /* the second time there is none, which is as well */
    {
      g_autoptr (GAsyncResult) result = NULL;

      cantrip_keyring_clear_async (reference, NULL, cantrip_test_keep_result, &result);
      cantrip_test_wait_for (&result);
      g_assert_true (cantrip_keyring_clear_finish (result, &error));
      g_assert_no_error (error);
    }
  g_assert_null (read_without_blocking (reference, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (error->message, reference));
  g_assert_nonnull (strstr (error->message, "env:NAME"));
}

static void
test_refuses_what_no_key_is (void)
{
  g_autofree char *reference = cantrip_keyring_new_reference ();
  g_autoptr (GError) error = NULL;

  g_assert_true (store (reference, "two words", NULL, &error));
  g_assert_null (cantrip_key_reference_read (reference, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (error->message, "two words"));
}

static void
test_can_be_cancelled (void)
{
  g_autofree char *reference = cantrip_keyring_new_reference ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (store (reference, KEY, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Run as a process of its own, which has chosen no key ring yet. */
static void
test_without_a_key_ring (void)
{
  g_autofree char *reference = cantrip_keyring_new_reference ();
  g_autoptr (GError) stored = NULL;
  g_autoptr (GError) probed = NULL;
  g_autoptr (GError) read = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, CANTRIP_TEST_DEADLINE_S * G_USEC_PER_SEC, 0);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  g_assert_false (probe (&probed));
  g_assert_error (probed, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (probed->message, "file:PATH"));
  g_assert_false (store (reference, KEY, NULL, &stored));
  g_assert_error (stored, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (stored->message, KEY));
  g_assert_null (cantrip_key_reference_read (reference, &read));
  g_assert_error (read, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED);
}

int
main (int argc, char *argv[])
{
  /* Not the folder of a test: all tests of a process share one key ring. */
  g_autofree char *folder = g_dir_make_tmp ("cantrip-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keys.keyring", NULL);
  int              status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);

  g_test_add_func ("/keyring/store/keeps-a-key", test_keeps_a_key);
  g_test_add_func ("/keyring/clear/clears-a-key", test_clears_a_key);
  g_test_add_func ("/keyring/read/refuses-what-no-key-is", test_refuses_what_no_key_is);
  g_test_add_func ("/keyring/store/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/keyring/without-a-key-ring", test_without_a_key_ring);

  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);

  return status;
}
