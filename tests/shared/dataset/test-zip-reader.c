/* test-zip-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-records.h"
#include "cantrip-test-zip.h"
#include "dataset/cantrip-zip-reader.h"

/* Reads an entry to its end; gives the number of its bytes, or -1. */
static gint64
read_entry (GBytes *zip, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (zip);
  g_autoptr (CantripZipReader) reader = cantrip_zip_reader_open (stream, name, cancellable, error);
  gint64 total = 0;
  char   buffer[4096];
  gssize n = 1;

  if (reader == NULL)
    return -1;
  while (n > 0)
    {
      n = cantrip_zip_reader_read (reader, buffer, sizeof buffer, cancellable, error);
      total += n;
    }

  return n < 0 ? -1 : total;
}

static void
assert_fails (GBytes *zip, const char *name, CantripError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (read_entry (zip, name, NULL, &error), ==, -1);
  g_assert_true (g_error_matches (error, CANTRIP_ERROR, (int) code));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_finds_an_entry (void)
{
  g_autoptr (GBytes) zip = cantrip_test_zip_new ("a", "x", "b/C", "hello", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (read_entry (zip, "B/c", NULL, &error), ==, 5);
  g_assert_no_error (error);
  assert_fails (zip, "c", CANTRIP_ERROR_NOT_FOUND, "“c” is missing");
}

static void
test_refuses_damaged_files (void)
{
  g_autoptr (GBytes) zip = cantrip_test_zip_new_zeros ("a", 1000000, NULL);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (zip, 0, g_bytes_get_size (zip) / 2);
  g_autoptr (GBytes) none = g_bytes_new_static ("PK\x03\x04 nothing", 12);
  g_autoptr (GBytes) broken = NULL;
  gsize            length;
  g_autofree char *bytes = g_memdup2 (g_bytes_get_data (zip, &length), g_bytes_get_size (zip));

  memset (bytes + 100, 0xff, 200);
  broken = g_bytes_new (bytes, length);

  assert_fails (half, "a", CANTRIP_ERROR_INVALID_INPUT, "damaged");
  assert_fails (none, "a", CANTRIP_ERROR_INVALID_INPUT, "damaged");
  assert_fails (broken, "a", CANTRIP_ERROR_INVALID_INPUT, "damaged");
}

static void
test_refuses_a_bomb (void)
{
  g_autoptr (GBytes) harmless = cantrip_test_zip_new_zeros ("a", 30 << 20, NULL);
  g_autoptr (GBytes) bomb = cantrip_test_zip_new_zeros ("a", 300 << 20, NULL);

  g_assert_cmpint (read_entry (harmless, "a", NULL, NULL), ==, 30 << 20);
  assert_fails (bomb, "a", CANTRIP_ERROR_TOO_LARGE, "unpacks to more");
}

static void
test_refuses_a_password (void)
{
  g_autoptr (GBytes) zip = cantrip_test_zip_new_zeros ("a", 100, "secret");

  assert_fails (zip, "a", CANTRIP_ERROR_INVALID_INPUT, "password");
}

static void
test_can_be_cancelled (void)
{
  g_autoptr (GBytes) zip = cantrip_test_zip_new ("a", "x", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (read_entry (zip, "a", cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_copies_what_cannot_seek (void)
{
  g_autoptr (GBytes) zip = cantrip_test_zip_new ("a", "hello", NULL);
  gsize       length;
  const char *bytes = g_bytes_get_data (zip, &length);
  g_autoptr (GInputStream) pipe = cantrip_test_trickle_new (bytes, (gssize) length, 7);
  g_autoptr (GInputStream) stream = cantrip_zip_reader_make_seekable (pipe, NULL, NULL);
  g_autoptr (CantripZipReader) reader = cantrip_zip_reader_open (stream, "a", NULL, NULL);
  char buffer[10];

  g_assert_true (stream != pipe);
  g_assert_cmpint (cantrip_zip_reader_read (reader, buffer, sizeof buffer, NULL, NULL), ==, 5);
  g_assert_cmpint (cantrip_zip_reader_get_bytes_read (reader), >, 0);
}

static void
test_copying_can_be_cancelled (void)
{
  g_autoptr (GInputStream) pipe = cantrip_test_trickle_new ("hello", -1, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (cantrip_zip_reader_make_seekable (pipe, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/zip-reader/finds-an-entry", test_finds_an_entry);
  g_test_add_func ("/zip-reader/refuses-damaged-files", test_refuses_damaged_files);
  g_test_add_func ("/zip-reader/refuses-a-bomb", test_refuses_a_bomb);
  g_test_add_func ("/zip-reader/refuses-a-password", test_refuses_a_password);
  g_test_add_func ("/zip-reader/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/zip-reader/copies-what-cannot-seek", test_copies_what_cannot_seek);
  g_test_add_func ("/zip-reader/copying-can-be-cancelled", test_copying_can_be_cancelled);

  return g_test_run ();
}
