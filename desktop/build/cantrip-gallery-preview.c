/* cantrip-gallery-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-gallery-preview.h"

#include "base/cantrip-json.h"
#include "base/cantrip-text.h"

#define MAX_ROWS 3
#define MAX_CELL_CHARACTERS 120

struct _CantripGalleryPreview
{
  AdwBin parent_instance;

  GtkBox *box; /* the child */
};

G_DEFINE_FINAL_TYPE (CantripGalleryPreview, cantrip_gallery_preview, ADW_TYPE_BIN)

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static const char *
get_role_title (const char *role)
{
  if (g_strcmp0 (role, "system") == 0)
    return _ ("System");
  if (g_strcmp0 (role, "assistant") == 0)
    return _ ("Assistant");

  return _ ("User");
}

static void
add_messages (CantripGalleryPreview *self, CantripPrompt *prompt)
{
  g_autoptr (JsonArray) messages = cantrip_prompt_to_json (prompt);

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = cantrip_json_element_object (messages, i);
      GtkWidget  *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

      gtk_widget_add_css_class (card, "card");
      gtk_widget_add_css_class (card, "preview");
      gtk_box_append (GTK_BOX (card),
                      label_new (get_role_title (cantrip_json_get_string (message, "role")),
                                 "caption-heading"));
      gtk_box_append (GTK_BOX (card),
                      label_new (cantrip_json_get_string (message, "content"), NULL));
      gtk_box_append (self->box, card);
    }
}

static void
add_cell (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = label_new (text, css_class);

  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
add_table (CantripGalleryPreview *self, const CantripGalleryItem *item)
{
  guint      n_rows = json_array_get_length (item->rows);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "preview");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  for (int column = 0; item->columns[column] != NULL; column++)
    add_cell (GTK_GRID (grid), column, 0, item->columns[column], "caption-heading");

  for (guint row = 0; row < MIN (n_rows, MAX_ROWS); row++)
    {
      JsonArray *values = json_array_get_array_element (item->rows, row);

      for (guint column = 0; item->columns[column] != NULL; column++)
        {
          g_autofree char *text = NULL;
          g_autofree char *shown = NULL;

          if (column < json_array_get_length (values))
            text = cantrip_json_dup_value_text (json_array_get_element (values, column));
          shown = cantrip_text_shorten (text != NULL ? text : "", MAX_CELL_CHARACTERS);
          add_cell (GTK_GRID (grid), (int) column, (int) row + 1, shown, "caption");
        }
    }

  /* Many columns are scrolled, rather than made unreadable. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_add_css_class (scroller, "card");
  gtk_box_append (self->box, scroller);
}

static void
cantrip_gallery_preview_class_init (CantripGalleryPreviewClass *klass G_GNUC_UNUSED)
{
}

static void
cantrip_gallery_preview_init (CantripGalleryPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  self->box = GTK_BOX (box);
  adw_bin_set_child (ADW_BIN (self), box);
}

void
cantrip_gallery_preview_show (CantripGalleryPreview *self, const CantripGalleryItem *item)
{
  g_autofree char *heading = NULL;
  guint            n_rows;
  GtkWidget       *child;

  g_return_if_fail (CANTRIP_IS_GALLERY_PREVIEW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (item == NULL)
    return;

  gtk_box_append (self->box, label_new (item->purpose, "dim-label"));
  gtk_box_append (self->box, label_new (_ ("Messages"), "heading"));
  add_messages (self, item->prompt);

  n_rows = json_array_get_length (item->rows);
  heading = g_strdup_printf (ngettext ("Example Table, %u Row", "Example Table, %u Rows", n_rows),
                             n_rows);
  gtk_box_append (self->box, label_new (heading, "heading"));
  add_table (self, item);
}
