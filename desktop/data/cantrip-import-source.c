/* cantrip-import-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "data/cantrip-import-source.h"

struct _CantripImportSource
{
  gatomicrefcount ref_count;

  GFile  *file;  /* (owned) (nullable) */
  GBytes *bytes; /* (owned) (nullable); if there is no file */
  char   *name;  /* (owned) */
};

static CantripImportSource *
source_new (char *name)
{
  CantripImportSource *self = g_new0 (CantripImportSource, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = name;

  return self;
}

CantripImportSource *
cantrip_import_source_new_file (GFile *file)
{
  g_autofree char     *name = g_file_get_basename (file);
  CantripImportSource *self = source_new (g_filename_display_name (name));

  self->file = g_object_ref (file);

  return self;
}

CantripImportSource *
cantrip_import_source_new_text (const char *text)
{
  CantripImportSource *self = source_new (g_strdup (_ ("Pasted cells")));

  self->bytes = g_bytes_new (text, strlen (text));

  return self;
}

CantripImportSource *
cantrip_import_source_ref (CantripImportSource *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_import_source_unref (CantripImportSource *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self);
}

const char *
cantrip_import_source_get_name (CantripImportSource *self)
{
  return self->name;
}

char *
cantrip_import_source_suggest_name (CantripImportSource *self)
{
  g_autofree char *name = g_strdup (self->name);
  char            *dot = strrchr (name, '.');

  if (self->file != NULL && dot != NULL && dot != name)
    *dot = '\0';
  g_strstrip (g_strdelimit (name, "_\n\r\t", ' '));

  return *name != '\0' ? g_steal_pointer (&name) : g_strdup (_ ("Table"));
}

gboolean
cantrip_import_source_may_be_text (CantripImportSource *self)
{
  static const char *const WORKBOOKS[] = { ".xlsx", ".xlsm", ".xls", ".ods" };
  g_autofree char         *name = g_utf8_strdown (self->name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (WORKBOOKS); i++)
    {
      if (g_str_has_suffix (name, WORKBOOKS[i]))
        return FALSE;
    }

  return TRUE;
}

void
cantrip_import_source_get_format (CantripImportSource *self, CantripRecordFormat *format)
{
  *format = (CantripRecordFormat){ 0 };
  if (self->bytes == NULL)
    return;

  format->encoding = CANTRIP_TEXT_ENCODING_UTF_8;
  if (memchr (g_bytes_get_data (self->bytes, NULL), '\t', g_bytes_get_size (self->bytes)) != NULL)
    format->delimiter = '\t';
}

GInputStream *
cantrip_import_source_open (CantripImportSource *self,
                            gint64              *ret_total_bytes,
                            GCancellable        *cancellable,
                            GError             **error)
{
  GFileInputStream *stream;
  g_autoptr (GFileInfo) info = NULL;

  if (self->bytes != NULL)
    {
      *ret_total_bytes = (gint64) g_bytes_get_size (self->bytes);
      return g_memory_input_stream_new_from_bytes (self->bytes);
    }

  stream = g_file_read (self->file, cancellable, error);
  if (stream == NULL)
    return NULL;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  *ret_total_bytes = info != NULL ? g_file_info_get_size (info) : -1;

  return G_INPUT_STREAM (stream);
}
