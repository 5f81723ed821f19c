/* test-init-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-program.h"
#include "cantrip-test-util.h"

static void
test_makes_a_workspace_once (void)
{
  g_autofree char *path = cantrip_test_path ("deep/er/w.cantrip");
  g_autofree char *first = cantrip_test_program_check ("init", "--workspace", path, NULL);
  g_autofree char *second = cantrip_test_program_check ("init", "--workspace", path, NULL);

  g_assert_true (g_str_has_prefix (first, "Made "));
  g_assert_true (g_str_has_prefix (second, "Ready: "));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_default_is_in_the_data_directory (void)
{
  g_autofree char *path = cantrip_test_path ("cantrip/workspace.cantrip");
  g_autofree char *output = NULL;

  g_setenv ("XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  output = cantrip_test_program_check ("init", NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_wrong_use (void)
{
  g_autoptr (CantripTestProgram) verb = cantrip_test_program_run ("inti", NULL);
  g_autoptr (CantripTestProgram) option = cantrip_test_program_run ("init", "--what", NULL);
  g_autoptr (CantripTestProgram) argument = cantrip_test_program_run ("init", "x", NULL);

  cantrip_test_program_assert_failed (verb, 2, "“inti” is not a verb");
  cantrip_test_program_assert_failed (option, 2, "--what");
  cantrip_test_program_assert_failed (argument, 2, "wrong number of arguments");
}

static void
test_failure_is_one_sentence (void)
{
  g_autofree char *file = cantrip_test_write_file ("file", "x", -1);
  g_autofree char *path = g_build_filename (file, "w.cantrip", NULL);
  g_autoptr (CantripTestProgram) program =
      cantrip_test_program_run ("init", "--workspace", path, NULL);

  cantrip_test_program_assert_failed (program, 1, "choose another with --workspace");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/init-command/makes-a-workspace-once", test_makes_a_workspace_once);
  g_test_add_func ("/init-command/default-is-in-the-data-directory",
                   test_default_is_in_the_data_directory);
  g_test_add_func ("/init-command/wrong-use", test_wrong_use);
  g_test_add_func ("/init-command/failure-is-one-sentence", test_failure_is_one_sentence);

  return g_test_run ();
}
