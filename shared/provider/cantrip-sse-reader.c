/* cantrip-sse-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-sse-reader.h"

#include <string.h>

#include "base/cantrip-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _CantripSseReader
{
  gsize          max_event_bytes;
  CantripSseFunc func;
  gpointer       user_data;
  GString       *line;     /* (owned): the line under way */
  GString       *name;     /* (owned): of the event under way; empty: `message` */
  GString       *data;     /* (owned): of the event under way */
  gboolean       has_data; /* `data` may be empty and still be there */
  gboolean       after_cr; /* an LF that comes now belongs to the CR before it */
  gboolean       started;  /* the first line, which may bear a byte order mark, is over */
};

CantripSseReader *
cantrip_sse_reader_new (gsize max_event_bytes, CantripSseFunc func, gpointer user_data)
{
  CantripSseReader *self = g_new0 (CantripSseReader, 1);

  g_return_val_if_fail (func != NULL, NULL);

  self->max_event_bytes = max_event_bytes;
  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->name = g_string_new (NULL);
  self->data = g_string_new (NULL);

  return self;
}

void
cantrip_sse_reader_free (CantripSseReader *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->name, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self);
}

static gboolean
dispatch (CantripSseReader *self, GError **error)
{
  gboolean good = TRUE;

  if (self->has_data)
    good = self->func (self->name->len > 0 ? self->name->str : "message",
                       self->data->str,
                       self->data->len,
                       self->user_data,
                       error);

  g_string_truncate (self->name, 0);
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;

  return good;
}

/* The value of the field under way, if it is @field: what stands after `field:` and a space. */
static const char *
get_value (CantripSseReader *self, const char *field)
{
  gsize       length = strlen (field);
  const char *rest = self->line->str + length;

  if (strncmp (self->line->str, field, length) != 0 || (rest[0] != ':' && rest[0] != '\0'))
    return NULL;
  if (rest[0] == ':')
    rest++;
  if (rest[0] == ' ')
    rest++;

  return rest;
}

static gboolean
take_line (CantripSseReader *self, GError **error)
{
  const char *value;

  if (!self->started && g_str_has_prefix (self->line->str, BYTE_ORDER_MARK))
    g_string_erase (self->line, 0, (gssize) strlen (BYTE_ORDER_MARK));
  self->started = TRUE;

  if (self->line->len == 0)
    return dispatch (self, error);

  if ((value = get_value (self, "data")) != NULL)
    {
      if (self->has_data)
        g_string_append_c (self->data, '\n');
      g_string_append_len (self->data,
                           value,
                           (gssize) (self->line->len - (gsize) (value - self->line->str)));
      self->has_data = TRUE;
    }
  else if ((value = get_value (self, "event")) != NULL)
    g_string_assign (self->name, value);
  g_string_truncate (self->line, 0);

  return TRUE;
}

gboolean
cantrip_sse_reader_push (CantripSseReader *self, const char *data, gsize length, GError **error)
{
  gsize taken = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  while (taken < length)
    {
      gsize end = taken;

      if (self->after_cr && data[taken] == '\n')
        end = ++taken;
      self->after_cr = FALSE;

      while (end < length && data[end] != '\n' && data[end] != '\r')
        end++;
      g_string_append_len (self->line, data + taken, (gssize) (end - taken));
      if (self->line->len + self->data->len > self->max_event_bytes)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_BAD_REPLY,
                                  "The streamed reply has an event of more than %d KiB",
                                  (int) (self->max_event_bytes / 1024));
      if (end == length)
        return TRUE;

      self->after_cr = data[end] == '\r';
      taken = end + 1;
      if (!take_line (self, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
cantrip_sse_reader_end (CantripSseReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->line->len > 0 && !take_line (self, error))
    return FALSE;

  return dispatch (self, error);
}
