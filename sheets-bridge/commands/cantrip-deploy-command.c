/* cantrip-deploy-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-name.h"
#include "commands/cantrip-commands.h"
#include "commands/cantrip-deployment-summary.h"

static char *note;

static const GOptionEntry ENTRIES[] = {
  { "note", 'n', 0, G_OPTION_ARG_STRING, &note, "Why; kept with the revision", "TEXT" },
  G_OPTION_ENTRY_NULL,
};

static gboolean
deploy (const CantripCommandOptions *options, GError **error)
{
  const char *slug = options->arguments[0];
  g_autoptr (CantripStore) store = NULL;
  g_auto (CantripRepositories) repositories = { 0 };
  g_autoptr (CantripVariant) variant = NULL;

  return (store = cantrip_command_open_store (options, CANTRIP_STORE_WRITE, error)) != NULL &&
         cantrip_repositories_open (&repositories, store, error) &&
         (variant = cantrip_variant_repository_find_variant (repositories.variants,
                                                             options->arguments[1],
                                                             error)) != NULL &&
         cantrip_deployment_repository_deploy (repositories.deployments,
                                               slug,
                                               variant->app_id,
                                               variant->id,
                                               note,
                                               NULL,
                                               error) &&
         cantrip_deployment_summary_print (&repositories, slug, options->json, error);
}

static int
run_deploy (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;

  if (!cantrip_slug_check (options->arguments[0], &error))
    return cantrip_command_wrong_use ("%s", error->message);
  if (strchr (options->arguments[1], '/') == NULL)
    return cantrip_command_wrong_use ("“%s” names no variant; write APP/VARIANT, such as "
                                      "“marketing-copy/first”",
                                      options->arguments[1]);
  if (!deploy (options, &error))
    return cantrip_command_fail (error);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_deploy_command = {
  .name = "deploy",
  .arguments = "SLUG APP/VARIANT [--note TEXT]",
  .summary = "Let calls of a deployment reach a variant from now on",
  .n_arguments = 2,
  .entries = ENTRIES,
  .run = run_deploy,
};
