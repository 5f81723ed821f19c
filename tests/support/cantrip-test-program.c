/* cantrip-test-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-program.h"

static CantripTestProgram *
run_arguments (GPtrArray *arguments)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CantripTestProgram *self = g_new0 (CantripTestProgram, 1);

  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->output, &self->errors, &error);
  g_assert_no_error (error);

  g_assert_true (g_subprocess_get_if_exited (process));
  self->exit_code = g_subprocess_get_exit_status (process);

  return self;
}

static GPtrArray *
collect (const char *first, va_list more)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_assert_nonnull (g_getenv ("CANTRIP_BRIDGE"));
  g_ptr_array_add (arguments, (gpointer) g_getenv ("CANTRIP_BRIDGE"));
  for (const char *argument = first; argument != NULL; argument = va_arg (more, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);

  return arguments;
}

CantripTestProgram *
cantrip_test_program_run (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = NULL;
  va_list more;

  va_start (more, first);
  arguments = collect (first, more);
  va_end (more);

  return run_arguments (arguments);
}

char *
cantrip_test_program_check (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (CantripTestProgram) program = NULL;
  va_list more;

  va_start (more, first);
  arguments = collect (first, more);
  va_end (more);

  program = run_arguments (arguments);
  g_assert_cmpstr (program->errors, ==, "");
  g_assert_cmpint (program->exit_code, ==, 0);

  return g_steal_pointer (&program->output);
}

void
cantrip_test_program_free (CantripTestProgram *self)
{
  g_free (self->output);
  g_free (self->errors);
  g_free (self);
}

void
cantrip_test_program_assert_failed (CantripTestProgram *self, int exit_code, const char *words)
{
  g_test_message ("%s", self->errors);
  g_assert_cmpint (self->exit_code, ==, exit_code);
  g_assert_nonnull (strstr (self->errors, words));
}
