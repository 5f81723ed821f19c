/* cantrip-xlsx-strings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-xlsx-strings.h"

#include <string.h>

#include "base/cantrip-error.h"

#define ESCAPE_LENGTH 7 /* _xHHHH_ */

struct _CantripXlsxStrings
{
  GString *text; /* (owned); one after another */
  GArray  *ends; /* (owned) (element-type guint32); where each ends */
};

/* The character that an escape stands for; 0 if it is none, or one that no text can hold. */
static gunichar
get_escaped (const char *escape)
{
  gunichar character = 0;

  if (escape[1] != 'x')
    return 0;
  for (int i = 2; i < ESCAPE_LENGTH - 1; i++)
    {
      if (!g_ascii_isxdigit (escape[i]))
        return 0;
      character = character * 16 + (gunichar) g_ascii_xdigit_value (escape[i]);
    }

  return escape[ESCAPE_LENGTH - 1] == '_' && g_unichar_validate (character) ? character : 0;
}

void
cantrip_xlsx_strings_decode (GString *text, gsize start)
{
  const char *from = text->str + start;
  const char *end = text->str + text->len;
  char       *to = text->str + start;

  if (strstr (from, "_x") == NULL)
    return;

  while (from < end)
    {
      gunichar character = *from == '_' && end - from >= ESCAPE_LENGTH ? get_escaped (from) : 0;

      if (character != 0)
        {
          to += g_unichar_to_utf8 (character, to);
          from += ESCAPE_LENGTH;
        }
      else
        {
          *to++ = *from++;
        }
    }

  g_string_truncate (text, (gsize) (to - text->str));
}

gboolean
cantrip_xlsx_strings_read_item (CantripXmlPart *xml,
                                GString        *text,
                                GCancellable   *cancellable,
                                GError        **error)
{
  gsize    start = text->len;
  int      depth = cantrip_xml_part_get_depth (xml);
  gboolean is_text = FALSE;

  for (;;)
    {
      CantripXmlEvent event;

      if (!cantrip_xml_part_next (xml, &event, cancellable, error))
        return FALSE;

      if (event == CANTRIP_XML_START && cantrip_xml_part_is (xml, "rPh"))
        {
          if (!cantrip_xml_part_skip (xml, cancellable, error))
            return FALSE;
        }
      else if (event == CANTRIP_XML_TEXT)
        {
          if (is_text && !cantrip_xml_part_append_text (xml, text, error))
            return FALSE;
        }
      else if (event == CANTRIP_XML_DONE || cantrip_xml_part_get_depth (xml) <= depth)
        {
          cantrip_xlsx_strings_decode (text, start);
          return TRUE;
        }
      else
        {
          is_text = event == CANTRIP_XML_START && cantrip_xml_part_is (xml, "t");
        }
    }
}

/* Reads the items; each is moved from @item to the others. */
static gboolean
read_items (CantripXlsxStrings *self,
            CantripXmlPart     *xml,
            gsize               max_bytes,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autoptr (GString) item = g_string_new (NULL);
  CantripXmlEvent event;

  do
    {
      guint32 end;

      if (!cantrip_xml_part_next (xml, &event, cancellable, error))
        return FALSE;
      if (event != CANTRIP_XML_START || !cantrip_xml_part_is (xml, "si"))
        continue;

      g_string_truncate (item, 0);
      if (!cantrip_xlsx_strings_read_item (xml, item, cancellable, error))
        return FALSE;
      if (self->text->len + item->len + self->ends->len * sizeof end > max_bytes)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_TOO_LARGE,
                                  "The workbook holds more than %" G_GSIZE_FORMAT
                                  " MiB of different texts; save the sheet as CSV",
                                  max_bytes >> 20);

      g_string_append_len (self->text, item->str, (gssize) item->len);
      end = (guint32) self->text->len;
      g_array_append_val (self->ends, end);
    }
  while (event != CANTRIP_XML_DONE);

  return TRUE;
}

CantripXlsxStrings *
cantrip_xlsx_strings_read (GInputStream *zip,
                           const char   *part,
                           gsize         max_bytes,
                           GCancellable *cancellable,
                           GError      **error)
{
  g_autoptr (CantripXlsxStrings) self = g_new0 (CantripXlsxStrings, 1);
  g_autoptr (CantripXmlPart) xml = NULL;

  self->text = g_string_new (NULL);
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (part == NULL)
    return g_steal_pointer (&self);

  xml = cantrip_xml_part_open (zip, part, cancellable, error);
  if (xml == NULL || !read_items (self, xml, max_bytes, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
cantrip_xlsx_strings_free (CantripXlsxStrings *self)
{
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->ends, g_array_unref);
  g_free (self);
}

const char *
cantrip_xlsx_strings_get (CantripXlsxStrings *self, gint64 number, gsize *ret_length)
{
  gsize start, end;

  if (number < 0 || number >= self->ends->len)
    return NULL;

  start = number > 0 ? g_array_index (self->ends, guint32, number - 1) : 0;
  end = g_array_index (self->ends, guint32, number);
  *ret_length = end - start;

  return self->text->str + start;
}
