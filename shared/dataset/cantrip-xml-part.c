/* cantrip-xml-part.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-xml-part.h"

#include <libxml/xmlreader.h>

#include "base/cantrip-error.h"
#include "dataset/cantrip-zip-reader.h"

#define REPEATING_NAMESPACE "calcext:1.0"

struct _CantripXmlPart
{
  CantripZipReader *zip;        /* (owned) */
  xmlTextReaderPtr  reader;     /* (owned) */
  char             *name;       /* (owned) */
  gboolean          is_end_due; /* an empty element has begun */
  int               line;       /* of what is wrong with the XML; 0: nothing */

  GCancellable *cancellable; /* (nullable) (borrowed from the caller, for one call) */
  GError       *error;       /* (owned) (nullable); what went wrong in a callback */
};

static int
read_cb (void *user_data, char *buffer, int length)
{
  CantripXmlPart *self = user_data;

  /* The parser does not always stop at the first failure. */
  if (self->error != NULL)
    return -1;

  return (int)
      cantrip_zip_reader_read (self->zip, buffer, (gsize) length, self->cancellable, &self->error);
}

static void
error_cb (void *user_data, xmlErrorPtr problem)
{
  CantripXmlPart *self = user_data;

  if (self->line == 0 && problem->level > XML_ERR_WARNING)
    self->line = MAX (problem->line, 1);
}

CantripXmlPart *
cantrip_xml_part_open (GInputStream *zip,
                       const char   *name,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autoptr (CantripXmlPart) self = g_new0 (CantripXmlPart, 1);

  self->name = g_strdup (name);
  self->zip = cantrip_zip_reader_open (zip, name, cancellable, error);
  if (self->zip == NULL)
    return NULL;

  self->cancellable = cancellable;
  self->reader = xmlReaderForIO (read_cb,
                                 NULL,
                                 self,
                                 NULL,
                                 NULL,
                                 XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOERROR |
                                     XML_PARSE_NOWARNING);
  self->cancellable = NULL;
  if (self->error != NULL || self->reader == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  xmlTextReaderSetStructuredErrorHandler (self->reader, error_cb, self);

  return g_steal_pointer (&self);
}

void
cantrip_xml_part_free (CantripXmlPart *self)
{
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  g_clear_pointer (&self->zip, cantrip_zip_reader_free);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self);
}

static gboolean
fail (CantripXmlPart *self, GError **error)
{
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "Its part “%s” is damaged at line %d; open it in a spreadsheet "
                            "program, and save it anew",
                            self->name,
                            MAX (self->line, 1));
}

/* Moves to the next node that says something. */
static gboolean
read_node (CantripXmlPart *self, CantripXmlEvent *ret_event, GError **error)
{
  int status;

  while ((status = xmlTextReaderRead (self->reader)) == 1)
    {
      switch (xmlTextReaderNodeType (self->reader))
        {
        case XML_READER_TYPE_ELEMENT:
          self->is_end_due = xmlTextReaderIsEmptyElement (self->reader) == 1;
          *ret_event = CANTRIP_XML_START;
          return TRUE;

        case XML_READER_TYPE_END_ELEMENT:
          *ret_event = CANTRIP_XML_END;
          return TRUE;

        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
          *ret_event = CANTRIP_XML_TEXT;
          return TRUE;

        case XML_READER_TYPE_DOCUMENT_TYPE:
        case XML_READER_TYPE_ENTITY_REFERENCE:
          return cantrip_set_error (error,
                                    CANTRIP_ERROR_INVALID_INPUT,
                                    "Its part “%s” declares a document type, which no spreadsheet "
                                    "program writes; save it anew",
                                    self->name);

        default: /* comments and the like */
          break;
        }
    }

  *ret_event = CANTRIP_XML_DONE;

  return (status == 0 && self->error == NULL && self->line == 0) || fail (self, error);
}

gboolean
cantrip_xml_part_next (CantripXmlPart  *self,
                       CantripXmlEvent *ret_event,
                       GCancellable    *cancellable,
                       GError         **error)
{
  gboolean is_read;

  if (self->is_end_due)
    {
      xmlTextReaderMoveToElement (self->reader);
      self->is_end_due = FALSE;
      *ret_event = CANTRIP_XML_END;
      return TRUE;
    }

  self->cancellable = cancellable;
  is_read = read_node (self, ret_event, error);
  self->cancellable = NULL;

  return is_read;
}

gboolean
cantrip_xml_part_skip (CantripXmlPart *self, GCancellable *cancellable, GError **error)
{
  int depth = 1;

  while (depth > 0)
    {
      CantripXmlEvent event;

      if (!cantrip_xml_part_next (self, &event, cancellable, error))
        return FALSE;
      if (event == CANTRIP_XML_DONE)
        return fail (self, error);

      depth += event == CANTRIP_XML_START;
      depth -= event == CANTRIP_XML_END;
    }

  return TRUE;
}

gboolean
cantrip_xml_part_is (CantripXmlPart *self, const char *name)
{
  return g_strcmp0 ((const char *) xmlTextReaderConstLocalName (self->reader), name) == 0;
}

int
cantrip_xml_part_get_depth (CantripXmlPart *self)
{
  return xmlTextReaderDepth (self->reader);
}

const char *
cantrip_xml_part_get_attribute (CantripXmlPart *self, const char *name)
{
  xmlTextReaderPtr reader = self->reader;
  const char      *value = NULL;
  int              status;

  for (status = xmlTextReaderMoveToFirstAttribute (reader); status == 1 && value == NULL;
       status = xmlTextReaderMoveToNextAttribute (reader))
    {
      const char *space = (const char *) xmlTextReaderConstNamespaceUri (reader);

      if (cantrip_xml_part_is (self, name) &&
          (space == NULL || !g_str_has_suffix (space, REPEATING_NAMESPACE)))
        value = (const char *) xmlTextReaderConstValue (reader);
    }
  xmlTextReaderMoveToElement (reader);

  return value;
}

gint64
cantrip_xml_part_get_count (CantripXmlPart *self, const char *name, gint64 fallback)
{
  const char *text = cantrip_xml_part_get_attribute (self, name);
  guint64     count;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &count, NULL)
             ? (gint64) count
             : fallback;
}

gboolean
cantrip_xml_part_get_flag (CantripXmlPart *self, const char *name)
{
  const char *text = cantrip_xml_part_get_attribute (self, name);

  return text != NULL && (g_str_equal (text, "1") || g_str_equal (text, "true"));
}

gboolean
cantrip_xml_part_append_text (CantripXmlPart *self, GString *text, GError **error)
{
  g_string_append (text, (const char *) xmlTextReaderConstValue (self->reader));
  if (text->len <= CANTRIP_XML_TEXT_MAX_BYTES)
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_TOO_LARGE,
                            "A text in its part “%s” is longer than %d MiB; shorten it",
                            self->name,
                            CANTRIP_XML_TEXT_MAX_BYTES >> 20);
}

gint64
cantrip_xml_part_get_bytes_read (CantripXmlPart *self)
{
  return cantrip_zip_reader_get_bytes_read (self->zip);
}
