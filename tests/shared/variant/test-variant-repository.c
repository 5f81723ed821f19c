/* test-variant-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "variant/cantrip-variant-repository.h"

typedef struct
{
  CantripStore             *store;
  CantripVariantRepository *variants;
  CantripApp               *app;
  CantripRecipe            *recipe;
} Fixture;

static CantripRecipe *
make_recipe (const char *model)
{
  g_autofree char *text = g_strdup_printf ("{\"model\":\"%s\",\"messages\":[{\"role\":\"user\","
                                           "\"content\":\"Hi {{a}}\"}]}",
                                           model);
  g_autoptr (GError) error = NULL;
  CantripRecipe *recipe = cantrip_recipe_new_from_text (text, &error);

  g_assert_no_error (error);

  return recipe;
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  CantripStatement *statement;

  fixture->store = cantrip_test_store_new ();
  fixture->variants = cantrip_variant_repository_new (fixture->store, &error);
  g_assert_no_error (error);
  fixture->app =
      cantrip_variant_repository_add_app (fixture->variants, "copy", "Marketing copy", &error);
  g_assert_no_error (error);
  fixture->recipe = make_recipe ("m");

  statement = cantrip_store_prepare (fixture->store,
                                     "INSERT INTO connection VALUES"
                                     " (7, 'local', 'sample', '', NULL, '{}', 0, NULL)",
                                     &error);
  g_assert_no_error (error);
  g_assert_true (cantrip_statement_run (statement, "add a connection", &error));
  cantrip_statement_free (statement);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_recipe_unref (fixture->recipe);
  cantrip_app_free (fixture->app);
  g_assert_finalize_object (fixture->variants);
  g_assert_finalize_object (fixture->store);
}

static CantripVariant *
add (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  CantripVariant *variant = cantrip_variant_repository_add_variant (fixture->variants,
                                                                    fixture->app->id,
                                                                    name,
                                                                    NULL,
                                                                    7,
                                                                    fixture->recipe,
                                                                    &error);

  g_assert_no_error (error);

  return variant;
}

static void
assert_not_added (Fixture       *fixture,
                  const char    *name,
                  CantripRecipe *recipe,
                  CantripError   code,
                  const char    *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_variant_repository_add_variant (fixture->variants,
                                                         fixture->app->id,
                                                         name,
                                                         NULL,
                                                         7,
                                                         recipe,
                                                         &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
assert_not_found (Fixture *fixture, const char *reference, CantripError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_variant_repository_find_variant (fixture->variants, reference, &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_apps (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripApp) second =
      cantrip_variant_repository_add_app (fixture->variants, "abc", NULL, &error);
  g_autoptr (CantripApp) found = NULL;
  g_autoptr (GPtrArray) apps = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (second->name, ==, "abc");
  g_assert_true (
      cantrip_variant_repository_rename_app (fixture->variants, second->id, "ABC", &error));

  found = cantrip_variant_repository_find_app (fixture->variants, "abc", &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, second->id);
  g_assert_cmpstr (found->name, ==, "ABC");

  apps = cantrip_variant_repository_list_apps (fixture->variants, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (apps->len, ==, 2);
  g_assert_cmpstr (((CantripApp *) apps->pdata[0])->slug, ==, "abc");
  g_assert_cmpstr (((CantripApp *) apps->pdata[1])->slug, ==, "copy");
}

static void
test_apps_refuse (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cantrip_variant_repository_add_app (fixture->variants, "Copy", NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (cantrip_variant_repository_add_app (fixture->variants, "a", "x\ny", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (cantrip_variant_repository_add_app (fixture->variants, "copy", "Other", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (cantrip_variant_repository_find_app (fixture->variants, "cpoy", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "did you mean “copy”"));
  g_clear_error (&error);
  g_assert_false (cantrip_variant_repository_rename_app (fixture->variants, 1, "x", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static void
test_add_numbers_variants (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripVariant) first = add (fixture, "first");
  g_autoptr (CantripVariant) second = add (fixture, "1");
  g_autoptr (CantripVariant) got = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_assert_cmpint (first->number, ==, 1);
  g_assert_cmpint (second->number, ==, 2);

  got = cantrip_variant_repository_get_variant (fixture->variants, first->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got->name, ==, "first");
  g_assert_cmpstr (got->note, ==, "");
  g_assert_cmpint (got->app_id, ==, fixture->app->id);
  g_assert_cmpint (got->connection_id, ==, 7);
  g_assert_cmpint (got->created_at_us, ==, first->created_at_us);
  g_assert_cmpstr (cantrip_recipe_get_json (got->recipe),
                   ==,
                   cantrip_recipe_get_json (fixture->recipe));

  list = cantrip_variant_repository_list_variants (fixture->variants, fixture->app->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((CantripVariant *) list->pdata[1])->id, ==, second->id);
}

static void
test_add_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripVariant) first = add (fixture, "first");
  g_autoptr (CantripRecipe) other = make_recipe ("n");

  assert_not_added (fixture, "first", fixture->recipe, CANTRIP_ERROR_CONFLICT, "asks the same");
  assert_not_added (fixture, "first", other, CANTRIP_ERROR_CONFLICT, "variants never change");
  assert_not_added (fixture, "", other, CANTRIP_ERROR_INVALID_INPUT, "1 to 200");
}

static void
test_find_by_name_and_number (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripVariant) first = add (fixture, "first");
  g_autoptr (CantripVariant) called_one = add (fixture, "1");
  g_autoptr (CantripVariant) slashed = add (fixture, "a/b");
  g_autoptr (CantripVariant) by_name = NULL;
  g_autoptr (CantripVariant) by_number = NULL;
  g_autoptr (CantripVariant) name_wins = NULL;
  g_autoptr (CantripVariant) with_slash = NULL;

  by_name = cantrip_variant_repository_find_variant (fixture->variants, "copy/first", &error);
  g_assert_no_error (error);
  g_assert_cmpint (by_name->id, ==, first->id);
  by_number = cantrip_variant_repository_find_variant (fixture->variants, "copy/2", &error);
  g_assert_no_error (error);
  g_assert_cmpint (by_number->id, ==, called_one->id);
  name_wins = cantrip_variant_repository_find_variant (fixture->variants, "copy/1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (name_wins->id, ==, called_one->id);
  with_slash = cantrip_variant_repository_find_variant (fixture->variants, "copy/a/b", &error);
  g_assert_no_error (error);
  g_assert_cmpint (with_slash->id, ==, slashed->id);
}

static void
test_find_says_what_is_near (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripVariant) first = add (fixture, "first");

  assert_not_found (fixture, "copy", CANTRIP_ERROR_INVALID_INPUT, "APP/VARIANT");
  assert_not_found (fixture, "copy/", CANTRIP_ERROR_INVALID_INPUT, "APP/VARIANT");
  assert_not_found (fixture, "/first", CANTRIP_ERROR_INVALID_INPUT, "APP/VARIANT");
  assert_not_found (fixture, "copi/first", CANTRIP_ERROR_NOT_FOUND, "did you mean “copy”");
  assert_not_found (fixture, "copy/frist", CANTRIP_ERROR_NOT_FOUND, "did you mean “first”");
  assert_not_found (fixture, "copy/zzzzzz", CANTRIP_ERROR_NOT_FOUND, "“copy” has 1");
  assert_not_found (fixture, "copy/2", CANTRIP_ERROR_NOT_FOUND, "no variant “2”");
}

static guint
count_variants (Fixture *fixture, gboolean archived)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      archived
          ? cantrip_variant_repository_list_archived_variants (fixture->variants,
                                                               fixture->app->id,
                                                               &error)
          : cantrip_variant_repository_list_variants (fixture->variants, fixture->app->id, &error);

  g_assert_no_error (error);

  return list->len;
}

static void
archive (Fixture *fixture, const CantripVariant *variant, gboolean archived)
{
  g_autoptr (GError) error = NULL;

  cantrip_variant_repository_set_variant_archived (fixture->variants,
                                                   variant->id,
                                                   archived,
                                                   &error);
  g_assert_no_error (error);
}

static void
test_archive_variant (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripVariant) first = add (fixture, "first");
  g_autoptr (CantripVariant) second = add (fixture, "second");
  g_autoptr (CantripVariant) found = NULL;
  g_autoptr (CantripVariant) third = NULL;

  archive (fixture, second, TRUE);
  g_assert_cmpuint (count_variants (fixture, FALSE), ==, 1);
  g_assert_cmpuint (count_variants (fixture, TRUE), ==, 1);
  found = cantrip_variant_repository_find_variant (fixture->variants, "copy/second", &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->archived_at_us, >, 0);

  /* Neither its name nor its number is free. */
  assert_not_added (fixture, "second", fixture->recipe, CANTRIP_ERROR_CONFLICT, "asks the same");
  third = add (fixture, "third");
  g_assert_cmpint (third->number, ==, 3);

  archive (fixture, second, FALSE);
  g_assert_cmpuint (count_variants (fixture, FALSE), ==, 3);
  g_assert_false (
      cantrip_variant_repository_set_variant_archived (fixture->variants, 1, TRUE, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static void
test_archive_app (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) archived = NULL;
  g_autoptr (CantripApp) got = NULL;

  g_assert_true (cantrip_variant_repository_set_app_archived (fixture->variants,
                                                              fixture->app->id,
                                                              TRUE,
                                                              &error));
  listed = cantrip_variant_repository_list_apps (fixture->variants, &error);
  archived = cantrip_variant_repository_list_archived_apps (fixture->variants, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 0);
  g_assert_cmpuint (archived->len, ==, 1);

  g_assert_true (cantrip_variant_repository_set_app_archived (fixture->variants,
                                                              fixture->app->id,
                                                              FALSE,
                                                              &error));
  got = cantrip_variant_repository_get_app (fixture->variants, fixture->app->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (got->archived_at_us, ==, 0);
  g_assert_null (cantrip_variant_repository_get_app (fixture->variants, 1, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

static void
rename_variant (Fixture *fixture, const CantripVariant *variant, const char *name)
{
  g_autoptr (GError) error = NULL;

  cantrip_variant_repository_rename_variant (fixture->variants, variant->id, name, &error);
  g_assert_no_error (error);
}

static void
assert_not_renamed (Fixture              *fixture,
                    const CantripVariant *variant,
                    const char           *name,
                    CantripError          code,
                    const char           *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      cantrip_variant_repository_rename_variant (fixture->variants, variant->id, name, &error));
  g_assert_error (error, CANTRIP_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
assert_called (Fixture *fixture, const char *reference, gint64 id, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripVariant) found =
      cantrip_variant_repository_find_variant (fixture->variants, reference, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, id);
  g_assert_cmpstr (found->name, ==, name);
}

static void
test_rename_variant (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripVariant) first = add (fixture, "first");
  g_autoptr (CantripVariant) second = add (fixture, "second");
  g_autoptr (CantripRecipe) other = make_recipe ("n");

  rename_variant (fixture, first, "short");
  assert_called (fixture, "copy/short", first->id, "short");
  assert_called (fixture, "copy/first", first->id, "short");
  assert_called (fixture, "copy/1", first->id, "short");

  assert_not_added (fixture, "first", other, CANTRIP_ERROR_CONFLICT, "was called “first” before");
  assert_not_renamed (fixture, second, "first", CANTRIP_ERROR_CONFLICT, "now “short”");
  assert_not_renamed (fixture, second, "short", CANTRIP_ERROR_CONFLICT, "Variant 1 is called");
  assert_not_renamed (fixture, second, "", CANTRIP_ERROR_INVALID_INPUT, "1 to 200");

  /* Back and forth, as undo and redo do. */
  rename_variant (fixture, first, "first");
  assert_called (fixture, "copy/short", first->id, "first");
  rename_variant (fixture, first, "short");
  rename_variant (fixture, first, "short");
  assert_called (fixture, "copy/first", first->id, "short");
  rename_variant (fixture, second, "1");
  assert_called (fixture, "copy/1", second->id, "1");
}

static void
test_note (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripVariant) first = add (fixture, "first");
  g_autoptr (CantripVariant) got = NULL;
  g_autofree char *long_note = g_strnfill (10001, 'x');

  g_assert_true (cantrip_variant_repository_set_variant_note (fixture->variants,
                                                              first->id,
                                                              "Shorter\nand kinder",
                                                              &error));
  got = cantrip_variant_repository_get_variant (fixture->variants, first->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got->note, ==, "Shorter\nand kinder");

  g_assert_false (cantrip_variant_repository_set_variant_note (fixture->variants,
                                                               first->id,
                                                               long_note,
                                                               &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
}

static void
assert_equal_to (Fixture *fixture, CantripRecipe *recipe, gint64 connection_id, const char *name)
{
  g_autoptr (CantripVariant) found = NULL;

  g_assert_true (cantrip_variant_repository_find_equal (fixture->variants,
                                                        fixture->app->id,
                                                        connection_id,
                                                        recipe,
                                                        &found,
                                                        NULL));
  g_assert_cmpstr (found != NULL ? found->name : NULL, ==, name);
}

static void
test_find_equal (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripVariant) first = add (fixture, "first");
  g_autoptr (CantripVariant) second = add (fixture, "second");
  g_autoptr (CantripRecipe) other = make_recipe ("other");

  assert_equal_to (fixture, fixture->recipe, 7, "first");
  assert_equal_to (fixture, fixture->recipe, 8, NULL);
  assert_equal_to (fixture, other, 7, NULL);

  g_assert_true (
      cantrip_variant_repository_set_variant_archived (fixture->variants, first->id, TRUE, NULL));
  assert_equal_to (fixture, fixture->recipe, 7, "second");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/variant-repository/apps/are-kept", test_apps);
  ADD ("/variant-repository/apps/refuse", test_apps_refuse);
  ADD ("/variant-repository/add-variant/numbers", test_add_numbers_variants);
  ADD ("/variant-repository/add-variant/refuses", test_add_refuses);
  ADD ("/variant-repository/find-variant/by-name-and-number", test_find_by_name_and_number);
  ADD ("/variant-repository/find-variant/says-what-is-near", test_find_says_what_is_near);
  ADD ("/variant-repository/find-equal/goes-by-what-is-asked", test_find_equal);
  ADD ("/variant-repository/variant/can-be-put-away", test_archive_variant);
  ADD ("/variant-repository/app/can-be-put-away", test_archive_app);
  ADD ("/variant-repository/rename-variant/keeps-the-old-name", test_rename_variant);
  ADD ("/variant-repository/note/is-kept", test_note);
#undef ADD
  return g_test_run ();
}
