/* test-word.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-word.h"

/* The words of a text with a bar after each. */
static char *
mark_words (const char *text)
{
  GString    *marked = g_string_new (NULL);
  const char *end = text + strlen (text);

  while (text < end)
    {
      CantripWord word = cantrip_word_read (text, (gsize) (end - text));

      g_assert_true (word.start == text);
      g_assert_cmpuint (word.length, >=, 1);
      g_assert_true (word.start + word.length <= end);
      g_string_append_len (marked, word.start, (gssize) word.length);
      g_string_append_c (marked, '|');
      text += word.length;
    }

  return g_string_free (marked, FALSE);
}

static void
test_boundaries (void)
{
  static const struct
  {
    const char *text;
    const char *marked;
  } cases[] = {
    { "Spring sale", "Spring| |sale|" },
    { "a,  b.", "a|,|  |b|.|" },
    { "don’t 'quote' it's", "don’t| |'|quote|'| |it's|" },
    { "1,000.50 3.", "1,000.50| |3|.|" },
    { "{{event_name}}", "{|{|event_name|}|}|" },
    { "a\r\nb\n\nc\rd", "a|\r\n|b|\n|\n|c|\r|d|" },
    { "cafe\xCC\x81 nai\xCC\x88ve", "cafe\xCC\x81| |nai\xCC\x88ve|" },
    { "日本語です。Hi", "日|本|語|で|す|。|Hi|" },
    { "สวัสดี", "ส|วั|ส|ดี|" },
    { "한국어 글", "한국어| |글|" },
    { "👍🏽ok👩‍💻🇩🇪🇫🇷", "👍🏽|ok|👩‍💻|🇩🇪|🇫🇷|" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = mark_words (cases[i].text);

      g_assert_cmpstr (marked, ==, cases[i].marked);
    }
}

static void
test_count (void)
{
  g_assert_cmpint (cantrip_word_count ("", -1), ==, 0);
  g_assert_cmpint (cantrip_word_count (" - !\n", -1), ==, 0);
  g_assert_cmpint (cantrip_word_count ("Write {{size}} e-mails, don’t wait.", -1), ==, 6);
  g_assert_cmpint (cantrip_word_count ("日本語 ok", -1), ==, 4);
  g_assert_cmpint (cantrip_word_count ("one two three", 7), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/word/boundaries", test_boundaries);
  g_test_add_func ("/word/count", test_count);

  return g_test_run ();
}
