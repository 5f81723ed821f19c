/* test-generate-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "cantrip-fake-model.h"
#include "cantrip-test-program.h"
#include "cantrip-test-util.h"

typedef struct
{
  CantripFakeModel *model;
  char             *workspace;
} Fixture;

static void
apply (Fixture *fixture, const char *model_name, const char *more)
{
  g_autofree char *json = g_strdup_printf (
      "{\"connections\":[{\"name\":\"local\",\"protocol\":\"openai\",\"base_url\":\"%s\"%s}],"
      "\"apps\":[{\"slug\":\"copy\",\"name\":\"Copy\",\"variants\":[{\"name\":\"first\","
      "\"connection\":\"local\",\"model\":\"%s\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Write about {{event}}\"}],\"parameters\":{\"max_tokens\":10}}]}]}",
      cantrip_fake_model_get_base_url (fixture->model),
      more,
      model_name);
  g_autofree char *file = cantrip_test_write_file ("apply.json", json, -1);

  g_free (cantrip_test_program_check ("apply", file, "-w", fixture->workspace, NULL));
}

static void
set_up_with (Fixture *fixture, const char *model_name, const char *more)
{
  static guint     n_workspaces;
  g_autofree char *name = g_strdup_printf ("w-%u.cantrip", ++n_workspaces);
  g_autofree char *rows = cantrip_test_write_file ("rows.csv", "event,size\nFair,1\nGala,2\n", -1);

  fixture->model = cantrip_fake_model_new ();
  cantrip_fake_model_set_reply_func (fixture->model, cantrip_fake_model_echo, NULL);
  fixture->workspace = cantrip_test_path (name);
  g_free (cantrip_test_program_check ("init", "-w", fixture->workspace, NULL));
  g_free (
      cantrip_test_program_check ("import", rows, "-d", "events", "-w", fixture->workspace, NULL));
  apply (fixture, model_name, more);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  set_up_with (fixture, "some-model", "");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_free (fixture->model);
  g_free (fixture->workspace);
}

/* Runs `generate copy/first events` with up to two more arguments; fails the test if it fails. */
static char *
generate (Fixture *fixture, const char *option, const char *value)
{
  return cantrip_test_program_check ("generate",
                                     "-w",
                                     fixture->workspace,
                                     "copy/first",
                                     "events",
                                     option,
                                     value,
                                     NULL);
}

static void
assert_fails (Fixture    *fixture,
              int         exit_code,
              const char *words,
              const char *option,
              const char *value)
{
  g_autoptr (CantripTestProgram) program = cantrip_test_program_run ("generate",
                                                                     "-w",
                                                                     fixture->workspace,
                                                                     "copy/first",
                                                                     "events",
                                                                     option,
                                                                     value,
                                                                     NULL);

  cantrip_test_program_assert_failed (program, exit_code, words);
}

static void
assert_file (const char *path, const char *expected_start)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  if (!g_str_has_prefix (content, expected_start))
    g_error ("“%s” does not begin with “%s”", content, expected_start);
}

static void
test_asks_and_writes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *csv = cantrip_test_path ("out.csv");
  g_autofree char *jsonl = cantrip_test_path ("out.jsonl");
  g_autofree char *first = generate (fixture, "--out", csv);
  g_autofree char *again = generate (fixture, "--out", jsonl);

  g_assert_cmpstr (first, ==, "2 done, 0 failed, 0 left\n");
  assert_file (csv,
               "event,size,output,state,error,model,input_tokens,output_tokens,latency_ms,"
               "cost_usd\r\nFair,1,Write about Fair,done,,some-model,3,3,");
  g_assert_cmpstr (again,
                   ==,
                   "Nothing was left to ask, and nothing was paid\n2 done, 0 failed, 0 left\n");
  assert_file (jsonl,
               "{\"event\":\"Fair\",\"size\":\"1\",\"output\":\"Write about Fair\","
               "\"state\":\"done\",\"error\":null,\"model\":\"some-model\",\"input_tokens\":3,");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 2);
}

static void
test_tells_why_rows_failed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *failed = NULL;
  g_autofree char *mended = NULL;
  g_autofree char *json = NULL;

  cantrip_fake_model_fail_next (fixture->model, 400, "{\"error\":{\"message\":\"Odd\"}}", NULL, 1);
  failed = generate (fixture, NULL, NULL);
  g_assert_true (g_str_has_prefix (failed, "1 done, 1 failed, 0 left\n  1 × INVALID_INPUT: "));
  g_assert_nonnull (strstr (failed, "Ask them again with “--rows failed”\n"));
  mended = generate (fixture, "--rows", "failed");
  g_assert_cmpstr (mended, ==, "1 done, 0 failed, 0 left\n");

  json = generate (fixture, "--json", NULL);
  g_assert_nonnull (strstr (json,
                            "\"end\":\"complete\",\"total\":2,\"done\":2,\"failed\":0,\"left\":0,"
                            "\"asked_now\":0,\"cost_usd\":null,\"error\":null}\n"));
}

static void
test_lists_runs (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *none = cantrip_test_program_check ("runs", "-w", fixture->workspace, NULL);
  g_autofree char *run = generate (fixture, "--repeat", "3");
  g_autofree char *text = cantrip_test_program_check ("runs", "-w", fixture->workspace, NULL);
  g_autofree char *json =
      cantrip_test_program_check ("runs", "--json", "-w", fixture->workspace, NULL);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (run, ==, "6 done, 0 failed, 0 left\n");
  g_assert_nonnull (
      strstr (text, " · copy/first · events · some-model · 3 times · 6 done, 0 failed, 0 left · "));
  g_assert_nonnull (strstr (json, "\"variant\":\"copy/first\",\"dataset\":\"events\""));
  g_assert_nonnull (strstr (json, "\"done\":6,\"failed\":0,\"left\":0,\"input_tokens\":18,"));
}

static void
test_wrong_use (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_fails (fixture, 2, "--concurrency is a number", "--concurrency", "0");
  assert_fails (fixture, 2, "--repeat is a number", "--repeat", "-1");
  assert_fails (fixture, 2, "does not name rows", "--rows", "5-3");
  assert_fails (fixture, 2, "such as 2.50", "--limit-usd", "1.2.3");
  assert_fails (fixture, 2, "such as 2.50", "--limit-usd", "-1");
  assert_fails (fixture, 2, "such as 2.50", "--limit-usd", "1e3");
  assert_fails (fixture, 2, ".csv, .jsonl or .xlsx", "--out", "rows.ods");
  assert_fails (fixture, 2, "no failed rows", "--fresh", "--rows=failed");
  assert_fails (fixture, 1, "Nothing has failed", "--rows", "failed");
  assert_fails (fixture, 1, "no row 7", "--rows", "7-9");
  assert_fails (fixture, 1, "The price of “some-model” is not known", "--limit-usd", "0.5");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 0);
}

static void
test_stops_at_the_limit (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestProgram) program = NULL;

  program = cantrip_test_program_run ("generate",
                                      "-w",
                                      fixture->workspace,
                                      "copy/first",
                                      "events",
                                      "--limit-usd",
                                      "0.000000001",
                                      NULL);
  cantrip_test_program_assert_failed (program, 1, "before the limit of $0.000000001");
  g_assert_true (g_str_has_prefix (program->output, "0 done, 0 failed, 2 left · $0\n"));
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 0);
}

static void
set_up_priced (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  set_up_with (fixture, "gpt-6.1-sol", ",\"dialect\":\"openai\"");
}

static void
set_up_with_key (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  set_up_with (fixture, "some-model", ",\"key\":\"env:CANTRIP_TEST_KEY\"");
}

/* A server's refusal of the key is told once, and costs no row. */
static void
test_wrong_key_stops (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *mended = NULL;

  cantrip_fake_model_fail_next (fixture->model, 401, "{}", NULL, 2);
  assert_fails (fixture, 1, "the same command goes on", NULL, NULL);
  mended = generate (fixture, NULL, NULL);
  g_assert_cmpstr (mended, ==, "2 done, 0 failed, 0 left\n");
}

static void
test_missing_key_only_matters_for_calls (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *complete = NULL;

  g_unsetenv ("CANTRIP_TEST_KEY");
  assert_fails (fixture, 1, "CANTRIP_TEST_KEY", NULL, NULL);
  g_setenv ("CANTRIP_TEST_KEY", "secret-of-the-test", TRUE);
  g_free (generate (fixture, NULL, NULL));
  g_unsetenv ("CANTRIP_TEST_KEY");
  complete = generate (fixture, NULL, NULL);
  g_assert_true (g_str_has_prefix (complete, "Nothing was left to ask"));
}

static void
test_failed_export_spares_the_old_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = cantrip_test_path ("no-folder");
  g_autofree char *missing = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *old = cantrip_test_write_file ("old.csv", "old", -1);
  g_autofree char *replaced = NULL;

  assert_fails (fixture, 1, "Could not write", "--out", missing);
  assert_file (old, "old");
  replaced = generate (fixture, "--out", old);
  assert_file (old, "event,size,output");
}

/* A dataset “many” with @n_rows rows. */
static void
import_many (Fixture *fixture, guint n_rows)
{
  g_autoptr (GString) csv = g_string_new ("event\n");
  g_autofree char *file = NULL;

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (csv, "Fair %u\n", i);
  file = cantrip_test_write_file ("many.csv", csv->str, -1);
  g_free (
      cantrip_test_program_check ("import", file, "-d", "many", "-w", fixture->workspace, NULL));
}

static void
test_interrupt_stops_and_resumes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *resumed = NULL;

  import_many (fixture, 400);
  cantrip_fake_model_set_delay_ms (fixture->model, 20); /* alone it would take eight seconds */
  program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                              &error,
                              g_getenv ("CANTRIP_BRIDGE"),
                              "generate",
                              "-w",
                              fixture->workspace,
                              "--concurrency",
                              "1",
                              "copy/first",
                              "many",
                              NULL);
  g_assert_no_error (error);
  cantrip_fake_model_wait_for_calls (fixture->model, 3);
  g_subprocess_send_signal (program, SIGINT);
  g_assert_true (g_subprocess_communicate_utf8 (program, NULL, NULL, NULL, &errors, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (program), ==, 1);
  g_assert_nonnull (strstr (errors, "the same command goes on where it stopped"));

  cantrip_fake_model_set_delay_ms (fixture->model, 0);
  resumed =
      cantrip_test_program_check ("generate", "-w", fixture->workspace, "copy/first", "many", NULL);
  g_assert_cmpstr (resumed, ==, "400 done, 0 failed, 0 left\n");
  g_assert_cmpuint (cantrip_fake_model_get_n_calls (fixture->model), ==, 400); /* none twice */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/generate-command/asks-and-writes", test_asks_and_writes);
  ADD ("/generate-command/tells-why-rows-failed", test_tells_why_rows_failed);
  ADD ("/generate-command/wrong-use", test_wrong_use);
  ADD ("/generate-command/wrong-key-stops", test_wrong_key_stops);
  ADD ("/generate-command/failed-export-spares-the-old-file",
       test_failed_export_spares_the_old_file);
  ADD ("/generate-command/interrupt-stops-and-resumes", test_interrupt_stops_and_resumes);
  ADD ("/runs-command/lists", test_lists_runs);
#undef ADD
  g_test_add ("/generate-command/stops-at-the-limit",
              Fixture,
              NULL,
              set_up_priced,
              test_stops_at_the_limit,
              tear_down);
  g_test_add ("/generate-command/missing-key-only-matters-for-calls",
              Fixture,
              NULL,
              set_up_with_key,
              test_missing_key_only_matters_for_calls,
              tear_down);
  return g_test_run ();
}
