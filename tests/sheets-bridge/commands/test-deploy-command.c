/* test-deploy-command.c
 *
 * The verbs deploy, rollback and deployments, which print the same of a deployment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-json.h"
#include "cantrip-test-program.h"
#include "cantrip-test-util.h"
#include "cantrip-test-workspace.h"

typedef struct
{
  char *path; /* of a workspace that cantrip_test_workspace_new() made */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->path = cantrip_test_path ("w.cantrip");
  cantrip_test_workspace_free (cantrip_test_workspace_new (fixture->path));
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_free (fixture->path);
}

#define CHECK(...) cantrip_test_program_check (__VA_ARGS__, "--workspace", fixture->path, NULL)

#define ASSERT_PRINTS(expected, ...)                \
  G_STMT_START                                      \
  {                                                 \
    g_autofree char *printed = CHECK (__VA_ARGS__); \
                                                    \
    g_assert_cmpstr (printed, ==, expected);        \
  }                                                 \
  G_STMT_END

#define ASSERT_FAILS(code, words, ...)                                              \
  G_STMT_START                                                                      \
  {                                                                                 \
    g_autoptr (CantripTestProgram) program =                                        \
        cantrip_test_program_run (__VA_ARGS__, "--workspace", fixture->path, NULL); \
                                                                                    \
    cantrip_test_program_assert_failed (program, code, words);                      \
    g_assert_cmpstr (program->output, ==, "");                                      \
  }                                                                                 \
  G_STMT_END

#define COPY "copy · revision 1 · copy/first · event, size\n"
#define COPIES "copies · revision 1 · copy/second · event\n"

static void
test_deploy_makes_live (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  ASSERT_PRINTS ("new · revision 1 · other/first · word\n", "deploy", "new", "other/first");
  ASSERT_PRINTS ("copy · revision 2 · copy/second · event\n", "deploy", "copy", "copy/2");
  ASSERT_PRINTS ("copy · revision 2 · copy/second · event\n", "deploy", "copy", "copy/second");
  ASSERT_PRINTS (COPIES "copy · revision 2 · copy/second · event\n"
                        "new · revision 1 · other/first · word\n",
                 "deployments");
}

static void
test_deploy_prints_json (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  ASSERT_PRINTS ("{\"deployment\":\"new\",\"revision\":1,\"app\":\"other\",\"variant\":\"first\","
                 "\"inputs\":[\"word\"]}\n",
                 "deploy",
                 "new",
                 "other/first",
                 "--json");
}

static void
test_deploy_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  ASSERT_FAILS (2, "wrong number of arguments", "deploy", "copy");
  ASSERT_FAILS (2, "1 to 64 of a-z", "deploy", "My copy", "copy/first");
  ASSERT_FAILS (2, "write APP/VARIANT", "deploy", "copy", "first");
  ASSERT_FAILS (1, "did you mean “first”", "deploy", "copy", "copy/frist");
  ASSERT_FAILS (1, "did you mean “copy”", "deploy", "copy", "cpoy/first");
  ASSERT_FAILS (1, "belongs to another app", "deploy", "copy", "other/first");
  ASSERT_PRINTS (COPIES COPY, "deployments");
}

static void
test_deploy_needs_a_workspace (void)
{
  g_autoptr (CantripTestProgram) program =
      cantrip_test_program_run ("deploy", "a", "b/c", "--workspace", "/nowhere/w.cantrip", NULL);

  cantrip_test_program_assert_failed (program, 1, "cantrip-bridge init");
}

static void
test_rollback_goes_back (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_free (CHECK ("deploy", "copy", "copy/second"));
  ASSERT_PRINTS ("copy · revision 3 · copy/first · event, size\n", "rollback", "copy");
  ASSERT_PRINTS ("copy · revision 4 · copy/second · event\n", "rollback", "copy", "2");
  ASSERT_PRINTS ("copy · revision 4 · copy/second · event\n", "rollback", "copy", "2");
}

static void
test_rollback_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  ASSERT_FAILS (1, "no other revision to go back to", "rollback", "copy");
  ASSERT_FAILS (1, "no revision 7; it has 1 to 1", "rollback", "copy", "7");
  ASSERT_FAILS (1, "did you mean “copy”", "rollback", "cop");
  ASSERT_FAILS (2, "“first” is not the number", "rollback", "copy", "first");
  ASSERT_FAILS (2, "“0” is not the number", "rollback", "copy", "0");
  ASSERT_FAILS (2, "not the number", "rollback", "copy", "99999999999999999999");
  ASSERT_FAILS (2, "wrong number of arguments", "rollback");
  ASSERT_PRINTS (COPIES COPY, "deployments");
}

static void
test_deployments_prints_json (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *output = CHECK ("deployments", "--json");
  g_autoptr (JsonNode) root = cantrip_json_parse_text (output, -1, NULL);
  JsonArray  *list = cantrip_json_root_array (root);
  JsonObject *copy = cantrip_json_element_object (list, 1);
  JsonArray  *inputs = cantrip_json_get_array (copy, "inputs");

  g_assert_cmpuint (json_array_get_length (list), ==, 2);
  g_assert_cmpstr (cantrip_json_get_string (copy, "deployment"), ==, "copy");
  g_assert_cmpint (cantrip_json_get_int (copy, "revision", 0), ==, 1);
  g_assert_cmpstr (cantrip_json_get_string (copy, "app"), ==, "copy");
  g_assert_cmpstr (cantrip_json_get_string (copy, "variant"), ==, "first");
  g_assert_cmpuint (json_array_get_length (inputs), ==, 2);
  g_assert_cmpstr (cantrip_json_element_string (inputs, 0), ==, "event");
  g_assert_cmpstr (cantrip_json_element_string (inputs, 1), ==, "size");
}

static void
assert_revision (JsonObject *revision, gint64 number, const char *variant, const char *note)
{
  g_assert_cmpint (cantrip_json_get_int (revision, "revision", 0), ==, number);
  g_assert_cmpstr (cantrip_json_get_string (revision, "variant"), ==, variant);
  g_assert_cmpstr (cantrip_json_get_string (revision, "note"), ==, note);
  g_assert_true (cantrip_json_get_boolean (revision, "live", FALSE) == (number == 3));
  g_assert_cmpuint (strlen (cantrip_json_get_string (revision, "created")), ==, 24);
}

static void
test_deployments_lists_revisions (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *list;

  g_free (CHECK ("deploy", "copy", "copy/second", "--note", "shorter, “warmer”"));
  g_free (CHECK ("rollback", "copy"));

  json = CHECK ("deployments", "copy", "--json");
  root = cantrip_json_parse_text (json, -1, NULL);
  list = cantrip_json_root_array (root);
  g_assert_cmpuint (json_array_get_length (list), ==, 3);
  assert_revision (cantrip_json_element_object (list, 0), 1, "first", "");
  assert_revision (cantrip_json_element_object (list, 1), 2, "second", "shorter, “warmer”");
  assert_revision (cantrip_json_element_object (list, 2), 3, "first", "rollback to 1");

  text = CHECK ("deployments", "copy");
  g_assert_true (g_regex_match_simple ("^1 · [-0-9T:.]+Z · first\n"
                                       "2 · [-0-9T:.]+Z · second · shorter, “warmer”\n"
                                       "3 · [-0-9T:.]+Z · first · rollback to 1 · live\n$",
                                       text,
                                       0,
                                       0));

  ASSERT_FAILS (1, "did you mean “copies”", "deployments", "copie");
}

static void
test_deployments_of_an_empty_workspace (void)
{
  g_autofree char *path = cantrip_test_path ("empty.cantrip");
  g_autofree char *made = cantrip_test_program_check ("init", "--workspace", path, NULL);
  g_autofree char *text = cantrip_test_program_check ("deployments", "--workspace", path, NULL);
  g_autofree char *json =
      cantrip_test_program_check ("deployments", "--json", "--workspace", path, NULL);

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (json, ==, "[]\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/deploy-command/makes-live", test_deploy_makes_live);
  ADD ("/deploy-command/prints-json", test_deploy_prints_json);
  ADD ("/deploy-command/refuses", test_deploy_refuses);
  ADD ("/rollback-command/goes-back", test_rollback_goes_back);
  ADD ("/rollback-command/refuses", test_rollback_refuses);
  ADD ("/deployments-command/prints-json", test_deployments_prints_json);
  ADD ("/deployments-command/lists-revisions", test_deployments_lists_revisions);
#undef ADD
  g_test_add_func ("/deploy-command/needs-a-workspace", test_deploy_needs_a_workspace);
  g_test_add_func ("/deployments-command/of-an-empty-workspace",
                   test_deployments_of_an_empty_workspace);
  return g_test_run ();
}
