/* test-import-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cantrip-test-program.h"
#include "cantrip-test-util.h"

/* The path of a new workspace. */
static char *
make_workspace (void)
{
  char            *path = cantrip_test_path ("w.cantrip");
  g_autofree char *output = cantrip_test_program_check ("init", "-w", path, NULL);

  return path;
}

static void
test_imports_and_lists (void)
{
  g_autofree char *workspace = make_workspace ();
  g_autofree char *file = cantrip_test_write_file ("rows.csv", "event,,size\nFair,x,40\n", -1);
  g_autofree char *output =
      cantrip_test_program_check ("import", file, "--dataset", "events", "-w", workspace, NULL);
  g_autofree char *list = cantrip_test_program_check ("datasets", "-w", workspace, NULL);
  g_autofree char *json = cantrip_test_program_check ("datasets", "--json", "-w", workspace, NULL);

  g_assert_cmpstr (output,
                   ==,
                   "Imported 1 row as “events”\n"
                   "Column 2 has no name and is called “Column 2”.\n");
  g_assert_cmpstr (list, ==, "events · 1 row · event, Column 2, size\n");
  g_assert_true (g_str_has_prefix (json,
                                   "[{\"name\":\"events\",\"rows\":1,\"columns\":[\"event\","
                                   "\"Column 2\",\"size\"],\"source\":\"rows.csv\","));
}

static void
test_tells_what_was_broken (void)
{
  g_autofree char *workspace = make_workspace ();
  g_autofree char *file = cantrip_test_write_file ("rows.csv", "a,b\n1\n2,3\n4,\"", -1);
  g_autofree char *text = cantrip_test_program_check ("import",
                                                      file,
                                                      "-d",
                                                      "padded",
                                                      "--on-broken",
                                                      "pad",
                                                      "-w",
                                                      workspace,
                                                      NULL);
  g_autofree char *json = cantrip_test_program_check ("import",
                                                      file,
                                                      "-d",
                                                      "skipped",
                                                      "--on-broken=skip",
                                                      "--json",
                                                      "-w",
                                                      workspace,
                                                      NULL);

  g_assert_cmpstr (text,
                   ==,
                   "Imported 2 rows as “padded”\n"
                   "2 broken: 1 left out, 1 padded\n"
                   "  line 2: 1 cell for 2 columns, padded\n"
                   "  line 4: a quote that is never closed, left out\n");
  g_assert_cmpstr (json,
                   ==,
                   "{\"dataset\":\"skipped\",\"rows\":1,\"skipped\":2,\"padded\":0,\"broken\":["
                   "{\"line\":2,\"reason\":\"1 cell for 2 columns\",\"padded\":false},"
                   "{\"line\":4,\"reason\":\"a quote that is never closed\",\"padded\":false}],"
                   "\"notes\":[]}\n");
}

static void
test_obeys_options (void)
{
  g_autofree char *workspace = make_workspace ();
  g_autofree char *file = cantrip_test_write_file ("rows.csv", "a:caf\xe9,b\n", -1);
  g_autofree char *output = cantrip_test_program_check ("import",
                                                        file,
                                                        "-d",
                                                        "x",
                                                        "--no-header",
                                                        "--delimiter=:",
                                                        "--encoding=windows-1252",
                                                        "-w",
                                                        workspace,
                                                        NULL);
  g_autofree char *list = cantrip_test_program_check ("datasets", "-w", workspace, NULL);

  g_assert_cmpstr (output, ==, "Imported 1 row as “x”\n");
  g_assert_cmpstr (list, ==, "x · 1 row · Column 1, Column 2\n");
}

static void
test_reads_a_sheet (void)
{
  g_autofree char *workspace = make_workspace ();
  g_autofree char *file = cantrip_test_fixture ("spreadsheets/workbook.ods");
  g_autofree char *output = cantrip_test_program_check ("import",
                                                        file,
                                                        "-d",
                                                        "x",
                                                        "--sheet",
                                                        "Prices",
                                                        "-w",
                                                        workspace,
                                                        NULL);
  g_autofree char *list = cantrip_test_program_check ("datasets", "-w", workspace, NULL);
  g_autoptr (CantripTestProgram) missing =
      cantrip_test_program_run ("import", file, "-d", "y", "--sheet=P", "-w", workspace, NULL);

  g_assert_cmpstr (output, ==, "Imported 1 row as “x”\n");
  g_assert_cmpstr (list, ==, "x · 1 row · price\n");
  cantrip_test_program_assert_failed (missing, 1, "there are “Events”, “Prices”, “Empty”");
}

static void
test_stops_with_one_sentence (void)
{
  g_autofree char *workspace = make_workspace ();
  g_autofree char *missing = cantrip_test_path ("missing.csv");
  g_autofree char *file = cantrip_test_write_file ("rows.csv", "a,b\n1\n", -1);
  g_autoptr (CantripTestProgram) broken =
      cantrip_test_program_run ("import", file, "-d", "x", "-w", workspace, NULL);
  g_autoptr (CantripTestProgram) no_file =
      cantrip_test_program_run ("import", missing, "-d", "x", "-w", workspace, NULL);
  g_autoptr (CantripTestProgram) no_workspace =
      cantrip_test_program_run ("import", file, "-d", "x", "-w", missing, NULL);
  g_autofree char *list = cantrip_test_program_check ("datasets", "-w", workspace, NULL);

  cantrip_test_program_assert_failed (broken, 1, "line 2 is broken");
  cantrip_test_program_assert_failed (no_file, 1, "missing.csv");
  cantrip_test_program_assert_failed (no_workspace, 1, "cantrip-bridge init");
  g_assert_cmpstr (list, ==, "");
}

static void
test_wrong_use (void)
{
  g_autoptr (CantripTestProgram) no_name = cantrip_test_program_run ("import", "x", NULL);
  g_autoptr (CantripTestProgram) no_file = cantrip_test_program_run ("import", "-d", "x", NULL);
  g_autoptr (CantripTestProgram) policy =
      cantrip_test_program_run ("import", "x", "-d", "x", "--on-broken", "ignore", NULL);
  g_autoptr (CantripTestProgram) encoding =
      cantrip_test_program_run ("import", "x", "-d", "x", "--encoding", "latin", NULL);
  g_autoptr (CantripTestProgram) delimiter =
      cantrip_test_program_run ("import", "x", "-d", "x", "--delimiter", "xx", NULL);

  cantrip_test_program_assert_failed (no_name, 2, "--dataset NAME");
  cantrip_test_program_assert_failed (no_file, 2, "wrong number of arguments");
  cantrip_test_program_assert_failed (policy, 2, "stop, skip or pad");
  cantrip_test_program_assert_failed (encoding, 2, "windows-1252");
  cantrip_test_program_assert_failed (delimiter, 2, "delimiter");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/import-command/imports-and-lists", test_imports_and_lists);
  g_test_add_func ("/import-command/tells-what-was-broken", test_tells_what_was_broken);
  g_test_add_func ("/import-command/obeys-options", test_obeys_options);
  g_test_add_func ("/import-command/reads-a-sheet", test_reads_a_sheet);
  g_test_add_func ("/import-command/stops-with-one-sentence", test_stops_with_one_sentence);
  g_test_add_func ("/import-command/wrong-use", test_wrong_use);

  return g_test_run ();
}
