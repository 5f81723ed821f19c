/* cantrip-connection-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-connection-repository.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-json.h"
#include "base/cantrip-nearest.h"
#include "base/cantrip-time.h"

static const char INSERT_SQL[] =
    "INSERT INTO connection"
    " (id, name, protocol, base_url, key_reference, settings_json, created_at_us)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

static const char UPDATE_SQL[] =
    "UPDATE connection SET name = $2, protocol = $3, base_url = $4, key_reference = $5,"
    " settings_json = $6 WHERE id = $1";

#define SELECT_SQL                                                                    \
  "SELECT id, name, protocol, base_url, key_reference, settings_json, archived_at_us" \
  " FROM connection"
#define IN_USE_FIRST \
  " ORDER BY CASE WHEN archived_at_us IS NULL THEN 0 ELSE 1 END, archived_at_us DESC, name"

static const char FIND_BY_NAME_SQL[] = SELECT_SQL " WHERE name = $1" IN_USE_FIRST " LIMIT 1";
static const char FIND_BY_ID_SQL[] = SELECT_SQL " WHERE id = $1";
static const char LIST_SQL[] = SELECT_SQL " WHERE archived_at_us IS NULL ORDER BY name";
static const char LIST_ALL_SQL[] = SELECT_SQL IN_USE_FIRST;

static const char ARCHIVE_SQL[] =
    "UPDATE connection SET archived_at_us = $2 WHERE id = $1 AND archived_at_us IS NULL";

static const char RESTORE_SQL[] = "UPDATE connection SET archived_at_us = NULL WHERE id = $1";

struct _CantripConnectionRepository
{
  GObject parent_instance;

  CantripStore     *store;        /* (owned) */
  CantripStatement *insert;       /* (owned); INSERT_SQL, and so on */
  CantripStatement *update;       /* (owned) */
  CantripStatement *find_by_name; /* (owned) */
  CantripStatement *find_by_id;   /* (owned) */
  CantripStatement *list;         /* (owned) */
  CantripStatement *list_all;     /* (owned) */
  CantripStatement *archive;      /* (owned) */
  CantripStatement *restore;      /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripConnectionRepository, cantrip_connection_repository, G_TYPE_OBJECT)

static void
cantrip_connection_repository_finalize (GObject *object)
{
  CantripConnectionRepository *self = CANTRIP_CONNECTION_REPOSITORY (object);

  g_clear_pointer (&self->insert, cantrip_statement_free);
  g_clear_pointer (&self->update, cantrip_statement_free);
  g_clear_pointer (&self->find_by_name, cantrip_statement_free);
  g_clear_pointer (&self->find_by_id, cantrip_statement_free);
  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->list_all, cantrip_statement_free);
  g_clear_pointer (&self->archive, cantrip_statement_free);
  g_clear_pointer (&self->restore, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_connection_repository_parent_class)->finalize (object);
}

static void
cantrip_connection_repository_class_init (CantripConnectionRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_connection_repository_finalize;
}

static void
cantrip_connection_repository_init (CantripConnectionRepository *self G_GNUC_UNUSED)
{
}

CantripConnectionRepository *
cantrip_connection_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripConnectionRepository) self =
      g_object_new (CANTRIP_TYPE_CONNECTION_REPOSITORY, NULL);
  const CantripStorePlan plans[] = {
    { &self->insert, INSERT_SQL },
    { &self->update, UPDATE_SQL },
    { &self->find_by_name, FIND_BY_NAME_SQL },
    { &self->find_by_id, FIND_BY_ID_SQL },
    { &self->list, LIST_SQL },
    { &self->list_all, LIST_ALL_SQL },
    { &self->archive, ARCHIVE_SQL },
    { &self->restore, RESTORE_SQL },
  };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self->store = g_object_ref (store);
  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* `{"dialect": "groq"?, "timeout_s": 120}` */
static char *
write_settings (const CantripConnection *connection)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  if (connection->dialect != NULL)
    json_object_set_string_member (object, "dialect", connection->dialect);
  json_object_set_int_member (object, "timeout_s", connection->timeout_s);
  json_node_take_object (node, object);

  return cantrip_json_to_canonical_text (node);
}

static CantripConnection *
read_row (CantripStatement *row)
{
  CantripConnection *connection = g_new0 (CantripConnection, 1);
  const char        *settings = cantrip_statement_get_text (row, 5);
  g_autoptr (JsonNode) node = cantrip_json_parse_text (settings != NULL ? settings : "", -1, NULL);
  JsonObject *object = cantrip_json_root_object (node);

  connection->id = cantrip_statement_get_int (row, 0);
  connection->name = g_strdup (cantrip_statement_get_text (row, 1));
  connection->protocol = g_strdup (cantrip_statement_get_text (row, 2));
  connection->base_url = g_strdup (cantrip_statement_get_text (row, 3));
  connection->key_reference = g_strdup (cantrip_statement_get_text (row, 4));
  connection->dialect = g_strdup (cantrip_json_get_string (object, "dialect"));
  connection->timeout_s =
      (guint) CLAMP (cantrip_json_get_int (object, "timeout_s", CANTRIP_CONNECTION_TIMEOUT_S),
                     1,
                     G_MAXINT);
  connection->archived_at_us = cantrip_statement_get_int (row, 6);

  return connection;
}

static void
bind (CantripStatement        *statement,
      gint64                   id,
      const CantripConnection *connection,
      const char              *settings)
{
  cantrip_statement_bind_int (statement, 1, id);
  cantrip_statement_bind_text (statement, 2, connection->name);
  cantrip_statement_bind_text (statement, 3, connection->protocol);
  cantrip_statement_bind_text (statement, 4, connection->base_url);
  cantrip_statement_bind_text (statement, 5, connection->key_reference);
  cantrip_statement_bind_text (statement, 6, settings);
}

/* A taken name is told in words of ours instead of those of the database. */
static gboolean
run (CantripStatement *statement, const CantripConnection *connection, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (cantrip_statement_run (statement, "keep the connection", &problem))
    return TRUE;
  if (g_error_matches (problem, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "There is a connection “%s” already; choose another name",
                              connection->name);

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

gboolean
cantrip_connection_repository_add (CantripConnectionRepository *self,
                                   CantripConnection           *connection,
                                   GError                     **error)
{
  g_autoptr (CantripStatementUse) insert = NULL;
  g_autofree char *settings = NULL;
  gint64           id = cantrip_id_new ();

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_REPOSITORY (self), FALSE);
  g_return_val_if_fail (connection != NULL && connection->id == 0, FALSE);

  settings = write_settings (connection);
  insert = self->insert;
  bind (insert, id, connection, settings);
  cantrip_statement_bind_int (insert, 7, cantrip_time_now_us ());
  if (!run (insert, connection, error))
    return FALSE;

  connection->id = id;

  return TRUE;
}

gboolean
cantrip_connection_repository_update (CantripConnectionRepository *self,
                                      const CantripConnection     *connection,
                                      GError                     **error)
{
  g_autoptr (CantripStatementUse) update = NULL;
  g_autofree char *settings = NULL;

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_REPOSITORY (self), FALSE);
  g_return_val_if_fail (connection != NULL, FALSE);

  settings = write_settings (connection);
  update = self->update;
  bind (update, connection->id, connection, settings);
  if (!run (update, connection, error))
    return FALSE;
  if (cantrip_statement_get_changes (update) == 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_NOT_FOUND,
                              "The connection “%s” is not in the workspace",
                              connection->name);

  return TRUE;
}

/* @statement has changed the connection of an id, unless there is none to change. */
static gboolean
run_of_id (CantripStatement *statement, const char *doing, GError **error)
{
  if (!cantrip_statement_run (statement, doing, error))
    return FALSE;
  if (cantrip_statement_get_changes (statement) == 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_NOT_FOUND,
                              "The connection is not in the workspace any more");

  return TRUE;
}

gboolean
cantrip_connection_repository_archive (CantripConnectionRepository *self, gint64 id, GError **error)
{
  g_autoptr (CantripStatementUse) archive = NULL;

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_REPOSITORY (self), FALSE);

  archive = self->archive;
  cantrip_statement_bind_int (archive, 1, id);
  cantrip_statement_bind_int (archive, 2, cantrip_time_now_us ());

  return run_of_id (archive, "remove the connection", error);
}

gboolean
cantrip_connection_repository_restore (CantripConnectionRepository *self, gint64 id, GError **error)
{
  g_autoptr (CantripStatementUse) restore = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_REPOSITORY (self), FALSE);

  restore = self->restore;
  cantrip_statement_bind_int (restore, 1, id);
  if (run_of_id (restore, "restore the connection", &problem))
    return TRUE;
  if (g_error_matches (problem, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "Another connection has taken the name meanwhile; rename that one "
                              "first");

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Reads the only row of @find, a statement with its values bound; *ret is NULL if there is none. */
static gboolean
find_one (CantripStatement *find, CantripConnection **ret, GError **error)
{
  gboolean has_row = FALSE;

  if (!cantrip_statement_next (find, &has_row, "find the connection", error))
    return FALSE;

  *ret = has_row ? read_row (find) : NULL;

  return TRUE;
}

static void
set_not_found (CantripConnectionRepository *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) connections = cantrip_connection_repository_list (self, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *nearest;

  if (connections == NULL)
    return;

  for (guint i = 0; i < connections->len; i++)
    g_ptr_array_add (names, ((CantripConnection *) connections->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  nearest = cantrip_nearest_name (name, (const char *const *) names->pdata);

  if (nearest != NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_NOT_FOUND,
                       "There is no connection “%s”; did you mean “%s”?",
                       name,
                       nearest);
  else
    cantrip_set_error (error,
                       CANTRIP_ERROR_NOT_FOUND,
                       "There is no connection “%s”; add it first",
                       name);
}

CantripConnection *
cantrip_connection_repository_find_by_name (CantripConnectionRepository *self,
                                            const char                  *name,
                                            GError                     **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  CantripConnection *found = NULL;

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_REPOSITORY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  find = self->find_by_name;
  cantrip_statement_bind_text (find, 1, name);
  if (find_one (find, &found, error) && found == NULL)
    set_not_found (self, name, error);

  return found;
}

CantripConnection *
cantrip_connection_repository_find_by_id (CantripConnectionRepository *self,
                                          gint64                       id,
                                          GError                     **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  CantripConnection *found = NULL;

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_REPOSITORY (self), NULL);

  find = self->find_by_id;
  cantrip_statement_bind_int (find, 1, id);
  if (find_one (find, &found, error) && found == NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_NOT_FOUND,
                       "The connection is not in the workspace any more");

  return found;
}

static GPtrArray *
list (CantripStatement *statement, GError **error)
{
  g_autoptr (CantripStatementUse) rows = statement;
  g_autoptr (GPtrArray) connections =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_connection_free);
  gboolean has_row = TRUE;

  while (cantrip_statement_next (rows, &has_row, "list the connections", error))
    {
      if (!has_row)
        return g_steal_pointer (&connections);
      g_ptr_array_add (connections, read_row (rows));
    }

  return NULL;
}

GPtrArray *
cantrip_connection_repository_list (CantripConnectionRepository *self, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_REPOSITORY (self), NULL);

  return list (self->list, error);
}

GPtrArray *
cantrip_connection_repository_list_all (CantripConnectionRepository *self, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_REPOSITORY (self), NULL);

  return list (self->list_all, error);
}
