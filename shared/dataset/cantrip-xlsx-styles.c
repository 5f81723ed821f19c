/* cantrip-xlsx-styles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-xlsx-styles.h"

#include "dataset/cantrip-xml-part.h"

/* Spreadsheet programs stop at 65,490. */
#define MAX_STYLES 100000

struct _CantripXlsxStyles
{
  GHashTable *formats;      /* (owned); the numbers of formats in this file to their kinds */
  GArray     *kinds;        /* (owned) (element-type CantripDateKind); one for each style */
  gboolean    is_in_styles; /* between the begin and the end of the styles of cells */
};

static CantripDateKind
get_format_kind (CantripXlsxStyles *self, gint64 number)
{
  gpointer kind;

  if (g_hash_table_lookup_extended (self->formats, GINT_TO_POINTER ((int) number), NULL, &kind))
    return (CantripDateKind) GPOINTER_TO_INT (kind);

  return cantrip_date_kind_from_number (number);
}

static void
take_element (CantripXlsxStyles *self, CantripXmlPart *xml)
{
  if (cantrip_xml_part_is (xml, "cellXfs"))
    {
      self->is_in_styles = TRUE;
    }
  else if (cantrip_xml_part_is (xml, "numFmt") && g_hash_table_size (self->formats) < MAX_STYLES)
    {
      const char     *code = cantrip_xml_part_get_attribute (xml, "formatCode");
      CantripDateKind kind = cantrip_date_kind_from_code (code != NULL ? code : "");

      g_hash_table_insert (self->formats,
                           GINT_TO_POINTER ((int) cantrip_xml_part_get_count (xml, "numFmtId", 0)),
                           GINT_TO_POINTER (kind));
    }
  else if (self->is_in_styles && cantrip_xml_part_is (xml, "xf") && self->kinds->len < MAX_STYLES)
    {
      CantripDateKind kind =
          get_format_kind (self, cantrip_xml_part_get_count (xml, "numFmtId", 0));

      g_array_append_val (self->kinds, kind);
    }
}

CantripXlsxStyles *
cantrip_xlsx_styles_read (GInputStream *zip,
                          const char   *part,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (CantripXlsxStyles) self = g_new0 (CantripXlsxStyles, 1);
  g_autoptr (CantripXmlPart) xml = NULL;
  CantripXmlEvent event;

  self->formats = g_hash_table_new (NULL, NULL);
  self->kinds = g_array_new (FALSE, FALSE, sizeof (CantripDateKind));
  if (part == NULL)
    return g_steal_pointer (&self);

  xml = cantrip_xml_part_open (zip, part, cancellable, error);
  if (xml == NULL)
    return NULL;

  do
    {
      if (!cantrip_xml_part_next (xml, &event, cancellable, error))
        return NULL;
      if (event == CANTRIP_XML_START)
        take_element (self, xml);
      else if (event == CANTRIP_XML_END && cantrip_xml_part_is (xml, "cellXfs"))
        self->is_in_styles = FALSE;
    }
  while (event != CANTRIP_XML_DONE);

  return g_steal_pointer (&self);
}

void
cantrip_xlsx_styles_free (CantripXlsxStyles *self)
{
  g_clear_pointer (&self->formats, g_hash_table_unref);
  g_clear_pointer (&self->kinds, g_array_unref);
  g_free (self);
}

CantripDateKind
cantrip_xlsx_styles_get_kind (CantripXlsxStyles *self, gint64 style)
{
  return style >= 0 && style < self->kinds->len
             ? g_array_index (self->kinds, CantripDateKind, style)
             : CANTRIP_DATE_KIND_NONE;
}
