/* test-cell-errors.c
 *
 * What people read in a cell that has no answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-call.h"

typedef struct
{
  CantripTestService *service; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->service = cantrip_test_service_new (1);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

/* Fails the test unless a cell that calls @path shows @text. */
static void
assert_shows (Fixture *fixture, const char *path, const char *text)
{
  g_autoptr (CantripTestCall) call =
      cantrip_test_call_new (fixture->service, "GET", path, NULL, NULL);

  g_assert_cmpuint (call->status, ==, 200);
  g_assert_cmpstr (call->text, ==, text);
}

/* The same, with the cell key at the end of @path. */
static void
assert_shows_with_key (Fixture *fixture, const char *path, const char *text)
{
  g_autofree char *whole = g_strdup_printf ("%s&k=%s", path, fixture->service->cell_key);

  assert_shows (fixture, whole, text);
}

#define MISSING_KEY                                                                           \
  "#CANTRIP BAD_KEY: A key is missing; end the address in &k= and a cell key. Paste the key " \
  "again, or ask for a new one"

static void
test_key_missing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_shows (fixture, "/v1/cell/copy?event=x", MISSING_KEY);
  assert_shows (fixture, "/v1/cell/copy?event=x&k=", MISSING_KEY);
}

static void
test_key_wrong (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_shows (fixture,
                "/v1/cell/copy?event=x&k=wrong",
                "#CANTRIP BAD_KEY: The key was refused. Paste the key again, or ask for a new one");
}

static void
test_key_of_the_wrong_kind (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/cell/copy?event=x&k=%s", fixture->service->full_key);

  assert_shows (fixture,
                path,
                "#CANTRIP BAD_KEY: This key may not stand in an address, which others see; use a "
                "cell key. Paste the key again, or ask for a new one");
}

static void
test_key_used_too_often (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *key = cantrip_test_service_add_key (fixture->service,
                                                       "seldom",
                                                       CANTRIP_API_KEY_CELL,
                                                       "copy",
                                                       1,
                                                       -1);
  g_autofree char *path = g_strdup_printf ("/v1/cell/copy?event=x&k=%s", key);

  cantrip_test_service_stop (fixture->service);
  cantrip_test_service_start (fixture->service);

  assert_shows (fixture, path, "About x");
  assert_shows (fixture, path, "#CANTRIP RATE_LIMITED: Busy, try again in 60 s");
}

static void
test_deployment_unknown (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_shows_with_key (fixture,
                         "/v1/cell/coppy?event=x",
                         "#CANTRIP UNKNOWN_DEPLOYMENT: No deployment called “coppy”. Did you mean "
                         "“copy”?");
  assert_shows_with_key (fixture,
                         "/v1/cell/secret?event=x",
                         "#CANTRIP UNKNOWN_DEPLOYMENT: No deployment called “secret” that this key "
                         "may call; ask its owner");
}

static void
test_deployment_with_a_long_name (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) path = g_string_new ("/v1/cell/");
  g_autoptr (GString) shown = g_string_new ("#CANTRIP UNKNOWN_DEPLOYMENT: No deployment called “");

  for (int i = 0; i < 100; i++)
    g_string_append (path, "%C3%BC");
  g_string_append (path, "?event=x");
  for (int i = 0; i < 79; i++)
    g_string_append (shown, "ü");
  g_string_append (shown, "…” that this key may call; ask its owner");

  assert_shows_with_key (fixture, path->str, shown->str);
}

static void
test_input_missing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_shows_with_key (fixture,
                         "/v1/cell/mail?event=x",
                         "#CANTRIP INPUT_TYPE: The input “name” is missing; all of these are "
                         "needed: name, event");
  assert_shows_with_key (fixture,
                         "/v1/cell/mail?nam=x&event=y",
                         "#CANTRIP INPUT_TYPE: The input “name” is missing; did you mean it by "
                         "“nam”?");
}

/* Recalculating asks nothing anew in LibreOffice. */
static void
test_pending (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_hold (fixture->service->model);
  assert_shows_with_key (fixture,
                         "/v1/cell/copy?event=x&wait=0",
                         "#CANTRIP PENDING: Still working. Enter the formula again in a few "
                         "seconds");
  cantrip_fake_model_release (fixture->service->model);
  assert_shows_with_key (fixture, "/v1/cell/copy?event=x", "About x");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/cell-endpoint/error/key-missing", test_key_missing);
  ADD ("/cell-endpoint/error/key-wrong", test_key_wrong);
  ADD ("/cell-endpoint/error/key-of-the-wrong-kind", test_key_of_the_wrong_kind);
  ADD ("/cell-endpoint/error/key-used-too-often", test_key_used_too_often);
  ADD ("/cell-endpoint/error/deployment-unknown", test_deployment_unknown);
  ADD ("/cell-endpoint/error/deployment-with-a-long-name", test_deployment_with_a_long_name);
  ADD ("/cell-endpoint/error/input-missing", test_input_missing);
  ADD ("/cell-endpoint/error/pending", test_pending);

  return g_test_run ();
}
