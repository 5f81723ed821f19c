/* cantrip-ods-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-ods-source"

#include "config.h"

#include "dataset/cantrip-ods-source.h"

#include "dataset/cantrip-ods-reader.h"

#define MAX_SHEETS 10000

struct _CantripOdsSource
{
  CantripSheetSource parent_instance;

  GInputStream     *zip;       /* (owned) */
  CantripOdsReader *reader;    /* (owned) */
  char             *name;      /* (owned); of the sheet */
  gint64            n_repeats; /* how often the last row comes again */
};

G_DEFINE_FINAL_TYPE (CantripOdsSource, cantrip_ods_source, CANTRIP_TYPE_SHEET_SOURCE)

static gboolean
cantrip_ods_source_next_row (CantripSheetSource *source,
                             CantripSheetRow    *row,
                             gboolean           *ret_has_row,
                             GCancellable       *cancellable,
                             GError            **error)
{
  CantripOdsSource *self = CANTRIP_ODS_SOURCE (source);

  *ret_has_row = TRUE;
  if (self->n_repeats > 0)
    {
      self->n_repeats--;
      row->number++;
      return TRUE;
    }

  if (!cantrip_ods_reader_next_row (self->reader, row, &self->n_repeats, cancellable, error))
    return FALSE;

  *ret_has_row = self->n_repeats > 0;
  if (cantrip_sheet_row_get_length (row) == 0)
    self->n_repeats = 0; /* a sheet ends in a million of these */
  else if (*ret_has_row)
    self->n_repeats--;

  return TRUE;
}

/* Passes the rows of a sheet, and sets its size. */
static gboolean
measure (CantripOdsReader *reader, CantripSheet *sheet, GCancellable *cancellable, GError **error)
{
  g_auto (CantripSheetRow) row = { 0 };
  gint64 n_repeats;

  cantrip_sheet_row_init (&row);
  sheet->n_rows = 0;
  sheet->n_columns = 0;
  do
    {
      gint64 length;

      if (!cantrip_ods_reader_next_row (reader, &row, &n_repeats, cancellable, error))
        return FALSE;

      length = cantrip_sheet_row_get_length (&row);
      if (n_repeats > 0 && length > 0)
        {
          sheet->n_rows = row.number + n_repeats - 1;
          sheet->n_columns = MAX (sheet->n_columns, length);
        }
    }
  while (n_repeats > 0);

  return TRUE;
}

/* The sheets of a file; with their sizes, for which all of it is read. */
static GPtrArray *
list_sheets (GInputStream *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (CantripOdsReader) reader = cantrip_ods_reader_open (zip, cancellable, error);
  g_autoptr (GPtrArray) sheets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_sheet_free);
  CantripSheet *sheet;

  if (reader == NULL)
    return NULL;

  do
    {
      if (!cantrip_ods_reader_next_sheet (reader, &sheet, cancellable, error))
        return NULL;
      if (sheet == NULL)
        break;

      g_ptr_array_add (sheets, sheet);
      if (!measure (reader, sheet, cancellable, error))
        return NULL;
    }
  while (sheets->len < MAX_SHEETS);

  return g_steal_pointer (&sheets);
}

static GPtrArray *
cantrip_ods_source_list_sheets (CantripSheetSource *source,
                                GCancellable       *cancellable,
                                GError            **error)
{
  return list_sheets (CANTRIP_ODS_SOURCE (source)->zip, cancellable, error);
}

static const char *
cantrip_ods_source_get_sheet_name (CantripSheetSource *source)
{
  return CANTRIP_ODS_SOURCE (source)->name;
}

static gint64
cantrip_ods_source_get_bytes_read (CantripSheetSource *source)
{
  return cantrip_ods_reader_get_bytes_read (CANTRIP_ODS_SOURCE (source)->reader);
}

static void
cantrip_ods_source_finalize (GObject *object)
{
  CantripOdsSource *self = CANTRIP_ODS_SOURCE (object);

  g_clear_object (&self->zip);
  g_clear_pointer (&self->reader, cantrip_ods_reader_free);
  g_free (self->name);

  G_OBJECT_CLASS (cantrip_ods_source_parent_class)->finalize (object);
}

static void
cantrip_ods_source_class_init (CantripOdsSourceClass *klass)
{
  CantripSheetSourceClass *source_class = CANTRIP_SHEET_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cantrip_ods_source_finalize;
  source_class->next_row = cantrip_ods_source_next_row;
  source_class->list_sheets = cantrip_ods_source_list_sheets;
  source_class->get_sheet_name = cantrip_ods_source_get_sheet_name;
  source_class->get_bytes_read = cantrip_ods_source_get_bytes_read;
}

static void
cantrip_ods_source_init (CantripOdsSource *self G_GNUC_UNUSED)
{
}

/* Goes to the sheet that was asked for. If there is none, @ret_is_found is FALSE. */
static gboolean
find_sheet (CantripOdsSource *self,
            const char       *name,
            gboolean         *ret_is_found,
            GCancellable     *cancellable,
            GError          **error)
{
  for (*ret_is_found = FALSE; !*ret_is_found;)
    {
      g_autoptr (CantripSheet) sheet = NULL;

      if (!cantrip_ods_reader_next_sheet (self->reader, &sheet, cancellable, error))
        return FALSE;
      if (sheet == NULL)
        return TRUE;

      *ret_is_found = name != NULL ? g_str_equal (sheet->name, name) : !sheet->is_hidden;
      if (*ret_is_found)
        self->name = g_strdup (sheet->name);
      else if (!measure (self->reader, sheet, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

CantripSheetSource *
cantrip_ods_source_open (GInputStream *zip,
                         const char   *sheet,
                         GCancellable *cancellable,
                         GError      **error)
{
  g_autoptr (CantripOdsSource) self = g_object_new (CANTRIP_TYPE_ODS_SOURCE, NULL);
  g_autoptr (GPtrArray) sheets = NULL;
  const CantripSheet *chosen;
  gboolean            is_found;

  self->zip = g_object_ref (zip);
  self->reader = cantrip_ods_reader_open (zip, cancellable, error);
  if (self->reader == NULL || !find_sheet (self, sheet, &is_found, cancellable, error))
    return NULL;

  if (is_found)
    return CANTRIP_SHEET_SOURCE (g_steal_pointer (&self));

  /* Say what there is; or all sheets are hidden, and the first one is meant. */
  sheets = list_sheets (zip, cancellable, error);
  chosen = sheets != NULL ? cantrip_sheet_choose (sheets, sheet, error) : NULL;

  return chosen != NULL ? cantrip_ods_source_open (zip, chosen->name, cancellable, error) : NULL;
}
