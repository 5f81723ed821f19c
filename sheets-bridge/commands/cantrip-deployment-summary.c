/* cantrip-deployment-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "commands/cantrip-deployment-summary.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "commands/cantrip-command.h"

static char *
dup_app_slug (CantripVariantRepository *variants, gint64 app_id, GError **error)
{
  g_autoptr (GPtrArray) apps = cantrip_variant_repository_list_apps (variants, error);

  if (apps == NULL)
    return NULL;

  for (guint i = 0; i < apps->len; i++)
    {
      CantripApp *app = g_ptr_array_index (apps, i);

      if (app->id == app_id)
        return g_strdup (app->slug);
    }

  cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "The app of the deployment is archived");

  return NULL;
}

static JsonArray *
list_inputs (const CantripVariant *variant)
{
  const char *const *names =
      cantrip_prompt_get_variables (cantrip_recipe_get_prompt (variant->recipe));
  JsonArray *list = json_array_new ();

  for (gsize i = 0; names[i] != NULL; i++)
    json_array_add_string_element (list, names[i]);

  return list;
}

JsonNode *
cantrip_deployment_summary_new (const CantripRepositories *repositories,
                                const CantripDeployment   *deployment,
                                GError                   **error)
{
  gint64 variant_id = g_array_index (deployment->targets, CantripDeploymentTarget, 0).variant_id;
  g_autofree char *app = dup_app_slug (repositories->variants, deployment->app_id, error);
  g_autoptr (CantripVariant) variant = NULL;
  JsonObject *object;
  JsonNode   *summary;

  if (app == NULL || (variant = cantrip_variant_repository_get_variant (repositories->variants,
                                                                        variant_id,
                                                                        error)) == NULL)
    return NULL;

  object = json_object_new ();
  json_object_set_string_member (object, "deployment", deployment->slug);
  json_object_set_int_member (object, "revision", deployment->revision);
  json_object_set_string_member (object, "app", app);
  json_object_set_string_member (object, "variant", variant->name);
  json_object_set_array_member (object, "inputs", list_inputs (variant));

  summary = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (summary, object);

  return summary;
}

char *
cantrip_deployment_summary_to_text (JsonNode *summary)
{
  JsonObject *object = cantrip_json_root_object (summary);
  JsonArray  *inputs = cantrip_json_get_array (object, "inputs");
  GString    *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%s · revision %" G_GINT64_FORMAT " · %s/%s",
                          cantrip_json_get_string (object, "deployment"),
                          cantrip_json_get_int (object, "revision", 0),
                          cantrip_json_get_string (object, "app"),
                          cantrip_json_get_string (object, "variant"));
  for (guint i = 0; i < json_array_get_length (inputs); i++)
    g_string_append_printf (text,
                            "%s%s",
                            i == 0 ? " · " : ", ",
                            json_array_get_string_element (inputs, i));

  return g_string_free (text, FALSE);
}

gboolean
cantrip_deployment_summary_print (const CantripRepositories *repositories,
                                  const char                *slug,
                                  gboolean                   as_json,
                                  GError                   **error)
{
  g_autoptr (CantripDeployment) deployment =
      cantrip_deployment_repository_find (repositories->deployments, slug, error);
  g_autoptr (JsonNode) summary = NULL;
  g_autofree char *text = NULL;

  if (deployment == NULL ||
      (summary = cantrip_deployment_summary_new (repositories, deployment, error)) == NULL)
    return FALSE;

  if (as_json)
    cantrip_command_print_json (g_steal_pointer (&summary));
  else
    {
      text = cantrip_deployment_summary_to_text (summary);
      g_print ("%s\n", text);
    }

  return TRUE;
}
