/* test-model-page.c
 *
 * The lists of models of many servers, and what the catalog adds to them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "provider/cantrip-model-page.h"

/* (transfer full): the models of a page that is as it should be */
static GPtrArray *
read_page (const char *text, const char *dialect, char **ret_query)
{
  g_autoptr (JsonNode) root = cantrip_json_parse_text (text, -1, NULL);
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_model_info_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *query = NULL;

  g_assert_nonnull (root);
  g_assert_true (cantrip_model_page_read (root,
                                          cantrip_dialect_find (dialect, NULL),
                                          infos,
                                          ret_query != NULL ? ret_query : &query,
                                          &error));
  g_assert_no_error (error);

  return infos;
}

static char *
join_ids (GPtrArray *infos)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < infos->len; i++)
    g_string_append_printf (ids,
                            "%s%s",
                            i > 0 ? "," : "",
                            ((CantripModelInfo *) infos->pdata[i])->id);

  return g_strdup (ids->str);
}

static void
test_shapes (void)
{
  static const char *const cases[][3] = {
    { "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}", "generic", "a,b" },
    { "[{\"id\":\"a\"},{\"id\":7},8,{\"id\":\"\"},{\"id\":\"b\\n\"},{\"id\":\"b\"}]",
      "together",
      "a,b" },
    { "{\"models\":[{\"name\":\"command-r\"}]}", "cohere", "command-r" },
    { "{\"data\":[{\"id\":\"models/gemini-x\"}]}", "google", "gemini-x" },
    { "{\"data\":[{\"id\":\"models/gemini-x\"}]}", "generic", "models/gemini-x" },
    { "{\"data\":[]}", "generic", "" },
    { "{\"object\":\"list\",\"data\":null}", "ollama", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) infos = read_page (cases[i][0], cases[i][1], NULL);
      g_autofree char *ids = join_ids (infos);

      g_assert_cmpstr (ids, ==, cases[i][2]);
    }
}

static void
test_no_list (void)
{
  static const char *const cases[] = { "{}", "7", "null", "{\"data\":null}", "{\"data\":{}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) root = cantrip_json_parse_text (cases[i], -1, NULL);
      g_autoptr (GPtrArray) infos = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      char *query = NULL;

      g_assert_false (cantrip_model_page_read (root,
                                               cantrip_dialect_find ("generic", NULL),
                                               infos,
                                               &query,
                                               &error));
      g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_BAD_REPLY);
      g_assert_null (query);
    }
}

static void
test_what_servers_say (void)
{
  static const struct
  {
    const char *model;
    gint64      context;
    gint64      max_output;
    gint64      input_usd_nanos;
    const char *retires_on;
    gboolean    generates_text;
  } cases[] = {
    { "\"context_length\":8192,\"pricing\":{\"prompt\":\"0.0000025\",\"completion\":\"0\"},"
      "\"top_provider\":{\"max_completion_tokens\":4096}",
      8192,
      4096,
      2500000000,
      NULL,
      TRUE },
    { "\"max_model_len\":32768", 32768, 0, -1, NULL, TRUE },
    { "\"meta\":{\"n_ctx_train\":4096}", 4096, 0, -1, NULL, TRUE },
    { "\"context_window\":131072,\"max_completion_tokens\":65536", 131072, 65536, -1, NULL, TRUE },
    { "\"shutdown_date\":\"2027-01-14\"", 0, 0, -1, "2027-01-14", TRUE },
    { "\"retires_at\":\"2027-02-01T00:00:00Z\"", 0, 0, -1, "2027-02-01", TRUE },
    { "\"shutdown_date\":\"some day or other\"", 0, 0, -1, NULL, TRUE },
    { "\"type\":\"embedding\"", 0, 0, -1, NULL, FALSE },
    { "\"capabilities\":{\"completion_chat\":false}", 0, 0, -1, NULL, FALSE },
    { "\"architecture\":{\"output_modalities\":[\"image\"]}", 0, 0, -1, NULL, FALSE },
    { "\"architecture\":{\"output_modalities\":[\"image\",\"text\"]}", 0, 0, -1, NULL, TRUE },
    { "\"context_length\":-5,\"pricing\":{\"prompt\":\"-1\",\"completion\":7}",
      0,
      0,
      -1,
      NULL,
      TRUE },
    { "\"context_length\":\"x\",\"pricing\":{\"prompt\":\"1e99\"}", 0, 0, -1, NULL, TRUE },
    { "\"pricing\":{\"prompt\":\"nan\"},\"meta\":7,\"architecture\":[]", 0, 0, -1, NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[{\"id\":\"m\",%s}]", cases[i].model);
      g_autoptr (GPtrArray) infos = read_page (text, "generic", NULL);
      const CantripModelInfo *info = g_ptr_array_index (infos, 0);

      g_test_message ("%s", cases[i].model);
      g_assert_cmpint (info->context_tokens, ==, cases[i].context);
      g_assert_cmpint (info->max_output_tokens, ==, cases[i].max_output);
      g_assert_cmpint (info->input_usd_nanos, ==, cases[i].input_usd_nanos);
      g_assert_cmpstr (info->retires_on, ==, cases[i].retires_on);
      g_assert_cmpint (info->generates_text, ==, cases[i].generates_text);
    }
}

static void
test_pages (void)
{
  static const char *const cases[][2] = {
    { "{\"data\":[],\"has_more\":true,\"last_id\":\"a&b=c d\"}", "after=a%26b%3Dc%20d" },
    { "{\"data\":[],\"has_more\":false,\"last_id\":\"a\"}", NULL },
    { "{\"data\":[],\"has_more\":true}", NULL },
    { "{\"models\":[],\"next_page_token\":\"t\"}", "page_token=t" },
    { "{\"models\":[],\"nextPageToken\":\"t\"}", "pageToken=t" },
    { "{\"models\":[],\"next_page_token\":\"\"}", NULL },
    { "[]", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *query = NULL;
      g_autoptr (GPtrArray) infos = read_page (cases[i][0], "generic", &query);

      g_assert_cmpuint (infos->len, ==, 0);
      g_assert_cmpstr (query, ==, cases[i][1]);
    }
}

static void
test_merge (void)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  const CantripDialect *openai = cantrip_dialect_find ("openai", NULL);
  g_autoptr (CantripModelInfo) silent = cantrip_model_info_new ("gpt-4o-mini");
  g_autoptr (CantripModelInfo) telling = cantrip_model_info_new ("gpt-6-astra");
  g_autoptr (CantripModelInfo) unknown = cantrip_model_info_new ("gpt-99");
  g_autoptr (CantripModelInfo) embedding = cantrip_model_info_new ("text-embedding-3-small");
  g_autoptr (CantripModelInfo) copy = NULL;

  cantrip_model_info_merge (silent, cantrip_catalog_find (catalog, "openai", silent->id), openai);
  g_assert_true (silent->is_known && silent->generates_text && silent->accepts_sampling);
  g_assert_cmpint (silent->context_tokens, ==, 128000);
  g_assert_cmpint (silent->input_usd_nanos, ==, 150000000);
  g_assert_cmpint (silent->output_usd_nanos, ==, 600000000);
  g_assert_nonnull (silent->priced_on);
  g_assert_cmpstr (silent->retires_on, ==, "2027-01-14");

  telling->context_tokens = 1000;
  telling->input_usd_nanos = 1;
  telling->output_usd_nanos = 2;
  cantrip_model_info_merge (telling, cantrip_catalog_find (catalog, "openai", telling->id), openai);
  g_assert_cmpint (telling->context_tokens, ==, 1000);
  g_assert_cmpint (telling->input_usd_nanos, ==, 1);
  g_assert_null (telling->priced_on);
  g_assert_false (telling->accepts_sampling);
  copy = cantrip_model_info_copy (telling);
  g_assert_cmpstr (copy->title, ==, "GPT-6 Astra");

  cantrip_model_info_merge (unknown, NULL, cantrip_dialect_find ("ai21", NULL));
  g_assert_false (unknown->is_known || unknown->accepts_seed || unknown->accepts_schema);
  g_assert_cmpint (unknown->input_usd_nanos, ==, -1);

  cantrip_model_info_merge (embedding,
                            cantrip_catalog_find (catalog, "openai", embedding->id),
                            openai);
  g_assert_false (embedding->generates_text);
}

static void
test_known (void)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (GPtrArray) groq = cantrip_model_info_list_known (catalog, "groq");
  g_autoptr (GPtrArray) sample = cantrip_model_info_list_known (catalog, "sample");
  g_autoptr (GPtrArray) nothing = cantrip_model_info_list_known (catalog, "generic");
  g_autofree char *sample_ids = join_ids (sample);

  g_assert_cmpuint (groq->len, ==, 3);
  g_assert_true (((CantripModelInfo *) groq->pdata[0])->is_known);
  g_assert_cmpstr (sample_ids, ==, "sample-plain,sample-careful");
  g_assert_cmpuint (nothing->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model-page/read/shapes", test_shapes);
  g_test_add_func ("/model-page/read/no-list", test_no_list);
  g_test_add_func ("/model-page/read/what-servers-say", test_what_servers_say);
  g_test_add_func ("/model-page/read/pages", test_pages);
  g_test_add_func ("/model-info/merge/adds-the-catalog", test_merge);
  g_test_add_func ("/model-info/list-known/lists", test_known);

  return g_test_run ();
}
