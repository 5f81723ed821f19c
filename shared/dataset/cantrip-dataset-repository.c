/* cantrip-dataset-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-dataset-repository"

#include "config.h"

#include "dataset/cantrip-dataset-repository.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-nearest.h"

#define PAGE_BYTES (1024 * 1024)

#define DATASET_COLUMNS                                                                    \
  "id, name, columns_json, row_count, source, created_at_us, archived_at_us, slots_json, " \
  "next_slot"

static const char FIND_SQL[] = "SELECT " DATASET_COLUMNS " FROM dataset"
                               " WHERE name = $1 AND state = 'ready' AND archived_at_us IS NULL";

static const char GET_SQL[] =
    "SELECT " DATASET_COLUMNS " FROM dataset WHERE id = $1 AND state = 'ready'";

static const char LIST_SQL[] = "SELECT " DATASET_COLUMNS " FROM dataset"
                               " WHERE state = 'ready' AND archived_at_us IS NULL ORDER BY name";

static const char READ_ROWS_SQL[] =
    "SELECT id, position, values_json FROM dataset_row"
    " WHERE dataset_id = $1 AND superseded_at_us IS NULL AND position > $2"
    " ORDER BY position LIMIT $3";

static const char LAST_SQL[] = "SELECT max(position) FROM dataset_row"
                               " WHERE dataset_id = $1 AND superseded_at_us IS NULL";

static const char POSITIONS_SQL[] =
    "SELECT position FROM dataset_row"
    " WHERE dataset_id = $1 AND superseded_at_us IS NULL AND position > $2"
    " ORDER BY position LIMIT $3";

static const char COUNT_ROWS_SQL[] =
    "SELECT count(*) FROM dataset_row WHERE dataset_id = $1 AND superseded_at_us IS NULL";

struct _CantripDatasetRepository
{
  GObject parent_instance;

  CantripStore     *store;      /* (owned) */
  CantripStatement *find;       /* (owned) */
  CantripStatement *get;        /* (owned) */
  CantripStatement *list;       /* (owned) */
  CantripStatement *read_rows;  /* (owned) */
  CantripStatement *last;       /* (owned) */
  CantripStatement *positions;  /* (owned) */
  CantripStatement *count_rows; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripDatasetRepository, cantrip_dataset_repository, G_TYPE_OBJECT)

static void
cantrip_dataset_repository_finalize (GObject *object)
{
  CantripDatasetRepository *self = CANTRIP_DATASET_REPOSITORY (object);

  g_clear_pointer (&self->find, cantrip_statement_free);
  g_clear_pointer (&self->get, cantrip_statement_free);
  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->read_rows, cantrip_statement_free);
  g_clear_pointer (&self->last, cantrip_statement_free);
  g_clear_pointer (&self->positions, cantrip_statement_free);
  g_clear_pointer (&self->count_rows, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_dataset_repository_parent_class)->finalize (object);
}

static void
cantrip_dataset_repository_class_init (CantripDatasetRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_dataset_repository_finalize;
}

static void
cantrip_dataset_repository_init (CantripDatasetRepository *self G_GNUC_UNUSED)
{
}

CantripDatasetRepository *
cantrip_dataset_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripDatasetRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_DATASET_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->find, FIND_SQL },
    { &self->get, GET_SQL },
    { &self->list, LIST_SQL },
    { &self->read_rows, READ_ROWS_SQL },
    { &self->last, LAST_SQL },
    { &self->positions, POSITIONS_SQL },
    { &self->count_rows, COUNT_ROWS_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static char **
read_columns (const char *columns_json)
{
  g_autoptr (JsonNode) node = cantrip_json_parse_text (columns_json, -1, NULL);
  JsonArray *array = cantrip_json_root_array (node);
  guint      n = array != NULL ? json_array_get_length (array) : 0;
  char     **columns = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    columns[i] = cantrip_json_dup_value_text (json_array_get_element (array, i));

  return columns;
}

/* DATASET_COLUMNS of the current row of @statement. */
static CantripDataset *
read_dataset (CantripStatement *statement)
{
  CantripDataset *dataset = g_new0 (CantripDataset, 1);

  dataset->id = cantrip_statement_get_int (statement, 0);
  dataset->name = g_strdup (cantrip_statement_get_text (statement, 1));
  dataset->columns = read_columns (cantrip_statement_get_text (statement, 2));
  dataset->row_count = cantrip_statement_get_int (statement, 3);
  dataset->source = g_strdup (cantrip_statement_get_text (statement, 4));
  dataset->created_at_us = cantrip_statement_get_int (statement, 5);
  dataset->archived_at_us = cantrip_statement_get_int (statement, 6);
  dataset->slots = cantrip_column_slots_new_from_json (cantrip_statement_get_text (statement, 7),
                                                       g_strv_length (dataset->columns),
                                                       cantrip_statement_get_int (statement, 8));

  return dataset;
}

static gboolean
is_taken (CantripDatasetRepository *self, const char *name, gboolean *ret_taken, GError **error)
{
  g_autoptr (CantripStatementUse) find = self->find;

  cantrip_statement_bind_text (find, 1, name);

  return cantrip_statement_next (find, ret_taken, "look for the dataset", error);
}

gboolean
cantrip_dataset_repository_check_name (CantripDatasetRepository *self,
                                       const char               *name,
                                       GError                  **error)
{
  gboolean taken;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!g_utf8_validate (name, -1, NULL) || strpbrk (name, "\n\r") != NULL ||
      name[strspn (name, " \t")] == '\0')
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "A dataset needs a name, of one line; give it one");

  if (!is_taken (self, name, &taken, error))
    return FALSE;

  return !taken || cantrip_set_error (error,
                                      CANTRIP_ERROR_CONFLICT,
                                      "There is a dataset called “%s” already; choose another name",
                                      name);
}

/* Says which name was probably meant, if one is near. */
static void
set_not_found (CantripDatasetRepository *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) datasets = cantrip_dataset_repository_list (self, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; datasets != NULL && i < datasets->len; i++)
    g_ptr_array_add (names, ((CantripDataset *) datasets->pdata[i])->name);
  g_ptr_array_add (names, NULL);

  nearest = cantrip_nearest_name (name, (const char *const *) names->pdata);
  if (nearest != NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_NOT_FOUND,
                       "There is no dataset “%s”; did you mean “%s”?",
                       name,
                       nearest);
  else
    cantrip_set_error (error,
                       CANTRIP_ERROR_NOT_FOUND,
                       "There is no dataset “%s”; “cantrip-bridge datasets” lists those there are",
                       name);
}

CantripDataset *
cantrip_dataset_repository_find (CantripDatasetRepository *self, const char *name, GError **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  find = self->find;
  cantrip_statement_bind_text (find, 1, name);
  if (!cantrip_statement_next (find, &has_row, "look for the dataset", error))
    return NULL;
  if (has_row)
    return read_dataset (find);

  set_not_found (self, name, error);

  return NULL;
}

CantripDataset *
cantrip_dataset_repository_get (CantripDatasetRepository *self, gint64 dataset_id, GError **error)
{
  g_autoptr (CantripStatementUse) get = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (self), NULL);

  get = self->get;
  cantrip_statement_bind_int (get, 1, dataset_id);
  if (!cantrip_statement_next (get, &has_row, "look for the dataset", error))
    return NULL;
  if (has_row)
    return read_dataset (get);

  cantrip_set_error (error, CANTRIP_ERROR_NOT_FOUND, "The dataset does not exist any more");

  return NULL;
}

GPtrArray *
cantrip_dataset_repository_list (CantripDatasetRepository *self, GError **error)
{
  g_autoptr (GPtrArray) datasets = NULL;
  g_autoptr (CantripStatementUse) list = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (self), NULL);

  datasets = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_dataset_free);
  list = self->list;
  for (;;)
    {
      if (!cantrip_statement_next (list, &has_row, "list the datasets", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&datasets);
      g_ptr_array_add (datasets, read_dataset (list));
    }
}

static CantripDatasetRow *
read_row (CantripStatement *statement, const CantripDataset *dataset, gsize *bytes)
{
  CantripDatasetRow *row = g_new0 (CantripDatasetRow, 1);

  row->id = cantrip_statement_get_int (statement, 0);
  row->position = cantrip_statement_get_int (statement, 1);
  row->values_json =
      cantrip_dataset_order_values (dataset, cantrip_statement_get_text (statement, 2));
  *bytes += cantrip_statement_get_length (statement, 2);

  return row;
}

GPtrArray *
cantrip_dataset_repository_read_rows (CantripDatasetRepository *self,
                                      const CantripDataset     *dataset,
                                      gint64                    after_position,
                                      guint                     max_rows,
                                      GError                  **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CantripStatementUse) read = NULL;
  gsize    bytes = 0;
  gboolean has_row = TRUE;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (self), NULL);
  g_return_val_if_fail (dataset != NULL, NULL);

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_dataset_row_free);
  read = self->read_rows;
  cantrip_statement_bind_int (read, 1, dataset->id);
  cantrip_statement_bind_int (read, 2, after_position);
  cantrip_statement_bind_int (read, 3, max_rows);

  while (has_row && bytes < PAGE_BYTES)
    {
      if (!cantrip_statement_next (read, &has_row, "read rows", error))
        return NULL;
      if (has_row)
        g_ptr_array_add (rows, read_row (read, dataset, &bytes));
    }

  return g_steal_pointer (&rows);
}

gboolean
cantrip_dataset_repository_count_rows (CantripDatasetRepository *self,
                                       gint64                    dataset_id,
                                       gint64                   *ret_count,
                                       GError                  **error)
{
  g_autoptr (CantripStatementUse) count = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (self), FALSE);

  count = self->count_rows;
  cantrip_statement_bind_int (count, 1, dataset_id);
  if (!cantrip_statement_next (count, &has_row, "count the rows", error))
    return FALSE;

  *ret_count = cantrip_statement_get_int (count, 0);

  return TRUE;
}

gboolean
cantrip_dataset_repository_get_last_position (CantripDatasetRepository *self,
                                              gint64                    dataset_id,
                                              gint64                   *ret_position,
                                              GError                  **error)
{
  g_autoptr (CantripStatementUse) last = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (self), FALSE);

  last = self->last;
  cantrip_statement_bind_int (last, 1, dataset_id);
  if (!cantrip_statement_next (last, &has_row, "look for the last row", error))
    return FALSE;

  *ret_position = cantrip_statement_get_int (last, 0);

  return TRUE;
}

gboolean
cantrip_dataset_repository_read_positions (CantripDatasetRepository *self,
                                           gint64                    dataset_id,
                                           gint64                    after_position,
                                           guint                     max_rows,
                                           GArray                   *positions,
                                           GError                  **error)
{
  g_autoptr (CantripStatementUse) read = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_REPOSITORY (self), FALSE);

  read = self->positions;
  cantrip_statement_bind_int (read, 1, dataset_id);
  cantrip_statement_bind_int (read, 2, after_position);
  cantrip_statement_bind_int (read, 3, max_rows);
  for (;;)
    {
      gint64 position;

      if (!cantrip_statement_next (read, &has_row, "read rows", error))
        return FALSE;
      if (!has_row)
        return TRUE;
      position = cantrip_statement_get_int (read, 0);
      g_array_append_val (positions, position);
    }
}
