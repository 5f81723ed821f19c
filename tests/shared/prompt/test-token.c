/* test-token.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-token.h"

#include <string.h>

/* Writes a text as its tokens: T text, E escape, V(name) variable, U unclosed, 0 empty, L break. */
static char *
describe (const char *text)
{
  GString     *description = g_string_new (NULL);
  CantripToken token;

  for (const char *p = text; *p != '\0'; p += token.length)
    {
      token = cantrip_token_read (p);
      g_assert_true (token.start == p);
      g_assert_cmpuint (token.length, >, 0);
      g_assert_cmpuint (token.length, <=, strlen (p));

      g_string_append_c (description, "TEVU0L"[token.kind]);
      if (token.name_length > 0)
        g_string_append_printf (description, "(%.*s)", (int) token.name_length, token.name);
    }

  return g_string_free (description, FALSE);
}

static void
test_read (void)
{
  static const struct
  {
    const char *text;
    const char *tokens;
  } cases[] = {
    { "", "" },
    { "abc", "T" },
    { "{{a}}", "V(a)" },
    { "{{ \t a b \t }}", "V(a b)" },
    { "{{\xc2\xa0grün\xe3\x80\x80}}", "V(grün)" },
    { "x{{a}}y{{b}}", "TV(a)TV(b)" },
    { "{{a.b.0}}", "V(a.b.0)" },
    { "{{\"a\":1}}", "V(\"a\":1)" },
    /* Single braces and JSON. */
    { "{a}", "T" },
    { "{\"a\": {\"b\": 1}}", "T" },
    { "{\"a\": {\"b\": {{x}}}}", "TV(x)T" },
    { "}}", "T" },
    { "{ {a} }", "T" },
    /* The innermost two braces count. */
    { "{{{x}}}", "TV(x)T" },
    { "{{{{x}}}}", "TV(x)T" },
    { "{{a{{b}}", "UTV(b)" },
    { "{{a}{b}}", "U(a)T" },
    /* Escapes. */
    { "\\{{a}}", "ET" },
    { "\\\\{{a}}", "TET" },
    { "\\{a}", "T" },
    { "\\{{{a}}", "ET" },
    { "\\{{{{a}}", "EV(a)" },
    { "\\", "T" },
    { "a\\b{{c}}", "TV(c)" },
    /* What is not a variable. */
    { "{{", "U" },
    { "{{a", "UT" },
    { "{{a}", "U(a)" },
    { "{{}", "U" },
    { "{{}}", "0" },
    { "{{ \t}}", "0" },
    { "{{\n}}", "0" },
    { "{{a\nb}}", "L(a\nb)" },
    { "{{a\r\n}}", "L(a)" },
    { "{{a\nb}", "UT" },
    { "{{a\nb", "UT" },
    { "{{a\n{{b}}", "UTV(b)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tokens = describe (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (tokens, ==, cases[i].tokens);
    }
}

static void
test_read_takes_long_runs_at_once (void)
{
  g_autofree char *braces = g_strnfill (1 << 20, '{');
  g_autofree char *tokens = describe (braces);

  g_assert_cmpstr (tokens, ==, "TU");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/token/read", test_read);
  g_test_add_func ("/token/read/takes-long-runs-at-once", test_read_takes_long_runs_at_once);

  return g_test_run ();
}
