/* test-recipe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "variant/cantrip-recipe.h"

#define MESSAGES "\"messages\":[{\"role\":\"user\",\"content\":\"Write to {{name}}\"}]"

/* A model with prices, as models.json has them. */
static const char MODELS[] =
    "[{\"provider\":\"openai\",\"id\":\"m\",\"type\":\"chat\",\"context\":1000,"
    "\"max_output\":500,\"input\":1,\"output\":10},"
    "{\"provider\":\"openai\",\"id\":\"endless\",\"type\":\"chat\",\"input\":1,\"output\":10}]";

static CantripRecipe *
make (const char *text)
{
  g_autoptr (GError) error = NULL;
  CantripRecipe *recipe = cantrip_recipe_new_from_text (text, &error);

  g_assert_no_error (error);

  return recipe;
}

static void
assert_refused (const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_recipe_new_from_text (text, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static GPtrArray *
make_messages (const char *content)
{
  GPtrArray *messages = cantrip_message_list_new ();

  g_ptr_array_add (messages, cantrip_message_new (CANTRIP_ROLE_USER, content));

  return messages;
}

static void
test_new_reads_all_parts (void)
{
  g_autoptr (CantripRecipe) recipe =
      make ("{\"model\":\"m\",\"mode\":\"completion\"," MESSAGES
            ",\"parameters\":{\"max_tokens\":400,\"temperature\":0.5}}");
  g_autoptr (GPtrArray) messages = make_messages ("Hello");
  CantripRequest request;

  g_assert_cmpstr (cantrip_recipe_get_model (recipe), ==, "m");
  g_assert_cmpint (cantrip_recipe_get_parameters (recipe)->max_tokens, ==, 400);
  g_assert_cmpstr (cantrip_prompt_get_variables (cantrip_recipe_get_prompt (recipe))[0],
                   ==,
                   "name");

  cantrip_recipe_init_request (recipe, messages, &request);
  g_assert_cmpstr (request.model, ==, "m");
  g_assert_cmpint (request.mode, ==, CANTRIP_MODE_COMPLETION);
  g_assert_true (request.messages == messages);
  g_assert_true (request.parameters == cantrip_recipe_get_parameters (recipe));
}

static void
test_json_is_canonical (void)
{
  g_autoptr (CantripRecipe) a = make ("{\"model\":\"m\"," MESSAGES "}");
  g_autoptr (CantripRecipe) b =
      make ("{ \"parameters\":{}, " MESSAGES ", \"mode\":\"chat\", \"model\":\"m\" }");
  g_autoptr (CantripRecipe) other =
      make ("{\"model\":\"m\"," MESSAGES ",\"parameters\":{\"max_tokens\":1}}");
  g_autoptr (CantripRecipe) again = make (cantrip_recipe_get_json (other));

  g_assert_cmpstr (cantrip_recipe_get_json (a), ==, cantrip_recipe_get_json (b));
  g_assert_cmpstr (cantrip_recipe_get_json (a), !=, cantrip_recipe_get_json (other));
  g_assert_cmpstr (cantrip_recipe_get_json (again), ==, cantrip_recipe_get_json (other));
}

static void
test_new_refuses (void)
{
  g_autoptr (GError) error = NULL;

  assert_refused ("[]", "must be an object");
  assert_refused ("{" MESSAGES "}", "names no model");
  assert_refused ("{\"model\":7," MESSAGES "}", "names no model");
  assert_refused ("{\"model\":\"\"," MESSAGES "}", "names no model");
  assert_refused ("{\"model\":\"m\"}", "");
  assert_refused ("{\"model\":\"m\",\"messages\":[]}", "");
  assert_refused ("{\"model\":\"m\"," MESSAGES ",\"mode\":\"talk\"}", "“chat” or “completion”");
  assert_refused ("{\"model\":\"m\"," MESSAGES ",\"mode\":null}", "“chat” or “completion”");
  assert_refused ("{\"model\":\"m\"," MESSAGES ",\"parameters\":[]}", "must be an object");
  assert_refused ("{\"model\":\"m\"," MESSAGES ",\"parameters\":{\"heat\":1}}", "heat");
  assert_refused ("{\"model\":\"m\"," MESSAGES ",\"paramters\":{}}", "did you mean “parameters”");
  assert_refused ("{\"model\":\"m\"," MESSAGES ",\"colour\":\"red\"}", "no “colour”");
  assert_refused ("{\"model\":", "");

  g_assert_null (cantrip_recipe_new_from_json (NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
}

static void
test_new_refuses_long_model (void)
{
  g_autofree char *name = g_strnfill (201, 'm');
  g_autofree char *text = g_strdup_printf ("{\"model\":\"%s\"," MESSAGES "}", name);

  assert_refused (text, "longer than 200");
}

static gint64
worst_cost (CantripCatalog *catalog, const char *model, const char *parameters)
{
  g_autofree char *text =
      g_strdup_printf ("{\"model\":\"%s\"," MESSAGES ",\"parameters\":%s}", model, parameters);
  g_autoptr (CantripRecipe) recipe = make (text);
  g_autoptr (GPtrArray) messages = make_messages ("0123456789");

  return cantrip_recipe_estimate_worst_cost_usd_nanos (recipe,
                                                       messages,
                                                       cantrip_catalog_find (catalog,
                                                                             "openai",
                                                                             model));
}

static void
test_worst_cost_bounds_every_part (void)
{
  g_autofree char *path = cantrip_test_write_file ("models.json", MODELS, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (path, &error);
  gint64 input = (16 + 16 + 10) * 1000; /* one dollar per million tokens is 1000 nanos each */

  g_assert_no_error (error);
  g_assert_cmpint (worst_cost (catalog, "m", "{}"), ==, input + 500 * 10000);
  g_assert_cmpint (worst_cost (catalog, "m", "{\"max_tokens\":7}"), ==, input + 7 * 10000);
  g_assert_cmpint (worst_cost (catalog, "m", "{\"max_tokens\":9999}"), ==, input + 500 * 10000);
  g_assert_cmpint (worst_cost (catalog,
                               "m",
                               "{\"max_tokens\":7,\"json_schema\":{\"type\":\"object\"}}"),
                   >,
                   input + 7 * 10000 + 10 * 1000);
  g_assert_cmpint (worst_cost (catalog, "endless", "{\"max_tokens\":7}"), ==, input + 7 * 10000);
  g_assert_cmpint (worst_cost (catalog, "endless", "{}"), ==, -1);
  g_assert_cmpint (worst_cost (catalog, "unknown", "{\"max_tokens\":7}"), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/recipe/new/reads-all-parts", test_new_reads_all_parts);
  g_test_add_func ("/recipe/new/refuses", test_new_refuses);
  g_test_add_func ("/recipe/new/refuses-long-model", test_new_refuses_long_model);
  g_test_add_func ("/recipe/get-json/is-canonical", test_json_is_canonical);
  g_test_add_func ("/recipe/estimate-worst-cost/bounds-every-part",
                   test_worst_cost_bounds_every_part);
  return g_test_run ();
}
