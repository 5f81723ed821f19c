/* cantrip-compare-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "compare/cantrip-compare-page.h"

#include "compare/cantrip-compare-entry.h"
#include "compare/cantrip-compare-header.h"
#include "compare/cantrip-compare-row.h"
#include "compare/cantrip-compare-subject.h"
#include "window/cantrip-shell.h"

#define ROWS_PER_PAGE 20

#define PREVIOUS_DIFFERENCE "compare.previous-difference"

struct _CantripComparePage
{
  CantripPage parent_instance;

  GtkStack    *stack;
  GtkBox      *figures;
  AdwComboRow *base;
  AdwComboRow *dataset;
  GtkSwitch   *only_different;
  GtkListBox  *rows;
  GtkLabel    *summary;

  CantripCompareRequest  request;
  CantripCompareSubject *subject; /* (owned) (nullable) */
  CantripCompareCount    count;   /* n_rows is -1 as long as it is not known */
  GCancellable          *reading; /* (owned) (nullable): of the rows */
  GPtrArray             *entries; /* (owned) (nullable) (element-type CantripCompareEntry) */
  guint                  n_shown; /* of @entries: they are added one by one */
  guint                  adding;  /* source that adds them; 0: all are there */
  gint64                 beyond;  /* the rows that are shown come after this one */
  gboolean               select_first;
  gboolean               is_filling;
};

G_DEFINE_FINAL_TYPE (CantripComparePage, cantrip_compare_page, CANTRIP_TYPE_PAGE)

static CantripCompareRow *
get_row (CantripComparePage *self, int i)
{
  return (CantripCompareRow *) gtk_list_box_get_row_at_index (self->rows, i);
}

static gint64
get_position (CantripComparePage *self, guint i)
{
  return ((CantripCompareEntry *) g_ptr_array_index (self->entries, i))->row->position;
}

static gboolean
has_entries (CantripComparePage *self)
{
  return self->entries != NULL && self->entries->len > 0;
}

static void
show_summary (CantripComparePage *self)
{
  g_autofree char *summary = cantrip_compare_header_dup_summary (self->entries, &self->count);

  gtk_label_set_text (self->summary, summary);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.previous-rows", self->beyond > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "compare.next-rows",
                                 has_entries (self) && self->entries->len == ROWS_PER_PAGE);
}

static gboolean
is_folded (CantripComparePage *self)
{
  gboolean folded;

  g_object_get (self, "folded", &folded, NULL);

  return folded;
}

/* One row each time the program is idle: laying out long texts takes its time. */
static gboolean
add_entry_cb (gpointer user_data)
{
  CantripComparePage *self = user_data;
  GtkWidget          *row;

  if (self->n_shown == self->entries->len)
    {
      self->adding = 0;
      return G_SOURCE_REMOVE;
    }

  row = cantrip_compare_row_new (self->subject,
                                 g_ptr_array_index (self->entries, self->n_shown++),
                                 adw_combo_row_get_selected (self->base));
  cantrip_compare_row_set_stacked (CANTRIP_COMPARE_ROW (row), is_folded (self));
  gtk_list_box_append (self->rows, row);
  if (self->select_first)
    {
      self->select_first = FALSE;
      gtk_list_box_select_row (self->rows, GTK_LIST_BOX_ROW (row));
      gtk_widget_grab_focus (row);
    }

  return G_SOURCE_CONTINUE;
}

static void
show_entries (CantripComparePage *self, GPtrArray *entries)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_ptr_array_ref (entries);
  self->n_shown = 0;
  if (self->adding == 0)
    self->adding = g_idle_add (add_entry_cb, self);
  show_summary (self);
}

static CantripCompareReading *
reading_new (CantripComparePage *self, gint64 beyond, gboolean backwards)
{
  CantripCompareReading *reading = g_new0 (CantripCompareReading, 1);
  const CantripDataset  *dataset =
      g_ptr_array_index (self->subject->datasets, self->subject->dataset_index);

  reading->comparison = self->subject->comparison;
  reading->base = adw_combo_row_get_selected (self->base);
  reading->dataset_id = dataset->id;
  reading->page.beyond = beyond;
  reading->page.backwards = backwards;
  reading->page.only_different = gtk_switch_get_active (self->only_different);
  reading->page.max = ROWS_PER_PAGE;

  return reading;
}

static void
run_reading (CantripComparePage *self, CantripCompareReading *reading, GAsyncReadyCallback callback)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  cantrip_workspace_run_async (cantrip_page_get_workspace (CANTRIP_PAGE (self)),
                               reading->page.only_different ? &CANTRIP_SEARCH_COMPARISON
                                                            : &CANTRIP_READ_COMPARISON,
                               reading,
                               self->reading,
                               callback,
                               g_object_ref (self));
}

/* (nullable): what was read, or %NULL after saying why not */
static GPtrArray *
finish_reading (CantripComparePage *self, GObject *workspace, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = cantrip_workspace_run_finish (CANTRIP_WORKSPACE (workspace), result, &error);

  cantrip_shell_report (GTK_WIDGET (self), error);

  return entries;
}

static void
rows_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripComparePage) self = user_data;
  g_autoptr (GPtrArray) entries = finish_reading (self, object, result);

  if (entries != NULL)
    show_entries (self, entries);
}

static void
read_rows (CantripComparePage *self, gint64 beyond)
{
  self->beyond = beyond;
  run_reading (self, reading_new (self, beyond, FALSE), rows_read_cb);
}

static void
rows_before_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripComparePage) self = user_data;
  g_autoptr (GPtrArray) entries = finish_reading (self, object, result);

  if (entries == NULL)
    return;

  /* At the beginning a page is filled up with what comes after. */
  if (entries->len < ROWS_PER_PAGE)
    {
      read_rows (self, 0);
      return;
    }

  self->beyond = ((CantripCompareEntry *) g_ptr_array_index (entries, 0))->row->position - 1;
  show_entries (self, entries);
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripComparePage *self = CANTRIP_COMPARE_PAGE (widget);

  if (self->subject == NULL)
    return;

  if (!has_entries (self))
    read_rows (self, 0);
  else if (g_str_equal (name, "compare.next-rows"))
    read_rows (self, get_position (self, self->entries->len - 1));
  else
    run_reading (self, reading_new (self, get_position (self, 0), TRUE), rows_before_read_cb);
}

static void
difference_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripComparePage) self = user_data;
  g_autoptr (GPtrArray) entries = finish_reading (self, object, result);

  if (entries == NULL)
    return;

  if (entries->len == 0)
    {
      cantrip_shell_say (GTK_WIDGET (self), _ ("No more differences in this direction"));
      return;
    }

  self->select_first = TRUE;
  read_rows (self, ((CantripCompareEntry *) g_ptr_array_index (entries, 0))->row->position - 1);
}

/* In the rows that are shown, else in those beyond them. */
static void
difference_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripComparePage    *self = CANTRIP_COMPARE_PAGE (widget);
  gboolean               backwards = g_str_equal (name, PREVIOUS_DIFFERENCE);
  GtkListBoxRow         *selected = gtk_list_box_get_selected_row (self->rows);
  int                    step = backwards ? -1 : 1;
  int                    i = backwards ? (int) self->n_shown : -1;
  CantripCompareReading *reading;
  CantripCompareRow     *row;

  if (!has_entries (self))
    return;
  if (selected != NULL)
    i = gtk_list_box_row_get_index (selected);

  for (i += step; i >= 0 && (row = get_row (self, i)) != NULL; i += step)
    if (cantrip_compare_row_get_differs (row))
      {
        gtk_list_box_select_row (self->rows, GTK_LIST_BOX_ROW (row));
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }

  reading =
      reading_new (self, get_position (self, backwards ? 0 : self->entries->len - 1), backwards);
  reading->page.only_different = TRUE;
  reading->page.max = 1;
  run_reading (self, reading, difference_found_cb);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripComparePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree CantripCompareCount *count =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  cantrip_shell_report (GTK_WIDGET (self), error);
  if (count == NULL)
    return;

  self->count = *count;
  show_summary (self);
}

static void
show_subject (CantripComparePage *self)
{
  const CantripCompareSubject *subject = self->subject;

  self->is_filling = TRUE;
  cantrip_compare_header_show_figures (self->figures, subject, is_folded (self));
  cantrip_compare_header_show_variants (self->base, subject);
  cantrip_compare_header_show_datasets (self->dataset, subject);
  self->is_filling = FALSE;

  self->count.n_rows = -1;
  gtk_stack_set_visible_child_name (self->stack, subject->datasets->len > 0 ? "rows" : "empty");
  if (subject->datasets->len == 0)
    return;

  read_rows (self, self->beyond);
  cantrip_workspace_run_async (cantrip_page_get_workspace (CANTRIP_PAGE (self)),
                               &CANTRIP_COUNT_COMPARISON,
                               g_memdup2 (&subject->comparison, sizeof subject->comparison),
                               cantrip_page_get_cancellable (CANTRIP_PAGE (self)),
                               counted_cb,
                               g_object_ref (self));
}

static void
subject_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripComparePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompareSubject) subject =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  cantrip_shell_report (GTK_WIDGET (self), error);
  if (subject == NULL ||
      (self->subject != NULL && cantrip_compare_header_is_same (self->subject, subject)))
    return;

  g_clear_pointer (&self->subject, cantrip_compare_subject_free);
  self->subject = g_steal_pointer (&subject);
  show_subject (self);
}

static void
cantrip_compare_page_reload (CantripPage *page)
{
  CantripComparePage *self = CANTRIP_COMPARE_PAGE (page);

  cantrip_workspace_run_async (cantrip_page_get_workspace (page),
                               &CANTRIP_READ_COMPARE_SUBJECT,
                               g_memdup2 (&self->request, sizeof self->request),
                               cantrip_page_get_cancellable (page),
                               subject_read_cb,
                               g_object_ref (self));
}

static void
base_chosen_cb (CantripComparePage *self)
{
  if (!self->is_filling && self->subject != NULL)
    read_rows (self, self->beyond);
}

static void
dataset_chosen_cb (CantripComparePage *self)
{
  guint selected = adw_combo_row_get_selected (self->dataset);

  if (self->is_filling || self->subject == NULL || selected >= self->subject->datasets->len)
    return;

  self->request.dataset_id =
      ((CantripDataset *) g_ptr_array_index (self->subject->datasets, selected))->id;
  self->beyond = 0;
  cantrip_page_reload (CANTRIP_PAGE (self));
}

static void
filter_changed_cb (CantripComparePage *self)
{
  if (self->subject != NULL && self->subject->datasets->len > 0)
    read_rows (self, 0);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripComparePage *self = CANTRIP_COMPARE_PAGE (widget);
  g_autofree char    *place = NULL;

  if (self->subject == NULL)
    return;

  place = g_strconcat ("app/", self->subject->slug, "/variants", NULL);
  cantrip_shell_show_place (widget, place);
}

static void
folded_cb (CantripComparePage *self)
{
  CantripCompareRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    cantrip_compare_row_set_stacked (row, is_folded (self));
  cantrip_compare_header_set_stacked (self->figures, is_folded (self));
}

static void
cantrip_compare_page_dispose (GObject *object)
{
  CantripComparePage *self = CANTRIP_COMPARE_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->adding, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_COMPARE_PAGE);

  G_OBJECT_CLASS (cantrip_compare_page_parent_class)->dispose (object);
}

static void
cantrip_compare_page_finalize (GObject *object)
{
  CantripComparePage *self = CANTRIP_COMPARE_PAGE (object);

  g_clear_object (&self->reading);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->subject, cantrip_compare_subject_free);

  G_OBJECT_CLASS (cantrip_compare_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "compare.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "compare.next-rows", NULL, page_action);
  gtk_widget_class_install_action (klass, "compare.previous-rows", NULL, page_action);
  gtk_widget_class_install_action (klass, "compare.next-difference", NULL, difference_action);
  gtk_widget_class_install_action (klass, PREVIOUS_DIFFERENCE, NULL, difference_action);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "compare.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "compare.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F8, 0, "compare.next-difference", NULL);
  gtk_widget_class_add_binding_action (klass,
                                       GDK_KEY_F8,
                                       GDK_SHIFT_MASK,
                                       PREVIOUS_DIFFERENCE,
                                       NULL);
}

static void
cantrip_compare_page_class_init (CantripComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_compare_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_compare_page_finalize;
  CANTRIP_PAGE_CLASS (klass)->reload = cantrip_compare_page_reload;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/compare/"
                                               "cantrip-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripComparePage, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripComparePage, figures);
  gtk_widget_class_bind_template_child (widget_class, CantripComparePage, base);
  gtk_widget_class_bind_template_child (widget_class, CantripComparePage, dataset);
  gtk_widget_class_bind_template_child (widget_class, CantripComparePage, only_different);
  gtk_widget_class_bind_template_child (widget_class, CantripComparePage, rows);
  gtk_widget_class_bind_template_child (widget_class, CantripComparePage, summary);
  gtk_widget_class_bind_template_callback (widget_class, base_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, dataset_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  install_actions (widget_class);
}

static void
cantrip_compare_page_init (CantripComparePage *self)
{
  self->count.n_rows = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::folded", G_CALLBACK (folded_cb), NULL);
}

CantripPage *
cantrip_compare_page_new (CantripWorkspace *workspace, const char *argument)
{
  CantripComparePage *self = g_object_new (CANTRIP_TYPE_COMPARE_PAGE, "workspace", workspace, NULL);
  g_auto (GStrv) ids = g_strsplit (argument, "+", CANTRIP_COMPARISON_MAX_RUNS + 1);

  for (guint i = 0; ids[i] != NULL && i < CANTRIP_COMPARISON_MAX_RUNS; i++)
    self->request.variant_ids[self->request.n_variants++] = g_ascii_strtoll (ids[i], NULL, 10);

  return CANTRIP_PAGE (self);
}
