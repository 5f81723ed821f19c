/* cantrip-ods-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-ods-cell.h"

#include <string.h>

typedef enum
{
  VALUE_TEXT, /* that of its attribute, or its paragraphs */
  VALUE_NUMBER,
  VALUE_BOOLEAN,
} Value;

/* What stands in a paragraph, and is no text of the cell. */
static const char *const ASIDES[] = { "annotation", "frame", "note", "ruby-text" };

/* The next part of a duration, up to its @letter; 0 if there is none. */
static int
take_number (const char **text, char letter)
{
  char  *end;
  gint64 number = g_ascii_strtoll (*text, &end, 10);

  /* Seconds may have decimals, which are left out. */
  if (letter == 'S' && *end == '.')
    end += 1 + strspn (end + 1, "0123456789");
  if (end == *text || *end != letter || number < 0 || number > 1000000)
    return 0;

  *text = end + 1;

  return (int) number;
}

void
cantrip_ods_append_duration (GString *text, const char *duration)
{
  const char *rest = duration;
  int         hours, minutes, seconds;

  if (!g_str_has_prefix (rest, "PT"))
    {
      g_string_append (text, duration);
      return;
    }

  rest += strlen ("PT");
  hours = take_number (&rest, 'H');
  minutes = take_number (&rest, 'M');
  seconds = take_number (&rest, 'S');
  if (*rest == '\0')
    g_string_append_printf (text, "%02d:%02d:%02d", hours, minutes, seconds);
  else
    g_string_append (text, duration);
}

/* Reads what the attributes say into @text. */
static Value
read_attributes (CantripXmlPart *xml, GString *text)
{
  static const struct
  {
    const char *type;
    const char *attribute;
    Value       value;
  } TYPES[] = {
    { "float", "value", VALUE_NUMBER },       { "percentage", "value", VALUE_NUMBER },
    { "currency", "value", VALUE_NUMBER },    { "boolean", "boolean-value", VALUE_BOOLEAN },
    { "date", "date-value", VALUE_TEXT },     { "time", "time-value", VALUE_TEXT },
    { "string", "string-value", VALUE_TEXT },
  };
  const char *type = cantrip_xml_part_get_attribute (xml, "value-type");

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (TYPES); i++)
    {
      const char *value;

      if (!g_str_equal (type, TYPES[i].type))
        continue;

      value = cantrip_xml_part_get_attribute (xml, TYPES[i].attribute);
      if (value != NULL && g_str_equal (TYPES[i].attribute, "time-value"))
        cantrip_ods_append_duration (text, value);
      else if (value != NULL)
        g_string_append (text, value);

      return value != NULL ? TYPES[i].value : VALUE_TEXT;
    }

  return VALUE_TEXT;
}

/* Appends what an element in a paragraph stands for. Returns whether its content is no text. */
static gboolean
append_element (CantripXmlPart *xml, GString *text)
{
  if (cantrip_xml_part_is (xml, "s"))
    {
      gint64 n = MIN (cantrip_xml_part_get_count (xml, "c", 1), 1000);

      for (gint64 i = 0; i < n; i++)
        g_string_append_c (text, ' ');
    }
  else if (cantrip_xml_part_is (xml, "tab"))
    {
      g_string_append_c (text, '\t');
    }
  else if (cantrip_xml_part_is (xml, "line-break"))
    {
      g_string_append_c (text, '\n');
    }

  for (gsize i = 0; i < G_N_ELEMENTS (ASIDES); i++)
    {
      if (cantrip_xml_part_is (xml, ASIDES[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_paragraph (CantripXmlPart *xml, GString *text, GCancellable *cancellable, GError **error)
{
  int depth = cantrip_xml_part_get_depth (xml);

  for (;;)
    {
      CantripXmlEvent event;

      if (!cantrip_xml_part_next (xml, &event, cancellable, error))
        return FALSE;

      if (event == CANTRIP_XML_TEXT && !cantrip_xml_part_append_text (xml, text, error))
        return FALSE;
      if (event == CANTRIP_XML_START && append_element (xml, text) &&
          !cantrip_xml_part_skip (xml, cancellable, error))
        return FALSE;
      if (event == CANTRIP_XML_DONE ||
          (event == CANTRIP_XML_END && cantrip_xml_part_get_depth (xml) <= depth))
        return TRUE;
    }
}

/* Appends the paragraphs of a cell, and passes everything else in it. */
static gboolean
read_paragraphs (CantripXmlPart *xml, GString *text, GCancellable *cancellable, GError **error)
{
  gboolean is_first = TRUE;

  for (;;)
    {
      CantripXmlEvent event;

      if (!cantrip_xml_part_next (xml, &event, cancellable, error))
        return FALSE;
      if (event == CANTRIP_XML_END || event == CANTRIP_XML_DONE)
        return TRUE;
      if (event != CANTRIP_XML_START)
        continue;

      if (!cantrip_xml_part_is (xml, "p"))
        {
          if (!cantrip_xml_part_skip (xml, cancellable, error))
            return FALSE;
          continue;
        }

      if (!is_first)
        g_string_append_c (text, '\n');
      is_first = FALSE;
      if (!read_paragraph (xml, text, cancellable, error))
        return FALSE;
    }
}

gboolean
cantrip_ods_cell_read (CantripXmlPart  *xml,
                       CantripSheetRow *row,
                       gint64           column,
                       gint64           n_repeats,
                       GString         *text,
                       GCancellable    *cancellable,
                       GError         **error)
{
  Value    value;
  gboolean is_read;

  g_string_truncate (text, 0);
  value = read_attributes (xml, text);

  /* The paragraphs of a value show it in the format of the cell. */
  is_read = text->len > 0 ? cantrip_xml_part_skip (xml, cancellable, error)
                          : read_paragraphs (xml, text, cancellable, error);
  if (!is_read)
    return FALSE;

  switch (value)
    {
    case VALUE_NUMBER:
      return cantrip_sheet_row_set_number (row, column, n_repeats, text->str, error);

    case VALUE_BOOLEAN:
      return cantrip_sheet_row_set_boolean (row,
                                            column,
                                            n_repeats,
                                            g_str_equal (text->str, "true"),
                                            error);

    case VALUE_TEXT:
    default:
      return cantrip_sheet_row_set_text (row, column, n_repeats, text->str, text->len, error);
    }
}
