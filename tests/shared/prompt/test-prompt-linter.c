/* test-prompt-linter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-prompt-linter.h"

#include <string.h>

static const char *const COLUMNS[] = { "event", "größe", "data", NULL };

static GPtrArray *
check (const char *text, const char *const *columns)
{
  g_autoptr (GPtrArray) messages = cantrip_message_list_new ();

  g_ptr_array_add (messages, cantrip_message_new (CANTRIP_ROLE_USER, text));

  return cantrip_prompt_linter_check (messages, columns);
}

/* `E1:2:3+4 {{replacement}}`: severity, message, line, column, length. */
static char *
describe (GPtrArray *problems)
{
  GString *description = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const CantripPromptProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpuint (strlen (problem->text), >, 10);
      g_string_append_printf (description,
                              "%s%c%u:%u:%u+%u",
                              i > 0 ? " " : "",
                              *cantrip_severity_to_text (problem->severity) == 'e' ? 'E' : 'W',
                              problem->message,
                              problem->line,
                              problem->column,
                              problem->length);
      if (problem->replacement != NULL)
        g_string_append_printf (description, " %s", problem->replacement);
    }

  return g_string_free (description, FALSE);
}

typedef struct
{
  const char *text;
  const char *problems;
} Case;

static void
check_cases (const Case *cases, gsize count, const char *const *columns)
{
  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (GPtrArray) problems = check (cases[i].text, columns);
      g_autofree char *description = describe (problems);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (description, ==, cases[i].problems);
    }
}

static void
test_text (void)
{
  static const Case cases[] = {
    { "Hello {{event}}", "" },
    { "{\"a\": {\"b\": 1}} {{{event}}} \\{{ {x}", "" },
    { "{{", "E1:1:1+2" },
    { "äö {{event", "E1:1:4+2" },
    { "a\nbc{{event}d", "E1:2:3+8 {{event}}" },
    { "a\r\nb\rc\n\n{{}}", "E1:5:1+4" },
    { "{{ }}{{\t}}", "E1:1:1+5 E1:1:6+5" },
    { "{{first\n  name}}{{", "E1:1:1+16 {{first name}} E1:2:9+2" },
    { "{% if x %}y{# note #}", "W1:1:1+10 W1:1:12+10" },
    { "{%}{##}{% %\n}", "W1:1:4+4" },
    { "{{#if x}}a{{/if}}", "W1:1:1+9 W1:1:11+7" },
    { "{{name | upper}} {{else}}", "W1:1:1+16 W1:1:18+8" },
    { "{{elsewhere}} {{a|b}}", "" },
    { "", "E1:1:1+0" },
    { " \n\xc2\xa0\t", "E1:1:1+0" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), NULL);
}

static void
test_columns (void)
{
  static const Case cases[] = {
    { "{{event}} {{größe}} {{data.city}}", "" },
    { "{{data}}{{größe}}", "W0:0:0+0" },
    { "x", "W0:0:0+0 W0:0:0+0 W0:0:0+0" },
    { "{{event}}{{data}}{{grösse}}", "E1:1:18+10 {{größe}} W0:0:0+0" },
    { "{{ evnt }}{{größe}}{{data}}", "E1:1:1+10 {{event}} W0:0:0+0" },
    { "{{event}}{{größe}}{{dtaa.x}}", "E1:1:19+10 {{data.x}} W0:0:0+0" },
    { "{{event}}{{größe}}{{data}}{{audience}}", "E1:1:27+12" },
    { "{{event}}{{data}}ä{größe}", "W1:1:19+7 {{größe}} W0:0:0+0" },
    { "{{event}}{{größe}}{{data}} { event }", "W1:1:28+9 {{event}}" },
    { "{{event}}{{größe}}{{data}} {event\\{{", "" },
    { "{{event}}{{größe}}{{data}} \\{event\\}", "" },
    { "{{event}}{{größe}}{{data}}{{#if event}}", "E1:1:27+13" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), COLUMNS);
}

static void
test_column_may_look_like_an_instruction (void)
{
  static const char *const columns[] = { "# orders", "a | b", "a.b", NULL };
  g_autoptr (GPtrArray) problems = check ("{{# orders}} {{a | b}} {{a.b}}", columns);

  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_says_what_was_meant (void)
{
  g_autoptr (GPtrArray) problems = check ("{{Event}}{{größe}}{{data}}", COLUMNS);
  const CantripPromptProblem *problem = g_ptr_array_index (problems, 0);

  g_assert_cmpstr (problem->text, ==, "There is no column “Event”; did you mean “event”?");
  problem = g_ptr_array_index (problems, 1);
  g_assert_cmpstr (problem->text, ==, "The column “event” is not used");
}

static void
test_roles (void)
{
  static const struct
  {
    const char *roles; /* s, u, a */
    const char *problems;
  } cases[] = {
    { "", "E0:0:0+0" },
    { "u", "" },
    { "su", "" },
    { "suau", "" },
    { "us", "W2:1:1+0 W2:1:1+0" },
    { "usu", "W2:1:1+0" },
    { "ssu", "W2:1:1+0" },
    { "s", "W1:1:1+0" },
    { "ua", "W2:1:1+0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) messages = cantrip_message_list_new ();
      g_autoptr (GPtrArray) problems = NULL;
      g_autofree char *description = NULL;

      for (const char *role = cases[i].roles; *role != '\0'; role++)
        g_ptr_array_add (messages,
                         cantrip_message_new (*role == 's'   ? CANTRIP_ROLE_SYSTEM
                                              : *role == 'u' ? CANTRIP_ROLE_USER
                                                             : CANTRIP_ROLE_ASSISTANT,
                                              "x"));

      problems = cantrip_prompt_linter_check (messages, NULL);
      description = describe (problems);
      g_test_message ("%s", cases[i].roles);
      g_assert_cmpstr (description, ==, cases[i].problems);
    }
}

static char *
repeat (const char *piece, gsize bytes)
{
  GString *text = g_string_sized_new (bytes);

  while (text->len + strlen (piece) <= bytes)
    g_string_append (text, piece);

  return g_string_free (text, FALSE);
}

/* A keystroke must not be felt; the limit here is far above that, for slow machines. */
static void
test_pathological (void)
{
  static const char *const pieces[] = { "{",       "{{ ",   "{{a\n", "{{}}",     "{event}",
                                        "{evnt} ", "{{\n ", "{% ",   "{{evnt}}", "{{event.a.b}}",
                                        "\\{{",    "{{..",  "{%{#",  "\r\n",     "ä{{event}}\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 1 << 20);
      gint64           started_us = g_get_monotonic_time ();
      g_autoptr (GPtrArray) problems = check (text, COLUMNS);

      g_test_message ("%s: %" G_GINT64_FORMAT " us",
                      pieces[i],
                      g_get_monotonic_time () - started_us);
      g_assert_cmpuint (problems->len, <=, CANTRIP_PROMPT_LINTER_MAX_PROBLEMS);
      g_assert_cmpint (g_get_monotonic_time () - started_us, <, 20 * G_USEC_PER_SEC);
    }
}

static void
test_stops_at_the_limit (void)
{
  g_autofree char *text = repeat ("{{}}", 1 << 20);
  g_autoptr (GPtrArray) problems = check (text, COLUMNS);

  g_assert_cmpuint (problems->len, ==, CANTRIP_PROMPT_LINTER_MAX_PROBLEMS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/prompt-linter/text", test_text);
  g_test_add_func ("/prompt-linter/columns", test_columns);
  g_test_add_func ("/prompt-linter/column-may-look-like-an-instruction",
                   test_column_may_look_like_an_instruction);
  g_test_add_func ("/prompt-linter/says-what-was-meant", test_says_what_was_meant);
  g_test_add_func ("/prompt-linter/roles", test_roles);
  g_test_add_func ("/prompt-linter/pathological", test_pathological);
  g_test_add_func ("/prompt-linter/stops-at-the-limit", test_stops_at_the_limit);

  return g_test_run ();
}
