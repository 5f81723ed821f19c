/* cantrip-deployments-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "base/cantrip-time.h"
#include "commands/cantrip-commands.h"
#include "commands/cantrip-deployment-summary.h"

/* (transfer full): the summaries of all deployments */
static JsonNode *
list_deployments (const CantripRepositories *repositories, GError **error)
{
  g_autoptr (GPtrArray) deployments =
      cantrip_deployment_repository_list (repositories->deployments, error);
  g_autoptr (JsonNode) list = json_node_new (JSON_NODE_ARRAY);

  if (deployments == NULL)
    return NULL;

  json_node_take_array (list, json_array_new ());
  for (guint i = 0; i < deployments->len; i++)
    {
      JsonNode *summary =
          cantrip_deployment_summary_new (repositories, deployments->pdata[i], error);

      if (summary == NULL)
        return NULL;
      json_array_add_element (json_node_get_array (list), summary);
    }

  return g_steal_pointer (&list);
}

static JsonObject *
describe_revision (const CantripRepositories       *repositories,
                   const CantripDeploymentRevision *revision,
                   gboolean                         is_live,
                   GError                         **error)
{
  gint64 variant_id = g_array_index (revision->targets, CantripDeploymentTarget, 0).variant_id;
  g_autoptr (CantripVariant) variant =
      cantrip_variant_repository_get_variant (repositories->variants, variant_id, error);
  g_autofree char *created = cantrip_time_to_text (revision->created_at_us);
  JsonObject      *object;

  if (variant == NULL)
    return NULL;

  object = json_object_new ();
  json_object_set_int_member (object, "revision", revision->number);
  json_object_set_boolean_member (object, "live", is_live);
  json_object_set_string_member (object, "created", created);
  json_object_set_string_member (object, "variant", variant->name);
  json_object_set_string_member (object, "note", revision->note);

  return object;
}

/* (transfer full): the revisions of one deployment, oldest first */
static JsonNode *
list_revisions (const CantripRepositories *repositories, const char *slug, GError **error)
{
  g_autoptr (CantripDeployment) deployment =
      cantrip_deployment_repository_find (repositories->deployments, slug, error);
  g_autoptr (JsonNode) list = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (GPtrArray) revisions = NULL;

  if (deployment == NULL ||
      (revisions = cantrip_deployment_repository_list_revisions (repositories->deployments,
                                                                 deployment->id,
                                                                 error)) == NULL)
    return NULL;

  json_node_take_array (list, json_array_new ());
  for (guint i = 0; i < revisions->len; i++)
    {
      CantripDeploymentRevision *revision = revisions->pdata[i];
      JsonObject                *object = describe_revision (repositories,
                                              revision,
                                              revision->number == deployment->revision,
                                              error);

      if (object == NULL)
        return NULL;
      json_array_add_object_element (json_node_get_array (list), object);
    }

  return g_steal_pointer (&list);
}

static char *
revision_to_text (JsonNode *revision)
{
  JsonObject *object = cantrip_json_root_object (revision);
  const char *note = cantrip_json_get_string (object, "note");

  return g_strdup_printf ("%" G_GINT64_FORMAT " · %s · %s%s%s%s",
                          cantrip_json_get_int (object, "revision", 0),
                          cantrip_json_get_string (object, "created"),
                          cantrip_json_get_string (object, "variant"),
                          *note != '\0' ? " · " : "",
                          note,
                          cantrip_json_get_boolean (object, "live", FALSE) ? " · live" : "");
}

static void
print_lines (JsonNode *list, char *(*to_text) (JsonNode *) )
{
  JsonArray *array = json_node_get_array (list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *line = to_text (json_array_get_element (array, i));

      g_print ("%s\n", line);
    }
}

static int
run_deployments (const CantripCommandOptions *options)
{
  const char *slug = options->arguments != NULL ? options->arguments[0] : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = NULL;
  g_auto (CantripRepositories) repositories = { 0 };
  g_autoptr (JsonNode) list = NULL;

  if ((store = cantrip_command_open_store (options, CANTRIP_STORE_READ, &error)) == NULL ||
      !cantrip_repositories_open (&repositories, store, &error) ||
      (list = slug != NULL ? list_revisions (&repositories, slug, &error)
                           : list_deployments (&repositories, &error)) == NULL)
    return cantrip_command_fail (error);

  if (options->json)
    cantrip_command_print_json (g_steal_pointer (&list));
  else
    print_lines (list, slug != NULL ? revision_to_text : cantrip_deployment_summary_to_text);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_deployments_command = {
  .name = "deployments",
  .arguments = "[SLUG] [--json]",
  .summary = "List the deployments, or the revisions of one",
  .n_optional = 1,
  .run = run_deployments,
};
