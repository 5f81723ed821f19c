/* cantrip-import-broken-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-import-broken-group.h"

struct _CantripImportBrokenGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow    *choice;
  AdwExpanderRow *lines;

  GPtrArray *rows; /* (owned) (element-type GtkWidget): those in @lines, borrowed */
};

G_DEFINE_FINAL_TYPE (CantripImportBrokenGroup,
                     cantrip_import_broken_group,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
cantrip_import_broken_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_IMPORT_BROKEN_GROUP);

  G_OBJECT_CLASS (cantrip_import_broken_group_parent_class)->dispose (object);
}

static void
cantrip_import_broken_group_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_IMPORT_BROKEN_GROUP (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_import_broken_group_parent_class)->finalize (object);
}

static void
cantrip_import_broken_group_class_init (CantripImportBrokenGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_import_broken_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_import_broken_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/"
                                               "cantrip-import-broken-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripImportBrokenGroup, choice);
  gtk_widget_class_bind_template_child (widget_class, CantripImportBrokenGroup, lines);
}

static void
cantrip_import_broken_group_init (CantripImportBrokenGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

static void
add_line (CantripImportBrokenGroup *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (self->lines, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_lines (CantripImportBrokenGroup *self, CantripDatasetPreview *preview)
{
  gboolean is_sheet = preview->sheets != NULL;

  for (guint i = 0; i < preview->broken->len; i++)
    {
      const CantripBrokenRecord *broken = preview->broken->pdata[i];
      g_autofree char *title = g_strdup_printf (is_sheet ? _ ("Row %'d: %s") : _ ("Line %'d: %s"),
                                                (int) broken->line,
                                                broken->reason);

      add_line (self, title, broken->was_padded ? "" : _ ("Cannot be mended, only left out"));
    }

  if (preview->n_broken > preview->broken->len)
    {
      int              n_more = (int) (preview->n_broken - preview->broken->len);
      g_autofree char *title =
          g_strdup_printf (ngettext ("and %'d more", "and %'d more", (gulong) n_more), n_more);

      add_line (self, title, "");
    }
}

void
cantrip_import_broken_group_show (CantripImportBrokenGroup *self, CantripDatasetPreview *preview)
{
  g_autofree char *title = NULL;

  g_return_if_fail (CANTRIP_IS_IMPORT_BROKEN_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->lines, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  title =
      g_strdup_printf (ngettext ("%'d Broken Line", "%'d Broken Lines", (gulong) preview->n_broken),
                       (int) preview->n_broken);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->lines), title);
  adw_expander_row_set_subtitle (self->lines,
                                 preview->is_complete
                                     ? ""
                                     : _ ("In the first part of the file; there may be more"));
  show_lines (self, preview);

  /* A large file may have some further down: then the choice counts as well. */
  gtk_widget_set_visible (GTK_WIDGET (self->lines), preview->n_broken > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), preview->n_broken > 0 || !preview->is_complete);
}

CantripOnBroken
cantrip_import_broken_group_get_on_broken (CantripImportBrokenGroup *self)
{
  static const CantripOnBroken CHOICES[] = {
    CANTRIP_ON_BROKEN_STOP,
    CANTRIP_ON_BROKEN_SKIP,
    CANTRIP_ON_BROKEN_PAD,
  };
  guint selected;

  g_return_val_if_fail (CANTRIP_IS_IMPORT_BROKEN_GROUP (self), CANTRIP_ON_BROKEN_STOP);

  selected = adw_combo_row_get_selected (self->choice);

  return selected < G_N_ELEMENTS (CHOICES) ? CHOICES[selected] : CANTRIP_ON_BROKEN_STOP;
}
