/* cantrip-command.h
 *
 * commands/ has one file per verb of cantrip-bridge; each exports one `CantripCommand`, listed
 * in main.c. This is what they share: options, opening the workspace, failing with a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* Exit codes, the same for every verb. */
enum
{
  CANTRIP_EXIT_DONE = 0,
  CANTRIP_EXIT_FAILED = 1,
  CANTRIP_EXIT_WRONG_USE = 2,
};

/* What every verb was told. */
typedef struct
{
  char    *workspace; /* (owned); never NULL once parsed */
  gboolean json;      /* print for a program */
  char   **arguments; /* (owned); what stood beside the options */
} CantripCommandOptions;

/**
 * CantripCommand:
 * @name: the verb
 * @arguments: what follows it, for the help: `FILE --dataset NAME`
 * @summary: one line for the list of verbs
 * @n_arguments: how many arguments there must be
 * @n_optional: how many more there may be
 * @entries: (nullable): its own options; their variables are static in its file
 * @run: does it; returns an exit code after cantrip_command_fail(), or `CANTRIP_EXIT_DONE`
 */
typedef struct
{
  const char         *name;
  const char         *arguments;
  const char         *summary;
  guint               n_arguments;
  guint               n_optional;
  const GOptionEntry *entries;
  int (*run) (const CantripCommandOptions *options);
} CantripCommand;

/**
 * cantrip_command_run:
 * @command: a verb
 * @argc: count of @argv
 * @argv: the verb and what follows it
 *
 * Reads the options, answers `--help`, and runs @command.
 *
 * Returns: an exit code
 */
int cantrip_command_run (const CantripCommand *command, int argc, char **argv);

/* Prints “cantrip-bridge: ” and the sentence to standard error. Returns `CANTRIP_EXIT_FAILED`. */
int cantrip_command_fail (const GError *error);

/* The same for a call that makes no sense. Returns `CANTRIP_EXIT_WRONG_USE`. */
int cantrip_command_wrong_use (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Opens the workspace that @options names; a missing one is an error that names `init`. */
CantripStore *cantrip_command_open_store (const CantripCommandOptions *options,
                                          CantripStoreMode             mode,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints a JSON value as one line on standard output. Takes @node. */
void cantrip_command_print_json (JsonNode *node);

G_END_DECLS
