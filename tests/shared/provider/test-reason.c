/* test-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-reason.h"

#define PROMPT \
  "\"messages\":[{\"role\":\"user\",\"content\":\"Write about the spring sale in Köln\"}]}"

static void
test_cleans (void)
{
  static const struct
  {
    const char *reason;
    const char *expected;
  } cases[] = {
    { "Rate limit reached.", "Rate limit reached" },
    { "a\nb\tc\x01", "a b c" },
    { "", "" },
    { "Unknown model llama-3.3-70b-versatile", "Unknown model llama-3.3-70b-versatile" },
    { "Unsupported parameter: 'max_completion_tokens'",
      "Unsupported parameter: 'max_completion_tokens'" },
    { "Incorrect API key provided: sk-proj-abc*********xyz. See the page",
      "Incorrect API key provided: … See the page" },
    { "Key AIzaSyA1234567890abcdefghijk is bad", "Key … is bad" },
    { "the key my.key is wrong", "the key … is wrong" },
    { "Cannot process: Write about the spring sale in Köln!", "Cannot process: …!" },
    { "Cannot process: about the spring", "Cannot process:…" },
    { "Cannot process: the spring", "Cannot process: the spring" }, /* too short to tell */
    { "caf\xc3", "caf\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reason =
          cantrip_reason_clean (cases[i].reason, "my.key", PROMPT, strlen (PROMPT));

      g_assert_cmpstr (reason, ==, cases[i].expected);
    }
}

static void
test_cuts (void)
{
  g_autoptr (GString) long_reason = g_string_new (NULL);
  g_autofree char *reason = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (long_reason, "é ");
  reason = cantrip_reason_clean (long_reason->str, NULL, NULL, 0);
  g_assert_true (g_utf8_validate (reason, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (reason, -1), ==, CANTRIP_REASON_MAX_CHARACTERS);
  g_assert_true (g_str_has_suffix (reason, "…"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reason/clean/cleans", test_cleans);
  g_test_add_func ("/reason/clean/cuts", test_cuts);

  return g_test_run ();
}
