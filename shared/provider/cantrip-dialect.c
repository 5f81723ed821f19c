/* cantrip-dialect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-dialect.h"

#include "base/cantrip-data.h"
#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-nearest.h"

/* The strings are borrowed from the parsed file, which is kept until the program ends. */
struct _CantripDialect
{
  const char   *name;
  const char   *title;
  const char   *base_url;
  const char   *key_url;      /* (nullable) */
  const char   *key_variable; /* (nullable) */
  const char   *owner;        /* (nullable) */
  const char   *model_prefix; /* (nullable) */
  JsonArray    *hosts;        /* (borrowed): patterns with `*` */
  CantripAuth   auth;
  const char   *max_tokens_field;
  const char   *seed_field; /* (nullable) */
  CantripSchema schema;
  gboolean      stream_usage;
  JsonObject   *finish_reasons; /* (borrowed) (nullable): its word → ours */
};

/* All of them, in the order of the file. */
typedef struct
{
  JsonNode       *root;     /* (owned) */
  CantripDialect *dialects; /* (owned) (array length=n_dialects) */
  guint           n_dialects;
} Table;

static void
table_free (Table *table)
{
  g_free (table->dialects);
  g_clear_pointer (&table->root, json_node_unref);
  g_free (table);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

static CantripSchema
read_schema (const char *text)
{
  if (g_strcmp0 (text, "json_schema") == 0)
    return CANTRIP_SCHEMA_JSON_SCHEMA;
  if (g_strcmp0 (text, "json_object") == 0)
    return CANTRIP_SCHEMA_JSON_OBJECT;

  return CANTRIP_SCHEMA_NONE;
}

/*
 * `{"name", "title", "hosts": ["*.example.org"], "base_url", "auth": "bearer" | "api-key",
 * "max_tokens": field, "seed": field | null, "json_schema": "json_schema" | "json_object" |
 * null, "stream_usage": boolean, "finish_reasons": {"its word": "our word"}?, "key_url"?,
 * "key_variable"?, "owned_by"?, "model_prefix"?}`
 */
static gboolean
read_dialect (CantripDialect *dialect, JsonObject *object)
{
  dialect->name = cantrip_json_get_string (object, "name");
  dialect->title = cantrip_json_get_string (object, "title");
  dialect->base_url = cantrip_json_get_string (object, "base_url");
  dialect->key_url = cantrip_json_get_string (object, "key_url");
  dialect->key_variable = cantrip_json_get_string (object, "key_variable");
  dialect->owner = cantrip_json_get_string (object, "owned_by");
  dialect->model_prefix = cantrip_json_get_string (object, "model_prefix");
  dialect->hosts = cantrip_json_get_array (object, "hosts");
  dialect->auth = g_strcmp0 (cantrip_json_get_string (object, "auth"), "api-key") == 0
                      ? CANTRIP_AUTH_API_KEY
                      : CANTRIP_AUTH_BEARER;
  dialect->max_tokens_field = cantrip_json_get_string (object, "max_tokens");
  dialect->seed_field = cantrip_json_get_string (object, "seed");
  dialect->schema = read_schema (cantrip_json_get_string (object, "json_schema"));
  dialect->stream_usage = cantrip_json_get_boolean (object, "stream_usage", FALSE);
  dialect->finish_reasons = cantrip_json_get_object (object, "finish_reasons");

  return dialect->name != NULL && dialect->title != NULL && dialect->base_url != NULL &&
         dialect->hosts != NULL && dialect->max_tokens_field != NULL;
}

static Table *
read_table (GError **error)
{
  g_autofree char *path = cantrip_data_path ("dialects.json");
  g_autoptr (Table) table = g_new0 (Table, 1);
  JsonArray *array;

  table->root = cantrip_data_read_json (path, error);
  if (table->root == NULL)
    return NULL;

  array = cantrip_json_root_array (table->root);
  table->n_dialects = array != NULL ? json_array_get_length (array) : 0;
  table->dialects = g_new0 (CantripDialect, table->n_dialects);
  for (guint i = 0; i < table->n_dialects; i++)
    if (!read_dialect (&table->dialects[i], cantrip_json_element_object (array, i)))
      {
        cantrip_set_error (error,
                           CANTRIP_ERROR_INVALID_INPUT,
                           "Could not read “%s”: entry %u lacks a member",
                           path,
                           i + 1);
        return NULL;
      }

  return g_steal_pointer (&table);
}

/* Read once; a failure is not kept, so that it goes away with its cause. */
static const Table *
get_table (GError **error)
{
  static GMutex mutex;
  static Table *table; /* (mutex mutex) */
  const Table  *found;

  g_mutex_lock (&mutex);
  if (table == NULL)
    table = read_table (error);
  found = table;
  g_mutex_unlock (&mutex);

  return found;
}

const CantripDialect *
cantrip_dialect_find (const char *name, GError **error)
{
  const Table *table = get_table (error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *nearest;

  g_return_val_if_fail (name != NULL, NULL);

  if (table == NULL)
    return NULL;

  for (guint i = 0; i < table->n_dialects; i++)
    {
      if (g_strcmp0 (table->dialects[i].name, name) == 0)
        return &table->dialects[i];
      g_ptr_array_add (names, (gpointer) table->dialects[i].name);
    }
  g_ptr_array_add (names, NULL);

  nearest = cantrip_nearest_name (name, (const char *const *) names->pdata);
  cantrip_set_error (error,
                     CANTRIP_ERROR_NOT_FOUND,
                     "There is no dialect “%s”; did you mean “%s”?",
                     name,
                     nearest != NULL ? nearest : "generic");

  return NULL;
}

static gboolean
claims (const CantripDialect *dialect, const char *host)
{
  for (guint i = 0; i < json_array_get_length (dialect->hosts); i++)
    {
      const char *pattern = cantrip_json_element_string (dialect->hosts, i);

      if (pattern != NULL && g_pattern_match_simple (pattern, host))
        return TRUE;
    }

  return FALSE;
}

const CantripDialect *
cantrip_dialect_find_by_host (const char *host, GError **error)
{
  const Table     *table = get_table (error);
  g_autofree char *lower = g_ascii_strdown (host != NULL ? host : "", -1);

  if (table == NULL)
    return NULL;

  for (guint i = 0; i < table->n_dialects; i++)
    if (claims (&table->dialects[i], lower))
      return &table->dialects[i];

  return cantrip_dialect_find ("generic", error);
}

GPtrArray *
cantrip_dialect_list (GError **error)
{
  const Table *table = get_table (error);
  GPtrArray   *dialects;

  if (table == NULL)
    return NULL;

  dialects = g_ptr_array_new ();
  for (guint i = 0; i < table->n_dialects; i++)
    g_ptr_array_add (dialects, &table->dialects[i]);

  return dialects;
}

const char *
cantrip_dialect_get_name (const CantripDialect *self)
{
  return self->name;
}

const char *
cantrip_dialect_get_title (const CantripDialect *self)
{
  return self->title;
}

const char *
cantrip_dialect_get_base_url (const CantripDialect *self)
{
  return self->base_url;
}

const char *
cantrip_dialect_get_key_url (const CantripDialect *self)
{
  return self->key_url;
}

const char *
cantrip_dialect_get_key_variable (const CantripDialect *self)
{
  return self->key_variable;
}

const char *
cantrip_dialect_get_owner (const CantripDialect *self)
{
  return self->owner;
}

const char *
cantrip_dialect_get_model_prefix (const CantripDialect *self)
{
  return self->model_prefix;
}

CantripAuth
cantrip_dialect_get_auth (const CantripDialect *self)
{
  return self->auth;
}

const char *
cantrip_dialect_get_max_tokens_field (const CantripDialect *self)
{
  return self->max_tokens_field;
}

const char *
cantrip_dialect_get_seed_field (const CantripDialect *self)
{
  return self->seed_field;
}

CantripSchema
cantrip_dialect_get_schema (const CantripDialect *self)
{
  return self->schema;
}

gboolean
cantrip_dialect_takes_stream_usage (const CantripDialect *self)
{
  return self->stream_usage;
}

CantripFinish
cantrip_dialect_read_finish (const CantripDialect *self, const char *reason)
{
  const char *ours = NULL;

  if (reason != NULL)
    ours = cantrip_json_get_string (self->finish_reasons, reason);
  if (g_strcmp0 (reason, "function_call") == 0)
    return CANTRIP_FINISH_TOOL_CALLS;

  return cantrip_finish_from_text (ours != NULL ? ours : reason);
}
