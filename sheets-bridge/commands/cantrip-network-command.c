/* cantrip-network-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-time.h"
#include "commands/cantrip-commands.h"
#include "provider/cantrip-network-repository.h"

static char *offline_text;

static const GOptionEntry ENTRIES[] = {
  { "offline",
    0,
    G_OPTION_FLAG_NONE,
    G_OPTION_ARG_STRING,
    &offline_text,
    "let calls go to this computer alone, or everywhere again",
    "on|off" },
  { NULL },
};

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_contact (JsonBuilder *builder, const CantripNetworkContact *contact)
{
  g_autofree char *first = cantrip_time_to_text (contact->first_at_us);
  g_autofree char *last = cantrip_time_to_text (contact->last_at_us);

  json_builder_begin_object (builder);
  add_text (builder, "host", contact->host);
  add_int (builder, "port", contact->port);
  add_text (builder, "connection", contact->connection_name);
  add_text (builder, "first", first);
  add_text (builder, "last", last);
  add_int (builder, "calls", contact->n_calls);
  add_int (builder, "bytes_up", contact->bytes_up);
  add_int (builder, "bytes_down", contact->bytes_down);
  json_builder_end_object (builder);
}

static void
print_json (gboolean offline, GPtrArray *contacts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "offline");
  json_builder_add_boolean_value (builder, offline);
  json_builder_set_member_name (builder, "contacts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < contacts->len; i++)
    add_contact (builder, contacts->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  cantrip_command_print_json (json_builder_get_root (builder));
}

static void
print_text (gboolean offline, GPtrArray *contacts)
{
  g_print ("%s\n", offline ? "offline: only this computer is asked" : "online");

  for (guint i = 0; i < contacts->len; i++)
    {
      const CantripNetworkContact *contact = contacts->pdata[i];
      g_autofree char             *first = cantrip_time_to_text (contact->first_at_us);
      g_autofree char             *last = cantrip_time_to_text (contact->last_at_us);
      g_autofree char             *up = g_format_size ((guint64) contact->bytes_up);
      g_autofree char             *down = g_format_size ((guint64) contact->bytes_down);
      const char                  *name = contact->connection_name;

      g_print ("%s:%u · %s · %" G_GINT64_FORMAT " call%s · %s up, %s down · %s to %s\n",
               contact->host,
               contact->port,
               name != NULL ? name : "no stored connection",
               contact->n_calls,
               contact->n_calls == 1 ? "" : "s",
               up,
               down,
               first,
               last);
    }
}

static int
run_network (const CantripCommandOptions *options)
{
  CantripStoreMode mode = offline_text != NULL ? CANTRIP_STORE_WRITE : CANTRIP_STORE_READ;
  gboolean         turn_on = g_strcmp0 (offline_text, "on") == 0;
  gboolean         offline = FALSE;
  g_autoptr (CantripStore) store = NULL;
  g_autoptr (CantripNetworkRepository) repository = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GError) error = NULL;

  if (offline_text != NULL && !turn_on && g_strcmp0 (offline_text, "off") != 0)
    return cantrip_command_wrong_use ("--offline is on or off");

  if ((store = cantrip_command_open_store (options, mode, &error)) == NULL ||
      (repository = cantrip_network_repository_new (store, &error)) == NULL ||
      (offline_text != NULL &&
       !cantrip_network_repository_set_offline (repository, turn_on, &error)) ||
      !cantrip_network_repository_is_offline (repository, &offline, &error) ||
      (contacts = cantrip_network_repository_list (repository, &error)) == NULL)
    return cantrip_command_fail (error);

  if (options->json)
    print_json (offline, contacts);
  else
    print_text (offline, contacts);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_network_command = {
  .name = "network",
  .arguments = "[--offline on|off] [--json]",
  .summary = "List the hosts that were contacted; go offline and online",
  .entries = ENTRIES,
  .run = run_network,
};
