/* cantrip-dataset-list-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-dataset-list-edit.h"

#include "dataset/cantrip-dataset-editor.h"
#include "window/cantrip-shell.h"

typedef struct
{
  gint64              dataset_id;
  char               *name; /* (owned) (nullable); the new one, or it is deleted */
  CantripDatasetEdit *edit; /* (owned) (nullable) until it was done once; what undoes it */
} ListEdit;

static void
list_edit_free (gpointer data)
{
  ListEdit *self = data;

  g_clear_pointer (&self->edit, cantrip_dataset_edit_free);
  g_free (self->name);
  g_free (self);
}

static gboolean
turn_around (ListEdit *self, CantripDatasetEditor *editor, GError **error)
{
  cantrip_dataset_edit_invert (self->edit);
  if (cantrip_dataset_editor_apply (editor, self->edit, error))
    return TRUE;

  cantrip_dataset_edit_invert (self->edit);

  return FALSE;
}

static gboolean
apply (CantripSession *session, gpointer data, GError **error)
{
  ListEdit *self = data;
  g_autoptr (CantripDatasetEditor) editor = cantrip_dataset_editor_new (session->store, error);

  if (editor == NULL)
    return FALSE;
  if (self->edit != NULL)
    return turn_around (self, editor, error);

  self->edit = self->name != NULL
                   ? cantrip_dataset_editor_rename (editor, self->dataset_id, self->name, error)
                   : cantrip_dataset_editor_archive (editor, self->dataset_id, error);

  return self->edit != NULL;
}

static gboolean
revert (CantripSession *session, gpointer data, GError **error)
{
  g_autoptr (CantripDatasetEditor) editor = cantrip_dataset_editor_new (session->store, error);

  return editor != NULL && turn_around (data, editor, error);
}

static const CantripEdit EDIT = {
  .apply = apply,
  .revert = revert,
  .free_data = list_edit_free,
};

void
cantrip_dataset_list_rename (GtkWidget  *from,
                             gint64      dataset_id,
                             const char *old_name,
                             const char *name)
{
  ListEdit        *edit = g_new0 (ListEdit, 1);
  g_autofree char *label = g_strdup_printf (_ ("Renamed “%s”"), old_name);

  edit->dataset_id = dataset_id;
  edit->name = g_strdup (name);
  cantrip_shell_edit (from, &EDIT, edit, label);
}

void
cantrip_dataset_list_delete (GtkWidget *from, gint64 dataset_id, const char *name)
{
  ListEdit        *edit = g_new0 (ListEdit, 1);
  g_autofree char *label = g_strdup_printf (_ ("Deleted “%s”"), name);

  edit->dataset_id = dataset_id;
  cantrip_shell_edit (from, &EDIT, edit, label);
}
