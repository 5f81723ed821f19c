/* cantrip-xlsx-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-xlsx-source"

#include "config.h"

#include "dataset/cantrip-xlsx-source.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "dataset/cantrip-column-names.h"
#include "dataset/cantrip-spreadsheet-date.h"
#include "dataset/cantrip-xlsx-strings.h"
#include "dataset/cantrip-xlsx-styles.h"
#include "dataset/cantrip-xlsx-workbook.h"
#include "dataset/cantrip-xml-part.h"

/* A cell while it is read. */
typedef struct
{
  gint64          column;
  CantripDateKind kind;
  char            type; /* the first letter; `i` an inline text, `x` the text of a formula */
  gboolean        has_value;
  gboolean        is_formula;
} Cell;

struct _CantripXlsxSource
{
  CantripSheetSource parent_instance;

  GInputStream        *zip;      /* (owned) */
  CantripXlsxWorkbook *workbook; /* (owned) */
  CantripXlsxStyles   *styles;   /* (owned) */
  CantripXlsxStrings  *strings;  /* (owned) */
  CantripXmlPart      *xml;      /* (owned); the sheet */
  guint                sheet;    /* its number in the workbook */
  gint64               row;      /* number of the last one that was read */
  GString             *text;     /* (owned); scratch: of a cell */
  gboolean             has_noted_formulas;
};

G_DEFINE_FINAL_TYPE (CantripXlsxSource, cantrip_xlsx_source, CANTRIP_TYPE_SHEET_SOURCE)

/* The column, from 0, of a reference such as `AB12`; -1 if it is none. */
static gint64
parse_column (const char *reference)
{
  gint64 column = 0;

  if (reference == NULL)
    return -1;
  for (; g_ascii_isalpha (*reference) && column <= CANTRIP_COLUMNS_MAX; reference++)
    column = column * 26 + g_ascii_toupper (*reference) - 'A' + 1;

  return column - 1;
}

/* Cells without a reference follow the one before. */
static Cell
begin_cell (CantripXlsxSource *self, gint64 last_column)
{
  const char *type = cantrip_xml_part_get_attribute (self->xml, "t");
  Cell        cell = { .type = 'n' };

  if (type != NULL)
    cell.type = g_str_equal (type, "str") ? 'x' : *type;
  cell.kind =
      cantrip_xlsx_styles_get_kind (self->styles, cantrip_xml_part_get_count (self->xml, "s", 0));
  cell.column = parse_column (cantrip_xml_part_get_attribute (self->xml, "r"));
  if (cell.column < 0)
    cell.column = last_column + 1;

  return cell;
}

/* Appends the text of an element without elements in it. */
static gboolean
read_value (CantripXlsxSource *self, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      CantripXmlEvent event;

      if (!cantrip_xml_part_next (self->xml, &event, cancellable, error))
        return FALSE;
      if (event == CANTRIP_XML_END || event == CANTRIP_XML_DONE)
        return TRUE;
      if (event == CANTRIP_XML_TEXT && !cantrip_xml_part_append_text (self->xml, self->text, error))
        return FALSE;
    }
}

static gboolean
read_cell (CantripXlsxSource *self, Cell *cell, GCancellable *cancellable, GError **error)
{
  g_string_truncate (self->text, 0);
  for (;;)
    {
      CantripXmlEvent event;
      gboolean        is_read = TRUE;

      if (!cantrip_xml_part_next (self->xml, &event, cancellable, error))
        return FALSE;
      if (event == CANTRIP_XML_END || event == CANTRIP_XML_DONE)
        return TRUE;
      if (event != CANTRIP_XML_START)
        continue;

      if (cantrip_xml_part_is (self->xml, "v"))
        {
          cell->has_value = TRUE;
          is_read = read_value (self, cancellable, error);
        }
      else if (cantrip_xml_part_is (self->xml, "is"))
        {
          is_read = cantrip_xlsx_strings_read_item (self->xml, self->text, cancellable, error);
        }
      else
        {
          cell->is_formula = cell->is_formula || cantrip_xml_part_is (self->xml, "f");
          is_read = cantrip_xml_part_skip (self->xml, cancellable, error);
        }

      if (!is_read)
        return FALSE;
    }
}

static gboolean
set_shared_text (CantripXlsxSource *self, const Cell *cell, CantripSheetRow *row, GError **error)
{
  guint64     number = G_MAXUINT64;
  gsize       length;
  const char *text;

  if (self->text->len == 0)
    return TRUE;

  g_ascii_string_to_unsigned (self->text->str, 10, 0, G_MAXINT32, &number, NULL);
  text = cantrip_xlsx_strings_get (self->strings, (gint64) number, &length);
  if (text == NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "Row %" G_GINT64_FORMAT " refers to a text that is not in the file; "
                              "open it in a spreadsheet program, and save it anew",
                              row->number);

  return cantrip_sheet_row_set_text (row, cell->column, 1, text, length, error);
}

static gboolean
set_number (CantripXlsxSource *self, const Cell *cell, CantripSheetRow *row, GError **error)
{
  g_autofree char *number = NULL;
  char            *end;
  double           value;

  if (cell->kind == CANTRIP_DATE_KIND_NONE || self->text->len == 0)
    return cantrip_sheet_row_set_number (row, cell->column, 1, self->text->str, error);

  number = g_strdup (self->text->str);
  value = g_ascii_strtod (number, &end);
  g_string_truncate (self->text, 0);
  if (*end != '\0' ||
      !cantrip_spreadsheet_date_append (self->text, value, cell->kind, self->workbook->is_1904))
    return cantrip_sheet_row_set_number (row, cell->column, 1, number, error);

  return cantrip_sheet_row_set_text (row, cell->column, 1, self->text->str, self->text->len, error);
}

static void
note_formulas (CantripXlsxSource *self)
{
  if (self->has_noted_formulas)
    return;

  self->has_noted_formulas = TRUE;
  g_ptr_array_add (cantrip_sheet_source_get_notes (CANTRIP_SHEET_SOURCE (self)),
                   g_strdup ("Some formulas have no stored result and were read as empty; open "
                             "the file in a spreadsheet program, save it, and import it again."));
}

static gboolean
set_cell (CantripXlsxSource *self, const Cell *cell, CantripSheetRow *row, GError **error)
{
  if (cell->is_formula && !cell->has_value)
    note_formulas (self);

  switch (cell->type)
    {
    case 's':
      return set_shared_text (self, cell, row, error);

    case 'b':
      return self->text->len == 0 ||
             cantrip_sheet_row_set_boolean (row,
                                            cell->column,
                                            1,
                                            g_str_equal (self->text->str, "1"),
                                            error);

    case 'n':
      return set_number (self, cell, row, error);

    case 'x':
      cantrip_xlsx_strings_decode (self->text, 0);
      break;

    default: /* `inlineStr`, an `e`rror such as #N/A, a `d`ate in ISO 8601 */
      break;
    }

  return cantrip_sheet_row_set_text (row, cell->column, 1, self->text->str, self->text->len, error);
}

/* Reads up to the end of the row. */
static gboolean
read_cells (CantripXlsxSource *self,
            CantripSheetRow   *row,
            GCancellable      *cancellable,
            GError           **error)
{
  gint64 column = -1;

  for (;;)
    {
      CantripXmlEvent event;
      Cell            cell;

      if (!cantrip_xml_part_next (self->xml, &event, cancellable, error))
        return FALSE;
      if (event == CANTRIP_XML_DONE ||
          (event == CANTRIP_XML_END && cantrip_xml_part_is (self->xml, "row")))
        return TRUE;
      if (event != CANTRIP_XML_START || !cantrip_xml_part_is (self->xml, "c"))
        continue;

      cell = begin_cell (self, column);
      column = cell.column;
      if (!read_cell (self, &cell, cancellable, error) || !set_cell (self, &cell, row, error))
        return FALSE;
    }
}

static gboolean
cantrip_xlsx_source_next_row (CantripSheetSource *source,
                              CantripSheetRow    *row,
                              gboolean           *ret_has_row,
                              GCancellable       *cancellable,
                              GError            **error)
{
  CantripXlsxSource *self = CANTRIP_XLSX_SOURCE (source);

  for (;;)
    {
      CantripXmlEvent event;

      if (!cantrip_xml_part_next (self->xml, &event, cancellable, error))
        return FALSE;

      *ret_has_row = event == CANTRIP_XML_START && cantrip_xml_part_is (self->xml, "row");
      if (*ret_has_row)
        {
          self->row = cantrip_xml_part_get_count (self->xml, "r", self->row + 1);
          cantrip_sheet_row_begin (row, self->row);
          return read_cells (self, row, cancellable, error);
        }

      if (event == CANTRIP_XML_DONE ||
          (event == CANTRIP_XML_END && cantrip_xml_part_is (self->xml, "sheetData")))
        return TRUE;
    }
}

/* Sets what the beginning of a sheet says about its size, such as `A1:C20`. It may be wrong. */
static gboolean
read_dimension (CantripXlsxSource *self, guint number, GCancellable *cancellable, GError **error)
{
  CantripSheet *sheet = g_ptr_array_index (self->workbook->sheets, number);
  g_autoptr (CantripXmlPart) xml =
      cantrip_xml_part_open (self->zip, self->workbook->paths->pdata[number], cancellable, error);
  CantripXmlEvent event;

  if (xml == NULL)
    return FALSE;

  do
    {
      const char *reference;

      if (!cantrip_xml_part_next (xml, &event, cancellable, error))
        return FALSE;
      if (event != CANTRIP_XML_START || !cantrip_xml_part_is (xml, "dimension"))
        continue;

      reference = cantrip_xml_part_get_attribute (xml, "ref");
      reference = reference != NULL && strchr (reference, ':') != NULL ? strchr (reference, ':') + 1
                                                                       : reference;
      if (parse_column (reference) >= 0)
        {
          sheet->n_columns = parse_column (reference) + 1;
          sheet->n_rows = g_ascii_strtoll (reference + strcspn (reference, "123456789"), NULL, 10);
        }
      return TRUE;
    }
  while (event != CANTRIP_XML_DONE &&
         !(event == CANTRIP_XML_START && cantrip_xml_part_is (xml, "sheetData")));

  return TRUE;
}

static GPtrArray *
cantrip_xlsx_source_list_sheets (CantripSheetSource *source,
                                 GCancellable       *cancellable,
                                 GError            **error)
{
  CantripXlsxSource *self = CANTRIP_XLSX_SOURCE (source);

  for (guint i = 0; i < self->workbook->sheets->len; i++)
    {
      if (!read_dimension (self, i, cancellable, error))
        return NULL;
    }

  return g_ptr_array_ref (self->workbook->sheets);
}

static const char *
cantrip_xlsx_source_get_sheet_name (CantripSheetSource *source)
{
  CantripXlsxSource  *self = CANTRIP_XLSX_SOURCE (source);
  const CantripSheet *sheet = g_ptr_array_index (self->workbook->sheets, self->sheet);

  return sheet->name;
}

static gint64
cantrip_xlsx_source_get_bytes_read (CantripSheetSource *source)
{
  return cantrip_xml_part_get_bytes_read (CANTRIP_XLSX_SOURCE (source)->xml);
}

static void
cantrip_xlsx_source_finalize (GObject *object)
{
  CantripXlsxSource *self = CANTRIP_XLSX_SOURCE (object);

  g_clear_object (&self->zip);
  g_clear_pointer (&self->workbook, cantrip_xlsx_workbook_free);
  g_clear_pointer (&self->styles, cantrip_xlsx_styles_free);
  g_clear_pointer (&self->strings, cantrip_xlsx_strings_free);
  g_clear_pointer (&self->xml, cantrip_xml_part_free);
  g_string_free (self->text, TRUE);

  G_OBJECT_CLASS (cantrip_xlsx_source_parent_class)->finalize (object);
}

static void
cantrip_xlsx_source_class_init (CantripXlsxSourceClass *klass)
{
  CantripSheetSourceClass *source_class = CANTRIP_SHEET_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cantrip_xlsx_source_finalize;
  source_class->next_row = cantrip_xlsx_source_next_row;
  source_class->list_sheets = cantrip_xlsx_source_list_sheets;
  source_class->get_sheet_name = cantrip_xlsx_source_get_sheet_name;
  source_class->get_bytes_read = cantrip_xlsx_source_get_bytes_read;
}

static void
cantrip_xlsx_source_init (CantripXlsxSource *self)
{
  self->text = g_string_new (NULL);
}

CantripSheetSource *
cantrip_xlsx_source_open (GInputStream *zip,
                          const char   *sheet,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (CantripXlsxSource) self = g_object_new (CANTRIP_TYPE_XLSX_SOURCE, NULL);
  CantripXlsxWorkbook *workbook;
  CantripSheet        *chosen;

  self->zip = g_object_ref (zip);
  self->workbook = workbook = cantrip_xlsx_workbook_read (zip, cancellable, error);
  if (workbook == NULL || (chosen = cantrip_sheet_choose (workbook->sheets, sheet, error)) == NULL)
    return NULL;

  g_ptr_array_find (workbook->sheets, chosen, &self->sheet);
  if ((self->styles = cantrip_xlsx_styles_read (zip, workbook->styles_path, cancellable, error)) ==
          NULL ||
      (self->strings = cantrip_xlsx_strings_read (zip,
                                                  workbook->strings_path,
                                                  CANTRIP_XLSX_STRINGS_MAX_BYTES,
                                                  cancellable,
                                                  error)) == NULL ||
      (self->xml =
           cantrip_xml_part_open (zip, workbook->paths->pdata[self->sheet], cancellable, error)) ==
          NULL)
    return NULL;

  return CANTRIP_SHEET_SOURCE (g_steal_pointer (&self));
}
