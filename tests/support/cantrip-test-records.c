/* cantrip-test-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-records.h"

#include <string.h>

#define MAX_STEP 17

/* A stream that gives what it has in small pieces, as a pipe does. */
#define TRICKLE_TYPE_STREAM (trickle_stream_get_type ())

G_DECLARE_FINAL_TYPE (TrickleStream, trickle_stream, TRICKLE, STREAM, GInputStream)

struct _TrickleStream
{
  GInputStream parent_instance;

  GBytes *bytes; /* (owned) */
  gsize   position;
  gsize   step;
};

G_DEFINE_FINAL_TYPE (TrickleStream, trickle_stream, G_TYPE_INPUT_STREAM)

static gssize
trickle_stream_read (GInputStream *stream,
                     void         *buffer,
                     gsize         count,
                     GCancellable *cancellable G_GNUC_UNUSED,
                     GError      **error G_GNUC_UNUSED)
{
  TrickleStream *self = TRICKLE_STREAM (stream);
  gsize          length;
  const char    *bytes = g_bytes_get_data (self->bytes, &length);
  gsize          n = MIN (MIN (count, self->step), length - self->position);

  if (n > 0)
    memcpy (buffer, bytes + self->position, n);
  self->position += n;

  return (gssize) n;
}

static void
trickle_stream_finalize (GObject *object)
{
  g_clear_pointer (&TRICKLE_STREAM (object)->bytes, g_bytes_unref);

  G_OBJECT_CLASS (trickle_stream_parent_class)->finalize (object);
}

static void
trickle_stream_class_init (TrickleStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trickle_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = trickle_stream_read;
}

static void
trickle_stream_init (TrickleStream *self G_GNUC_UNUSED)
{
}

GInputStream *
cantrip_test_trickle_new (const char *bytes, gssize length, gsize step)
{
  TrickleStream *self = g_object_new (TRICKLE_TYPE_STREAM, NULL);

  self->bytes = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  self->step = step;

  return G_INPUT_STREAM (self);
}

static void
write_record (GString *written, const CantripRecord *record, const GString *values)
{
  g_string_append_printf (written, "%d", (int) record->line);
  if (record->problem == NULL || record->can_pad)
    g_string_append_printf (written, " %s", values->str);
  if (record->problem != NULL)
    g_string_append_printf (written, " (%s)", record->problem);
  g_string_append_c (written, '\n');
}

static void
write_records (GString *written, CantripRecordReader *reader, GError **error)
{
  g_autofree char *columns = g_strjoinv ("|", (char **) cantrip_record_reader_get_columns (reader));
  GPtrArray       *notes = cantrip_record_reader_get_notes (reader);
  gboolean         has_record = TRUE;

  g_string_append_printf (written, "columns %s\n", columns);
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (written, "note %s\n", (const char *) notes->pdata[i]);

  while (has_record)
    {
      g_autoptr (GString) values = g_string_new (NULL);
      CantripRecord record;

      if (!cantrip_record_reader_next (reader, values, &record, &has_record, NULL, error))
        return;
      if (has_record)
        write_record (written, &record, values);
    }
}

char *
cantrip_test_read_records (const char                *bytes,
                           gssize                     length,
                           const CantripRecordFormat *format,
                           gsize                      step)
{
  g_autoptr (GInputStream) stream = cantrip_test_trickle_new (bytes, length, step);
  g_autoptr (CantripRecordReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  GString *written = g_string_new (NULL);

  reader = cantrip_record_format_open (format, stream, NULL, NULL, &error);
  if (reader != NULL)
    {
      write_records (written, reader, &error);
      g_assert_finalize_object (g_steal_pointer (&reader));
    }
  if (error != NULL)
    g_string_append_printf (written, "error %s\n", error->message);

  return g_string_free (written, FALSE);
}

void
cantrip_test_assert_records (const char                *bytes,
                             gssize                     length,
                             const CantripRecordFormat *format,
                             const char                *expected)
{
  for (gsize step = 1; step <= MAX_STEP; step++)
    {
      g_autofree char *written = cantrip_test_read_records (bytes, length, format, step);

      g_assert_cmpstr (written, ==, expected);
    }
}
