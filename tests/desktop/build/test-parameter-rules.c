/* test-parameter-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-parameter-rules.h"
#include "build/cantrip-parameter-value.h"
#include "base/cantrip-json.h"

/* What the sentence says of a parameter; “” if it is accepted in silence, “+…” with a note. */
static char *
describe (CantripParameter parameter, const CantripParameterTarget *target)
{
  g_autofree char *note = NULL;
  gboolean         accepted = cantrip_parameter_rules_accept (parameter, target, &note);

  return g_strconcat (accepted && note != NULL ? "+" : "", note != NULL ? note : "", NULL);
}

static void
assert_rule (CantripParameter parameter, const CantripParameterTarget *target, const char *expected)
{
  g_autofree char *said = describe (parameter, target);

  if (*expected == '\0')
    g_assert_cmpstr (said, ==, "");
  else if (strstr (said, expected) == NULL)
    g_error ("“%s” does not say “%s”", said, expected);
}

typedef struct
{
  CantripCatalog        *catalog;
  CantripConnection      connection;
  CantripModelInfo      *info;
  CantripParameterTarget target;
} Fixture;

/* @name: (not nullable): of the server’s dialect; `sample` for the built-in models */
static void
aim (Fixture *fixture, const char *dialect, const char *model)
{
  gboolean is_sample = g_str_equal (dialect, "sample");

  g_clear_pointer (&fixture->info, cantrip_model_info_free);
  fixture->connection = (CantripConnection){
    .name = (char *) "Ours",
    .protocol = (char *) (is_sample ? "sample" : "openai"),
    .base_url = (char *) (is_sample ? "" : "http://127.0.0.1:1/v1"),
    .dialect = is_sample ? NULL : (char *) dialect,
  };
  fixture->info = cantrip_model_info_new (model);
  fixture->target = (CantripParameterTarget){
    .connection = &fixture->connection,
    .info = fixture->info,
    .model = cantrip_catalog_find (fixture->catalog, dialect, model),
  };
  cantrip_model_info_merge (fixture->info,
                            fixture->target.model,
                            is_sample ? NULL : cantrip_dialect_find (dialect, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->catalog = cantrip_catalog_new (NULL, NULL);
  g_assert_nonnull (fixture->catalog);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->info, cantrip_model_info_free);
  g_assert_finalize_object (fixture->catalog);
}

static void
test_nobody_chosen (Fixture *fixture, gconstpointer data)
{
  const CantripParameterTarget nobody = { NULL };

  assert_rule (CANTRIP_PARAMETER_TEMPERATURE, &nobody, "");
  assert_rule (CANTRIP_PARAMETER_JSON_SCHEMA, &nobody, "");
}

static void
test_sampling (Fixture *fixture, gconstpointer data)
{
  aim (fixture, "openai", "gpt-6-astra");
  assert_rule (CANTRIP_PARAMETER_TEMPERATURE, &fixture->target, "GPT-6 Astra does not take it");
  assert_rule (CANTRIP_PARAMETER_PRESENCE_PENALTY, &fixture->target, "does not take it");
  assert_rule (CANTRIP_PARAMETER_MAX_TOKENS, &fixture->target, "+At most 128000 for this model");
  assert_rule (CANTRIP_PARAMETER_SEED, &fixture->target, "");

  aim (fixture, "openai", "gpt-6.1-terra");
  assert_rule (CANTRIP_PARAMETER_TOP_P, &fixture->target, "only with the reasoning effort “none”");
  fixture->target.reasoning_effort = "none";
  assert_rule (CANTRIP_PARAMETER_TOP_P, &fixture->target, "");

  aim (fixture, "generic", "llama-9");
  assert_rule (CANTRIP_PARAMETER_TEMPERATURE, &fixture->target, "");
  assert_rule (CANTRIP_PARAMETER_FREQUENCY_PENALTY, &fixture->target, "");
}

static void
test_dialects (Fixture *fixture, gconstpointer data)
{
  aim (fixture, "deepseek", "any");
  assert_rule (CANTRIP_PARAMETER_SEED, &fixture->target, "“Ours” has no seed");
  assert_rule (CANTRIP_PARAMETER_JSON_SCHEMA, &fixture->target, "+This server only sees to it");

  aim (fixture, "openai", "any");
  assert_rule (CANTRIP_PARAMETER_JSON_SCHEMA, &fixture->target, "");
  fixture->target.mode = CANTRIP_MODE_COMPLETION;
  assert_rule (CANTRIP_PARAMETER_JSON_SCHEMA, &fixture->target, "Only a conversation");
  assert_rule (CANTRIP_PARAMETER_REASONING_EFFORT, &fixture->target, "only a conversation");
}

static void
test_sample (Fixture *fixture, gconstpointer data)
{
  aim (fixture, "sample", "sample-plain");
  assert_rule (CANTRIP_PARAMETER_TEMPERATURE, &fixture->target, "sample models do not take it");
  assert_rule (CANTRIP_PARAMETER_STOP, &fixture->target, "");
  assert_rule (CANTRIP_PARAMETER_JSON_SCHEMA, &fixture->target, "");
}

static void
assert_value (const char *name, const char *text, const char *json, const char *problem)
{
  g_autoptr (JsonNode) node = cantrip_parameter_value_read (name, text);
  g_autofree char *written = cantrip_json_to_text (node);
  g_autofree char *said = cantrip_parameter_value_dup_problem (name, text);

  g_assert_cmpstr (written, ==, json);
  g_assert_cmpstr (said, ==, problem);
}

static void
test_values (void)
{
  assert_value ("temperature", "0,75", "0.75", NULL);
  assert_value ("temperature",
                "warm",
                "\"warm\"",
                "The parameter “temperature” must be a number from 0 to 2");
  assert_value ("temperature",
                "1e999",
                "\"1e999\"",
                "The parameter “temperature” must be a number from 0 to 2");
  assert_value ("seed", "-7", "-7", NULL);
  assert_value ("seed", "1.5", "1.5", "The parameter “seed” must be a whole number");
  assert_value ("reasoning_effort", "7", "\"7\"", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/parameter-rules/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("accept/refuses-nothing-of-nobody", test_nobody_chosen);
  ADD ("accept/follows-the-catalog", test_sampling);
  ADD ("accept/follows-the-dialect", test_dialects);
  ADD ("accept/knows-the-samples", test_sample);
#undef ADD
  g_test_add_func ("/parameter-value/read/takes-numbers-as-people-write-them", test_values);

  return g_test_run ();
}
