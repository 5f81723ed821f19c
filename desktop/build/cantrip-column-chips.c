/* cantrip-column-chips.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-column-chips.h"

#include "widgets/cantrip-wrap-layout.h"

/* More are not looked through; `{{` finds the others. */
#define MAX_CHIPS 24

#define SPACING 6

struct _CantripColumnChips
{
  AdwBin parent_instance;

  GtkWidget *box;   /* the child */
  GPtrArray *chips; /* (owned) (element-type GtkButton): (borrowed from box) */
};

G_DEFINE_FINAL_TYPE (CantripColumnChips, cantrip_column_chips, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_column (gpointer chip)
{
  return g_object_get_data (G_OBJECT (chip), "column");
}

static void
clicked_cb (CantripColumnChips *self, GtkButton *chip)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, get_column (chip));
}

static void
add_chip (CantripColumnChips *self, const char *column)
{
  GtkWidget *chip = gtk_button_new_with_label (column);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (chip));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_focus_on_click (chip, FALSE); /* the message keeps the keyboard */
  g_object_set_data_full (G_OBJECT (chip), "column", g_strdup (column), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), chip);
  g_ptr_array_add (self->chips, chip);
}

static void
add_note (CantripColumnChips *self, guint n_more)
{
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more: type {{ in a message",
                                                     "and %u more: type {{ in a message",
                                                     n_more),
                                           n_more);
  GtkWidget       *note = gtk_label_new (text);

  gtk_widget_add_css_class (note, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->box), note);
}

static void
cantrip_column_chips_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_COLUMN_CHIPS (object)->chips, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_column_chips_parent_class)->finalize (object);
}

static void
cantrip_column_chips_class_init (CantripColumnChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_column_chips_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
cantrip_column_chips_init (CantripColumnChips *self)
{
  self->chips = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  gtk_widget_set_layout_manager (self->box, cantrip_wrap_layout_new (SPACING));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Insert a column"),
                                  -1);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
cantrip_column_chips_set_columns (CantripColumnChips *self, const char *const *columns)
{
  guint      n_columns = columns != NULL ? g_strv_length ((char **) columns) : 0;
  GtkWidget *child;

  g_return_if_fail (CANTRIP_IS_COLUMN_CHIPS (self));

  g_ptr_array_set_size (self->chips, 0);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);

  for (guint i = 0; i < MIN (n_columns, MAX_CHIPS); i++)
    add_chip (self, columns[i]);
  if (n_columns > MAX_CHIPS)
    add_note (self, n_columns - MAX_CHIPS);
  gtk_widget_set_visible (GTK_WIDGET (self), n_columns > 0);
}

void
cantrip_column_chips_mark_used (CantripColumnChips *self, GHashTable *used)
{
  g_return_if_fail (CANTRIP_IS_COLUMN_CHIPS (self));

  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkWidget       *chip = g_ptr_array_index (self->chips, i);
      gboolean         is_used = g_hash_table_contains (used, get_column (chip));
      g_autofree char *tip = g_strdup_printf (is_used ? _ ("Insert {{%s}} once more")
                                                      : _ ("Insert {{%s}}, not used yet"),
                                              get_column (chip));

      if (is_used)
        gtk_widget_add_css_class (chip, "used");
      else
        gtk_widget_remove_css_class (chip, "used");
      gtk_widget_set_tooltip_text (chip, tip);
    }
}
