/* cantrip-table-cell-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-table-cell-pane.h"

struct _CantripTableCellPane
{
  GtkBox parent_instance;

  GtkLabel    *title;
  GtkTextView *text;
  GtkWidget   *hint;

  char *before; /* (owned) (nullable): what the cell says */
};

G_DEFINE_FINAL_TYPE (CantripTableCellPane, cantrip_table_cell_pane, GTK_TYPE_BOX)

static guint edited_signal;

static char *
dup_text (CantripTableCellPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
keep (CantripTableCellPane *self)
{
  g_autofree char *text = dup_text (self);

  if (self->before == NULL || g_str_equal (text, self->before))
    return;

  g_free (self->before);
  self->before = g_strdup (text);
  g_signal_emit (self, edited_signal, 0, text);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        CantripTableCellPane  *self)
{
  gboolean is_enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (is_enter && (state & GDK_CONTROL_MASK) != 0)
    {
      keep (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Escape && self->before != NULL)
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), self->before, -1);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
cantrip_table_cell_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CANTRIP_TABLE_CELL_PANE (widget)->text));
}

static void
cantrip_table_cell_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_TABLE_CELL_PANE);

  G_OBJECT_CLASS (cantrip_table_cell_pane_parent_class)->dispose (object);
}

static void
cantrip_table_cell_pane_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_TABLE_CELL_PANE (object)->before, g_free);

  G_OBJECT_CLASS (cantrip_table_cell_pane_parent_class)->finalize (object);
}

static void
cantrip_table_cell_pane_class_init (CantripTableCellPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_table_cell_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_table_cell_pane_finalize;
  widget_class->grab_focus = cantrip_table_cell_pane_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/"
                                               "cantrip-table-cell-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripTableCellPane, title);
  gtk_widget_class_bind_template_child (widget_class, CantripTableCellPane, text);
  gtk_widget_class_bind_template_child (widget_class, CantripTableCellPane, hint);

  edited_signal = g_signal_new ("edited",
                                CANTRIP_TYPE_TABLE_CELL_PANE,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_STRING);
}

static void
cantrip_table_cell_pane_init (CantripTableCellPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (keep), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->text), focus);
}

void
cantrip_table_cell_pane_show (CantripTableCellPane *self,
                              const char           *title,
                              const char           *text,
                              gboolean              is_editable)
{
  g_return_if_fail (CANTRIP_IS_TABLE_CELL_PANE (self));

  gtk_label_set_text (self->title, title);
  g_free (self->before);
  self->before = g_strdup (text);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text != NULL ? text : "", -1);
  gtk_text_view_set_editable (self->text, text != NULL && is_editable);
  gtk_widget_set_visible (self->hint, text != NULL && is_editable);
}
