/* test-workspace-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "cantrip-test-workspace.h"
#include "deployment/cantrip-workspace-file.h"

/* A file with one variant of the app “copy”; its message is @content. */
static gboolean
apply (CantripTestWorkspace *workspace,
       const char           *name,
       const char           *content,
       CantripApplyResult   *result,
       GError              **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"apps\":[{\"slug\":\"copy\",\"variants\":[{\"name\":\"%s\",\"connection\":\"sample\","
      "\"model\":\"sample-plain\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}]}]}",
      name,
      content);
  g_autoptr (JsonNode) root = cantrip_json_parse_text (text, -1, NULL);

  return cantrip_workspace_file_apply (workspace->store, root, result, error);
}

static char *export(CantripTestWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = cantrip_workspace_file_export (workspace->store, &error);

  g_assert_no_error (error);

  return cantrip_json_to_text (root);
}

static void
test_renamed_variant (void)
{
  CantripTestWorkspace *workspace = cantrip_test_workspace_new (":memory:");
  CantripApplyResult    result;
  g_autoptr (GError) error = NULL;

  cantrip_variant_repository_rename_variant (workspace->repositories.variants,
                                             workspace->second->id,
                                             "inviting",
                                             &error);
  g_assert_no_error (error);

  /* Under its old name it is the same variant, and as immutable as ever. */
  g_assert_true (apply (workspace, "second", "Invite people to {{event}}", &result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_made, ==, 0);
  g_assert_false (apply (workspace, "second", "Invite nobody", &result, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "variants never change"));
  g_clear_error (&error);
  g_assert_false (apply (workspace, "inviting", "Invite nobody", &result, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  cantrip_test_workspace_free (workspace);
}

static void
test_export_applies_elsewhere (void)
{
  CantripTestWorkspace *workspace = cantrip_test_workspace_new (":memory:");
  g_autoptr (CantripStore) other = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = export(workspace);
  g_autofree char *after = NULL;
  g_autofree char *elsewhere = NULL;

  /* What is put away but deployed is needed; what is not deployed is not. */
  g_assert_true (cantrip_variant_repository_set_variant_archived (workspace->repositories.variants,
                                                                  workspace->second->id,
                                                                  TRUE,
                                                                  &error));
  g_assert_true (cantrip_variant_repository_set_app_archived (workspace->repositories.variants,
                                                              workspace->foreign->app_id,
                                                              TRUE,
                                                              &error));
  after = export(workspace);
  g_assert_nonnull (strstr (before, "\"slug\":\"other\""));
  g_assert_null (strstr (after, "\"slug\":\"other\""));
  g_assert_nonnull (strstr (after, "Invite people"));

  root = cantrip_json_parse_text (after, -1, &error);
  g_assert_no_error (error);
  other = cantrip_store_open (":memory:", CANTRIP_STORE_CREATE, &error);
  g_assert_no_error (error);
  cantrip_workspace_file_apply (other, root, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&root, json_node_unref);
  root = cantrip_workspace_file_export (other, &error);
  g_assert_no_error (error);
  elsewhere = cantrip_json_to_text (root);
  g_assert_cmpstr (elsewhere, ==, after);
  cantrip_test_workspace_free (workspace);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/workspace-file/apply/knows-former-names", test_renamed_variant);
  g_test_add_func ("/workspace-file/export/applies-elsewhere", test_export_applies_elsewhere);

  return g_test_run ();
}
