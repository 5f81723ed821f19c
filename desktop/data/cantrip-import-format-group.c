/* cantrip-import-format-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "data/cantrip-import-format-group.h"

static const struct
{
  char        delimiter;
  const char *name;
} DELIMITERS[] = {
  { ',', N_ ("Comma") },
  { ';', N_ ("Semicolon") },
  { '\t', N_ ("Tab") },
  { '|', N_ ("Vertical bar") },
};

static const struct
{
  CantripTextEncoding encoding;
  const char         *name;
} ENCODINGS[] = {
  { CANTRIP_TEXT_ENCODING_UTF_8, N_ ("Unicode (UTF-8)") },
  { CANTRIP_TEXT_ENCODING_UTF_16_LE, N_ ("Unicode (UTF-16)") },
  { CANTRIP_TEXT_ENCODING_UTF_16_BE, N_ ("Unicode (UTF-16, big end first)") },
  { CANTRIP_TEXT_ENCODING_WINDOWS_1252, N_ ("Western Europe (Windows-1252)") },
};

struct _CantripImportFormatGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *sheet_row;
  AdwComboRow *delimiter_row;
  AdwComboRow *encoding_row;
  GtkWidget   *header_row;
  GtkSwitch   *header_switch;

  CantripRecordFormat format; /* what a person chose */
  char               *sheet;  /* (owned) (nullable); of the format */
  GPtrArray          *sheets; /* (owned) (nullable) (element-type CantripSheet) */
  gboolean            is_header_chosen;
  gboolean            is_showing; /* what changes now was not changed by a person */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripImportFormatGroup,
                     cantrip_import_format_group,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
emit_changed (CantripImportFormatGroup *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sheet_selected_cb (CantripImportFormatGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->sheet_row);

  if (self->is_showing || self->sheets == NULL || selected >= self->sheets->len)
    return;

  g_free (self->sheet);
  self->sheet = g_strdup (((CantripSheet *) self->sheets->pdata[selected])->name);
  self->format.sheet = self->sheet;
  emit_changed (self);
}

static void
delimiter_selected_cb (CantripImportFormatGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->delimiter_row);

  if (self->is_showing || selected >= G_N_ELEMENTS (DELIMITERS))
    return;

  self->format.layout = CANTRIP_RECORD_LAYOUT_CSV;
  self->format.delimiter = DELIMITERS[selected].delimiter;
  emit_changed (self);
}

static void
encoding_selected_cb (CantripImportFormatGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->encoding_row);

  if (self->is_showing || selected >= G_N_ELEMENTS (ENCODINGS))
    return;

  self->format.encoding = ENCODINGS[selected].encoding;
  emit_changed (self);
}

static void
header_switched_cb (CantripImportFormatGroup *self)
{
  if (self->is_showing)
    return;

  self->is_header_chosen = TRUE;
  self->format.no_header = !gtk_switch_get_active (self->header_switch);
  emit_changed (self);
}

static void
cantrip_import_format_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_IMPORT_FORMAT_GROUP);

  G_OBJECT_CLASS (cantrip_import_format_group_parent_class)->dispose (object);
}

static void
cantrip_import_format_group_finalize (GObject *object)
{
  CantripImportFormatGroup *self = CANTRIP_IMPORT_FORMAT_GROUP (object);

  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_free (self->sheet);

  G_OBJECT_CLASS (cantrip_import_format_group_parent_class)->finalize (object);
}

static void
cantrip_import_format_group_class_init (CantripImportFormatGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_import_format_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_import_format_group_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/data/"
                                               "cantrip-import-format-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripImportFormatGroup, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, CantripImportFormatGroup, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, CantripImportFormatGroup, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, CantripImportFormatGroup, header_row);
  gtk_widget_class_bind_template_child (widget_class, CantripImportFormatGroup, header_switch);
  gtk_widget_class_bind_template_callback (widget_class, sheet_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, delimiter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, encoding_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, header_switched_cb);
}

static void
cantrip_import_format_group_init (CantripImportFormatGroup *self)
{
  g_autoptr (GtkStringList) delimiters = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) encodings = gtk_string_list_new (NULL);

  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (DELIMITERS); i++)
    gtk_string_list_append (delimiters, _ (DELIMITERS[i].name));
  for (guint i = 0; i < G_N_ELEMENTS (ENCODINGS); i++)
    gtk_string_list_append (encodings, _ (ENCODINGS[i].name));
  adw_combo_row_set_model (self->delimiter_row, G_LIST_MODEL (delimiters));
  adw_combo_row_set_model (self->encoding_row, G_LIST_MODEL (encodings));
  self->is_showing = FALSE;
}

void
cantrip_import_format_group_set_format (CantripImportFormatGroup  *self,
                                        const CantripRecordFormat *format)
{
  g_return_if_fail (CANTRIP_IS_IMPORT_FORMAT_GROUP (self));

  self->format = *format;
  g_free (self->sheet);
  self->sheet = g_strdup (format->sheet);
  self->format.sheet = self->sheet;
}

/* “Prices, 120 × 4”, as far as it is known. */
static char *
describe_sheet (const CantripSheet *sheet)
{
  GString *text = g_string_new (sheet->name);

  /* Translators: rows and columns of a sheet */
  if (sheet->n_rows >= 0)
    g_string_append_printf (text, _ (" (%'d × %'d)"), (int) sheet->n_rows, (int) sheet->n_columns);
  if (sheet->is_hidden)
    g_string_append (text, _ (", hidden"));

  return g_string_free (text, FALSE);
}

static void
show_sheets (CantripImportFormatGroup *self, CantripDatasetPreview *preview)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), preview->sheets != NULL);
  if (preview->sheets == NULL)
    return;

  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  self->sheets = g_ptr_array_ref (preview->sheets);
  for (guint i = 0; i < self->sheets->len; i++)
    {
      const CantripSheet *sheet = self->sheets->pdata[i];
      g_autofree char    *text = describe_sheet (sheet);

      gtk_string_list_append (names, text);
      if (g_str_equal (sheet->name, preview->sheet))
        selected = i;
    }
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->sheet_row, selected);
}

void
cantrip_import_format_group_show (CantripImportFormatGroup *self, CantripDatasetPreview *preview)
{
  gboolean is_csv = preview->layout == CANTRIP_RECORD_LAYOUT_CSV;
  guint    delimiter = 0, encoding = 0;

  g_return_if_fail (CANTRIP_IS_IMPORT_FORMAT_GROUP (self));

  while (delimiter < G_N_ELEMENTS (DELIMITERS) &&
         DELIMITERS[delimiter].delimiter != preview->delimiter)
    delimiter++;
  while (encoding < G_N_ELEMENTS (ENCODINGS) && ENCODINGS[encoding].encoding != preview->encoding)
    encoding++;

  self->is_showing = TRUE;
  show_sheets (self, preview);
  gtk_widget_set_visible (GTK_WIDGET (self->delimiter_row), is_csv);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_row), preview->sheets == NULL);
  gtk_widget_set_visible (self->header_row, is_csv || preview->sheets != NULL);
  adw_combo_row_set_selected (self->delimiter_row, delimiter);
  adw_combo_row_set_selected (self->encoding_row, encoding);
  gtk_switch_set_active (self->header_switch, !self->format.no_header);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->is_showing = FALSE;
}

void
cantrip_import_format_group_show_text (CantripImportFormatGroup *self)
{
  g_return_if_fail (CANTRIP_IS_IMPORT_FORMAT_GROUP (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  self->is_showing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->delimiter_row), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_row), TRUE);
  gtk_widget_set_visible (self->header_row, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  adw_combo_row_set_selected (self->delimiter_row, GTK_INVALID_LIST_POSITION);
  adw_combo_row_set_selected (self->encoding_row, GTK_INVALID_LIST_POSITION);
  self->is_showing = FALSE;
}

const CantripRecordFormat *
cantrip_import_format_group_get_format (CantripImportFormatGroup *self)
{
  g_return_val_if_fail (CANTRIP_IS_IMPORT_FORMAT_GROUP (self), NULL);

  return &self->format;
}

gboolean
cantrip_import_format_group_suggest_no_header (CantripImportFormatGroup *self)
{
  g_return_val_if_fail (CANTRIP_IS_IMPORT_FORMAT_GROUP (self), FALSE);

  if (self->is_header_chosen || self->format.no_header)
    return FALSE;

  self->is_header_chosen = TRUE;
  self->format.no_header = TRUE;
  emit_changed (self);

  return TRUE;
}
