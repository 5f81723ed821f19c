/* cantrip-xml-part.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The longest text that is taken from a part in one piece: that of a cell. */
#define CANTRIP_XML_TEXT_MAX_BYTES (8 * 1024 * 1024)

/* What comes next in a document. An empty element begins and ends as any other. */
typedef enum
{
  CANTRIP_XML_START,
  CANTRIP_XML_END,
  CANTRIP_XML_TEXT,
  CANTRIP_XML_DONE,
} CantripXmlEvent;

/*
 * An XML document in a ZIP file, read event by event, in memory that does not grow with it.
 * Document types are refused, and with them all entities of others; nothing is fetched.
 */
typedef struct _CantripXmlPart CantripXmlPart;

/**
 * cantrip_xml_part_open:
 * @zip: a ZIP file, seekable
 * @name: of the entry
 * @cancellable: (nullable): stops waiting for @zip
 * @error: return location for an error
 *
 * Errors: as cantrip_zip_reader_open().
 *
 * Returns: (transfer full): the document, or %NULL with @error set
 */
CantripXmlPart *cantrip_xml_part_open (GInputStream *zip,
                                       const char   *name,
                                       GCancellable *cancellable,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_xml_part_free (CantripXmlPart *self);

/**
 * cantrip_xml_part_next:
 * @self: a document
 * @ret_event: (out): set on success
 * @cancellable: (nullable): stops waiting for the ZIP file
 * @error: return location for an error
 *
 * Errors: as cantrip_zip_reader_read(); `CANTRIP_ERROR_INVALID_INPUT` (no XML, with the line).
 *
 * Returns: %TRUE if @ret_event was set
 */
gboolean cantrip_xml_part_next (CantripXmlPart  *self,
                                CantripXmlEvent *ret_event,
                                GCancellable    *cancellable,
                                GError         **error);

/* After a start: passes everything up to the end of the element. Errors: as next. */
gboolean cantrip_xml_part_skip (CantripXmlPart *self, GCancellable *cancellable, GError **error);

/* After a start or an end: whether it is of an element with this name, in any namespace. */
gboolean cantrip_xml_part_is (CantripXmlPart *self, const char *name);

/* After a start or an end: how many elements are around it. */
int cantrip_xml_part_get_depth (CantripXmlPart *self);

/* After a start: an attribute without its namespace, but none of a namespace whose URI ends in
 * “calcext:1.0”, which repeats others. (transfer none) (nullable), until the next call. */
const char *cantrip_xml_part_get_attribute (CantripXmlPart *self, const char *name);

/* The same as a whole number from 0; @fallback if there is none. */
gint64 cantrip_xml_part_get_count (CantripXmlPart *self, const char *name, gint64 fallback);

/* The same as yes or no: “1” and “true” are yes. */
gboolean cantrip_xml_part_get_flag (CantripXmlPart *self, const char *name);

/* After a text: appends it. Errors: `CANTRIP_ERROR_TOO_LARGE`. */
gboolean cantrip_xml_part_append_text (CantripXmlPart *self, GString *text, GError **error);

/* How many bytes of the ZIP file were read for this document. */
gint64 cantrip_xml_part_get_bytes_read (CantripXmlPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripXmlPart, cantrip_xml_part_free)

G_END_DECLS
