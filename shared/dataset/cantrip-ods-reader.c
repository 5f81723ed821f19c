/* cantrip-ods-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-ods-reader.h"

#include "dataset/cantrip-ods-cell.h"

/* How deep a sheet stands in the document; tables elsewhere are none. */
#define SHEET_DEPTH 3

struct _CantripOdsReader
{
  CantripXmlPart *xml;           /* (owned) */
  GHashTable     *hidden_styles; /* (owned); the names of those that hide a sheet */
  char           *style;         /* (owned) (nullable); that which is being read */
  gint64          next_row;      /* number of the next row of the sheet */
  GString        *text;          /* (owned); scratch: of a cell */
};

CantripOdsReader *
cantrip_ods_reader_open (GInputStream *zip, GCancellable *cancellable, GError **error)
{
  CantripXmlPart   *xml = cantrip_xml_part_open (zip, "content.xml", cancellable, error);
  CantripOdsReader *self;

  if (xml == NULL)
    return NULL;

  self = g_new0 (CantripOdsReader, 1);
  self->xml = xml;
  self->hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->text = g_string_new (NULL);

  return self;
}

void
cantrip_ods_reader_free (CantripOdsReader *self)
{
  g_clear_pointer (&self->xml, cantrip_xml_part_free);
  g_clear_pointer (&self->hidden_styles, g_hash_table_unref);
  g_string_free (self->text, TRUE);
  g_free (self->style);
  g_free (self);
}

static void
take_style (CantripOdsReader *self)
{
  if (cantrip_xml_part_is (self->xml, "style"))
    {
      g_free (self->style);
      self->style = g_strdup (cantrip_xml_part_get_attribute (self->xml, "name"));
    }
  else if (cantrip_xml_part_is (self->xml, "table-properties") && self->style != NULL)
    {
      const char *display = cantrip_xml_part_get_attribute (self->xml, "display");

      if (g_strcmp0 (display, "false") == 0)
        g_hash_table_add (self->hidden_styles, g_strdup (self->style));
    }
}

static CantripSheet *
begin_sheet (CantripOdsReader *self)
{
  const char *style = cantrip_xml_part_get_attribute (self->xml, "style-name");
  gboolean    is_hidden = style != NULL && g_hash_table_contains (self->hidden_styles, style);
  const char *name = cantrip_xml_part_get_attribute (self->xml, "name");

  self->next_row = 1;

  return cantrip_sheet_new (g_strdup (name != NULL ? name : ""), is_hidden);
}

gboolean
cantrip_ods_reader_next_sheet (CantripOdsReader *self,
                               CantripSheet    **ret_sheet,
                               GCancellable     *cancellable,
                               GError          **error)
{
  for (;;)
    {
      CantripXmlEvent event;

      if (!cantrip_xml_part_next (self->xml, &event, cancellable, error))
        return FALSE;

      *ret_sheet = NULL;
      if (event == CANTRIP_XML_DONE)
        return TRUE;
      if (event != CANTRIP_XML_START)
        continue;

      if (cantrip_xml_part_is (self->xml, "table") &&
          cantrip_xml_part_get_depth (self->xml) == SHEET_DEPTH)
        {
          *ret_sheet = begin_sheet (self);
          return TRUE;
        }
      take_style (self);
    }
}

/* Reads up to the end of the row. */
static gboolean
read_cells (CantripOdsReader *self, CantripSheetRow *row, GCancellable *cancellable, GError **error)
{
  gint64 column = 0;

  for (;;)
    {
      CantripXmlEvent event;
      gint64          n_repeats;
      gboolean        is_read;

      if (!cantrip_xml_part_next (self->xml, &event, cancellable, error))
        return FALSE;
      if (event == CANTRIP_XML_END || event == CANTRIP_XML_DONE)
        return TRUE;
      if (event != CANTRIP_XML_START)
        continue;

      n_repeats = cantrip_xml_part_get_count (self->xml, "number-columns-repeated", 1);
      if (cantrip_xml_part_is (self->xml, "table-cell"))
        is_read = cantrip_ods_cell_read (self->xml,
                                         row,
                                         column,
                                         n_repeats,
                                         self->text,
                                         cancellable,
                                         error);
      else /* what another cell covers is not seen */
        is_read = cantrip_xml_part_skip (self->xml, cancellable, error);
      if (!is_read)
        return FALSE;

      column += n_repeats;
    }
}

/* Whether rows may stand in the element that has begun. */
static gboolean
holds_rows (CantripXmlPart *xml)
{
  return cantrip_xml_part_is (xml, "table-header-rows") ||
         cantrip_xml_part_is (xml, "table-rows") || cantrip_xml_part_is (xml, "table-row-group");
}

gboolean
cantrip_ods_reader_next_row (CantripOdsReader *self,
                             CantripSheetRow  *row,
                             gint64           *ret_n_repeats,
                             GCancellable     *cancellable,
                             GError          **error)
{
  for (;;)
    {
      CantripXmlEvent event;

      if (!cantrip_xml_part_next (self->xml, &event, cancellable, error))
        return FALSE;

      *ret_n_repeats = 0;
      if (event == CANTRIP_XML_DONE ||
          (event == CANTRIP_XML_END && cantrip_xml_part_is (self->xml, "table")))
        return TRUE;
      if (event != CANTRIP_XML_START || holds_rows (self->xml))
        continue;

      if (cantrip_xml_part_is (self->xml, "table-row"))
        {
          gint64 n = cantrip_xml_part_get_count (self->xml, "number-rows-repeated", 1);

          *ret_n_repeats = MAX (n, 1);
          cantrip_sheet_row_begin (row, self->next_row);
          self->next_row += *ret_n_repeats;
          return read_cells (self, row, cancellable, error);
        }

      if (!cantrip_xml_part_skip (self->xml, cancellable, error))
        return FALSE;
    }
}

gint64
cantrip_ods_reader_get_bytes_read (CantripOdsReader *self)
{
  return cantrip_xml_part_get_bytes_read (self->xml);
}
