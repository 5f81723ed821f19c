/* cantrip-export-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-commands.h"
#include "deployment/cantrip-workspace-file.h"

static int
run_export (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = cantrip_command_open_store (options, CANTRIP_STORE_READ, &error);
  g_autoptr (JsonNode) root = store != NULL ? cantrip_workspace_file_export (store, &error) : NULL;
  g_autofree char *text = NULL;

  if (root == NULL)
    return cantrip_command_fail (error);

  /* For people and for git: one member on each line. */
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_export_command = {
  .name = "export",
  .arguments = "",
  .summary = "Print the connections, apps, variants and deployments for apply",
  .run = run_export,
};
