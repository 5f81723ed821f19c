/* main.c
 *
 * cantrip-bridge: every task of a workspace without a window, and the service that
 * spreadsheets call.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "commands/cantrip-commands.h"

static const CantripCommand *const COMMANDS[] = {
  &cantrip_init_command,        &cantrip_import_command, &cantrip_datasets_command,
  &cantrip_apply_command,       &cantrip_export_command, &cantrip_generate_command,
  &cantrip_runs_command,        &cantrip_deploy_command, &cantrip_rollback_command,
  &cantrip_deployments_command, &cantrip_key_command,    &cantrip_log_command,
  &cantrip_network_command,     &cantrip_serve_command,
};

static void
print_help (void)
{
  g_print ("cantrip-bridge: prompts on your own rows, deployed to your spreadsheet\n\n"
           "Use: cantrip-bridge VERB …, and cantrip-bridge VERB --help for more\n\n");

  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    g_print ("  %-12s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
}

static const CantripCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      if (g_str_equal (COMMANDS[i]->name, name))
        return COMMANDS[i];
    }

  return NULL;
}

int
main (int argc, char *argv[])
{
  const CantripCommand *command;

  setlocale (LC_ALL, "");
  g_set_prgname ("cantrip-bridge");

  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") ||
      g_str_equal (argv[1], "help"))
    {
      print_help ();
      return argc < 2 ? CANTRIP_EXIT_WRONG_USE : CANTRIP_EXIT_DONE;
    }

  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("cantrip-bridge %s\n", PACKAGE_VERSION);
      return CANTRIP_EXIT_DONE;
    }

  command = find_command (argv[1]);
  if (command == NULL)
    return cantrip_command_wrong_use ("“%s” is not a verb; see “cantrip-bridge --help”", argv[1]);

  return cantrip_command_run (command, argc - 1, argv + 1);
}
