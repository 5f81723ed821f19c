/* cantrip-zip-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-zip-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>

#include "base/cantrip-error.h"

#define BUFFER_BYTES (64 * 1024)
#define COPY_MAX_BYTES (G_GINT64_CONSTANT (2) << 30)

/* Nothing below is taken for a bomb, however well it was packed. */
#define HARMLESS_BYTES (32 * 1024 * 1024)

struct _CantripZipReader
{
  GInputStream   *stream;  /* (owned) */
  struct archive *archive; /* (owned) */
  guint8         *buffer;  /* (owned); BUFFER_BYTES */
  char           *name;    /* (owned); of the entry */

  GCancellable *cancellable; /* (nullable) (borrowed from the caller, for one call) */
  GError       *error;       /* (owned) (nullable); what went wrong in a callback */

  goffset position;   /* where the next read begins: readers share the stream */
  gint64  bytes_read; /* from the stream */
  gint64  entry;      /* the same when the entry was found */
  gint64  bytes_unpacked;
};

static la_ssize_t
read_cb (struct archive *archive G_GNUC_UNUSED, void *user_data, const void **ret_buffer)
{
  CantripZipReader *self = user_data;
  gssize            n;

  if (!g_seekable_seek (G_SEEKABLE (self->stream),
                        self->position,
                        G_SEEK_SET,
                        self->cancellable,
                        &self->error))
    return ARCHIVE_FATAL;

  n = g_input_stream_read (self->stream,
                           self->buffer,
                           BUFFER_BYTES,
                           self->cancellable,
                           &self->error);
  if (n < 0)
    return ARCHIVE_FATAL;

  self->position += n;
  self->bytes_read += n;
  *ret_buffer = self->buffer;

  return n;
}

static la_int64_t
seek_cb (struct archive *archive G_GNUC_UNUSED, void *user_data, la_int64_t offset, int whence)
{
  CantripZipReader *self = user_data;
  GSeekable        *seekable = G_SEEKABLE (self->stream);
  GSeekType         type = whence == SEEK_END ? G_SEEK_END : G_SEEK_SET;

  if (whence == SEEK_CUR)
    offset += self->position;
  if (!g_seekable_seek (seekable, offset, type, self->cancellable, &self->error))
    return ARCHIVE_FATAL;
  self->position = g_seekable_tell (seekable);

  return self->position;
}

/* Says what went wrong: of the stream, or of the archive. */
static void
fail (CantripZipReader *self, GError **error)
{
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else
    cantrip_set_error (error,
                       CANTRIP_ERROR_INVALID_INPUT,
                       "The file is damaged; open it in a spreadsheet program, and save it anew");
}

static gboolean
copy (GInputStream *stream, GOutputStream *output, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_BYTES);
  gint64             n_copied = 0;

  for (;;)
    {
      gssize n = g_input_stream_read (stream, buffer, BUFFER_BYTES, cancellable, error);

      if (n <= 0)
        return n == 0;

      n_copied += n;
      if (n_copied > COPY_MAX_BYTES)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_TOO_LARGE,
                                  "It is larger than %d GiB; split it, or save it as CSV",
                                  (int) (COPY_MAX_BYTES >> 30));
      if (!g_output_stream_write_all (output, buffer, (gsize) n, NULL, cancellable, error))
        return FALSE;
    }
}

GInputStream *
cantrip_zip_reader_make_seekable (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileIOStream) writing = NULL;
  g_autoptr (GFileInputStream) reading = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  if (G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream)))
    return g_object_ref (stream);

  file = g_file_new_tmp ("cantrip-XXXXXX", &writing, error);
  if (file == NULL)
    return NULL;

  reading = g_file_read (file, cancellable, error);
  g_file_delete (file, NULL, NULL);
  if (reading == NULL ||
      !copy (stream, g_io_stream_get_output_stream (G_IO_STREAM (writing)), cancellable, error))
    return NULL;

  return G_INPUT_STREAM (g_steal_pointer (&reading));
}

/* Passes entries until the one called self->name. */
static gboolean
find_entry (CantripZipReader *self, GError **error)
{
  struct archive_entry *entry;
  int                   status;

  while ((status = archive_read_next_header (self->archive, &entry)) == ARCHIVE_OK ||
         status == ARCHIVE_WARN)
    {
      const char *name = archive_entry_pathname_utf8 (entry);

      if (name == NULL || g_ascii_strcasecmp (name, self->name) != 0)
        continue;

      if (archive_entry_is_encrypted (entry))
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "The file is protected by a password; save it without one");
      self->entry = self->bytes_read;

      return TRUE;
    }

  if (status != ARCHIVE_EOF)
    {
      fail (self, error);
      return FALSE;
    }

  return cantrip_set_error (error,
                            CANTRIP_ERROR_NOT_FOUND,
                            "Its part “%s” is missing; open it in a spreadsheet program, and save "
                            "it anew",
                            self->name);
}

CantripZipReader *
cantrip_zip_reader_open (GInputStream *stream,
                         const char   *name,
                         GCancellable *cancellable,
                         GError      **error)
{
  g_autoptr (CantripZipReader) self = g_new0 (CantripZipReader, 1);
  gboolean is_found;

  g_return_val_if_fail (G_IS_SEEKABLE (stream) && name != NULL, NULL);

  self->stream = g_object_ref (stream);
  self->name = g_strdup (name);
  self->buffer = g_malloc (BUFFER_BYTES);
  self->archive = archive_read_new ();
  self->cancellable = cancellable;

  archive_read_support_format_zip_seekable (self->archive);
  archive_read_set_callback_data (self->archive, self);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);
  if (archive_read_open1 (self->archive) != ARCHIVE_OK)
    {
      fail (self, error);
      return NULL;
    }

  is_found = find_entry (self, error);
  self->cancellable = NULL;

  return is_found ? g_steal_pointer (&self) : NULL;
}

void
cantrip_zip_reader_free (CantripZipReader *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
  g_clear_object (&self->stream);
  g_clear_error (&self->error);
  g_free (self->buffer);
  g_free (self->name);
  g_free (self);
}

static gboolean
check_size (CantripZipReader *self, GError **error)
{
  gint64 packed = MAX (self->bytes_read - self->entry, BUFFER_BYTES);

  if (self->bytes_unpacked <= HARMLESS_BYTES ||
      (self->bytes_unpacked <= CANTRIP_ZIP_MAX_BYTES &&
       self->bytes_unpacked / packed <= CANTRIP_ZIP_MAX_RATIO))
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_TOO_LARGE,
                            "Its part “%s” unpacks to more than a table needs; save the table as "
                            "CSV",
                            self->name);
}

gssize
cantrip_zip_reader_read (CantripZipReader *self,
                         void             *buffer,
                         gsize             length,
                         GCancellable     *cancellable,
                         GError          **error)
{
  la_ssize_t n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  self->cancellable = cancellable;
  n = archive_read_data (self->archive, buffer, length);
  self->cancellable = NULL;

  if (n < 0)
    {
      fail (self, error);
      return -1;
    }
  self->bytes_unpacked += n;

  return check_size (self, error) ? n : -1;
}

gint64
cantrip_zip_reader_get_bytes_read (CantripZipReader *self)
{
  return self->bytes_read;
}
