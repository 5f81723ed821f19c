/* test-model-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-model-choice.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"

typedef struct
{
  CantripFakeModel   *server;
  CantripWorkspace   *workspace;
  CantripModelSource *source;
} Fixture;

/* @data: the base URL. Returns the connection. */
static gpointer
add_connection (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (CantripConnection) connection = g_new0 (CantripConnection, 1);

  connection->name = g_strdup ("local");
  connection->protocol = g_strdup ("openai");
  connection->base_url = g_strdup (data);
  connection->timeout_s = 10;
  if (!cantrip_connection_repository_add (session->connections, connection, error))
    return NULL;

  return g_steal_pointer (&connection);
}

static const CantripWork ADD_CONNECTION = {
  .lane = CANTRIP_LANE_WRITE,
  .run = add_connection,
  .free_data = g_free,
  .free_result = (GDestroyNotify) cantrip_connection_free,
};

static gboolean
is_loaded (gpointer data)
{
  return cantrip_model_source_is_loaded (data);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint     n_files;
  g_autofree char *name = g_strdup_printf ("models-%u.cantrip", ++n_files);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantripConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = cantrip_fake_model_new ();
  fixture->workspace = cantrip_test_open_sample (name);
  cantrip_workspace_run_async (fixture->workspace,
                               &ADD_CONNECTION,
                               g_strdup (cantrip_fake_model_get_base_url (fixture->server)),
                               NULL,
                               cantrip_test_keep_result,
                               &result);
  cantrip_test_wait_for (&result);
  connection = cantrip_workspace_run_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);

  fixture->source = cantrip_model_source_new (fixture->workspace);
  cantrip_test_wait_until (is_loaded, fixture->source);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_close_workspace (fixture->workspace);
  cantrip_fake_model_free (fixture->server);
}

static void
forget_source (Fixture *fixture)
{
  cantrip_model_source_stop (fixture->source);
  g_clear_object (&fixture->source);
}

/* What the connection “local” offers; the other one is the sample. */
static const CantripModelOffer *
local (Fixture *fixture)
{
  return g_ptr_array_index (cantrip_model_source_get_offers (fixture->source), 0);
}

static gboolean
has_answered (gpointer data)
{
  return !local (data)->is_asking;
}

/* `# heading`, `model` or `+ model as typed`, a line for each. */
static char *
list (Fixture *fixture, const char *search)
{
  static const char *const MARKS[] = { "# ", "", "+ " };
  g_autoptr (GPtrArray) choices =
      cantrip_model_choice_list (cantrip_model_source_get_offers (fixture->source), search);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < choices->len; i++)
    {
      CantripModelChoice *choice = g_ptr_array_index (choices, i);
      const char         *model = cantrip_model_choice_get_model (choice);

      g_string_append_printf (text,
                              "%s%s\n",
                              MARKS[cantrip_model_choice_get_kind (choice)],
                              model != NULL ? model : cantrip_model_choice_get_title (choice));
    }

  return g_string_free (text, FALSE);
}

static void
assert_list (Fixture *fixture, const char *search, const char *expected)
{
  g_autofree char *text = list (fixture, search);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_asks_when_told (Fixture *fixture, gconstpointer data)
{
  assert_list (fixture, "", "# local\n# sample\nsample-plain\nsample-careful\n");

  cantrip_model_source_ask (fixture->source, FALSE);
  g_assert_true (local (fixture)->is_asking);
  cantrip_test_wait_until (has_answered, fixture);
  assert_list (fixture, "", "# local\nfake\nfake-2\n# sample\nsample-plain\nsample-careful\n");
  g_assert_null (local (fixture)->problem);
  forget_source (fixture);
}

static void
test_says_why_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) choices = NULL;
  const char *details;

  cantrip_fake_model_free (g_steal_pointer (&fixture->server));
  cantrip_model_source_ask (fixture->source, FALSE);
  cantrip_test_wait_until (has_answered, fixture);
  g_assert_nonnull (local (fixture)->problem);
  choices = cantrip_model_choice_list (cantrip_model_source_get_offers (fixture->source), "");
  details = cantrip_model_choice_get_details (choices->pdata[0]);
  g_assert_nonnull (strstr (details, local (fixture)->problem));

  fixture->server = cantrip_fake_model_new ();
  forget_source (fixture);
}

static void
test_searches (Fixture *fixture, gconstpointer data)
{
  assert_list (fixture,
               "  CAREful sample ",
               "# local\n+ CAREful sample\n# sample\nsample-careful\n");
  assert_list (fixture, "sample-plain", "# local\n+ sample-plain\n# sample\nsample-plain\n");
  assert_list (fixture, "llama-9", "# local\n+ llama-9\n");
  forget_source (fixture);
}

static void
test_knows_unlisted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantripModelInfo) known = NULL;
  g_autoptr (CantripModelInfo) unknown = NULL;
  const CantripModelOffer *sample =
      g_ptr_array_index (cantrip_model_source_get_offers (fixture->source), 1);

  known = cantrip_model_source_dup_model (fixture->source, sample->connection->id, "sample-plain");
  g_assert_cmpstr (known->title, ==, "Sample, plain");
  unknown = cantrip_model_source_dup_model (fixture->source, 1, "x");
  g_assert_cmpstr (unknown->id, ==, "x");
  g_assert_false (unknown->is_known);
  forget_source (fixture);
}

/* The one who asked goes away while the server thinks. */
static void
test_can_be_stopped (Fixture *fixture, gconstpointer data)
{
  gpointer source = fixture->source;

  cantrip_model_source_ask (fixture->source, FALSE);
  g_object_add_weak_pointer (source, &source);
  forget_source (fixture);
  while (source != NULL)
    cantrip_test_settle ();
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/model-source/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("ask/lists-what-the-server-has", test_asks_when_told);
  ADD ("ask/says-why-a-server-did-not", test_says_why_not);
  ADD ("ask/can-be-stopped", test_can_be_stopped);
  ADD ("choice/is-found-by-words", test_searches);
  ADD ("dup-model/knows-what-is-not-listed", test_knows_unlisted);
#undef ADD

  return g_test_run ();
}
