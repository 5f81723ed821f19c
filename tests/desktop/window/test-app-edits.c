/* test-app-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "application/cantrip-session.h"
#include "window/cantrip-app-edits.h"

typedef struct
{
  CantripSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->session = cantrip_session_open (":memory:", CANTRIP_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->session, cantrip_session_free);
}

static char *
list_names (Fixture *fixture)
{
  g_autoptr (GPtrArray) apps =
      cantrip_variant_repository_list_apps (fixture->session->variants, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < apps->len; i++)
    g_string_append_printf (names, "%s;", ((const CantripApp *) apps->pdata[i])->name);

  return g_strdup (names->str);
}

#define ASSERT_NAMES(fixture, expected)            \
  G_STMT_START                                     \
  {                                                \
    g_autofree char *names = list_names (fixture); \
    g_assert_cmpstr (names, ==, expected);         \
  }                                                \
  G_STMT_END

static void
test_slug_is_made_from_the_name (void)
{
  const struct
  {
    const char *name;
    const char *slug;
  } CASES[] = {
    { "Marketing copy!", "marketing-copy" },
    { "  Züge & Reisen ", "zuge-reisen" },
    { "---", "app" },
    { "広告", "app" },
    { "A very long name of an app that nobody would ever want to read in full",
      "a-very-long-name-of-an-app-that-nobody-would-ever" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *slug = cantrip_app_slug_from_name (CASES[i].name);

      g_assert_cmpstr (slug, ==, CASES[i].slug);
    }
}

static void
test_two_of_a_name_get_two_slugs (Fixture *fixture, gconstpointer data)
{
  CantripAppEdit *first = cantrip_app_edit_new (NULL, "Copy");
  CantripAppEdit *second = cantrip_app_edit_new (NULL, "Copy");

  g_assert_true (cantrip_add_app_edit.apply (fixture->session, first, NULL));
  g_assert_true (cantrip_add_app_edit.apply (fixture->session, second, NULL));
  g_assert_cmpstr (cantrip_app_edit_get_slug (first), ==, "copy");
  g_assert_cmpstr (cantrip_app_edit_get_slug (second), ==, "copy-2");
  cantrip_add_app_edit.free_data (first);
  cantrip_add_app_edit.free_data (second);
}

static void
test_add_can_be_undone_and_redone (Fixture *fixture, gconstpointer data)
{
  CantripAppEdit *edit = cantrip_app_edit_new (NULL, "Copy");

  g_assert_true (cantrip_add_app_edit.apply (fixture->session, edit, NULL));
  ASSERT_NAMES (fixture, "Copy;");
  g_assert_true (cantrip_add_app_edit.revert (fixture->session, edit, NULL));
  ASSERT_NAMES (fixture, "");
  g_assert_true (cantrip_add_app_edit.apply (fixture->session, edit, NULL));
  ASSERT_NAMES (fixture, "Copy;");
  cantrip_add_app_edit.free_data (edit);
}

static void
test_rename_and_archive_can_be_undone (Fixture *fixture, gconstpointer data)
{
  CantripAppEdit *added = cantrip_app_edit_new (NULL, "Copy");
  CantripAppEdit *renamed = cantrip_app_edit_new ("copy", "Texts");
  CantripAppEdit *archived = cantrip_app_edit_new ("copy", NULL);

  g_assert_true (cantrip_add_app_edit.apply (fixture->session, added, NULL));
  g_assert_true (cantrip_rename_app_edit.apply (fixture->session, renamed, NULL));
  ASSERT_NAMES (fixture, "Texts;");
  g_assert_true (cantrip_rename_app_edit.revert (fixture->session, renamed, NULL));
  ASSERT_NAMES (fixture, "Copy;");
  g_assert_true (cantrip_archive_app_edit.apply (fixture->session, archived, NULL));
  ASSERT_NAMES (fixture, "");
  g_assert_true (cantrip_archive_app_edit.revert (fixture->session, archived, NULL));
  ASSERT_NAMES (fixture, "Copy;");
  cantrip_add_app_edit.free_data (added);
  cantrip_rename_app_edit.free_data (renamed);
  cantrip_archive_app_edit.free_data (archived);
}

static void
test_unknown_app_is_said (Fixture *fixture, gconstpointer data)
{
  CantripAppEdit *edit = cantrip_app_edit_new ("nowhere", "Texts");
  g_autoptr (GError) error = NULL;

  g_assert_false (cantrip_rename_app_edit.apply (fixture->session, edit, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  cantrip_rename_app_edit.free_data (edit);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/app-edits/slug/is-made-from-the-name", test_slug_is_made_from_the_name);
  ADD ("/app-edits/add/two-of-a-name-get-two-slugs", test_two_of_a_name_get_two_slugs);
  ADD ("/app-edits/add/can-be-undone-and-redone", test_add_can_be_undone_and_redone);
  ADD ("/app-edits/rename/and-archive-can-be-undone", test_rename_and_archive_can_be_undone);
  ADD ("/app-edits/rename/unknown-app-is-said", test_unknown_app_is_said);

  return g_test_run ();
}
