/* cantrip-rollback-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-commands.h"
#include "commands/cantrip-deployment-summary.h"

static gboolean
roll_back (const CantripCommandOptions *options, gint64 number, GError **error)
{
  const char *slug = options->arguments[0];
  g_autoptr (CantripStore) store = NULL;
  g_auto (CantripRepositories) repositories = { 0 };

  return (store = cantrip_command_open_store (options, CANTRIP_STORE_WRITE, error)) != NULL &&
         cantrip_repositories_open (&repositories, store, error) &&
         cantrip_deployment_repository_roll_back (repositories.deployments,
                                                  slug,
                                                  number,
                                                  NULL,
                                                  error) &&
         cantrip_deployment_summary_print (&repositories, slug, options->json, error);
}

static int
run_rollback (const CantripCommandOptions *options)
{
  const char *revision = options->arguments[1];
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  if (revision != NULL && !g_ascii_string_to_signed (revision, 10, 1, G_MAXINT64, &number, NULL))
    return cantrip_command_wrong_use ("“%s” is not the number of a revision; list them with "
                                      "“deployments %s”",
                                      revision,
                                      options->arguments[0]);
  if (!roll_back (options, number, &error))
    return cantrip_command_fail (error);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_rollback_command = {
  .name = "rollback",
  .arguments = "SLUG [REVISION]",
  .summary = "Go back to a revision of a deployment, or to the last that differs",
  .n_arguments = 1,
  .n_optional = 1,
  .run = run_rollback,
};
