/* cantrip-xlsx-workbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-xlsx-workbook.h"

#include "base/cantrip-error.h"
#include "dataset/cantrip-xlsx-relations.h"
#include "dataset/cantrip-xml-part.h"

#define MAX_SHEETS 10000

static char *
find_workbook (GInputStream *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CantripXlsxRelations) relations =
      cantrip_xlsx_relations_read (zip, "", cancellable, &reason);
  const char *path = NULL;

  if (relations != NULL)
    path = cantrip_xlsx_relations_find_type (relations, "officeDocument");
  else if (!g_error_matches (reason, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));

  if (path == NULL && (relations != NULL || reason != NULL))
    cantrip_set_error (error,
                       CANTRIP_ERROR_INVALID_INPUT,
                       "It is no workbook; save the table as .xlsx, .ods or CSV");

  return g_strdup (path);
}

static void
take_element (CantripXlsxWorkbook *self, CantripXmlPart *xml, CantripXlsxRelations *relations)
{
  if (cantrip_xml_part_is (xml, "workbookPr"))
    {
      self->is_1904 = cantrip_xml_part_get_flag (xml, "date1904");
    }
  else if (cantrip_xml_part_is (xml, "sheet") && self->sheets->len < MAX_SHEETS)
    {
      const char *state = cantrip_xml_part_get_attribute (xml, "state");
      gboolean    is_hidden = state != NULL && !g_str_equal (state, "visible");
      const char *path = cantrip_xlsx_relations_find_id (relations,
                                                         cantrip_xml_part_get_attribute (xml, "id"),
                                                         "worksheet"); /* others hold charts */

      const char *name = cantrip_xml_part_get_attribute (xml, "name");

      if (path == NULL || name == NULL)
        return;

      g_ptr_array_add (self->paths, g_strdup (path));
      g_ptr_array_add (self->sheets, cantrip_sheet_new (g_strdup (name), is_hidden));
    }
}

CantripXlsxWorkbook *
cantrip_xlsx_workbook_read (GInputStream *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (CantripXlsxWorkbook) self = g_new0 (CantripXlsxWorkbook, 1);
  g_autoptr (CantripXlsxRelations) relations = NULL;
  g_autoptr (CantripXmlPart) xml = NULL;
  g_autofree char *path = NULL;
  CantripXmlEvent  event;

  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_sheet_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  if ((path = find_workbook (zip, cancellable, error)) == NULL ||
      (relations = cantrip_xlsx_relations_read (zip, path, cancellable, error)) == NULL ||
      (xml = cantrip_xml_part_open (zip, path, cancellable, error)) == NULL)
    return NULL;

  self->styles_path = g_strdup (cantrip_xlsx_relations_find_type (relations, "styles"));
  self->strings_path = g_strdup (cantrip_xlsx_relations_find_type (relations, "sharedStrings"));
  do
    {
      if (!cantrip_xml_part_next (xml, &event, cancellable, error))
        return NULL;
      if (event == CANTRIP_XML_START)
        take_element (self, xml, relations);
    }
  while (event != CANTRIP_XML_DONE);

  return g_steal_pointer (&self);
}

void
cantrip_xlsx_workbook_free (CantripXlsxWorkbook *self)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_free (self->styles_path);
  g_free (self->strings_path);
  g_free (self);
}
