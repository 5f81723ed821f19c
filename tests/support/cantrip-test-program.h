/* cantrip-test-program.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a run of the program left behind. */
typedef struct
{
  int   exit_code;
  char *output; /* (owned); standard output */
  char *errors; /* (owned); standard error */
} CantripTestProgram;

/**
 * cantrip_test_program_run:
 * @first: (nullable): the first argument
 * @...: more arguments, then %NULL
 *
 * Runs the real cantrip-bridge (`$CANTRIP_BRIDGE`) to its end.
 */
CantripTestProgram *
cantrip_test_program_run (const char *first, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

/* The same, and fails the test unless it ends with 0. Returns: (transfer full): its output */
char *cantrip_test_program_check (const char *first,
                                  ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

void cantrip_test_program_free (CantripTestProgram *self);

/* Fails the test unless it ended with @exit_code and its errors contain @words. */
void
cantrip_test_program_assert_failed (CantripTestProgram *self, int exit_code, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTestProgram, cantrip_test_program_free)

G_END_DECLS
