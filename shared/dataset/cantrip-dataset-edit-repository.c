/* cantrip-dataset-edit-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-dataset-edit-repository"

#include "config.h"

#include "dataset/cantrip-dataset-edit-repository.h"

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-time.h"

static const char GET_ROW_SQL[] = "SELECT position, values_json FROM dataset_row"
                                  " WHERE id = $1 AND dataset_id = $2 AND superseded_at_us IS NULL";

static const char RETIRE_SQL[] = "UPDATE dataset_row SET superseded_at_us = $3"
                                 " WHERE id = $1 AND dataset_id = $2 AND superseded_at_us IS NULL"
                                 " RETURNING position";

static const char REVIVE_SQL[] =
    "UPDATE dataset_row SET superseded_at_us = NULL"
    " WHERE id = $1 AND dataset_id = $2 AND superseded_at_us IS NOT NULL";

static const char INSERT_SQL[] =
    "INSERT INTO dataset_row (id, dataset_id, position, values_json, supersedes_id)"
    " VALUES ($1, $2, $3, $4, $5)";

/* A position is given once: outputs of a deleted row would be taken for those of a new one. */
static const char NEXT_SQL[] =
    "SELECT last_deleted, (SELECT max(position) FROM dataset_row"
    " WHERE dataset_id = dataset.id AND superseded_at_us IS NULL) FROM dataset WHERE id = $1";

static const char COUNT_SQL[] =
    "UPDATE dataset SET row_count = row_count + $2,"
    " last_deleted = CASE WHEN last_deleted < $3 THEN $3 ELSE last_deleted END"
    " WHERE id = $1 AND state = 'ready' AND archived_at_us IS NULL";

static const char SET_COLUMNS_SQL[] =
    "UPDATE dataset SET columns_json = $4, slots_json = $5,"
    " next_slot = CASE WHEN next_slot < $6 THEN $6 ELSE next_slot END"
    " WHERE id = $1 AND columns_json = $2 AND slots_json = $3 AND archived_at_us IS NULL";

static const char SET_NAME_SQL[] =
    "UPDATE dataset SET name = $3 WHERE id = $1 AND name = $2 AND archived_at_us IS NULL";

static const char ARCHIVE_SQL[] = "UPDATE dataset SET archived_at_us = $2"
                                  " WHERE id = $1 AND state = 'ready' AND archived_at_us IS NULL";

static const char RESTORE_SQL[] =
    "UPDATE dataset SET archived_at_us = NULL WHERE id = $1 AND archived_at_us IS NOT NULL";

struct _CantripDatasetEditRepository
{
  GObject parent_instance;

  CantripStore     *store;       /* (owned) */
  CantripStatement *get_row;     /* (owned) */
  CantripStatement *retire;      /* (owned) */
  CantripStatement *revive;      /* (owned) */
  CantripStatement *insert;      /* (owned) */
  CantripStatement *next;        /* (owned) */
  CantripStatement *count;       /* (owned) */
  CantripStatement *set_columns; /* (owned) */
  CantripStatement *set_name;    /* (owned) */
  CantripStatement *archive;     /* (owned) */
  CantripStatement *restore;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripDatasetEditRepository, cantrip_dataset_edit_repository, G_TYPE_OBJECT)

static void
cantrip_dataset_edit_repository_finalize (GObject *object)
{
  CantripDatasetEditRepository *self = CANTRIP_DATASET_EDIT_REPOSITORY (object);

  g_clear_pointer (&self->get_row, cantrip_statement_free);
  g_clear_pointer (&self->retire, cantrip_statement_free);
  g_clear_pointer (&self->revive, cantrip_statement_free);
  g_clear_pointer (&self->insert, cantrip_statement_free);
  g_clear_pointer (&self->next, cantrip_statement_free);
  g_clear_pointer (&self->count, cantrip_statement_free);
  g_clear_pointer (&self->set_columns, cantrip_statement_free);
  g_clear_pointer (&self->set_name, cantrip_statement_free);
  g_clear_pointer (&self->archive, cantrip_statement_free);
  g_clear_pointer (&self->restore, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_dataset_edit_repository_parent_class)->finalize (object);
}

static void
cantrip_dataset_edit_repository_class_init (CantripDatasetEditRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_dataset_edit_repository_finalize;
}

static void
cantrip_dataset_edit_repository_init (CantripDatasetEditRepository *self G_GNUC_UNUSED)
{
}

CantripDatasetEditRepository *
cantrip_dataset_edit_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripDatasetEditRepository) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_DATASET_EDIT_REPOSITORY, NULL);
  self->store = g_object_ref (store);

  const CantripStorePlan plans[] = {
    { &self->get_row, GET_ROW_SQL },
    { &self->retire, RETIRE_SQL },
    { &self->revive, REVIVE_SQL },
    { &self->insert, INSERT_SQL },
    { &self->next, NEXT_SQL },
    { &self->count, COUNT_SQL },
    { &self->set_columns, SET_COLUMNS_SQL },
    { &self->set_name, SET_NAME_SQL },
    { &self->archive, ARCHIVE_SQL },
    { &self->restore, RESTORE_SQL },
  };

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
refuse_changed_row (GError **error)
{
  return cantrip_set_error (error,
                            CANTRIP_ERROR_CONFLICT,
                            "The row was changed or deleted meanwhile; look at what it says now "
                            "and try again");
}

char *
cantrip_dataset_edit_repository_get_row (CantripDatasetEditRepository *self,
                                         gint64                        dataset_id,
                                         gint64                        row_id,
                                         gint64                       *ret_position,
                                         GError                      **error)
{
  g_autoptr (CantripStatementUse) get = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), NULL);

  get = self->get_row;
  cantrip_statement_bind_int (get, 1, row_id);
  cantrip_statement_bind_int (get, 2, dataset_id);
  if (!cantrip_statement_next (get, &has_row, "read the row", error))
    return NULL;
  if (!has_row)
    {
      refuse_changed_row (error);
      return NULL;
    }

  *ret_position = cantrip_statement_get_int (get, 0);

  return g_strdup (cantrip_statement_get_text (get, 1));
}

gboolean
cantrip_dataset_edit_repository_retire (CantripDatasetEditRepository *self,
                                        gint64                        dataset_id,
                                        gint64                        row_id,
                                        gint64                       *ret_position,
                                        GError                      **error)
{
  g_autoptr (CantripStatementUse) retire = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), FALSE);

  retire = self->retire;
  cantrip_statement_bind_int (retire, 1, row_id);
  cantrip_statement_bind_int (retire, 2, dataset_id);
  cantrip_statement_bind_int (retire, 3, cantrip_time_now_us ());
  if (!cantrip_statement_next (retire, &has_row, "change the row", error))
    return FALSE;
  if (!has_row)
    return refuse_changed_row (error);

  *ret_position = cantrip_statement_get_int (retire, 0);

  return TRUE;
}

gboolean
cantrip_dataset_edit_repository_revive (CantripDatasetEditRepository *self,
                                        gint64                        dataset_id,
                                        gint64                        row_id,
                                        GError                      **error)
{
  g_autoptr (CantripStatementUse) revive = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), FALSE);

  revive = self->revive;
  cantrip_statement_bind_int (revive, 1, row_id);
  cantrip_statement_bind_int (revive, 2, dataset_id);
  if (cantrip_statement_run (revive, "bring the row back", &local_error))
    return cantrip_statement_get_changes (revive) > 0 || refuse_changed_row (error);

  if (g_error_matches (local_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
    return refuse_changed_row (error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
cantrip_dataset_edit_repository_insert (CantripDatasetEditRepository *self,
                                        gint64                        dataset_id,
                                        gint64                        position,
                                        gint64                        supersedes_id,
                                        const char                   *stored_json,
                                        gint64                       *ret_row_id,
                                        GError                      **error)
{
  g_autoptr (CantripStatementUse) insert = NULL;
  gint64 id = cantrip_id_new ();

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), FALSE);

  insert = self->insert;
  cantrip_statement_bind_int (insert, 1, id);
  cantrip_statement_bind_int (insert, 2, dataset_id);
  cantrip_statement_bind_int (insert, 3, position);
  cantrip_statement_bind_text (insert, 4, stored_json);
  if (supersedes_id != 0)
    cantrip_statement_bind_int (insert, 5, supersedes_id);
  if (!cantrip_statement_run (insert, "write the row", error))
    return FALSE;

  *ret_row_id = id;

  return TRUE;
}

gboolean
cantrip_dataset_edit_repository_get_next_position (CantripDatasetEditRepository *self,
                                                   gint64                        dataset_id,
                                                   gint64                       *ret_position,
                                                   GError                      **error)
{
  g_autoptr (CantripStatementUse) next = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), FALSE);

  next = self->next;
  cantrip_statement_bind_int (next, 1, dataset_id);
  if (!cantrip_statement_next (next, &has_row, "look for the last row", error))
    return FALSE;

  *ret_position =
      MAX (cantrip_statement_get_int (next, 0), cantrip_statement_get_int (next, 1)) + 1;

  return TRUE;
}

gboolean
cantrip_dataset_edit_repository_count (CantripDatasetEditRepository *self,
                                       const CantripDatasetEdit     *edit,
                                       GError                      **error)
{
  g_autoptr (CantripStatementUse) count = NULL;
  gint64 n_added = 0;
  gint64 last_deleted = 0;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), FALSE);

  for (guint i = 0; i < edit->rows->len; i++)
    {
      const CantripRowChange *change = &g_array_index (edit->rows, CantripRowChange, i);

      n_added += (change->after_id != 0) - (change->before_id != 0);
      if (change->after_id == 0)
        last_deleted = MAX (last_deleted, change->position);
    }

  count = self->count;
  cantrip_statement_bind_int (count, 1, edit->dataset_id);
  cantrip_statement_bind_int (count, 2, n_added);
  cantrip_statement_bind_int (count, 3, last_deleted);
  if (!cantrip_statement_run (count, "count the rows", error))
    return FALSE;

  return cantrip_statement_get_changes (count) > 0 ||
         cantrip_set_error (error,
                            CANTRIP_ERROR_NOT_FOUND,
                            "The dataset was deleted meanwhile; restore it first");
}

/* Runs a statement that finds nothing to change if somebody else was faster. */
static gboolean
run_guarded (CantripStatement *statement,
             const char       *doing,
             const char       *when_taken,
             const char       *when_changed,
             GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  if (cantrip_statement_run (statement, doing, &local_error))
    return cantrip_statement_get_changes (statement) > 0 ||
           cantrip_set_error (error, CANTRIP_ERROR_CONFLICT, "%s", when_changed);

  if (g_error_matches (local_error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT))
    return cantrip_set_error (error, CANTRIP_ERROR_CONFLICT, "%s", when_taken);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
cantrip_dataset_edit_repository_set_columns (CantripDatasetEditRepository *self,
                                             const CantripDatasetEdit     *edit,
                                             GError                      **error)
{
  static const char CHANGED[] = "The columns were changed meanwhile; look at them and try again";
  g_autoptr (CantripStatementUse) set = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), FALSE);

  set = self->set_columns;
  cantrip_statement_bind_int (set, 1, edit->dataset_id);
  cantrip_statement_bind_text (set, 2, edit->columns.before);
  cantrip_statement_bind_text (set, 3, edit->slots.before);
  cantrip_statement_bind_text (set, 4, edit->columns.after);
  cantrip_statement_bind_text (set, 5, edit->slots.after);
  cantrip_statement_bind_int (set, 6, edit->next_slot);

  return run_guarded (set, "change the columns", CHANGED, CHANGED, error);
}

gboolean
cantrip_dataset_edit_repository_set_name (CantripDatasetEditRepository *self,
                                          const CantripDatasetEdit     *edit,
                                          GError                      **error)
{
  g_autofree char *taken = NULL;
  g_autoptr (CantripStatementUse) set = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), FALSE);

  taken = g_strdup_printf ("There is a dataset called “%s” already; choose another name",
                           edit->name.after);
  set = self->set_name;
  cantrip_statement_bind_int (set, 1, edit->dataset_id);
  cantrip_statement_bind_text (set, 2, edit->name.before);
  cantrip_statement_bind_text (set, 3, edit->name.after);

  return run_guarded (set,
                      "rename the dataset",
                      taken,
                      "The dataset was renamed or deleted meanwhile; look at it and try again",
                      error);
}

gboolean
cantrip_dataset_edit_repository_set_archived (CantripDatasetEditRepository *self,
                                              const CantripDatasetEdit     *edit,
                                              GError                      **error)
{
  g_autoptr (CantripStatementUse) set = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDIT_REPOSITORY (self), FALSE);

  set = edit->archives > 0 ? self->archive : self->restore;
  cantrip_statement_bind_int (set, 1, edit->dataset_id);
  if (edit->archives > 0)
    cantrip_statement_bind_int (set, 2, cantrip_time_now_us ());

  return run_guarded (set,
                      edit->archives > 0 ? "delete the dataset" : "restore the dataset",
                      "There is another dataset of this name by now; rename that one first",
                      edit->archives > 0 ? "The dataset was deleted already"
                                         : "The dataset is there again already",
                      error);
}
