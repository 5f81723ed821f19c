/* test-table-endpoint.c
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

static void
assert_table (Fixture *fixture, const char *path, const char *csv)
{
  g_autoptr (CantripTestCall) call = cantrip_test_call_cell (fixture->service, path);

  cantrip_test_call_assert_cell (call, csv, "ok");
  g_assert_cmpstr (cantrip_test_call_get_header (call, "Content-Type"),
                   ==,
                   "text/csv; charset=utf-8");
}

static void
test_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_table (fixture, "/v1/table/copy.csv?event=a", "About a\r\n");
  assert_table (fixture,
                "/v1/table/copy.csv?event=a&event=b&event=a",
                "About a\r\nAbout b\r\nAbout a\r\n");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 2);
}

static void
test_one_value_is_for_all_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_table (fixture,
                "/v1/table/mail.csv?event=Fair&name=Ann&name=Bob",
                "Ann at Fair\r\nBob at Fair\r\n");
  assert_table (fixture,
                "/v1/table/mail.csv?name=Ann&event=Fair&name=Bob&event=Ball",
                "Ann at Fair\r\nBob at Ball\r\n");
}

static void
test_text_is_another_name (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_table (fixture, "/v1/table/copy.csv?text=a&event=b", "About a\r\nAbout b\r\n");
}

/* A line without a cell would shift those below it. */
static void
test_blank_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_table (fixture,
                "/v1/table/copy.csv?event=a&event=&event=b",
                "About a\r\n\"\"\r\nAbout b\r\n");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 2);
}

static void
test_quoting (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_set_reply (fixture->service->model, "a, \"b\"\r\nc\r\n");
  assert_table (fixture, "/v1/table/copy.csv?event=x", "\"a, \"\"b\"\"\nc\"\r\n");
}

/* What a spreadsheet would take for a formula. */
static void
test_harmless (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *output;
    const char *csv;
  } OUTPUTS[] = {
    { "=1+1", "'=1+1\r\n" },
    { "+1", "'+1\r\n" },
    { "-1", "'-1\r\n" },
    { "@sum", "'@sum\r\n" },
    { "=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n" },
    { "1=1", "1=1\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (OUTPUTS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/v1/table/copy.csv?event=%zu", i);

      cantrip_fake_model_set_reply (fixture->service->model, OUTPUTS[i].output);
      assert_table (fixture, path, OUTPUTS[i].csv);
    }
}

static void
test_errors_are_cells (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestCall) call = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_answers = 0;

  cantrip_fake_model_fail_next (fixture->service->model, 400, "{}", NULL, 1);
  call = cantrip_test_call_cell (fixture->service, "/v1/table/copy.csv?event=a&event=b");
  g_assert_cmpuint (call->status, ==, 200);

  lines = g_strsplit (call->text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      n_answers += g_str_has_prefix (lines[i], "About ");
      g_assert_true (g_str_has_prefix (lines[i], "About ") ||
                     strstr (lines[i], "#CANTRIP UPSTREAM: ") != NULL);
    }
  g_assert_cmpuint (n_answers, ==, 1);
}

static void
test_wrong_addresses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) many = g_string_new ("/v1/table/copy.csv?event=a");
  struct
  {
    const char *path;
    const char *code;
  } wrong[] = {
    { "/v1/table/copy.csv", "INPUT_TYPE" },
    { "/v1/table/copy.csv?evnt=a", "INPUT_TYPE" },
    { "/v1/table/mail.csv?event=a", "INPUT_TYPE" },
    { "/v1/table/mail.csv?event=a&event=b&name=1&name=2&name=3", "INPUT_TYPE" },
    { "/v1/table/copi.csv?event=a", "UNKNOWN_DEPLOYMENT" },
    { "/v1/table/copy.csv?event=%FF", "BAD_REQUEST" },
    { NULL, "TOO_LONG" },
  };

  for (guint i = 0; i < 200; i++)
    g_string_append (many, "&event=b");
  wrong[G_N_ELEMENTS (wrong) - 1].path = many->str;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CantripTestCall) call = cantrip_test_call_cell (fixture->service, wrong[i].path);
      g_autofree char *start = g_strdup_printf ("#CANTRIP %s: ", wrong[i].code);

      g_assert_cmpuint (call->status, ==, 200);
      g_assert_nonnull (strstr (call->text, start));
      g_assert_true (g_str_has_suffix (call->text, "\r\n"));
      g_assert_cmpstr (cantrip_test_call_get_header (call, "X-Cantrip-Code"), ==, wrong[i].code);
    }
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->service->model), ==, 0);
}

static void
test_receipts (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) receipts = NULL;

  assert_table (fixture, "/v1/table/copy.csv?event=a", "About a\r\n");
  receipts = cantrip_test_service_list_receipts (fixture->service);
  g_assert_cmpuint (receipts->len, ==, 1);
  g_assert_cmpstr (((CantripReceipt *) g_ptr_array_index (receipts, 0))->source, ==, "table");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/table-endpoint/rows/one-for-each-value", test_rows);
  ADD ("/table-endpoint/rows/one-value-is-for-all", test_one_value_is_for_all_rows);
  ADD ("/table-endpoint/rows/text-is-another-name", test_text_is_another_name);
  ADD ("/table-endpoint/rows/blank", test_blank_rows);
  ADD ("/table-endpoint/rows/leave-receipts", test_receipts);
  ADD ("/table-endpoint/cells/quoting", test_quoting);
  ADD ("/table-endpoint/cells/harmless", test_harmless);
  ADD ("/table-endpoint/errors/are-cells", test_errors_are_cells);
  ADD ("/table-endpoint/errors/wrong-addresses", test_wrong_addresses);

  return g_test_run ();
}
