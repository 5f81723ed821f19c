/* cantrip-dataset-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-editor.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "dataset/cantrip-cell-text.h"
#include "dataset/cantrip-dataset-edit-repository.h"
#include "dataset/cantrip-dataset-repository.h"
#include "dataset/cantrip-record-reader.h"
#include "dataset/cantrip-row-values.h"

/* So many rows tell whether a column is one of numbers. */
#define SAMPLE_ROWS 100

struct _CantripDatasetEditor
{
  GObject parent_instance;

  CantripStore                 *store;    /* (owned) */
  CantripDatasetRepository     *datasets; /* (owned) */
  CantripDatasetEditRepository *edits;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripDatasetEditor, cantrip_dataset_editor, G_TYPE_OBJECT)

/* A paste under way. */
typedef struct
{
  CantripDatasetEdit *edit;    /* (owned) */
  CantripDataset     *dataset; /* (owned) */
  CantripRowValues   *values;  /* (owned) */
  guint               column;  /* the first */
  gboolean           *numbers; /* (owned); for each column: whether it is one of numbers */
} Paste;

static void
paste_clear (Paste *paste)
{
  g_clear_pointer (&paste->edit, cantrip_dataset_edit_free);
  g_clear_pointer (&paste->dataset, cantrip_dataset_free);
  g_clear_pointer (&paste->values, cantrip_row_values_free);
  g_clear_pointer (&paste->numbers, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paste, paste_clear)

static void
cantrip_dataset_editor_finalize (GObject *object)
{
  CantripDatasetEditor *self = CANTRIP_DATASET_EDITOR (object);

  g_clear_object (&self->datasets);
  g_clear_object (&self->edits);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_dataset_editor_parent_class)->finalize (object);
}

static void
cantrip_dataset_editor_class_init (CantripDatasetEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_dataset_editor_finalize;
}

static void
cantrip_dataset_editor_init (CantripDatasetEditor *self G_GNUC_UNUSED)
{
}

CantripDatasetEditor *
cantrip_dataset_editor_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripDatasetEditor) self = NULL;

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self = g_object_new (CANTRIP_TYPE_DATASET_EDITOR, NULL);
  self->store = g_object_ref (store);
  if ((self->datasets = cantrip_dataset_repository_new (store, error)) == NULL ||
      (self->edits = cantrip_dataset_edit_repository_new (store, error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/* What most of the first rows have in a column is what belongs there. */
static gboolean
find_numbers (CantripDatasetEditor *self, Paste *paste, GError **error)
{
  guint           n_columns = g_strv_length (paste->dataset->columns);
  g_autofree int *balance = g_new0 (int, n_columns);
  g_autoptr (GPtrArray) rows =
      cantrip_dataset_repository_read_rows (self->datasets, paste->dataset, 0, SAMPLE_ROWS, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const CantripDatasetRow *row = g_ptr_array_index (rows, i);

      (void) cantrip_row_values_split (paste->values, row->values_json);
      for (guint column = 0; column < n_columns; column++)
        {
          gsize       n_bytes;
          const char *json = cantrip_row_values_get_json (paste->values, column, &n_bytes);

          if (*json == '-' || g_ascii_isdigit (*json))
            balance[column]++;
          else if (*json != 'n' && n_bytes > strlen ("\"\""))
            balance[column]--;
        }
    }

  paste->numbers = g_new0 (gboolean, n_columns);
  for (guint column = 0; column < n_columns; column++)
    paste->numbers[column] = balance[column] > 0;

  return TRUE;
}

static gboolean
begin_paste (CantripDatasetEditor *self,
             gint64                dataset_id,
             const char           *column,
             Paste                *paste,
             GError              **error)
{
  paste->edit = cantrip_dataset_edit_new (dataset_id);
  paste->values = cantrip_row_values_new ();
  paste->dataset = cantrip_dataset_repository_get (self->datasets, dataset_id, error);

  return paste->dataset != NULL &&
         (column == NULL ||
          cantrip_dataset_find_column (paste->dataset, column, &paste->column, error)) &&
         find_numbers (self, paste, error);
}

/* A block that does not fit is refused as a whole, before anything is written. */
static gboolean
check_lines (Paste *paste, GPtrArray *lines, GError **error)
{
  guint n_left = g_strv_length (paste->dataset->columns) - paste->column;

  if (lines->len > CANTRIP_PASTE_MAX_ROWS)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_TOO_LARGE,
                              "These are %u rows, and at most %u can be pasted at once; import a "
                              "file instead",
                              lines->len,
                              CANTRIP_PASTE_MAX_ROWS);

  for (guint i = 0; i < lines->len; i++)
    {
      char *const *texts = g_ptr_array_index (lines, i);
      guint        n_texts = g_strv_length ((char **) texts);

      if (n_texts > n_left)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "Row %u of the block has %u cells, and from “%s” on there is "
                                  "room "
                                  "for %u; add columns, or begin further left",
                                  i + 1,
                                  n_texts,
                                  paste->dataset->columns[paste->column],
                                  n_left);
      for (guint j = 0; j < n_texts; j++)
        if (!g_utf8_validate (texts[j], -1, NULL))
          return cantrip_set_error (error,
                                    CANTRIP_ERROR_INVALID_INPUT,
                                    "Row %u of the block is not text in UTF-8; copy it again",
                                    i + 1);
    }

  return TRUE;
}

/* The values of a line: those of the cells that it goes into say of what type they are. */
static GPtrArray *
make_values (Paste *paste, const char *ordered_json, char *const *texts)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  (void) cantrip_row_values_split (paste->values, ordered_json);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      guint       column = paste->column + i;
      gsize       old_bytes, shown_bytes;
      const char *old = cantrip_row_values_get_json (paste->values, column, &old_bytes);
      const char *shown = cantrip_row_values_get_text (paste->values, column, &shown_bytes);
      gboolean    is_same =
          shown_bytes == strlen (texts[i]) && memcmp (shown, texts[i], shown_bytes) == 0;

      g_ptr_array_add (values,
                       is_same ? g_strndup (old, old_bytes)
                               : cantrip_cell_text_to_json (texts[i], old, paste->numbers[column]));
    }

  return values;
}

/* Writes one line: into the row @row_id, or as a new row at *@next if that is 0. */
static gboolean
paste_line (CantripDatasetEditor *self,
            Paste                *paste,
            gint64                row_id,
            char *const          *texts,
            gint64               *next,
            GError              **error)
{
  gint64           dataset_id = paste->dataset->id;
  g_autofree char *old = NULL; /* as it is stored */
  g_autofree char *ordered = NULL;
  g_autofree char *stored = NULL;
  g_autoptr (GPtrArray) values = NULL;
  gint64 position, new_id;

  if (row_id != 0)
    old =
        cantrip_dataset_edit_repository_get_row (self->edits, dataset_id, row_id, &position, error);
  if (row_id != 0 && old == NULL)
    return FALSE;

  ordered = cantrip_dataset_order_values (paste->dataset, old != NULL ? old : "[]");
  values = make_values (paste, ordered, texts);
  stored = cantrip_column_slots_write (paste->dataset->slots,
                                       old,
                                       paste->column,
                                       (char *const *) values->pdata,
                                       values->len);
  if (g_strcmp0 (old, stored) == 0)
    return TRUE;
  if (strlen (stored) > CANTRIP_RECORD_MAX_BYTES)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_TOO_LARGE,
                              "The row would hold more than %d MiB; write less into it",
                              CANTRIP_RECORD_MAX_BYTES >> 20);

  if (row_id == 0)
    position = (*next)++;
  else if (!cantrip_dataset_edit_repository_retire (self->edits,
                                                    dataset_id,
                                                    row_id,
                                                    &position,
                                                    error))
    return FALSE;
  if (!cantrip_dataset_edit_repository_insert (self->edits,
                                               dataset_id,
                                               position,
                                               row_id,
                                               stored,
                                               &new_id,
                                               error))
    return FALSE;
  cantrip_dataset_edit_add_row (paste->edit, position, row_id, new_id);

  return TRUE;
}

CantripDatasetEdit *
cantrip_dataset_editor_paste (CantripDatasetEditor *self,
                              gint64                dataset_id,
                              GArray               *row_ids,
                              const char           *column,
                              GPtrArray            *lines,
                              GError              **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  g_auto (Paste) paste = { 0 };
  gint64 next;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDITOR (self), NULL);
  g_return_val_if_fail (lines != NULL, NULL);

  transaction = cantrip_store_begin (self->store, error);
  if (transaction == NULL || !begin_paste (self, dataset_id, column, &paste, error) ||
      !check_lines (&paste, lines, error) ||
      !cantrip_dataset_edit_repository_get_next_position (self->edits, dataset_id, &next, error))
    return NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      gint64 row_id = row_ids != NULL && i < row_ids->len ? g_array_index (row_ids, gint64, i) : 0;

      if (!paste_line (self, &paste, row_id, g_ptr_array_index (lines, i), &next, error))
        return NULL;
    }

  if (!cantrip_dataset_edit_repository_count (self->edits, paste.edit, error) ||
      !cantrip_transaction_commit (&transaction, error))
    return NULL;

  return g_steal_pointer (&paste.edit);
}

CantripDatasetEdit *
cantrip_dataset_editor_set_cell (CantripDatasetEditor *self,
                                 gint64                dataset_id,
                                 gint64                row_id,
                                 const char           *column,
                                 const char           *text,
                                 GError              **error)
{
  g_autoptr (GArray) row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  const char *line[] = { text, NULL };

  g_return_val_if_fail (column != NULL && text != NULL, NULL);

  g_array_append_val (row_ids, row_id);
  g_ptr_array_add (lines, line);

  return cantrip_dataset_editor_paste (self, dataset_id, row_ids, column, lines, error);
}

CantripDatasetEdit *
cantrip_dataset_editor_delete_rows (CantripDatasetEditor *self,
                                    gint64                dataset_id,
                                    GArray               *row_ids,
                                    GError              **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  g_autoptr (CantripDatasetEdit) edit = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDITOR (self), NULL);
  g_return_val_if_fail (row_ids != NULL, NULL);

  edit = cantrip_dataset_edit_new (dataset_id);
  transaction = cantrip_store_begin (self->store, error);
  if (transaction == NULL)
    return NULL;

  for (guint i = 0; i < row_ids->len; i++)
    {
      gint64 id = g_array_index (row_ids, gint64, i);
      gint64 position;

      if (!cantrip_dataset_edit_repository_retire (self->edits, dataset_id, id, &position, error))
        return NULL;
      cantrip_dataset_edit_add_row (edit, position, id, 0);
    }

  if (!cantrip_dataset_edit_repository_count (self->edits, edit, error) ||
      !cantrip_transaction_commit (&transaction, error))
    return NULL;

  return g_steal_pointer (&edit);
}

CantripDatasetEdit *
cantrip_dataset_editor_rename (CantripDatasetEditor *self,
                               gint64                dataset_id,
                               const char           *name,
                               GError              **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  g_autoptr (CantripDatasetEdit) edit = NULL;
  g_autoptr (CantripDataset) dataset = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDITOR (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  transaction = cantrip_store_begin (self->store, error);
  if (transaction == NULL ||
      (dataset = cantrip_dataset_repository_get (self->datasets, dataset_id, error)) == NULL)
    return NULL;

  edit = cantrip_dataset_edit_new (dataset_id);
  if (g_str_equal (dataset->name, name))
    return g_steal_pointer (&edit);

  edit->name.before = g_strdup (dataset->name);
  edit->name.after = g_strdup (name);
  if (!cantrip_dataset_repository_check_name (self->datasets, name, error) ||
      !cantrip_dataset_editor_apply (self, edit, error) ||
      !cantrip_transaction_commit (&transaction, error))
    return NULL;

  return g_steal_pointer (&edit);
}

CantripDatasetEdit *
cantrip_dataset_editor_archive (CantripDatasetEditor *self, gint64 dataset_id, GError **error)
{
  g_autoptr (CantripDatasetEdit) edit = cantrip_dataset_edit_new (dataset_id);

  edit->archives = 1;
  if (!cantrip_dataset_editor_apply (self, edit, error))
    return NULL;

  return g_steal_pointer (&edit);
}

CantripDataset *
cantrip_dataset_editor_get_dataset (CantripDatasetEditor *self, gint64 dataset_id, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_DATASET_EDITOR (self), NULL);

  return cantrip_dataset_repository_get (self->datasets, dataset_id, error);
}

static gboolean
apply_rows (CantripDatasetEditor *self, const CantripDatasetEdit *edit, GError **error)
{
  for (guint i = 0; i < edit->rows->len; i++)
    {
      const CantripRowChange *change = &g_array_index (edit->rows, CantripRowChange, i);
      gint64                  position;

      if ((change->before_id != 0 && !cantrip_dataset_edit_repository_retire (self->edits,
                                                                              edit->dataset_id,
                                                                              change->before_id,
                                                                              &position,
                                                                              error)) ||
          (change->after_id != 0 && !cantrip_dataset_edit_repository_revive (self->edits,
                                                                             edit->dataset_id,
                                                                             change->after_id,
                                                                             error)))
        return FALSE;
    }

  return edit->rows->len == 0 || cantrip_dataset_edit_repository_count (self->edits, edit, error);
}

gboolean
cantrip_dataset_editor_apply (CantripDatasetEditor     *self,
                              const CantripDatasetEdit *edit,
                              GError                  **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;

  g_return_val_if_fail (CANTRIP_IS_DATASET_EDITOR (self), FALSE);
  g_return_val_if_fail (edit != NULL, FALSE);

  transaction = cantrip_store_begin (self->store, error);

  return transaction != NULL && apply_rows (self, edit, error) &&
         (edit->columns.before == NULL ||
          cantrip_dataset_edit_repository_set_columns (self->edits, edit, error)) &&
         (edit->name.before == NULL ||
          cantrip_dataset_edit_repository_set_name (self->edits, edit, error)) &&
         (edit->archives == 0 ||
          cantrip_dataset_edit_repository_set_archived (self->edits, edit, error)) &&
         cantrip_transaction_commit (&transaction, error);
}
