/* cantrip-xlsx-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-xlsx-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/cantrip-error.h"
#include "dataset/cantrip-spreadsheet-number.h"

/* Spreadsheets keep no more digits of a number. */
#define MAX_DIGITS 15

struct _CantripXlsxWriter
{
  char          *folder;   /* (owned); temporary, removed in the end */
  char          *path;     /* (owned); of the workbook in it */
  lxw_workbook  *workbook; /* (owned) (nullable) once it is written */
  lxw_worksheet *sheet;    /* (borrowed from workbook) */
  lxw_row_t      row;
  lxw_col_t      column;
  gint64         n_cut;
};

static gboolean
fail (lxw_error status, GError **error)
{
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               "The workbook could not be written into the temporary folder: %s",
               lxw_strerror (status));

  return FALSE;
}

CantripXlsxWriter *
cantrip_xlsx_writer_open (const char *const *columns, GError **error)
{
  g_autoptr (CantripXlsxWriter) self = g_new0 (CantripXlsxWriter, 1);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_format          *bold;

  self->folder = g_dir_make_tmp ("cantrip-XXXXXX", error);
  if (self->folder == NULL)
    return NULL;

  self->path = g_build_filename (self->folder, "workbook.xlsx", NULL);
  options.tmpdir = self->folder;
  self->workbook = workbook_new_opt (self->path, &options);
  self->sheet = self->workbook != NULL ? workbook_add_worksheet (self->workbook, NULL) : NULL;
  if (self->sheet == NULL)
    {
      fail (LXW_ERROR_CREATING_TMPFILE, error);
      return NULL;
    }

  bold = workbook_add_format (self->workbook);
  format_set_bold (bold);
  worksheet_freeze_panes (self->sheet, 1, 0);
  for (lxw_col_t i = 0; columns[i] != NULL; i++)
    worksheet_write_string (self->sheet, 0, i, columns[i], bold);
  self->row = 1;

  return g_steal_pointer (&self);
}

void
cantrip_xlsx_writer_free (CantripXlsxWriter *self)
{
  if (self->workbook != NULL)
    lxw_workbook_free (self->workbook);
  if (self->folder != NULL)
    {
      g_unlink (self->path);
      g_rmdir (self->folder);
    }
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

/* The length of @text in bytes, or where to cut it. */
static gsize
get_fitting_length (const char *text)
{
  const char *end = text;
  gsize       n_units = 0;

  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      n_units += g_utf8_get_char (end) > 0xffff ? 2 : 1;
      if (n_units > CANTRIP_XLSX_MAX_CELL_UNITS)
        break;
    }

  return (gsize) (end - text);
}

void
cantrip_xlsx_writer_add_text (CantripXlsxWriter *self, const char *text)
{
  g_autofree char *cut = NULL;
  gsize            length = strlen (text);
  lxw_col_t        column = self->column++;
  double           value;

  if (cantrip_spreadsheet_number_parse (text, length, &value))
    {
      worksheet_write_number (self->sheet, self->row, column, value, NULL);
      return;
    }

  if (length > CANTRIP_XLSX_MAX_CELL_UNITS && get_fitting_length (text) < length)
    {
      text = cut = g_strndup (text, get_fitting_length (text));
      self->n_cut++;
    }
  worksheet_write_string (self->sheet, self->row, column, text, NULL);
}

static gboolean
has_few_digits (const char *number)
{
  guint n_digits = 0;

  for (; *number != '\0' && *number != 'e' && *number != 'E'; number++)
    n_digits += g_ascii_isdigit (*number) ? 1 : 0;

  return n_digits <= MAX_DIGITS;
}

void
cantrip_xlsx_writer_add_json (CantripXlsxWriter *self, const char *json)
{
  switch (*json)
    {
    case 'n':
      self->column++;
      break;

    case 't':
    case 'f':
      worksheet_write_boolean (self->sheet, self->row, self->column++, *json == 't', NULL);
      break;

    case '{':
    case '[':
      cantrip_xlsx_writer_add_text (self, json);
      break;

    default:
      if (has_few_digits (json))
        worksheet_write_number (self->sheet,
                                self->row,
                                self->column++,
                                g_ascii_strtod (json, NULL),
                                NULL);
      else
        cantrip_xlsx_writer_add_text (self, json);
    }
}

gboolean
cantrip_xlsx_writer_end_row (CantripXlsxWriter *self, GError **error)
{
  self->column = 0;
  if (self->row++ < CANTRIP_XLSX_MAX_ROWS + 1)
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_TOO_LARGE,
                            "A sheet of .xlsx holds at most %d rows; write CSV, or fewer rows",
                            CANTRIP_XLSX_MAX_ROWS);
}

gboolean
cantrip_xlsx_writer_finish (CantripXlsxWriter *self,
                            GOutputStream     *stream,
                            GCancellable      *cancellable,
                            GError           **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) input = NULL;
  lxw_error status = workbook_close (g_steal_pointer (&self->workbook)); /* frees it as well */

  if (status != LXW_NO_ERROR)
    return fail (status, error);

  input = g_file_read (file, cancellable, error);

  return input != NULL && g_output_stream_splice (stream,
                                                  G_INPUT_STREAM (input),
                                                  G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE,
                                                  cancellable,
                                                  error) >= 0;
}

gint64
cantrip_xlsx_writer_get_n_cut (CantripXlsxWriter *self)
{
  return self->n_cut;
}
