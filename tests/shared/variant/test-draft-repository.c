/* test-draft-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-table.h"
#include "cantrip-test-util.h"
#include "variant/cantrip-draft-repository.h"

#define APP_ID 5

typedef struct
{
  char                   *path;
  CantripStore           *store;
  CantripDraftRepository *drafts;
} Fixture;

static void
open_workspace (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = cantrip_store_open (fixture->path, CANTRIP_STORE_WRITE, &error);
  g_assert_no_error (error);
  fixture->drafts = cantrip_draft_repository_new (fixture->store, &error);
  g_assert_no_error (error);
}

static void
close_workspace (Fixture *fixture)
{
  g_assert_finalize_object (fixture->drafts);
  g_assert_finalize_object (fixture->store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = cantrip_test_table_new (data, 1);
  cantrip_test_table_execute (fixture->path,
                              "INSERT INTO app (id, slug, name, created_at_us)"
                              " VALUES (5, 'copy', 'Copy', 0)");
  open_workspace (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  close_workspace (fixture);
  g_free (fixture->path);
}

static CantripDraft *
find (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CantripDraft *draft = NULL;

  g_assert_true (cantrip_draft_repository_find (fixture->drafts, APP_ID, &draft, &error));
  g_assert_no_error (error);

  return draft;
}

static void
keep (Fixture *fixture, gint64 dataset_id, const char *recipe_json)
{
  g_autoptr (GError) error = NULL;
  CantripDraft draft = { .app_id = APP_ID,
                         .dataset_id = dataset_id,
                         .recipe_json = (char *) recipe_json };

  cantrip_draft_repository_keep (fixture->drafts, &draft, &error);
  g_assert_no_error (error);
}

static void
test_outlives_the_program (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDraft) draft = NULL;

  g_assert_null (find (fixture));
  keep (fixture, 0, "{\"messages\":[]}");
  keep (fixture, CANTRIP_TEST_DATASET_ID, "{\"messages\":[{\"role\":\"user\"");
  close_workspace (fixture);

  open_workspace (fixture);
  draft = find (fixture);
  g_assert_cmpint (draft->app_id, ==, APP_ID);
  g_assert_cmpint (draft->dataset_id, ==, CANTRIP_TEST_DATASET_ID);
  g_assert_cmpint (draft->connection_id, ==, 0);
  g_assert_cmpstr (draft->recipe_json, ==, "{\"messages\":[{\"role\":\"user\"");
  g_assert_cmpint (draft->changed_at_us, >, 0);
}

static void
test_outlives_its_dataset (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripDraft) draft = NULL;

  keep (fixture, CANTRIP_TEST_DATASET_ID, "{}");
  cantrip_test_table_execute (fixture->path, "DELETE FROM dataset WHERE id = 8");
  draft = find (fixture);
  g_assert_cmpint (draft->dataset_id, ==, 0);
}

static void
test_can_be_discarded (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  keep (fixture, 0, "{}");
  g_assert_true (cantrip_draft_repository_discard (fixture->drafts, APP_ID, &error));
  g_assert_null (find (fixture));
  g_assert_true (cantrip_draft_repository_discard (fixture->drafts, APP_ID, &error));
  g_assert_no_error (error);
}

static void
test_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *long_text = g_strnfill (CANTRIP_DRAFT_MAX_BYTES + 1, 'x');
  g_autoptr (CantripDraft) draft = NULL;
  CantripDraft too_long = { .app_id = APP_ID, .recipe_json = long_text };
  CantripDraft of_nothing = { .app_id = 99, .recipe_json = (char *) "{}" };

  keep (fixture, 0, "{}");
  g_assert_false (cantrip_draft_repository_keep (fixture->drafts, &too_long, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (cantrip_draft_repository_keep (fixture->drafts, &of_nothing, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);

  draft = find (fixture);
  g_assert_cmpstr (draft->recipe_json, ==, "{}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, file, func) g_test_add (path, Fixture, file, set_up, func, tear_down)
  ADD ("/draft-repository/keep/outlives-the-program", "a.cantrip", test_outlives_the_program);
  ADD ("/draft-repository/keep/outlives-its-dataset", "b.cantrip", test_outlives_its_dataset);
  ADD ("/draft-repository/keep/refuses", "c.cantrip", test_refuses);
  ADD ("/draft-repository/discard/forgets", "d.cantrip", test_can_be_discarded);
#undef ADD
  return g_test_run ();
}
