/* test-run-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "cantrip-test-table.h"
#include "generation/cantrip-output-repository.h"
#include "generation/cantrip-run-keeper.h"

#define N_ROWS 2500 /* more than are planned in one transaction */

typedef struct
{
  char          *path;
  CantripRunSpec spec;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static guint     n_workspaces;
  g_autofree char *name = g_strdup_printf ("keeper-%u.cantrip", ++n_workspaces);

  fixture->path = cantrip_test_table_new (name, N_ROWS);
  fixture->spec = (CantripRunSpec){
    .connection_id = CANTRIP_TEST_CONNECTION_ID,
    .recipe = cantrip_test_recipe_new ("Hi {{name}}"),
    .dataset_id = CANTRIP_TEST_DATASET_ID,
    .repeats = 2,
    .scope = CANTRIP_SCOPE_ALL,
    .limit_usd_nanos = -1,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_recipe_unref (fixture->spec.recipe);
  g_free (fixture->path);
}

static CantripRunKeeper *
open_keeper (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CantripRunKeeper *keeper =
      cantrip_run_keeper_open (fixture->path, &fixture->spec, NULL, NULL, &error);

  g_assert_no_error (error);

  return keeper;
}

static gint64
count (Fixture *fixture, const char *condition)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM output WHERE ", condition, NULL);

  return cantrip_test_table_get_number (fixture->path, sql);
}

static GPtrArray *
claim (CantripRunKeeper *keeper, guint max)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = cantrip_run_keeper_claim (keeper, max, &error);

  g_assert_no_error (error);

  return items;
}

static void
test_open_plans_every_output (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunKeeper) keeper = open_keeper (fixture);

  g_assert_cmpint (count (fixture, "state = 'queued'"), ==, 2 * N_ROWS);
  g_assert_cmpint (count (fixture, "row_id = 1000 + position AND repeat IN (1, 2)"),
                   ==,
                   2 * N_ROWS);
  g_assert_true (cantrip_run_keeper_release (keeper, NULL));
}

static void
test_open_completes_a_plan_cut_short (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunKeeper) first = open_keeper (fixture);
  g_autoptr (CantripRunKeeper) second = NULL;

  g_assert_true (cantrip_run_keeper_release (first, NULL));
  cantrip_test_table_execute (fixture->path,
                              "DELETE FROM output WHERE position > 1500 OR position % 7 = 0");
  cantrip_test_table_execute (fixture->path, "UPDATE output SET state = 'done' WHERE position = 3");
  second = open_keeper (fixture);
  g_assert_cmpint (cantrip_run_keeper_get_run_id (second),
                   ==,
                   cantrip_run_keeper_get_run_id (first));
  g_assert_cmpint (count (fixture, "state = 'queued'"), ==, 2 * N_ROWS - 2);
  g_assert_cmpint (count (fixture, "state = 'done'"), ==, 2);
  g_assert_true (cantrip_run_keeper_release (second, NULL));
}

static void
test_claim_goes_in_order (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunKeeper) keeper = NULL;
  CantripOutputPlace last = { 4, 2 };
  guint              n_claimed = 0;

  fixture->spec.scope = (CantripScope){ FALSE, 5, 54 };
  keeper = open_keeper (fixture);
  for (;;)
    {
      g_autoptr (GPtrArray) items = claim (keeper, 33);

      if (items->len == 0)
        break;
      for (guint i = 0; i < items->len; i++)
        {
          const CantripRunItem *item = g_ptr_array_index (items, i);
          const CantripMessage *message = g_ptr_array_index (item->messages, 0);
          g_autofree char      *content =
              g_strdup_printf ("Hi row %" G_GINT64_FORMAT, item->output->position);

          g_assert_cmpint (item->output->position, ==, last.position + last.repeat / 2);
          g_assert_cmpint (item->output->repeat, ==, last.repeat % 2 + 1);
          g_assert_cmpstr (message->content, ==, content);
          last = (CantripOutputPlace){ item->output->position, item->output->repeat };
        }
      n_claimed += items->len;
      g_assert_cmpint (count (fixture, "state = 'running'"), ==, n_claimed);
    }

  g_assert_cmpuint (n_claimed, ==, 100);
  g_assert_true (cantrip_run_keeper_release (keeper, NULL));
  g_assert_cmpint (count (fixture, "state = 'queued'"), ==, 100);
}

/* A page of huge rows is a short one. */
static void
test_claim_keeps_memory_flat (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunKeeper) keeper = NULL;
  g_autoptr (GPtrArray) items = NULL;
  guint n_claimed = 0;

  cantrip_test_table_execute (fixture->path,
                              "UPDATE dataset_row SET values_json = '[\"' || hex (zeroblob "
                              "(200000)) || '\",1]'"
                              " WHERE position <= 5");
  fixture->spec.scope = (CantripScope){ FALSE, 1, 5 };
  keeper = open_keeper (fixture);
  do
    {
      g_clear_pointer (&items, g_ptr_array_unref);
      items = claim (keeper, 100);
      g_assert_cmpuint (items->len, <=, 3);
      n_claimed += items->len;
    }
  while (items->len > 0);

  g_assert_cmpuint (n_claimed, ==, 10);
  g_assert_true (cantrip_run_keeper_release (keeper, NULL));
}

static void
test_settle_keeps_and_checks_who_holds (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunKeeper) slept = open_keeper (fixture);
  g_autoptr (CantripRunKeeper) heir = NULL;
  g_autoptr (GPtrArray) items = claim (slept, 2);
  g_autoptr (GPtrArray) outputs = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  CantripOutput *output = ((CantripRunItem *) items->pdata[0])->output;

  output->state = CANTRIP_OUTPUT_DONE;
  output->text = g_strdup ("Hello");
  g_ptr_array_add (outputs, output);
  g_assert_true (cantrip_run_keeper_settle (slept, outputs, NULL));
  g_assert_cmpint (count (fixture, "state = 'done' AND text = 'Hello'"), ==, 1);

  g_assert_null (cantrip_run_keeper_open (fixture->path, &fixture->spec, NULL, NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_BUSY);
  g_clear_error (&error);

  cantrip_test_table_execute (fixture->path, "UPDATE run SET lease_until_us = 1");
  heir = open_keeper (fixture);
  g_assert_cmpint (count (fixture, "state = 'running'"), ==, 0);
  g_ptr_array_index (outputs, 0) = ((CantripRunItem *) items->pdata[1])->output;
  g_assert_false (cantrip_run_keeper_settle (slept, outputs, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (cantrip_run_keeper_release (slept, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  g_assert_true (cantrip_run_keeper_release (heir, NULL));
}

static void
test_open_can_be_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CantripRunKeeper) keeper = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
      cantrip_run_keeper_open (fixture->path, &fixture->spec, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  keeper = open_keeper (fixture); /* nobody holds it */
  g_assert_true (cantrip_run_keeper_release (keeper, NULL));
}

static void
test_outputs_are_read_in_row_order (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunKeeper) keeper = open_keeper (fixture);
  g_autoptr (CantripStore) store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, NULL);
  g_autoptr (CantripOutputRepository) outputs = cantrip_output_repository_new (store, NULL);
  CantripScope       scope = { FALSE, 3, 12 };
  CantripOutputPlace after = { 0, 0 };
  guint              n_read = 0;

  cantrip_test_table_execute (fixture->path,
                              "UPDATE output SET state = 'done', text = 'T', model = 'fake',"
                              " finish_reason = 'length', cost_usd_nanos = 5, latency_us = 9"
                              " WHERE position = 3");
  for (;;)
    {
      g_autoptr (GPtrArray) page =
          cantrip_output_repository_read (outputs,
                                          cantrip_run_keeper_get_run_id (keeper),
                                          &scope,
                                          &after,
                                          7,
                                          NULL);

      if (page->len == 0)
        break;
      for (guint i = 0; i < page->len; i++, n_read++)
        {
          const CantripOutput *output = g_ptr_array_index (page, i);
          gboolean             is_done = output->position == 3;

          g_assert_cmpint (output->position, ==, 3 + n_read / 2);
          g_assert_cmpint (output->repeat, ==, 1 + n_read % 2);
          g_assert_true (g_str_has_prefix (output->values_json, "[\"row "));
          g_assert_cmpint (output->state,
                           ==,
                           is_done ? CANTRIP_OUTPUT_DONE : CANTRIP_OUTPUT_QUEUED);
          g_assert_cmpstr (output->text, ==, is_done ? "T" : NULL);
          g_assert_cmpint (output->cost_usd_nanos, ==, is_done ? 5 : -1);
          g_assert_cmpint (output->input_tokens, ==, -1);
        }
    }
  g_assert_cmpuint (n_read, ==, 20);
  g_assert_true (cantrip_run_keeper_release (keeper, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/run-keeper/open/plans-every-output", test_open_plans_every_output);
  ADD ("/run-keeper/open/completes-a-plan-cut-short", test_open_completes_a_plan_cut_short);
  ADD ("/run-keeper/open/can-be-cancelled", test_open_can_be_cancelled);
  ADD ("/run-keeper/claim/goes-in-order", test_claim_goes_in_order);
  ADD ("/run-keeper/claim/keeps-memory-flat", test_claim_keeps_memory_flat);
  ADD ("/run-keeper/settle/keeps-and-checks-who-holds", test_settle_keeps_and_checks_who_holds);
  ADD ("/output-repository/read/in-row-order", test_outputs_are_read_in_row_order);
#undef ADD
  return g_test_run ();
}
