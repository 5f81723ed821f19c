/* test-gallery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-gallery.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/cantrip-data.h"
#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "cantrip-test-request.h"
#include "cantrip-test-util.h"
#include "prompt/cantrip-prompt-linter.h"
#include "provider/cantrip-sample-provider.h"
#include "variant/cantrip-recipe.h"

static GPtrArray *
load (void)
{
  g_autofree char *folder = cantrip_data_path ("templates");
  g_autoptr (GError) error = NULL;
  GPtrArray *items = cantrip_gallery_load (folder, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >=, 12);

  return items;
}

/* The messages as they are written. */
static GPtrArray *
list_messages (CantripPrompt *prompt)
{
  g_autoptr (JsonArray) array = cantrip_prompt_to_json (prompt);
  GPtrArray *messages = cantrip_message_list_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = cantrip_json_element_object (array, i);
      CantripRole role;

      g_assert_true (cantrip_role_from_text (cantrip_json_get_string (object, "role"), &role));
      g_ptr_array_add (messages,
                       cantrip_message_new (role, cantrip_json_get_string (object, "content")));
    }

  return messages;
}

static CantripInputs *
make_inputs (const CantripGalleryItem *item, guint row)
{
  return cantrip_inputs_new_from_row ((const char *const *) item->columns,
                                      json_array_get_array_element (item->rows, row));
}

static CantripRecipe *
make_recipe (const CantripGalleryItem *item, const char *model)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) error = NULL;
  CantripRecipe *recipe;

  json_object_set_string_member (object, "model", model);
  json_object_set_array_member (object, "messages", cantrip_prompt_to_json (item->prompt));
  json_object_set_object_member (object, "parameters", json_object_ref (item->parameters));
  recipe = cantrip_recipe_new_from_json (object, &error);
  g_assert_no_error (error);

  return recipe;
}

static void
test_fit_their_tables (void)
{
  g_autoptr (GPtrArray) items = load ();

  for (guint i = 0; i < items->len; i++)
    {
      const CantripGalleryItem *item = g_ptr_array_index (items, i);
      g_autoptr (GPtrArray) messages = list_messages (item->prompt);
      g_autoptr (GPtrArray) problems =
          cantrip_prompt_linter_check (messages, (const char *const *) item->columns);

      g_test_message ("%s: %s", item->name, item->title);
      for (guint j = 0; j < problems->len; j++)
        g_error ("%s: %s", item->name, ((CantripPromptProblem *) problems->pdata[j])->text);
      g_assert_cmpuint (json_array_get_length (item->rows), >=, 5);
      g_assert_cmpuint (json_array_get_length (item->rows), <=, 8);
      g_assert_true (g_str_has_suffix (item->purpose, "."));
    }
}

/* Asks about one row, and looks at what comes back. */
static void
answer_row (CantripProvider *provider, const CantripGalleryItem *item, const char *model, guint row)
{
  g_autoptr (CantripRecipe) recipe = make_recipe (item, model);
  g_autoptr (CantripInputs) inputs = make_inputs (item, row);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = cantrip_prompt_render (item->prompt, inputs, &error);
  g_autoptr (CantripCompletion) completion = NULL;
  CantripRequest request;

  g_assert_no_error (error);
  cantrip_recipe_init_request (recipe, messages, &request);
  completion = cantrip_test_complete (provider, &request, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (completion->text, !=, "");

  if (json_object_has_member (item->parameters, "json_schema"))
    {
      g_autoptr (JsonNode) reply = cantrip_json_parse_text (completion->text, -1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (cantrip_json_root_object (reply));
    }
}

static void
test_run_on_sample_models (void)
{
  g_autoptr (GPtrArray) items = load ();
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  CantripProvider *provider = cantrip_sample_provider_new (catalog);

  for (guint i = 0; i < items->len; i++)
    {
      const CantripGalleryItem *item = g_ptr_array_index (items, i);

      for (guint row = 0; row < json_array_get_length (item->rows); row++)
        {
          answer_row (provider, item, "sample-plain", row);
          answer_row (provider, item, "sample-careful", row);
        }
    }

  g_assert_finalize_object (provider);
}

static void
assert_refused (const char *json, const char *words)
{
  g_autofree char *folder = cantrip_test_path ("templates");
  g_autofree char *path = g_build_filename (folder, "01-mine.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, json, -1, &error));
  g_assert_null (cantrip_gallery_load (folder, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "01-mine.json"));
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_refuses (void)
{
#define HEAD "{\"title\":\"T\",\"purpose\":\"P\",\"columns\":[\"a\"],"
  g_autoptr (GError) error = NULL;

  assert_refused ("[", "Not JSON");
  assert_refused ("[]", "must be an object");
  assert_refused ("{}", "“title”");
  assert_refused ("{\"title\":\"T\",\"purpose\":\"P\"}", "“columns”");
  assert_refused (HEAD "\"rows\":[]}", "“rows”");
  assert_refused (HEAD "\"rows\":[[1,2]]}", "rows[0]");
  assert_refused (HEAD "\"rows\":[[1]],\"parameters\":3}", "“parameters”");
  assert_refused (HEAD "\"rows\":[[1]],\"messages\":[]}", "message");

  g_assert_null (cantrip_gallery_load ("/nowhere/templates", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
#undef HEAD
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/gallery/items/fit-their-tables", test_fit_their_tables);
  g_test_add_func ("/gallery/items/run-on-sample-models", test_run_on_sample_models);
  g_test_add_func ("/gallery/load/refuses", test_refuses);

  return g_test_run ();
}
