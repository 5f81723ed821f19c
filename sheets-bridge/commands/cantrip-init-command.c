/* cantrip-init-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/cantrip-error.h"
#include "commands/cantrip-commands.h"

/* Only for a new file: an existing folder keeps the permissions that its owner chose. */
static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The folder “%s” cannot be made: %s; choose another with --workspace",
                              folder,
                              g_strerror (errno));

  return TRUE;
}

static int
run_init (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = NULL;
  gboolean existed = g_file_test (options->workspace, G_FILE_TEST_EXISTS);

  if (!make_folder (options->workspace, &error) ||
      (store = cantrip_command_open_store (options, CANTRIP_STORE_CREATE, &error)) == NULL)
    return cantrip_command_fail (error);

  g_print ("%s %s\n", existed ? "Ready:" : "Made", options->workspace);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_init_command = {
  .name = "init",
  .arguments = "[--workspace URI]",
  .summary = "Make a workspace, or bring an old one up to date",
  .run = run_init,
};
