/* cantrip-table-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-table-edit.h"

#include "dataset/cantrip-column-editor.h"
#include "dataset/cantrip-view-reader.h"

typedef struct _TableEdit TableEdit;

typedef CantripDatasetEdit *(*Perform) (CantripSession *session, TableEdit *edit, GError **error);

struct _TableEdit
{
  Perform perform;

  gint64              dataset_id;
  gint64              row_id;
  CantripDatasetView *view;   /* (owned) (nullable) */
  GtkBitset          *rows;   /* (owned) (nullable) */
  char               *column; /* (owned) (nullable) */
  char               *text;   /* (owned) (nullable): of a cell, or a name */
  guint               place;
  GPtrArray          *lines; /* (owned) (nullable) (element-type GStrv) */

  CantripDatasetEdit *done; /* (owned) (nullable): what apply() has done */
};

static void
table_edit_free (TableEdit *edit)
{
  g_clear_pointer (&edit->view, cantrip_dataset_view_unref);
  g_clear_pointer (&edit->rows, gtk_bitset_unref);
  g_clear_pointer (&edit->lines, g_ptr_array_unref);
  g_clear_pointer (&edit->done, cantrip_dataset_edit_free);
  g_free (edit->column);
  g_free (edit->text);
  g_free (edit);
}

/* Turns what was done around and does that. */
static gboolean
revert (CantripSession *session, gpointer data, GError **error)
{
  TableEdit *edit = data;

  cantrip_dataset_edit_invert (edit->done);
  if (cantrip_dataset_editor_apply (session->editor, edit->done, error))
    return TRUE;

  cantrip_dataset_edit_invert (edit->done);

  return FALSE;
}

static gboolean
apply (CantripSession *session, gpointer data, GError **error)
{
  TableEdit *edit = data;

  if (edit->done != NULL)
    return revert (session, data, error); /* of the revert */

  edit->done = edit->perform (session, edit, error);

  return edit->done != NULL;
}

const CantripEdit CANTRIP_TABLE_EDIT = {
  .apply = apply,
  .revert = revert,
  .free_data = (GDestroyNotify) table_edit_free,
};

static TableEdit *
table_edit_new (Perform perform, gint64 dataset_id, const char *column, const char *text)
{
  TableEdit *edit = g_new0 (TableEdit, 1);

  edit->perform = perform;
  edit->dataset_id = dataset_id;
  edit->column = g_strdup (column);
  edit->text = g_strdup (text);

  return edit;
}

static CantripDatasetEdit *
set_cell (CantripSession *session, TableEdit *edit, GError **error)
{
  return cantrip_dataset_editor_set_cell (session->editor,
                                          edit->dataset_id,
                                          edit->row_id,
                                          edit->column,
                                          edit->text,
                                          error);
}

gpointer
cantrip_table_edit_set_cell (gint64 dataset_id, gint64 row_id, const char *column, const char *text)
{
  TableEdit *edit = table_edit_new (set_cell, dataset_id, column, text);

  edit->row_id = row_id;

  return edit;
}

/* The ids of the rows of a view that are still there. */
static GArray *
read_row_ids (CantripSession *session, TableEdit *edit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64       n_rows = edit->rows != NULL ? gtk_bitset_get_size (edit->rows) : 0;
  GtkBitsetIter iter;
  guint         number;
  gboolean      is_valid = n_rows > 0 && gtk_bitset_iter_init_first (&iter, edit->rows, &number);

  while (is_valid)
    {
      guint first = number;
      guint end = first;
      g_autoptr (CantripViewReader) reader = NULL;

      for (; is_valid && number == end; end++)
        is_valid = gtk_bitset_iter_next (&iter, &number);
      reader = cantrip_view_reader_new (edit->view, session->datasets, first, end);
      for (guint i = first; i < end; i++)
        {
          const CantripDatasetRow *row;

          if (!cantrip_view_reader_next (reader, &row, error))
            return NULL;
          if (row != NULL)
            g_array_append_val (ids, row->id);
        }
    }

  return g_steal_pointer (&ids);
}

static CantripDatasetEdit *
paste (CantripSession *session, TableEdit *edit, GError **error)
{
  g_autoptr (GArray) ids = read_row_ids (session, edit, error);

  if (ids == NULL)
    return NULL;

  return cantrip_dataset_editor_paste (session->editor,
                                       edit->dataset_id,
                                       ids,
                                       edit->column,
                                       edit->lines,
                                       error);
}

gpointer
cantrip_table_edit_paste (gint64              dataset_id,
                          CantripDatasetView *view,
                          guint               first,
                          const char         *column,
                          GPtrArray          *lines)
{
  TableEdit *edit = table_edit_new (paste, dataset_id, column, NULL);

  edit->lines = lines;
  if (view != NULL)
    {
      guint n_rows = cantrip_dataset_view_get_n_rows (view);

      edit->view = cantrip_dataset_view_ref (view);
      edit->rows = gtk_bitset_new_range (first, MIN (lines->len, n_rows - MIN (first, n_rows)));
    }

  return edit;
}

static CantripDatasetEdit *
delete_rows (CantripSession *session, TableEdit *edit, GError **error)
{
  g_autoptr (GArray) ids = read_row_ids (session, edit, error);

  if (ids == NULL)
    return NULL;

  return cantrip_dataset_editor_delete_rows (session->editor, edit->dataset_id, ids, error);
}

gpointer
cantrip_table_edit_delete_rows (CantripDatasetView *view, GtkBitset *rows)
{
  TableEdit *edit =
      table_edit_new (delete_rows, cantrip_dataset_view_get_dataset (view)->id, NULL, NULL);

  edit->view = cantrip_dataset_view_ref (view);
  edit->rows = gtk_bitset_copy (rows);

  return edit;
}

static CantripDatasetEdit *
add_column (CantripSession *session, TableEdit *edit, GError **error)
{
  return cantrip_column_editor_add (session->editor,
                                    edit->dataset_id,
                                    edit->text,
                                    edit->place,
                                    error);
}

gpointer
cantrip_table_edit_add_column (gint64 dataset_id, const char *name, guint place)
{
  TableEdit *edit = table_edit_new (add_column, dataset_id, NULL, name);

  edit->place = place;

  return edit;
}

static CantripDatasetEdit *
rename_column (CantripSession *session, TableEdit *edit, GError **error)
{
  return cantrip_column_editor_rename (session->editor,
                                       edit->dataset_id,
                                       edit->column,
                                       edit->text,
                                       error);
}

gpointer
cantrip_table_edit_rename_column (gint64 dataset_id, const char *column, const char *name)
{
  return table_edit_new (rename_column, dataset_id, column, name);
}

static CantripDatasetEdit *
move_column (CantripSession *session, TableEdit *edit, GError **error)
{
  return cantrip_column_editor_move (session->editor,
                                     edit->dataset_id,
                                     edit->column,
                                     edit->place,
                                     error);
}

gpointer
cantrip_table_edit_move_column (gint64 dataset_id, const char *column, guint place)
{
  TableEdit *edit = table_edit_new (move_column, dataset_id, column, NULL);

  edit->place = place;

  return edit;
}

static CantripDatasetEdit *
delete_column (CantripSession *session, TableEdit *edit, GError **error)
{
  return cantrip_column_editor_remove (session->editor, edit->dataset_id, edit->column, error);
}

gpointer
cantrip_table_edit_delete_column (gint64 dataset_id, const char *column)
{
  return table_edit_new (delete_column, dataset_id, column, NULL);
}
