/* cantrip-network-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-network-repository.h"

static const char ADD_SQL[] =
    "INSERT INTO network_contact (host, port, connection_id, first_at_us, last_at_us, n_calls,"
    " bytes_up, bytes_down) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    " ON CONFLICT (host, port, connection_id) DO UPDATE SET"
    " last_at_us = CASE WHEN excluded.last_at_us > network_contact.last_at_us"
    " THEN excluded.last_at_us ELSE network_contact.last_at_us END,"
    " n_calls = network_contact.n_calls + excluded.n_calls,"
    " bytes_up = network_contact.bytes_up + excluded.bytes_up,"
    " bytes_down = network_contact.bytes_down + excluded.bytes_down";

static const char LIST_SQL[] =
    "SELECT contact.host, contact.port, contact.connection_id, connection.name,"
    " contact.first_at_us, contact.last_at_us, contact.n_calls, contact.bytes_up,"
    " contact.bytes_down"
    " FROM network_contact AS contact"
    " LEFT JOIN connection ON connection.id = contact.connection_id"
    " ORDER BY contact.last_at_us DESC, contact.host, contact.port, contact.connection_id";

static const char IS_OFFLINE_SQL[] = "SELECT value FROM setting WHERE name = 'offline'";

static const char SET_OFFLINE_SQL[] = "INSERT INTO setting (name, value) VALUES ('offline', $1)"
                                      " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

struct _CantripNetworkRepository
{
  GObject parent_instance;

  CantripStore     *store;       /* (owned) */
  CantripStatement *add;         /* (owned); ADD_SQL, and so on */
  CantripStatement *list;        /* (owned) */
  CantripStatement *is_offline;  /* (owned) */
  CantripStatement *set_offline; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripNetworkRepository, cantrip_network_repository, G_TYPE_OBJECT)

static void
cantrip_network_repository_finalize (GObject *object)
{
  CantripNetworkRepository *self = CANTRIP_NETWORK_REPOSITORY (object);

  g_clear_pointer (&self->add, cantrip_statement_free);
  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->is_offline, cantrip_statement_free);
  g_clear_pointer (&self->set_offline, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_network_repository_parent_class)->finalize (object);
}

static void
cantrip_network_repository_class_init (CantripNetworkRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_network_repository_finalize;
}

static void
cantrip_network_repository_init (CantripNetworkRepository *self G_GNUC_UNUSED)
{
}

CantripNetworkRepository *
cantrip_network_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripNetworkRepository) self = g_object_new (CANTRIP_TYPE_NETWORK_REPOSITORY, NULL);
  const CantripStorePlan plans[] = {
    { &self->add, ADD_SQL },
    { &self->list, LIST_SQL },
    { &self->is_offline, IS_OFFLINE_SQL },
    { &self->set_offline, SET_OFFLINE_SQL },
  };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self->store = g_object_ref (store);
  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
add_contact (CantripNetworkRepository *self, const CantripNetworkContact *contact, GError **error)
{
  g_autoptr (CantripStatementUse) add = self->add;

  cantrip_statement_bind_text (add, 1, contact->host);
  cantrip_statement_bind_int (add, 2, contact->port);
  cantrip_statement_bind_int (add, 3, contact->connection_id);
  cantrip_statement_bind_int (add, 4, contact->first_at_us);
  cantrip_statement_bind_int (add, 5, contact->last_at_us);
  cantrip_statement_bind_int (add, 6, contact->n_calls);
  cantrip_statement_bind_int (add, 7, contact->bytes_up);
  cantrip_statement_bind_int (add, 8, contact->bytes_down);

  return cantrip_statement_run (add, "note which hosts were contacted", error);
}

gboolean
cantrip_network_repository_add (CantripNetworkRepository *self, GPtrArray *contacts, GError **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;

  g_return_val_if_fail (CANTRIP_IS_NETWORK_REPOSITORY (self), FALSE);

  transaction = cantrip_store_begin (self->store, error);
  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < contacts->len; i++)
    {
      if (!add_contact (self, g_ptr_array_index (contacts, i), error))
        return FALSE;
    }

  return cantrip_transaction_commit (&transaction, error);
}

static CantripNetworkContact *
read_row (CantripStatement *row)
{
  CantripNetworkContact *contact =
      cantrip_network_contact_new (cantrip_statement_get_text (row, 0),
                                   (guint) cantrip_statement_get_int (row, 1),
                                   cantrip_statement_get_int (row, 2));

  contact->connection_name = g_strdup (cantrip_statement_get_text (row, 3));
  contact->first_at_us = cantrip_statement_get_int (row, 4);
  contact->last_at_us = cantrip_statement_get_int (row, 5);
  contact->n_calls = cantrip_statement_get_int (row, 6);
  contact->bytes_up = cantrip_statement_get_int (row, 7);
  contact->bytes_down = cantrip_statement_get_int (row, 8);

  return contact;
}

GPtrArray *
cantrip_network_repository_list (CantripNetworkRepository *self, GError **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GPtrArray) contacts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_network_contact_free);
  gboolean has_row = TRUE;

  g_return_val_if_fail (CANTRIP_IS_NETWORK_REPOSITORY (self), NULL);

  list = self->list;
  while (cantrip_statement_next (list, &has_row, "list the hosts that were contacted", error))
    {
      if (!has_row)
        return g_steal_pointer (&contacts);
      g_ptr_array_add (contacts, read_row (list));
    }

  return NULL;
}

gboolean
cantrip_network_repository_is_offline (CantripNetworkRepository *self,
                                       gboolean                 *ret_offline,
                                       GError                  **error)
{
  g_autoptr (CantripStatementUse) is_offline = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (CANTRIP_IS_NETWORK_REPOSITORY (self), FALSE);

  is_offline = self->is_offline;
  if (!cantrip_statement_next (is_offline, &has_row, "read the offline switch", error))
    return FALSE;

  *ret_offline = has_row && g_strcmp0 (cantrip_statement_get_text (is_offline, 0), "on") == 0;

  return TRUE;
}

gboolean
cantrip_network_repository_set_offline (CantripNetworkRepository *self,
                                        gboolean                  offline,
                                        GError                  **error)
{
  g_autoptr (CantripStatementUse) set_offline = NULL;

  g_return_val_if_fail (CANTRIP_IS_NETWORK_REPOSITORY (self), FALSE);

  set_offline = self->set_offline;
  cantrip_statement_bind_text (set_offline, 1, offline ? "on" : "off");

  return cantrip_statement_run (set_offline, "turn the offline switch", error);
}
