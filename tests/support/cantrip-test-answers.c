/* cantrip-test-answers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-answers.h"

#include "cantrip-test-table.h"
#include "cantrip-test-util.h"

static const char DATASET_SQL[] =
    "INSERT INTO dataset"
    " (id, name, columns_json, row_count, source, state, created_at_us, touched_at_us)"
    " VALUES (8, 'events', '[\"event\",\"audience\"]', 60, 'events.csv', 'ready', 0, 0)";

static const char ROWS_SQL[] =
    "INSERT INTO dataset_row (id, dataset_id, position, values_json)"
    " WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 60)"
    " SELECT 1000 + n, 8, n, '[\"Open day ' || n || '\",\"families with small children\"]'"
    " FROM counter";

static const char VARIANT_SQL[] =
    "INSERT INTO variant (id, app_id, number, name, note, connection_id, recipe_json,"
    " created_at_us)"
    " SELECT 23, app_id, 3, 'short', 'Half the length, for the newsletter', connection_id,"
    " '{\"messages\":[{\"content\":\"You write invitations for a small events agency. Use two"
    " details that you are given and end with one clear next step.\",\"role\":\"system\"},"
    "{\"content\":\"Event: {{event}}\\nAudience: {{demographic}}\\n\\nWrite an e-mail of at most"
    " 60 words, with a subject line.\",\"role\":\"user\"}],\"model\":\"sample-careful\","
    "\"parameters\":{\"max_tokens\":200,\"temperature\":0.4}}', 0"
    " FROM variant WHERE name = 'careful'";

#define ANSWER_SQL(text)                                                                     \
  "INSERT INTO output (id, run_id, row_id, position, repeat, state, text, input_tokens,"     \
  " output_tokens, latency_us, cost_usd_nanos)"                                              \
  " SELECT run.id * 1000 + position, run.id, dataset_row.id, position, 1, 'done', " text "," \
  " 60, 40 + position, 400000 + position * 21000, 310000"                                    \
  " FROM dataset_row, run, variant WHERE dataset_row.dataset_id = 8"                         \
  " AND variant.id = run.variant_id AND variant.name = "

#define SENTENCE "'Come to our open day ' || position || ', with games, cake and music for"

static const char *const ANSWERS_SQL[] = {
  "INSERT INTO run (id, variant_id, connection_id, recipe_json, dataset_id, repeats,"
  " lease_until_us, created_at_us)"
  " SELECT 100 + number, id, connection_id, recipe_json, 8, 1, 0, number FROM variant",
  ANSWER_SQL (SENTENCE " everyone. Doors open at ten; no ticket needed.'") "'first'",
  ANSWER_SQL (SENTENCE " ' || CASE WHEN position % 10 = 0 THEN 'the whole family. Doors open at"
                       " nine' ELSE 'everyone. Doors open at ten' END"
                       " || '; no ticket needed.'") "'careful'",
  ANSWER_SQL ("'Subject: Day ' || position || '. Bring the little ones: we bake, you "
              "taste.'") "'short' AND position <= 30",
  "UPDATE output SET state = 'failed', text = NULL, error_code = 'TIMEOUT',"
  " error_message = 'The model did not answer in time' WHERE run_id = 101 AND position = 5",
};

void
cantrip_test_add_answers (CantripWorkspace *workspace)
{
  const char *path = cantrip_workspace_get_path (workspace);

  cantrip_test_table_execute (path, DATASET_SQL);
  cantrip_test_table_execute (path, ROWS_SQL);
  cantrip_test_table_execute (path, VARIANT_SQL);
  for (guint i = 0; i < G_N_ELEMENTS (ANSWERS_SQL); i++)
    cantrip_test_table_execute (path, ANSWERS_SQL[i]);
}

gint64
cantrip_test_get_variant_id (CantripWorkspace *workspace, const char *reference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store =
      cantrip_store_open (cantrip_workspace_get_path (workspace), CANTRIP_STORE_READ, &error);
  g_autoptr (CantripVariantRepository) variants = NULL;
  g_autoptr (CantripVariant) variant = NULL;

  g_assert_no_error (error);
  variants = cantrip_variant_repository_new (store, &error);
  g_assert_no_error (error);
  variant = cantrip_variant_repository_find_variant (variants, reference, &error);
  g_assert_no_error (error);

  return variant->id;
}
