/* test-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-template.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

static const char ROW[] =
    "{\"event\":\"Spring \\\"sale\\\" & "
    "<more>\",\"size\":40,\"ratio\":0.5,\"open\":true,\"none\":null,"
    "\"trap\":\"{{event}} \\\\{{size}} {{trap}}\",\"Größe der "
    "Gruppe\":\"XL\",\"data.city\":\"Rome\","
    "\"data\":{\"city\":\"Oslo\",\"zip\":\"0150\",\"none\":null,\"deep\":{\"x\":[1,2]}},"
    "\"text\":\"{\\\"city\\\":\\\"Lima\\\",\\\"items\\\":[{\\\"name\\\":\\\"pen\\\"}]}\","
    "\"items\":[{\"name\":\"ink\"},\"two\"],\"not json\":\"a.b\"}";

static CantripResolver *
resolver_new (const char *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cantrip_json_parse_text (row, -1, &error);
  g_autoptr (CantripInputs) inputs = NULL;

  g_assert_no_error (error);
  inputs = cantrip_inputs_new_from_object (json_node_get_object (node));

  return cantrip_resolver_new (inputs);
}

static char *
render (const char *text, GError **error)
{
  g_autoptr (CantripTemplate) template = cantrip_template_new (text, -1, error);
  g_autoptr (CantripResolver) resolver = resolver_new (ROW);

  g_assert_nonnull (template);

  return cantrip_template_render (template, resolver, error);
}

static void
test_render (void)
{
  static const struct
  {
    const char *text;
    const char *rendered;
  } cases[] = {
    { "", "" },
    { "No variable.", "No variable." },
    { "{{event}}", "Spring \"sale\" & <more>" },
    { "{{ size }}/{{ratio}}/{{open}}/{{none}}.", "40/0.5/true/." },
    { "{{trap}}", "{{event}} \\{{size}} {{trap}}" },
    { "{{Größe der Gruppe}}", "XL" },
    /* Paths. */
    { "{{data.city}}", "Rome" },
    { "{{data.zip}}{{data.none}}", "0150" },
    { "{{data.deep}} {{data.deep.x.1}}", "{\"x\":[1,2]} 2" },
    { "{{text.city}} {{text.items.0.name}}", "Lima pen" },
    { "{{items.0.name}} {{items.1}}", "ink two" },
    { "{{items}}", "[{\"name\":\"ink\"},\"two\"]" },
    /* Everything else stays text. */
    { "{\"a\": {\"b\": 1}}", "{\"a\": {\"b\": 1}}" },
    { "{\"n\": {{size}}}", "{\"n\": 40}" },
    { "{{{size}}}", "{40}" },
    { "\\{{size}}", "{{size}}" },
    { "\\\\{{size}}", "\\{{size}}" },
    { "a{size}b\\n", "a{size}b\\n" },
    { "{{}} {{ }} {{size", "{{}} {{ }} {{size" },
    { "{{si\nze}}{{size}", "{{si\nze}}{{size}" },
    { "{% if %}{{size}}\r\n", "{% if %}40\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rendered = render (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (rendered, ==, cases[i].rendered);
    }
}

static void
test_render_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { "{{size}}{{evnt}}", "did you mean “event”?" },
    { "{{Event}}", "did you mean “event”?" },
    { "{{dta.zip}}", "did you mean “data.zip”?" },
    { "{{demographic}}", "{{demographic}}" },
    { "{{data.country}}", "{{data.country}}" },
    { "{{data.city.name}}", "{{data.city.name}}" },
    { "{{items.2}}", "{{items.2}}" },
    { "{{items.-1}}", "{{items.-1}}" },
    { "{{items.18446744073709551617}}", "{{items." },
    { "{{items.name}}", "{{items.name}}" },
    { "{{size.x}}", "{{size.x}}" },
    { "{{none.x}}", "{{none.x}}" },
    { "{{not json.b}}", "{{not json.b}}" },
    { "{{data.}}", "{{data.}}" },
    { "{{#if size}}", "{{#if size}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (render (cases[i].text, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, cases[i].said));
      g_assert_null (strstr (error->message, "Oslo"));
    }
}

static void
test_render_shortens_names_in_errors (void)
{
  g_autofree char *name = g_strnfill (1 << 20, '.');
  g_autofree char *text = g_strconcat ("{{", name, "}}", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (render (text, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static void
test_render_many_rows (void)
{
  g_autoptr (CantripTemplate) template = cantrip_template_new ("<{{a}}>", -1, NULL);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *row = g_strdup_printf ("{\"a\":%d}", i);
      g_autofree char *expected = g_strdup_printf ("<%d>", i);
      g_autoptr (CantripResolver) resolver = resolver_new (row);
      g_autofree char *text = cantrip_template_render (template, resolver, NULL);

      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_variables_in_order (void)
{
  static const char text[] = "{{b}} {{ a }} \\{{c}} {{b}} {{a.x}} {{}} {{d";
  g_autoptr (CantripTemplate) template = cantrip_template_new (text, -1, NULL);
  g_autofree char *joined = g_strjoinv ("|", (char **) cantrip_template_get_variables (template));

  g_assert_cmpstr (joined, ==, "b|a|a.x");
  g_assert_cmpstr (cantrip_template_get_text (template), ==, text);
}

static void
test_new_refuses (void)
{
  static const struct
  {
    const char *text;
    gssize      length;
    const char *said;
  } cases[] = {
    { "ab\0cd", 5, "U+0000 at byte 3" },
    { "\0", 1, "U+0000 at byte 1" },
    { "abc\xff", -1, "not UTF-8 at byte 4" },
    { "\xc3\xa4\xc3", -1, "not UTF-8 at byte 3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cantrip_template_new (cases[i].text, cases[i].length, &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, cases[i].said));
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

static void
check_fast (const char *piece, gsize bytes)
{
  g_autofree char *text = repeat (piece, bytes);
  g_autoptr (GError) error = NULL;
  g_autofree char *rendered = NULL;
  gint64           started_us = g_get_monotonic_time ();

  rendered = render (text, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rendered);
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, 20 * G_USEC_PER_SEC);
}

/* With time that grows with the square of the length, each of these would take minutes. */
static void
test_pathological_braces (void)
{
  static const char *const pieces[] = { "{",     "}",  "\\",   "{{ ", "{{a}",   "{{a\n", "\\{{",
                                        "{{\n ", "{ ", "{{}}", "{\\", "{\\{{a", "{{{\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    check_fast (pieces[i], 1 << 20);
}

static void
test_pathological_variables (void)
{
  static const char *const pieces[] = { "{{size}}", "{{{size}}}", "{{text.city}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    check_fast (pieces[i], 1 << 18);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/template/render", test_render);
  g_test_add_func ("/template/render/refuses", test_render_refuses);
  g_test_add_func ("/template/render/shortens-names-in-errors",
                   test_render_shortens_names_in_errors);
  g_test_add_func ("/template/render/many-rows", test_render_many_rows);
  g_test_add_func ("/template/variables/in-order", test_variables_in_order);
  g_test_add_func ("/template/new/refuses", test_new_refuses);
  g_test_add_func ("/template/pathological/braces", test_pathological_braces);
  g_test_add_func ("/template/pathological/variables", test_pathological_variables);

  return g_test_run ();
}
