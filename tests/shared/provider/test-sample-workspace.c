/* test-sample-workspace.c
 *
 * What data/sample/ holds fits together: the first thing that a newcomer runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "prompt/cantrip-prompt-linter.h"
#include "prompt/cantrip-prompt.h"
#include "provider/cantrip-sample-provider.h"

static char *
read_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("CANTRIP_DATA_DIR"), "sample", name, NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);

  return content;
}

static void
check_variant (JsonObject *variant, const char *model, const char *const *columns)
{
  JsonArray *messages = cantrip_json_get_array (variant, "messages");
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripPrompt) prompt = cantrip_prompt_new_from_json (messages, &error);
  g_autoptr (GPtrArray) texts = cantrip_message_list_new ();
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (CantripParameters) parameters = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cantrip_json_get_string (variant, "connection"), ==, "sample");
  g_assert_cmpstr (cantrip_json_get_string (variant, "model"), ==, model);
  g_assert_true (g_strv_equal (cantrip_prompt_get_variables (prompt), columns));

  parameters =
      cantrip_parameters_new_from_json (cantrip_json_get_object (variant, "parameters"), &error);
  g_assert_no_error (error);

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = cantrip_json_element_object (messages, i);
      CantripRole role = CANTRIP_ROLE_USER;

      g_assert_true (cantrip_role_from_text (cantrip_json_get_string (message, "role"), &role));
      g_ptr_array_add (texts,
                       cantrip_message_new (role, cantrip_json_get_string (message, "content")));
    }
  problems = cantrip_prompt_linter_check (texts, columns);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_fits_together (void)
{
  g_autofree char *csv = read_sample ("marketing.csv");
  g_autofree char *text = read_sample ("sample-workspace.json");
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  g_auto (GStrv) columns = g_strsplit (lines[0], ",", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cantrip_json_parse_text (text, -1, &error);
  JsonObject *app;
  JsonArray  *variants;
  JsonObject *deployment;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (lines), ==, 26); /* a header, 24 rows, the end */

  app =
      cantrip_json_element_object (cantrip_json_get_array (cantrip_json_root_object (node), "apps"),
                                   0);
  variants = cantrip_json_get_array (app, "variants");
  g_assert_cmpuint (json_array_get_length (variants), ==, 2);
  check_variant (cantrip_json_element_object (variants, 0),
                 "sample-plain",
                 (const char *const *) columns);
  check_variant (cantrip_json_element_object (variants, 1),
                 "sample-careful",
                 (const char *const *) columns);

  deployment = cantrip_json_element_object (cantrip_json_get_array (cantrip_json_root_object (node),
                                                                    "deployments"),
                                            0);
  g_assert_cmpstr (cantrip_json_get_string (deployment, "app"),
                   ==,
                   cantrip_json_get_string (app, "slug"));
  g_assert_cmpstr (cantrip_json_get_string (deployment, "variant"),
                   ==,
                   cantrip_json_get_string (cantrip_json_element_object (variants, 1), "name"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sample-workspace/fits-together", test_fits_together);

  return g_test_run ();
}
