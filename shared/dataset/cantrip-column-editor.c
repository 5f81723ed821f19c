/* cantrip-column-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-column-editor.h"

#include "base/cantrip-error.h"
#include "dataset/cantrip-column-names.h"

/* An edit of columns under way: names and slots change here, and are then written at once. */
typedef struct
{
  CantripDataset     *dataset; /* (owned) */
  CantripDatasetEdit *edit;    /* (owned) */
  GPtrArray          *names;   /* (owned) (element-type utf8); with a NULL at its end */
} Change;

static void
change_clear (Change *change)
{
  g_clear_pointer (&change->dataset, cantrip_dataset_free);
  g_clear_pointer (&change->edit, cantrip_dataset_edit_free);
  g_clear_pointer (&change->names, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static const char *const *
get_names (Change *change)
{
  return (const char *const *) change->names->pdata;
}

static guint
get_n_columns (Change *change)
{
  return change->names->len - 1;
}

static gboolean
begin (CantripDatasetEditor *editor, gint64 dataset_id, Change *change, GError **error)
{
  change->dataset = cantrip_dataset_editor_get_dataset (editor, dataset_id, error);
  if (change->dataset == NULL)
    return FALSE;

  change->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; change->dataset->columns[i] != NULL; i++)
    g_ptr_array_add (change->names, g_strdup (change->dataset->columns[i]));
  g_ptr_array_add (change->names, NULL);

  change->edit = cantrip_dataset_edit_new (dataset_id);
  change->edit->columns.before = cantrip_column_names_to_json (get_names (change));
  change->edit->slots.before = cantrip_column_slots_to_json (change->dataset->slots);

  return TRUE;
}

static CantripDatasetEdit *
finish (CantripDatasetEditor *editor, Change *change, GError **error)
{
  CantripDatasetEdit *edit = change->edit;

  edit->columns.after = cantrip_column_names_to_json (get_names (change));
  edit->slots.after = cantrip_column_slots_to_json (change->dataset->slots);
  edit->next_slot = cantrip_column_slots_get_next (change->dataset->slots);
  if (!cantrip_dataset_editor_apply (editor, edit, error))
    return NULL;

  return g_steal_pointer (&change->edit);
}

CantripDatasetEdit *
cantrip_column_editor_add (CantripDatasetEditor *editor,
                           gint64                dataset_id,
                           const char           *name,
                           guint                 place,
                           GError              **error)
{
  g_auto (Change) change = { 0 };

  g_return_val_if_fail (name != NULL, NULL);

  if (!begin (editor, dataset_id, &change, error) ||
      !cantrip_column_name_check (name, get_names (&change), error))
    return NULL;
  if (cantrip_column_slots_get_next (change.dataset->slots) >= CANTRIP_COLUMNS_MAX)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_TOO_LARGE,
                         "The dataset “%s” has had %d columns, which is the most; export it and "
                         "import the file, then there is room again",
                         change.dataset->name,
                         CANTRIP_COLUMNS_MAX);
      return NULL;
    }

  place = MIN (place, get_n_columns (&change));
  g_ptr_array_insert (change.names, (int) place, g_strdup (name));
  cantrip_column_slots_insert (change.dataset->slots, place);

  return finish (editor, &change, error);
}

CantripDatasetEdit *
cantrip_column_editor_rename (CantripDatasetEditor *editor,
                              gint64                dataset_id,
                              const char           *name,
                              const char           *new_name,
                              GError              **error)
{
  g_auto (Change) change = { 0 };
  guint column;

  g_return_val_if_fail (name != NULL && new_name != NULL, NULL);

  if (!begin (editor, dataset_id, &change, error) ||
      !cantrip_dataset_find_column (change.dataset, name, &column, error))
    return NULL;
  if (g_str_equal (name, new_name))
    return cantrip_dataset_edit_new (dataset_id);
  if (!cantrip_column_name_check (new_name, get_names (&change), error))
    return NULL;

  g_free (change.names->pdata[column]);
  change.names->pdata[column] = g_strdup (new_name);

  return finish (editor, &change, error);
}

CantripDatasetEdit *
cantrip_column_editor_move (CantripDatasetEditor *editor,
                            gint64                dataset_id,
                            const char           *name,
                            guint                 place,
                            GError              **error)
{
  g_auto (Change) change = { 0 };
  guint column;

  g_return_val_if_fail (name != NULL, NULL);

  if (!begin (editor, dataset_id, &change, error) ||
      !cantrip_dataset_find_column (change.dataset, name, &column, error))
    return NULL;

  place = MIN (place, get_n_columns (&change) - 1);
  if (place == column)
    return cantrip_dataset_edit_new (dataset_id);

  g_ptr_array_insert (change.names, (int) place, g_ptr_array_steal_index (change.names, column));
  cantrip_column_slots_move (change.dataset->slots, column, place);

  return finish (editor, &change, error);
}

CantripDatasetEdit *
cantrip_column_editor_remove (CantripDatasetEditor *editor,
                              gint64                dataset_id,
                              const char           *name,
                              GError              **error)
{
  g_auto (Change) change = { 0 };
  guint column;

  g_return_val_if_fail (name != NULL, NULL);

  if (!begin (editor, dataset_id, &change, error) ||
      !cantrip_dataset_find_column (change.dataset, name, &column, error))
    return NULL;
  if (get_n_columns (&change) == 1)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "“%s” is the only column of “%s”; delete the dataset, or add another "
                         "column first",
                         name,
                         change.dataset->name);
      return NULL;
    }

  g_ptr_array_remove_index (change.names, column);
  cantrip_column_slots_remove (change.dataset->slots, column);

  return finish (editor, &change, error);
}
