/* cantrip-table-find-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-table-find-bar.h"

struct _CantripTableFindBar
{
  GtkBox parent_instance;

  GtkSearchBar    *bar;
  GtkEditable     *entry;
  GtkLabel        *count;
  GtkWidget       *previous;
  GtkWidget       *next;
  GtkToggleButton *filter;

  CantripWorkspace *workspace; /* (owned) (nullable) */
  CantripTableView *table;     /* (weak): a sibling, which may go first */
  GCancellable     *searching; /* (owned) (nullable) */
  GCancellable     *counting;  /* (owned) (nullable) */
  char             *filtered;  /* (owned) (nullable): what the rows are filtered by */
};

enum
{
  FILTER_CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripTableFindBar, cantrip_table_find_bar, GTK_TYPE_BOX)

typedef struct
{
  CantripDatasetView *view; /* (owned) */
  char               *text; /* (owned) */
  guint               from;
  gboolean            is_backward;
} FindWork;

static void
find_work_free (FindWork *work)
{
  cantrip_dataset_view_unref (work->view);
  g_free (work->text);
  g_free (work);
}

static gpointer
find_row (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  FindWork                *work = data;
  CantripDatasetViewSearch search = {
    .text = work->text,
    .from = work->from,
    .is_backward = work->is_backward,
  };
  g_autofree guint *index = g_new (guint, 1);

  return cantrip_dataset_view_search (work->view,
                                      session->datasets,
                                      &search,
                                      index,
                                      cancellable,
                                      error)
             ? g_steal_pointer (&index)
             : NULL;
}

/* As many rows as a view has that is filtered by the text. */
static gpointer
count_rows (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  FindWork                 *work = data;
  CantripDatasetViewOptions options = { .filter = work->text };

  return cantrip_dataset_view_new (session->datasets,
                                   cantrip_dataset_view_get_dataset (work->view)->id,
                                   &options,
                                   cancellable,
                                   error);
}

static const CantripWork FIND_ROW = {
  .lane = CANTRIP_LANE_SCAN,
  .run = find_row,
  .free_data = (GDestroyNotify) find_work_free,
  .free_result = g_free,
};

static const CantripWork COUNT_ROWS = {
  .lane = CANTRIP_LANE_SCAN,
  .run = count_rows,
  .free_data = (GDestroyNotify) find_work_free,
  .free_result = (GDestroyNotify) cantrip_dataset_view_unref,
};

static void
say_count (CantripTableFindBar *self, guint n_rows)
{
  g_autofree char *text = NULL;

  if (n_rows == 0)
    text = g_strdup (_ ("No row"));
  else
    text = g_strdup_printf (ngettext ("%'u row", "%'u rows", n_rows), n_rows);
  gtk_label_set_text (self->count, text);
  if (n_rows == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripTableFindBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDatasetView) view =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (view != NULL)
    say_count (self, cantrip_dataset_view_get_n_rows (view));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripTableFindBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *index =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  guint row, column;

  if (index == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  if (*index == G_MAXUINT || self->table == NULL)
    return;

  cantrip_table_view_get_cursor (self->table, &row, &column);
  cantrip_table_view_set_cursor (self->table, *index, column);
}

/* Cancels what is under way in *@slot, and gives a new cancellable. */
static GCancellable *
begin (GCancellable **slot)
{
  if (*slot != NULL)
    g_cancellable_cancel (*slot);
  g_clear_object (slot);
  *slot = g_cancellable_new ();

  return *slot;
}

static FindWork *
find_work_new (CantripTableFindBar *self)
{
  CantripRowModel *model = self->table != NULL ? cantrip_table_view_get_model (self->table) : NULL;
  const char      *text = gtk_editable_get_text (self->entry);
  FindWork        *work;

  if (model == NULL || *text == '\0')
    return NULL;

  work = g_new0 (FindWork, 1);
  work->view = cantrip_dataset_view_ref (cantrip_row_model_get_view (model));
  work->text = g_strdup (text);

  return work;
}

/* @from_here: whether the current row may be the one */
static void
search (CantripTableFindBar *self, gboolean is_backward, gboolean from_here)
{
  FindWork *work = find_work_new (self);
  guint     row, column;

  if (work == NULL)
    return;

  work->is_backward = is_backward;
  work->from = G_MAXUINT;
  if (cantrip_table_view_get_cursor (self->table, &row, &column))
    work->from = !from_here ? row : row > 0 ? row - 1 : G_MAXUINT;
  cantrip_workspace_run_async (self->workspace,
                               &FIND_ROW,
                               work,
                               begin (&self->searching),
                               found_cb,
                               g_object_ref (self));
}

static void
count_matches (CantripTableFindBar *self)
{
  FindWork *work = find_work_new (self);

  gtk_label_set_text (self->count, "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (work != NULL)
    cantrip_workspace_run_async (self->workspace,
                                 &COUNT_ROWS,
                                 work,
                                 begin (&self->counting),
                                 counted_cb,
                                 g_object_ref (self));
}

static void
update_filter (CantripTableFindBar *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  gboolean    is_on = gtk_toggle_button_get_active (self->filter) && *text != '\0' &&
                   gtk_search_bar_get_search_mode (self->bar);

  if (g_strcmp0 (self->filtered, is_on ? text : NULL) == 0)
    return;

  g_free (self->filtered);
  self->filtered = is_on ? g_strdup (text) : NULL;
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

static void
changed_cb (CantripTableFindBar *self)
{
  gboolean has_text = *gtk_editable_get_text (self->entry) != '\0';

  gtk_widget_set_sensitive (self->previous, has_text);
  gtk_widget_set_sensitive (self->next, has_text);
  begin (&self->searching);
  begin (&self->counting);
  search (self, FALSE, TRUE);
  count_matches (self);
  update_filter (self);
}

static void
next_cb (CantripTableFindBar *self)
{
  search (self, FALSE, FALSE);
}

static void
previous_cb (CantripTableFindBar *self)
{
  search (self, TRUE, FALSE);
}

static void
filter_cb (CantripTableFindBar *self)
{
  update_filter (self);
}

static void
mode_cb (CantripTableFindBar *self)
{
  if (!gtk_search_bar_get_search_mode (self->bar))
    {
      begin (&self->searching);
      begin (&self->counting);
      if (self->table != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (self->table));
    }
  update_filter (self);
}

static void
cantrip_table_find_bar_dispose (GObject *object)
{
  CantripTableFindBar *self = CANTRIP_TABLE_FIND_BAR (object);

  g_clear_weak_pointer (&self->table);
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_TABLE_FIND_BAR);

  G_OBJECT_CLASS (cantrip_table_find_bar_parent_class)->dispose (object);
}

static void
cantrip_table_find_bar_finalize (GObject *object)
{
  CantripTableFindBar *self = CANTRIP_TABLE_FIND_BAR (object);

  g_clear_object (&self->searching);
  g_clear_object (&self->counting);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->filtered, g_free);

  G_OBJECT_CLASS (cantrip_table_find_bar_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/"
                                               "cantrip-table-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripTableFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, CantripTableFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, CantripTableFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, CantripTableFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, CantripTableFindBar, next);
  gtk_widget_class_bind_template_child (widget_class, CantripTableFindBar, filter);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
}

static void
cantrip_table_find_bar_class_init (CantripTableFindBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cantrip_table_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_table_find_bar_finalize;
  bind_template (GTK_WIDGET_CLASS (klass));

  signals[FILTER_CHANGED] = g_signal_new ("filter-changed",
                                          CANTRIP_TYPE_TABLE_FIND_BAR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[FAILED] = g_signal_new ("failed",
                                  CANTRIP_TYPE_TABLE_FIND_BAR,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
}

static void
cantrip_table_find_bar_init (CantripTableFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->entry);
  gtk_widget_set_sensitive (self->previous, FALSE);
  gtk_widget_set_sensitive (self->next, FALSE);
}

void
cantrip_table_find_bar_set_table (CantripTableFindBar *self,
                                  CantripWorkspace    *workspace,
                                  CantripTableView    *table)
{
  g_return_if_fail (CANTRIP_IS_TABLE_FIND_BAR (self));

  g_set_object (&self->workspace, workspace);
  g_set_weak_pointer (&self->table, table);
}

void
cantrip_table_find_bar_open (CantripTableFindBar *self)
{
  g_return_if_fail (CANTRIP_IS_TABLE_FIND_BAR (self));

  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
cantrip_table_find_bar_close (CantripTableFindBar *self)
{
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

void
cantrip_table_find_bar_go (CantripTableFindBar *self, gboolean is_backward)
{
  g_return_if_fail (CANTRIP_IS_TABLE_FIND_BAR (self));

  if (gtk_search_bar_get_search_mode (self->bar))
    search (self, is_backward, FALSE);
  else
    cantrip_table_find_bar_open (self);
}

const char *
cantrip_table_find_bar_get_filter (CantripTableFindBar *self)
{
  g_return_val_if_fail (CANTRIP_IS_TABLE_FIND_BAR (self), NULL);

  return self->filtered;
}
