/* cantrip-key-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unistd.h>

#include "base/cantrip-time.h"
#include "commands/cantrip-commands.h"
#include "deployment/cantrip-repositories.h"

#define DAY_US (24 * 3600 * (gint64) G_USEC_PER_SEC)
#define MAX_DAYS 36500
#define MAX_RATE 1000000

static char    *deployment_list;
static gboolean is_cell;
static char    *expires_text;
static char    *rate_text;

static const GOptionEntry ENTRIES[] = {
  { "deployments",
    'd',
    0,
    G_OPTION_ARG_STRING,
    &deployment_list,
    "create: what it may call (default: everything)",
    "SLUG,…" },
  { "cell",
    0,
    0,
    G_OPTION_ARG_NONE,
    &is_cell,
    "create: it may stand in a formula and only call; needs --deployments",
    NULL },
  { "expires",
    0,
    0,
    G_OPTION_ARG_STRING,
    &expires_text,
    "create: in how many days it ends (default: never)",
    "DAYS" },
  { "rate",
    0,
    0,
    G_OPTION_ARG_STRING,
    &rate_text,
    "create: how often it may call (default: no limit)",
    "CALLS_PER_MINUTE" },
  G_OPTION_ENTRY_NULL,
};

/* Sets @ret_number to -1 if nothing was said. */
static gboolean
read_number (const char *text, gint64 max, gint64 *ret_number)
{
  *ret_number = -1;

  return text == NULL || g_ascii_string_to_signed (text, 10, 1, max, ret_number, NULL);
}

/* (transfer full) (element-type gint64): ids of the deployments of a list of slugs */
static GArray *
find_deployments (CantripDeploymentRepository *deployments, const char *list, GError **error)
{
  g_auto (GStrv) slugs = g_strsplit (list != NULL ? list : "", ",", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; slugs[i] != NULL; i++)
    {
      g_autoptr (CantripDeployment) deployment =
          cantrip_deployment_repository_find (deployments, g_strstrip (slugs[i]), error);

      if (deployment == NULL)
        return NULL;
      g_array_append_val (ids, deployment->id);
    }

  return g_steal_pointer (&ids);
}

static char *
create_key (const CantripCommandOptions *options, gint64 rate, gint64 days, GError **error)
{
  g_autoptr (CantripStore) store = NULL;
  g_auto (CantripRepositories) repositories = { 0 };
  g_autoptr (GArray) ids = NULL;

  if ((store = cantrip_command_open_store (options, CANTRIP_STORE_WRITE, error)) == NULL ||
      !cantrip_repositories_open (&repositories, store, error) ||
      (ids = find_deployments (repositories.deployments, deployment_list, error)) == NULL)
    return NULL;

  return cantrip_api_key_repository_add (repositories.api_keys,
                                         options->arguments[1],
                                         is_cell ? CANTRIP_API_KEY_CELL : CANTRIP_API_KEY_FULL,
                                         ids,
                                         rate,
                                         days > 0 ? cantrip_time_now_us () + days * DAY_US : -1,
                                         error);
}

static int
run_create (const CantripCommandOptions *options)
{
  g_autofree char *secret = NULL;
  g_autoptr (GError) error = NULL;
  gint64 days, rate;

  if (is_cell && (deployment_list == NULL || *deployment_list == '\0'))
    return cantrip_command_wrong_use ("a cell key stands in formulas for all to see, so say what "
                                      "it may call, with “--deployments SLUG,…”");
  if (!read_number (expires_text, MAX_DAYS, &days))
    return cantrip_command_wrong_use ("--expires must be 1 to %d days", MAX_DAYS);
  if (!read_number (rate_text, MAX_RATE, &rate))
    return cantrip_command_wrong_use ("--rate must be 1 to %d calls per minute", MAX_RATE);

  secret = create_key (options, rate, days, &error);
  if (secret == NULL)
    return cantrip_command_fail (error);

  g_print ("%s\n", secret);
  if (isatty (STDOUT_FILENO)) /* a script that keeps it need not be told */
    g_printerr ("This is the only time that the key is shown: the workspace keeps only its hash. "
                "“key revoke” ends it.\n");

  return CANTRIP_EXIT_DONE;
}

/* (transfer full) (array zero-terminated=1): slugs of what it may call; none: everything */
static GStrv
list_scope (const CantripApiKey *key, GPtrArray *deployments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; key->deployment_ids->len > 0 && i < deployments->len; i++)
    {
      const CantripDeployment *deployment = deployments->pdata[i];

      if (cantrip_api_key_may_call (key, deployment->id))
        g_strv_builder_add (builder, deployment->slug);
    }

  return g_strv_builder_end (builder);
}

static const char *
get_state (const CantripApiKey *key)
{
  if (key->revoked_at_us >= 0)
    return "revoked";

  return cantrip_api_key_is_valid (key, cantrip_time_now_us ()) ? "valid" : "expired";
}

static void
set_time (JsonObject *object, const char *name, gint64 time_us)
{
  g_autofree char *text = time_us >= 0 ? cantrip_time_to_text (time_us) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
describe_key (const CantripApiKey *key, GPtrArray *deployments)
{
  g_auto (GStrv) slugs = list_scope (key, deployments);
  JsonObject *object = json_object_new ();
  JsonArray  *list = json_array_new ();

  for (gsize i = 0; slugs[i] != NULL; i++)
    json_array_add_string_element (list, slugs[i]);

  json_object_set_string_member (object, "name", key->name);
  json_object_set_string_member (object, "kind", cantrip_api_key_kind_to_text (key->kind));
  json_object_set_boolean_member (object, "all_deployments", key->deployment_ids->len == 0);
  json_object_set_array_member (object, "deployments", list);
  if (key->calls_per_minute > 0)
    json_object_set_int_member (object, "calls_per_minute", key->calls_per_minute);
  else
    json_object_set_null_member (object, "calls_per_minute");
  json_object_set_string_member (object, "state", get_state (key));
  set_time (object, "created", key->created_at_us);
  set_time (object, "expires", key->expires_at_us);
  set_time (object, "revoked", key->revoked_at_us);

  return object;
}

static void
print_key (const CantripApiKey *key, GPtrArray *deployments)
{
  g_auto (GStrv) slugs = list_scope (key, deployments);
  g_autofree char *scope = g_strjoinv (", ", slugs);
  g_autofree char *until =
      key->expires_at_us >= 0 ? cantrip_time_to_text (key->expires_at_us) : NULL;

  g_print ("%s · %s · %s · %s",
           key->name,
           cantrip_api_key_kind_to_text (key->kind),
           slugs[0] != NULL ? scope : "all deployments",
           get_state (key));
  if (until != NULL && key->revoked_at_us < 0)
    g_print (" %s %s",
             cantrip_api_key_is_valid (key, cantrip_time_now_us ()) ? "until" : "since",
             until);
  if (key->calls_per_minute > 0)
    g_print (" · %" G_GINT64_FORMAT " calls per minute", key->calls_per_minute);
  g_print ("\n");
}

static void
print_keys_as_json (GPtrArray *keys, GPtrArray *deployments)
{
  JsonArray *list = json_array_new ();
  JsonNode  *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < keys->len; i++)
    json_array_add_object_element (list, describe_key (keys->pdata[i], deployments));

  json_node_take_array (node, list);
  cantrip_command_print_json (node);
}

static int
run_list (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = NULL;
  g_auto (CantripRepositories) repositories = { 0 };
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) deployments = NULL;

  if ((store = cantrip_command_open_store (options, CANTRIP_STORE_READ, &error)) == NULL ||
      !cantrip_repositories_open (&repositories, store, &error) ||
      (keys = cantrip_api_key_repository_list (repositories.api_keys, &error)) == NULL ||
      (deployments = cantrip_deployment_repository_list (repositories.deployments, &error)) == NULL)
    return cantrip_command_fail (error);

  if (options->json)
    print_keys_as_json (keys, deployments);
  for (guint i = 0; i < keys->len && !options->json; i++)
    print_key (keys->pdata[i], deployments);

  return CANTRIP_EXIT_DONE;
}

static int
run_revoke (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripStore) store = NULL;
  g_autoptr (CantripApiKeyRepository) keys = NULL;

  if ((store = cantrip_command_open_store (options, CANTRIP_STORE_WRITE, &error)) == NULL ||
      (keys = cantrip_api_key_repository_new (store, &error)) == NULL ||
      !cantrip_api_key_repository_revoke (keys, options->arguments[1], &error))
    return cantrip_command_fail (error);

  g_print ("Revoked “%s”; a service that runs refuses it from the next second on\n",
           options->arguments[1]);

  return CANTRIP_EXIT_DONE;
}

static int
run_key (const CantripCommandOptions *options)
{
  static const struct
  {
    const char *name;
    guint       n_arguments; /* its own name among them */
    int (*run) (const CantripCommandOptions *options);
  } ACTIONS[] = {
    { "create", 2, run_create },
    { "list", 1, run_list },
    { "revoke", 2, run_revoke },
  };
  gboolean has_details =
      deployment_list != NULL || is_cell || expires_text != NULL || rate_text != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      if (!g_str_equal (ACTIONS[i].name, options->arguments[0]))
        continue;
      if (g_strv_length (options->arguments) != ACTIONS[i].n_arguments)
        return cantrip_command_wrong_use ("wrong number of arguments; use “key create NAME”, “key "
                                          "list” or “key revoke NAME”");
      if (has_details && ACTIONS[i].run != run_create)
        return cantrip_command_wrong_use ("--deployments, --cell, --expires and --rate belong to "
                                          "“key create”: a key that exists does not change");

      return ACTIONS[i].run (options);
    }

  return cantrip_command_wrong_use ("“%s” cannot be done with keys; use “key create NAME”, “key "
                                    "list” or “key revoke NAME”",
                                    options->arguments[0]);
}

const CantripCommand cantrip_key_command = {
  .name = "key",
  .arguments = "create NAME | list | revoke NAME",
  .summary = "Make, list and revoke the keys that calls need",
  .n_arguments = 1,
  .n_optional = 1,
  .entries = ENTRIES,
  .run = run_key,
};
