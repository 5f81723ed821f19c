/* test-catalog.c
 *
 * Costs are computed by hand beside each case; 1 USD per million tokens is 1,000 billionths of
 * a dollar per token.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "cantrip-test-util.h"
#include "provider/cantrip-catalog.h"

static const char MODELS[] =
    "[{\"provider\":\"p\",\"id\":\"plain\",\"input\":0.15,\"output\":0.6},"
    " {\"provider\":\"p\",\"id\":\"tiny\",\"input\":0.0375,\"output\":0.15},"
    " {\"provider\":\"p\",\"id\":\"cached\",\"input\":2,\"output\":10,\"cache_read\":0.1,"
    "  \"temperature\":\"never\",\"context\":1000,\"max_output\":100,\"as_of\":\"2026-11-10\","
    "  \"tiers\":[{\"above\":300000,\"input\":8,\"output\":30,\"cache_read\":1},"
    "            {\"above\":100000,\"input\":4,\"output\":15}]},"
    " {\"provider\":\"p\",\"id\":\"no-discount\",\"input\":1,\"output\":1,\"cache_read\":0},"
    " {\"provider\":\"p\",\"id\":\"unpriced\",\"input\":null,\"output\":null},"
    " {\"provider\":\"p\",\"id\":\"effort\",\"temperature\":\"effort=none\"},"
    " {\"provider\":\"q\",\"id\":\"plain\",\"input\":9,\"output\":9}]";

typedef struct
{
  CantripCatalog *catalog;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = cantrip_test_write_file ("models.json", MODELS, -1);

  fixture->catalog = cantrip_catalog_new (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->catalog);
}

static void
test_find_by_dialect_and_name (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const CantripModel *cached = cantrip_catalog_find (fixture->catalog, "p", "cached");

  g_assert_cmpint (cantrip_model_get_context_tokens (cached), ==, 1000);
  g_assert_cmpint (cantrip_model_get_max_output_tokens (cached), ==, 100);
  g_assert_cmpstr (cantrip_model_get_as_of (cached), ==, "2026-11-10");
  g_assert_null (cantrip_catalog_find (fixture->catalog, "q", "cached"));
  g_assert_null (cantrip_catalog_find (fixture->catalog, "p", "CACHED"));
  g_assert_cmpint (cantrip_model_get_context_tokens (NULL), ==, 0);
  g_assert_null (cantrip_model_get_as_of (NULL));
}

static void
test_cost (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *model;
    gint64      input, cached, output;
    gint64      expected;
  } cases[] = {
    { "plain", 1, 0, 0, 150 },
    { "plain", 1000, -1, 100, 150 * 1000 + 600 * 100 },
    { "plain", 1000, 1000, 0, 150 * 1000 }, /* no price of cached tokens */
    { "tiny", 1, 0, 0, 38 },                /* 37.5, rounded up */
    { "tiny", 2, 0, 0, 75 },                /* 75 exactly */
    { "tiny", 3, 0, 1, 263 },               /* 112.5 + 150, rounded up */
    { "no-discount", 10, 10, 0, 10000 },    /* a price of 0 is “not known” */
    { "cached", 1000, 400, 10, 600 * 2000 + 400 * 100 + 10 * 10000 },
    { "cached", 1000, 5000, 0, 1000 * 100 }, /* more cached than there are */
    { "cached", 100000, 0, 1, G_GINT64_CONSTANT (100000) * 2000 + 10000 },
    { "cached", 100001, 0, 1, G_GINT64_CONSTANT (100001) * 4000 + 15000 },
    { "cached", 100001, 1, 0, G_GINT64_CONSTANT (100000) * 4000 + 200 }, /* 0.1 / 2 of 4 */
    { "cached", 300001, 1, 0, G_GINT64_CONSTANT (300000) * 8000 + 1000 },
    { "plain", 0, 0, 0, 0 },
    { "plain", -1, -1, 5, -1 },
    { "plain", 5, -1, -1, -1 },
    { "plain", G_MAXINT64, 0, 0, -1 },
    { "plain", 0, 0, G_MAXINT64, -1 },
    { "unpriced", 5, 0, 5, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const CantripModel *model = cantrip_catalog_find (fixture->catalog, "p", cases[i].model);

      g_test_message ("case %d", (int) i);
      g_assert_nonnull (model);
      g_assert_cmpint (cantrip_model_get_cost_usd_nanos (model,
                                                         cases[i].input,
                                                         cases[i].cached,
                                                         cases[i].output),
                       ==,
                       cases[i].expected);
    }
  g_assert_cmpint (cantrip_model_get_cost_usd_nanos (NULL, 1, 0, 1), ==, -1);
}

static void
test_sampling (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const CantripModel *plain = cantrip_catalog_find (fixture->catalog, "p", "plain");
  const CantripModel *never = cantrip_catalog_find (fixture->catalog, "p", "cached");
  const CantripModel *effort = cantrip_catalog_find (fixture->catalog, "p", "effort");

  g_assert_true (cantrip_model_accepts_sampling (NULL, NULL));
  g_assert_true (cantrip_model_accepts_sampling (plain, "high"));
  g_assert_false (cantrip_model_accepts_sampling (never, "none"));
  g_assert_false (cantrip_model_accepts_sampling (effort, NULL));
  g_assert_false (cantrip_model_accepts_sampling (effort, "low"));
  g_assert_true (cantrip_model_accepts_sampling (effort, "none"));
  g_assert_true (cantrip_model_accepts_penalties (NULL));
  g_assert_true (cantrip_model_accepts_penalties (plain));
  g_assert_false (cantrip_model_accepts_penalties (never));
  g_assert_false (cantrip_model_accepts_penalties (effort));
}

static void
test_new_reads_the_shipped_one (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, &error);
  const CantripModel *model;

  g_assert_no_error (error);
  model = cantrip_catalog_find (catalog, "openai", "gpt-6.1-sol");
  g_assert_false (cantrip_model_accepts_sampling (model, "none"));
  g_assert_cmpint (cantrip_model_get_cost_usd_nanos (model, 1000, 0, 1000), ==, 12000000);
  g_assert_cmpint (cantrip_model_get_cost_usd_nanos (model, 272001, 0, 0), ==, 1088004000);
  g_assert_true (
      cantrip_model_accepts_sampling (cantrip_catalog_find (catalog, "openai", "gpt-4o-mini"),
                                      NULL));
}

static void
test_new_refuses (void)
{
  static const struct
  {
    const char  *text; /* NULL: there is no file */
    CantripError code;
  } cases[] = {
    { NULL, CANTRIP_ERROR_NOT_FOUND },
    { "", CANTRIP_ERROR_INVALID_INPUT },
    { "{}", CANTRIP_ERROR_INVALID_INPUT },
    { "[7]", CANTRIP_ERROR_INVALID_INPUT },
    { "[{\"provider\":\"p\"}]", CANTRIP_ERROR_INVALID_INPUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = cases[i].text != NULL
                                  ? cantrip_test_write_file ("bad.json", cases[i].text, -1)
                                  : cantrip_test_path ("missing.json");

      g_assert_null (cantrip_catalog_new (path, &error));
      g_assert_error (error, CANTRIP_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, path));
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/catalog/find/by-dialect-and-name", test_find_by_dialect_and_name);
  ADD ("/catalog/cost/agrees-with-hand-computed", test_cost);
  ADD ("/catalog/sampling/depends-on-model-and-effort", test_sampling);
  g_test_add_func ("/catalog/new/reads-the-shipped-one", test_new_reads_the_shipped_one);
  g_test_add_func ("/catalog/new/refuses", test_new_refuses);

  return g_test_run ();
}
