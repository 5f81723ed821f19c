/* test-text-encoding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-records.h"
#include "dataset/cantrip-text-encoding.h"

static const char TEXT[] = "name,größe\nZoë,\"€ 5\n😀\"\n";
static const char EXPECTED[] = "columns name|größe\n2 [\"Zoë\",\"€ 5\\n😀\"]\n";

static const CantripRecordFormat CSV = { .layout = CANTRIP_RECORD_LAYOUT_CSV };

/* @mark comes first; @charset is a name that g_convert() knows. */
static void
assert_reads (const char *text, const char *charset, const char *mark, const char *expected)
{
  g_autoptr (GError) error = NULL;
  gsize            length;
  g_autofree char *encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, &error);
  g_autoptr (GString) file = g_string_new (mark);

  g_assert_no_error (error);
  g_string_append_len (file, encoded, (gssize) length);
  cantrip_test_assert_records (file->str, (gssize) file->len, &CSV, expected);
}

static void
test_detect_finds_each (void)
{
  assert_reads (TEXT, "UTF-8", "", EXPECTED);
  assert_reads (TEXT, "UTF-8", "\xef\xbb\xbf", EXPECTED);
  assert_reads (TEXT, "UTF-16LE", "\xff\xfe", EXPECTED);
  assert_reads (TEXT, "UTF-16BE", "\xfe\xff", EXPECTED);
  assert_reads (TEXT, "UTF-16LE", "", EXPECTED);
  assert_reads (TEXT, "UTF-16BE", "", EXPECTED);
  assert_reads ("名前,年齢\n田中,五\n", "UTF-16LE", "", "columns 名前|年齢\n2 [\"田中\",\"五\"]\n");
  assert_reads ("preis,wo\n5 €,“Köln”\n",
                "WINDOWS-1252",
                "",
                "columns preis|wo\n2 [\"5 €\",\"“Köln”\"]\n");
}

static void
test_detect_survives_odd_samples (void)
{
  g_assert_cmpint (cantrip_text_encoding_detect ((const guint8 *) "a\xe2\x82", 3),
                   ==,
                   CANTRIP_TEXT_ENCODING_UTF_8);
  g_assert_cmpint (cantrip_text_encoding_detect ((const guint8 *) "é\xff", 3),
                   ==,
                   CANTRIP_TEXT_ENCODING_WINDOWS_1252);
  g_assert_cmpint (cantrip_text_encoding_detect ((const guint8 *) "éé\xff", 5),
                   ==,
                   CANTRIP_TEXT_ENCODING_UTF_8);
  g_assert_cmpint (cantrip_text_encoding_detect ((const guint8 *) "a,b\n1,\0002\n", 9),
                   ==,
                   CANTRIP_TEXT_ENCODING_UTF_8);
  g_assert_cmpint (cantrip_text_encoding_detect (NULL, 0), ==, CANTRIP_TEXT_ENCODING_UTF_8);
}

static void
test_decode_marks_what_is_wrong (void)
{
  static const struct
  {
    CantripTextEncoding encoding;
    const char         *bytes;
    gsize               length;
    const char         *text;
  } CASES[] = {
    { CANTRIP_TEXT_ENCODING_WINDOWS_1252, "a\x81\x80", 3, "a\xff€" },
    { CANTRIP_TEXT_ENCODING_UTF_16_LE,
      "a\0\x00\xd8"
      "b\0",
      6,
      "a\xff"
      "b" },
    { CANTRIP_TEXT_ENCODING_UTF_16_LE, "\x00\xdc", 2, "\xff" },
    { CANTRIP_TEXT_ENCODING_UTF_16_LE, "\x3d\xd8", 2, "\xff" },
    { CANTRIP_TEXT_ENCODING_UTF_16_BE, "\0a\0", 3, "a\xff" },
    { CANTRIP_TEXT_ENCODING_UTF_16_BE, "\xd8\x3d\xde\x00", 4, "😀" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_cmpuint (cantrip_text_encoding_decode (CASES[i].encoding,
                                                      (const guint8 *) CASES[i].bytes,
                                                      CASES[i].length,
                                                      TRUE,
                                                      text),
                        ==,
                        CASES[i].length);
      g_assert_cmpstr (text->str, ==, CASES[i].text);
    }
}

static void
test_decode_waits_for_the_rest (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint8 smile[] = { 'a', 0, 0x3d, 0xd8, 0x00, 0xde };

  for (gsize length = 2; length < sizeof smile; length++)
    g_assert_cmpuint (cantrip_text_encoding_decode (CANTRIP_TEXT_ENCODING_UTF_16_LE,
                                                    smile,
                                                    length,
                                                    FALSE,
                                                    text),
                      ==,
                      2);
}

static void
test_names_go_both_ways (void)
{
  g_autoptr (GError) error = NULL;
  CantripTextEncoding encoding;

  for (CantripTextEncoding i = CANTRIP_TEXT_ENCODING_DETECT;
       i <= CANTRIP_TEXT_ENCODING_WINDOWS_1252;
       i++)
    {
      g_assert_true (
          cantrip_text_encoding_from_name (cantrip_text_encoding_get_name (i), &encoding, NULL));
      g_assert_cmpint (encoding, ==, i);
    }
  g_assert_true (cantrip_text_encoding_from_name ("UTF-8", &encoding, NULL));

  g_assert_false (cantrip_text_encoding_from_name ("latin", &encoding, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "windows-1252"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text-encoding/detect/finds-each", test_detect_finds_each);
  g_test_add_func ("/text-encoding/detect/survives-odd-samples", test_detect_survives_odd_samples);
  g_test_add_func ("/text-encoding/decode/marks-what-is-wrong", test_decode_marks_what_is_wrong);
  g_test_add_func ("/text-encoding/decode/waits-for-the-rest", test_decode_waits_for_the_rest);
  g_test_add_func ("/text-encoding/names/go-both-ways", test_names_go_both_ways);

  return g_test_run ();
}
