/* test-log-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-id.h"
#include "cantrip-test-program.h"
#include "cantrip-test-util.h"
#include "cantrip-test-workspace.h"
#include "request-log/cantrip-request-log.h"

/* 2026-11-23T14:05:09.120Z */
#define MOMENT_US G_GINT64_CONSTANT (1795442709120000)

typedef struct
{
  char                 *path;
  CantripTestWorkspace *workspace;
  CantripRequestLog    *log;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->path = cantrip_test_path ("w.cantrip");
  fixture->workspace = cantrip_test_workspace_new (fixture->path);
  fixture->log = cantrip_request_log_new (fixture->workspace->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->log);
  cantrip_test_workspace_free (fixture->workspace);
  g_free (fixture->path);
}

#define CHECK(...) cantrip_test_program_check (__VA_ARGS__, "--workspace", fixture->path, NULL)

#define ASSERT_FAILS(code, words, ...)                                              \
  G_STMT_START                                                                      \
  {                                                                                 \
    g_autoptr (CantripTestProgram) program =                                        \
        cantrip_test_program_run (__VA_ARGS__, "--workspace", fixture->path, NULL); \
                                                                                    \
    cantrip_test_program_assert_failed (program, code, words);                      \
    g_assert_cmpstr (program->output, ==, "");                                      \
  }                                                                                 \
  G_STMT_END

static void
append (Fixture *fixture, const CantripReceipt *receipt)
{
  g_autoptr (GError) error = NULL;

  cantrip_request_log_append (fixture->log, receipt, &error);
  g_assert_no_error (error);
}

/* A call that was paid for; returns its id. */
static gint64
append_paid (Fixture *fixture)
{
  g_autoptr (CantripReceipt) receipt =
      cantrip_test_workspace_make_receipt (fixture->workspace, MOMENT_US);

  receipt->api_key_id = cantrip_test_workspace_add_key (fixture->workspace, "Anna");
  receipt->provider_latency_us = 2000;
  receipt->model = g_strdup ("m-2026");
  receipt->input_tokens = 21;
  receipt->output_tokens = 4;
  receipt->cost_usd_nanos = 100000001;
  receipt->attempts = 2;
  append (fixture, receipt);
  g_assert_true (cantrip_request_log_add_feedback (fixture->log, receipt->id, "up", "good", NULL));

  return receipt->id;
}

static void
append_stored (Fixture *fixture, gint64 answered_by_id)
{
  g_autoptr (CantripReceipt) receipt =
      cantrip_test_workspace_make_receipt (fixture->workspace, MOMENT_US + 1000);

  g_clear_pointer (&receipt->output, g_free);
  receipt->answered_by_id = answered_by_id;
  receipt->cost_usd_nanos = 0;
  append (fixture, receipt);
}

static void
append_failed (Fixture *fixture)
{
  g_autoptr (CantripReceipt) receipt =
      cantrip_test_workspace_make_receipt (fixture->workspace, MOMENT_US + 2000);

  g_clear_pointer (&receipt->output, g_free);
  receipt->deployment_id = fixture->workspace->copies->id;
  receipt->source = "cell";
  receipt->finish = CANTRIP_FINISH_UNKNOWN;
  receipt->error_code = "UPSTREAM_TIMEOUT";
  receipt->error_message = g_strdup ("It “slept”");
  append (fixture, receipt);
}

/* The id at the start of a line of JSON; the rest of it must be @rest. */
static void
assert_json_line (const char *line, const char *rest)
{
  g_autofree char *id = g_strndup (line + strlen ("{\"id\":\""), CANTRIP_ID_TEXT_LENGTH);

  g_assert_cmpint (cantrip_id_from_text (id), >, 0);
  g_assert_cmpstr (line + strlen ("{\"id\":\"") + CANTRIP_ID_TEXT_LENGTH, ==, rest);
}

static void
test_json_is_exact (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64           paid_id = append_paid (fixture);
  g_autofree char *paid_text = cantrip_id_to_text (paid_id);
  g_autofree char *stored_rest = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;

  append_stored (fixture, paid_id);
  append_failed (fixture);
  output = CHECK ("log", "--json");
  lines = g_strsplit (output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[3], ==, "");

  g_assert_nonnull (strstr (lines[0], paid_text));
  assert_json_line (lines[0],
                    "\",\"deployment\":\"copy\",\"revision\":1,\"variant\":\"first\","
                    "\"key\":\"Anna\",\"source\":\"call\","
                    "\"received\":\"2026-11-23T14:05:09.120Z\","
                    "\"latency_ms\":2.5,\"provider_latency_ms\":2,"
                    "\"cached\":false,\"answered_by\":null,"
                    "\"inputs\":{\"event\":\"a fair\",\"size\":40},\"output\":\"Come to a fair\","
                    "\"finish_reason\":\"stop\",\"model\":\"m-2026\","
                    "\"input_tokens\":21,\"output_tokens\":4,\"cost_usd\":0.100000001,"
                    "\"attempts\":2,\"error\":null,\"rating\":\"up\"}");

  stored_rest = g_strdup_printf ("\",\"deployment\":\"copy\",\"revision\":1,\"variant\":\"first\","
                                 "\"key\":null,\"source\":\"call\","
                                 "\"received\":\"2026-11-23T14:05:09.121Z\","
                                 "\"latency_ms\":2.5,\"provider_latency_ms\":null,"
                                 "\"cached\":true,\"answered_by\":\"%s\","
                                 "\"inputs\":{\"event\":\"a fair\",\"size\":40},"
                                 "\"output\":\"Come to a fair\","
                                 "\"finish_reason\":\"stop\",\"model\":null,"
                                 "\"input_tokens\":null,\"output_tokens\":null,\"cost_usd\":0,"
                                 "\"attempts\":0,\"error\":null,\"rating\":null}",
                                 paid_text);
  assert_json_line (lines[1], stored_rest);

  assert_json_line (lines[2],
                    "\",\"deployment\":\"copies\",\"revision\":1,\"variant\":\"first\","
                    "\"key\":null,\"source\":\"cell\","
                    "\"received\":\"2026-11-23T14:05:09.122Z\","
                    "\"latency_ms\":2.5,\"provider_latency_ms\":null,"
                    "\"cached\":false,\"answered_by\":null,"
                    "\"inputs\":{\"event\":\"a fair\",\"size\":40},\"output\":null,"
                    "\"finish_reason\":null,\"model\":null,"
                    "\"input_tokens\":null,\"output_tokens\":null,\"cost_usd\":null,"
                    "\"attempts\":0,"
                    "\"error\":{\"code\":\"UPSTREAM_TIMEOUT\",\"message\":\"It “slept”\"},"
                    "\"rating\":null}");
}

static void
test_text_is_one_line_each (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64           paid_id = append_paid (fixture);
  g_autofree char *output = NULL;

  append_stored (fixture, paid_id);
  append_failed (fixture);
  output = CHECK ("log");
  if (!g_regex_match_simple (
          "^2026-11-23T14:05:09.120Z · \\w{13} · copy/first · call by Anna · 3 ms"
          " · \\$0.100000001 · up · Come to a fair\n"
          "2026-11-23T14:05:09.121Z · \\w{13} · copy/first · call by nobody · 3 ms"
          " · stored answer · Come to a fair\n"
          "2026-11-23T14:05:09.122Z · \\w{13} · copies/first · cell by nobody · 3 ms"
          " · price unknown · UPSTREAM_TIMEOUT: It “slept”\n$",
          output,
          0,
          0))
    g_error ("%s", output);
}

/* What a model says must not move the cursor, nor break the line. */
static void
test_text_is_harmless (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) receipt =
      cantrip_test_workspace_make_receipt (fixture->workspace, MOMENT_US);
  g_autofree char *end = g_strnfill (100, 'x');
  g_autofree char *output = NULL;

  g_free (receipt->output);
  receipt->output = g_strconcat ("one\r\ntwo\x1b[2J\xc2\x9b ünï ", end, NULL);
  append (fixture, receipt);
  output = CHECK ("log");
  g_assert_true (g_utf8_validate (output, -1, NULL));
  g_assert_null (strchr (output, '\r'));
  g_assert_null (strchr (output, '\x1b'));
  g_assert_null (strstr (output, "\xc2\x9b"));
  g_assert_true (strchr (output, '\n') == output + strlen (output) - 1);
  g_assert_nonnull (strstr (output, "one  two [2J  ünï xxx"));
  g_assert_true (g_str_has_suffix (output, "xxx…\n"));
}

static guint
count_lines (char *output)
{
  guint n = 0;

  for (const char *p = output; *p != '\0'; p++)
    n += *p == '\n';
  g_free (output);

  return n;
}

static void
test_filters (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripReceipt) later =
      cantrip_test_workspace_make_receipt (fixture->workspace, MOMENT_US + G_USEC_PER_SEC);
  gint64 paid_id = append_paid (fixture);

  append_stored (fixture, paid_id);
  append_failed (fixture);
  append (fixture, later);

  g_assert_cmpuint (count_lines (CHECK ("log")), ==, 4);
  g_assert_cmpuint (count_lines (CHECK ("log", "--deployment", "copy")), ==, 3);
  g_assert_cmpuint (count_lines (CHECK ("log", "--deployment", "copies")), ==, 1);
  g_assert_cmpuint (count_lines (CHECK ("log", "--since", "2026-11-23T14:05:09.122Z")), ==, 2);
  g_assert_cmpuint (count_lines (CHECK ("log", "--since", "2026-11-23")), ==, 4);
  g_assert_cmpuint (count_lines (CHECK ("log", "-s", "2099-01-01", "--json")), ==, 0);
}

static void
test_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  ASSERT_FAILS (1, "did you mean “copy”", "log", "--deployment", "cpoy");
  ASSERT_FAILS (1, "cantrip-bridge deployments", "log", "--deployment", "zzzzzz");
  ASSERT_FAILS (2, "“yesterday” is not a time", "log", "--since", "yesterday");
  ASSERT_FAILS (2, "wrong number of arguments", "log", "copy");
}

static void
test_says_when_it_cannot_write (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;

  append_failed (fixture);
  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = g_subprocess_launcher_spawn (launcher,
                                         &error,
                                         g_getenv ("CANTRIP_BRIDGE"),
                                         "log",
                                         "--workspace",
                                         fixture->path,
                                         NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &errors, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (errors, "could not be written out"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/log-command/json-is-exact", test_json_is_exact);
  ADD ("/log-command/text-is-one-line-each", test_text_is_one_line_each);
  ADD ("/log-command/text-is-harmless", test_text_is_harmless);
  ADD ("/log-command/filters", test_filters);
  ADD ("/log-command/refuses", test_refuses);
  ADD ("/log-command/says-when-it-cannot-write", test_says_when_it_cannot_write);
#undef ADD
  return g_test_run ();
}
