/* cantrip-dataset-import-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-dataset-import-repository"

#include "config.h"

#include "dataset/cantrip-dataset-import-repository.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-time.h"
#include "dataset/cantrip-column-names.h"

/* Its name until it is finished cannot be one of a finished one: ids are used once. */
static const char BEGIN_SQL[] =
    "INSERT INTO dataset"
    " (id, name, columns_json, row_count, source, state, created_at_us, touched_at_us)"
    " VALUES ($1, $2, $3, 0, $4, 'importing', $5, $5)";

/* touched_at_us = 0: it is being removed. */
static const char TOUCH_SQL[] = "UPDATE dataset SET touched_at_us = $2"
                                " WHERE id = $1 AND state = 'importing' AND touched_at_us > 0";

/* $1: the dataset; $2: the position of the first row; then an id and values for each row. */
static const char INSERT_ROW_SQL[] =
    "INSERT INTO dataset_row (dataset_id, position, id, values_json) VALUES ($1, $2, $3, $4)";

/* Sixteen at once need a third less time than one by one [measured]. */
#define GROUP_ROWS 16
static const char INSERT_GROUP_SQL[] =
    "INSERT INTO dataset_row (dataset_id, position, id, values_json) VALUES"
    " ($1, $2 + 0, $3, $4), ($1, $2 + 1, $5, $6),"
    " ($1, $2 + 2, $7, $8), ($1, $2 + 3, $9, $10),"
    " ($1, $2 + 4, $11, $12), ($1, $2 + 5, $13, $14),"
    " ($1, $2 + 6, $15, $16), ($1, $2 + 7, $17, $18),"
    " ($1, $2 + 8, $19, $20), ($1, $2 + 9, $21, $22),"
    " ($1, $2 + 10, $23, $24), ($1, $2 + 11, $25, $26),"
    " ($1, $2 + 12, $27, $28), ($1, $2 + 13, $29, $30),"
    " ($1, $2 + 14, $31, $32), ($1, $2 + 15, $33, $34)";

static const char FINISH_SQL[] =
    "UPDATE dataset SET name = $2, row_count = $3, state = 'ready', touched_at_us = $4"
    " WHERE id = $1 AND state = 'importing' AND touched_at_us > 0";

static const char GIVE_UP_SQL[] =
    "UPDATE dataset SET touched_at_us = 0 WHERE id = $1 AND state = 'importing'";

static const char REMOVE_ROWS_SQL[] =
    "DELETE FROM dataset_row WHERE id IN"
    " (SELECT id FROM dataset_row WHERE dataset_id = $1 AND superseded_at_us IS NULL LIMIT 5000)";

static const char REMOVE_SQL[] = "DELETE FROM dataset WHERE id = $1 AND state = 'importing'";

static const char FIND_LEFTOVER_SQL[] =
    "SELECT id FROM dataset WHERE state = 'importing' AND touched_at_us < $1 LIMIT 1";

struct _CantripDatasetImportRepository
{
  GObject parent_instance;

  CantripStore     *store;         /* (owned) */
  CantripStatement *begin;         /* (owned) */
  CantripStatement *touch;         /* (owned) */
  CantripStatement *insert_row;    /* (owned) */
  CantripStatement *insert_group;  /* (owned) */
  CantripStatement *finish;        /* (owned) */
  CantripStatement *give_up;       /* (owned) */
  CantripStatement *remove_rows;   /* (owned) */
  CantripStatement *remove;        /* (owned) */
  CantripStatement *find_leftover; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripDatasetImportRepository,
                     cantrip_dataset_import_repository,
                     G_TYPE_OBJECT)

static void
cantrip_dataset_import_repository_finalize (GObject *object)
{
  CantripDatasetImportRepository *self = CANTRIP_DATASET_IMPORT_REPOSITORY (object);

  g_clear_pointer (&self->begin, cantrip_statement_free);
  g_clear_pointer (&self->touch, cantrip_statement_free);
  g_clear_pointer (&self->insert_row, cantrip_statement_free);
  g_clear_pointer (&self->insert_group, cantrip_statement_free);
  g_clear_pointer (&self->finish, cantrip_statement_free);
  g_clear_pointer (&self->give_up, cantrip_statement_free);
  g_clear_pointer (&self->remove_rows, cantrip_statement_free);
  g_clear_pointer (&self->remove, cantrip_statement_free);
  g_clear_pointer (&self->find_leftover, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_dataset_import_repository_parent_class)->finalize (object);
}

static void
cantrip_dataset_import_repository_class_init (CantripDatasetImportRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_dataset_import_repository_finalize;
}

static void
cantrip_dataset_import_repository_init (CantripDatasetImportRepository *self G_GNUC_UNUSED)
{
}

CantripDatasetImportRepository *
cantrip_dataset_import_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripDatasetImportRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_DATASET_IMPORT_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->begin, BEGIN_SQL },
    { &self->touch, TOUCH_SQL },
    { &self->insert_row, INSERT_ROW_SQL },
    { &self->insert_group, INSERT_GROUP_SQL },
    { &self->finish, FINISH_SQL },
    { &self->give_up, GIVE_UP_SQL },
    { &self->remove_rows, REMOVE_ROWS_SQL },
    { &self->remove, REMOVE_SQL },
    { &self->find_leftover, FIND_LEFTOVER_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
give_up (CantripDatasetImportRepository *self, gint64 dataset_id, GError **error)
{
  g_autoptr (CantripStatementUse) mark = self->give_up;

  cantrip_statement_bind_int (mark, 1, dataset_id);

  return cantrip_statement_run (mark, "give up the import", error);
}

/* In pieces, so that other programs can write in between. */
static gboolean
remove_rows (CantripDatasetImportRepository *self, gint64 dataset_id, GError **error)
{
  do
    {
      g_autoptr (CantripStatementUse) rows = self->remove_rows;

      cantrip_statement_bind_int (rows, 1, dataset_id);
      if (!cantrip_statement_run (rows, "remove an import that was given up", error))
        return FALSE;
    }
  while (cantrip_statement_get_changes (self->remove_rows) > 0);

  return TRUE;
}

/* From the first statement on its import can no longer go on. */
gboolean
cantrip_dataset_import_repository_abandon (CantripDatasetImportRepository *self,
                                           gint64                          dataset_id,
                                           GError                        **error)
{
  g_autoptr (CantripStatementUse) dataset = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_IMPORT_REPOSITORY (self), FALSE);

  if (!give_up (self, dataset_id, error) || !remove_rows (self, dataset_id, error))
    return FALSE;

  dataset = self->remove;
  cantrip_statement_bind_int (dataset, 1, dataset_id);

  return cantrip_statement_run (dataset, "remove an import that was given up", error);
}

static gboolean
find_leftover (CantripDatasetImportRepository *self,
               gint64                          before_us,
               gint64                         *ret_dataset_id,
               GError                        **error)
{
  g_autoptr (CantripStatementUse) leftover = self->find_leftover;
  gboolean has_row;

  cantrip_statement_bind_int (leftover, 1, before_us);
  if (!cantrip_statement_next (leftover, &has_row, "look for imports that died", error))
    return FALSE;

  *ret_dataset_id = has_row ? cantrip_statement_get_int (leftover, 0) : 0;

  return TRUE;
}

static gboolean
remove_leftovers (CantripDatasetImportRepository *self, gint64 now_us, GError **error)
{
  gint64 before_us = now_us - CANTRIP_DATASET_LEFTOVER_S * G_USEC_PER_SEC;
  gint64 dataset_id;

  for (;;)
    {
      if (!find_leftover (self, before_us, &dataset_id, error))
        return FALSE;
      if (dataset_id == 0)
        return TRUE;
      if (!cantrip_dataset_import_repository_abandon (self, dataset_id, error))
        return FALSE;
    }
}

gboolean
cantrip_dataset_import_repository_begin (CantripDatasetImportRepository *self,
                                         const char *const              *columns,
                                         const char                     *source,
                                         gint64                         *ret_dataset_id,
                                         GError                        **error)
{
  g_autoptr (CantripStatementUse) begin = NULL;
  gint64           now_us = cantrip_time_now_us ();
  gint64           id = cantrip_id_new ();
  g_autofree char *id_text = cantrip_id_to_text (id);
  g_autofree char *name = g_strconcat ("importing:", id_text, NULL);
  g_autofree char *columns_json = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_IMPORT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (columns != NULL && source != NULL, FALSE);

  if (!remove_leftovers (self, now_us, error))
    return FALSE;

  columns_json = cantrip_column_names_to_json (columns);
  begin = self->begin;
  cantrip_statement_bind_int (begin, 1, id);
  cantrip_statement_bind_text (begin, 2, name);
  cantrip_statement_bind_text (begin, 3, columns_json);
  cantrip_statement_bind_text (begin, 4, source);
  cantrip_statement_bind_int (begin, 5, now_us);
  if (!cantrip_statement_run (begin, "begin the import", error))
    return FALSE;

  *ret_dataset_id = id;

  return TRUE;
}

static gboolean
refuse_dead (GError **error)
{
  return cantrip_set_error (error,
                            CANTRIP_ERROR_CONFLICT,
                            "The import stood still for more than %d seconds and another program "
                            "removed it; import the file again",
                            CANTRIP_DATASET_LEFTOVER_S);
}

static gboolean
touch (CantripDatasetImportRepository *self, gint64 dataset_id, GError **error)
{
  g_autoptr (CantripStatementUse) statement = self->touch;

  cantrip_statement_bind_int (statement, 1, dataset_id);
  cantrip_statement_bind_int (statement, 2, cantrip_time_now_us ());
  if (!cantrip_statement_run (statement, "add rows", error))
    return FALSE;

  return cantrip_statement_get_changes (statement) > 0 || refuse_dead (error);
}

/* Inserts the rows from number @first of the batch: a whole group, or one. */
static gboolean
insert_rows (CantripStatement *statement,
             guint             n_rows,
             const char       *values_json,
             const gsize      *ends,
             guint             first,
             GError          **error)
{
  for (guint i = 0; i < n_rows; i++)
    {
      gsize start = first + i > 0 ? ends[first + i - 1] : 0;

      cantrip_statement_bind_int (statement, (int) (3 + 2 * i), cantrip_id_new ());
      cantrip_statement_bind_text_len (statement,
                                       (int) (4 + 2 * i),
                                       values_json + start,
                                       ends[first + i] - start);
    }

  return cantrip_statement_run (statement, "add rows", error);
}

gboolean
cantrip_dataset_import_repository_append (CantripDatasetImportRepository *self,
                                          gint64                          dataset_id,
                                          gint64                          first_position,
                                          GString                        *values_json,
                                          GArray                         *ends,
                                          GError                        **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  guint n_rows;

  g_return_val_if_fail (CANTRIP_IS_DATASET_IMPORT_REPOSITORY (self), FALSE);

  transaction = cantrip_store_begin (self->store, error);
  if (transaction == NULL || !touch (self, dataset_id, error))
    return FALSE;

  for (guint first = 0; first < ends->len; first += n_rows)
    {
      gboolean is_group = ends->len - first >= GROUP_ROWS;
      g_autoptr (CantripStatementUse) insert = is_group ? self->insert_group : self->insert_row;

      n_rows = is_group ? GROUP_ROWS : 1;
      cantrip_statement_bind_int (insert, 1, dataset_id);
      cantrip_statement_bind_int (insert, 2, first_position + first);
      if (!insert_rows (insert, n_rows, values_json->str, (const gsize *) ends->data, first, error))
        return FALSE;
    }

  return cantrip_transaction_commit (&transaction, error);
}

gboolean
cantrip_dataset_import_repository_finish (CantripDatasetImportRepository *self,
                                          gint64                          dataset_id,
                                          const char                     *name,
                                          gint64                          row_count,
                                          GError                        **error)
{
  g_autoptr (CantripStatementUse) finish = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_IMPORT_REPOSITORY (self), FALSE);

  finish = self->finish;
  cantrip_statement_bind_int (finish, 1, dataset_id);
  cantrip_statement_bind_text (finish, 2, name);
  cantrip_statement_bind_int (finish, 3, row_count);
  cantrip_statement_bind_int (finish, 4, cantrip_time_now_us ());

  if (cantrip_statement_run (finish, "finish the import", &local_error))
    return cantrip_statement_get_changes (finish) > 0 || refuse_dead (error);

  if (g_error_matches (local_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "A dataset called “%s” was made meanwhile; choose another name",
                              name);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
