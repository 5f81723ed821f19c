/* test-output-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-run.h"
#include "cantrip-test-util.h"
#include "dataset/cantrip-dataset-repository.h"
#include "generation/cantrip-output-export.h"

static char *
export_text (CantripTestRun *fixture, gint64 run_id, CantripRowFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = cantrip_store_open (fixture->path, CANTRIP_STORE_READ, &error);
  g_autoptr (CantripOutputRepository) outputs = cantrip_output_repository_new (store, &error);
  g_autoptr (CantripDatasetRepository) datasets = cantrip_dataset_repository_new (store, &error);
  g_autoptr (CantripDataset) dataset =
      cantrip_dataset_repository_get (datasets, CANTRIP_TEST_DATASET_ID, &error);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  cantrip_output_export (outputs,
                         dataset,
                         run_id,
                         &fixture->spec,
                         format,
                         stream,
                         NULL,
                         NULL,
                         &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_csv (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;
  g_autofree char *csv = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 9, 10 };
  fixture->fail_text = "row 9";
  fixture->fail_code = CANTRIP_ERROR_REFUSED;
  result = cantrip_test_run_do (fixture);
  csv = export_text (fixture, result->run_id, CANTRIP_ROW_FORMAT_CSV);
  g_assert_cmpstr (csv,
                   ==,
                   "name,size,output,state,error,model,input_tokens,output_tokens,latency_ms,"
                   "cost_usd\r\n"
                   "row 9,9,,failed,REFUSED: As told,,,,,\r\n"
                   "row 10,10,to Hi row 10,done,,fake,20,5,1,0.00007\r\n");
}

static void
test_json_lines_with_repeats (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;
  g_autofree char *json = NULL;

  fixture->spec.scope = (CantripScope){ FALSE, 1, 1 };
  fixture->spec.repeats = 2;
  fixture->output_tokens = -1;
  result = cantrip_test_run_do (fixture);
  json = export_text (fixture, result->run_id, CANTRIP_ROW_FORMAT_JSON_LINES);
  g_assert_cmpstr (json,
                   ==,
                   "{\"name\":\"row 1\",\"size\":1,\"repeat\":1,\"output\":\"to Hi row 1\","
                   "\"state\":\"done\",\"error\":null,\"model\":\"fake\",\"input_tokens\":20,"
                   "\"output_tokens\":null,\"latency_ms\":1,\"cost_usd\":0.00014}\n"
                   "{\"name\":\"row 1\",\"size\":1,\"repeat\":2,\"output\":\"to Hi row 1\","
                   "\"state\":\"done\",\"error\":null,\"model\":\"fake\",\"input_tokens\":20,"
                   "\"output_tokens\":null,\"latency_ms\":1,\"cost_usd\":0.00014}\n");
}

static void
test_columns_of_our_names (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;
  g_autofree char *csv = NULL;

  cantrip_test_table_execute (fixture->path,
                              "UPDATE dataset SET columns_json = '[\"name\",\"model\"]'");
  fixture->spec.scope = (CantripScope){ FALSE, 1, 1 };
  result = cantrip_test_run_do (fixture);
  csv = export_text (fixture, result->run_id, CANTRIP_ROW_FORMAT_CSV);
  g_assert_true (g_str_has_prefix (csv, "name,model,output,state,error,model 2,input_tokens,"));
}

/* Pages end inside the run; what failed alone is not what is written of a scope of failed ones. */
static void
test_whole_run_in_pages (CantripTestRun *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripRunResult) result = NULL;
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  fixture->spec.repeats = 4;
  result = cantrip_test_run_do (fixture);
  fixture->spec.scope = CANTRIP_SCOPE_FAILED;
  csv = export_text (fixture, result->run_id, CANTRIP_ROW_FORMAT_CSV);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 4 * CANTRIP_TEST_RUN_N_ROWS + 1);
  for (guint i = 0; i < 4 * CANTRIP_TEST_RUN_N_ROWS; i++)
    {
      g_autofree char *start = g_strdup_printf ("row %u,%u,%u,", i / 4 + 1, i / 4 + 1, i % 4 + 1);

      g_assert_true (g_str_has_prefix (lines[i + 1], start));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) \
  g_test_add (path, CantripTestRun, NULL, cantrip_test_run_set_up, func, cantrip_test_run_tear_down)
  ADD ("/output-export/csv", test_csv);
  ADD ("/output-export/json-lines-with-repeats", test_json_lines_with_repeats);
  ADD ("/output-export/columns-of-our-names", test_columns_of_our_names);
  ADD ("/output-export/whole-run-in-pages", test_whole_run_in_pages);
#undef ADD
  return g_test_run ();
}
