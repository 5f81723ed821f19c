/* cantrip-row-sorter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-row-sorter.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/cantrip-error.h"
#include "dataset/cantrip-sort-key.h"

/* What is read at once of each run while they are merged. */
#define READ_BYTES (64 * 1024)

/* Rows between two looks at the cancellable. */
#define CHECK_ROWS 4096

/* Stands before each key, in the buffer and in the file. */
typedef struct
{
  gint64  position;
  guint32 n_bytes;
} RecordHead;

#define MAX_RECORD_BYTES (sizeof (RecordHead) + CANTRIP_SORT_KEY_MAX_BYTES)

G_STATIC_ASSERT (MAX_RECORD_BYTES < READ_BYTES);

/* A sorted part of the file that is being merged. */
typedef struct
{
  gint64   offset; /* in the file, of what was not read yet */
  gint64   end;
  GString *bytes; /* (owned) */
  gsize    place; /* in @bytes, of the next record */
} Run;

struct _CantripRowSorter
{
  gboolean is_descending;
  gsize    buffer_bytes;

  GString *buffer;  /* (owned); records */
  GArray  *records; /* (owned) (element-type gsize); where they begin in @buffer */
  GArray  *empty;   /* (owned) (element-type gint64); positions of empty cells */

  int     fd; /* (owned) the temporary file; -1: everything is in @buffer */
  gint64  file_bytes;
  GArray *runs; /* (owned) (element-type Run) */
};

static void
run_clear (Run *run)
{
  g_string_free (run->bytes, TRUE);
}

CantripRowSorter *
cantrip_row_sorter_new (gboolean is_descending, gsize buffer_bytes)
{
  CantripRowSorter *self = g_new0 (CantripRowSorter, 1);

  self->is_descending = is_descending;
  self->buffer_bytes = MAX (buffer_bytes, MAX_RECORD_BYTES);
  self->buffer = g_string_new (NULL);
  self->records = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->empty = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->fd = -1;
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_array_set_clear_func (self->runs, (GDestroyNotify) run_clear);

  return self;
}

void
cantrip_row_sorter_free (CantripRowSorter *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_string_free (self->buffer, TRUE);
  g_array_unref (self->records);
  g_array_unref (self->empty);
  g_array_unref (self->runs);
  g_free (self);
}

static RecordHead
read_head (const char *record)
{
  RecordHead head;

  memcpy (&head, record, sizeof head); /* it may stand at any address */

  return head;
}

static int
compare_records (CantripRowSorter *self, const char *a, const char *b)
{
  RecordHead head_a = read_head (a);
  RecordHead head_b = read_head (b);
  int        order = memcmp (a + sizeof (RecordHead),
                      b + sizeof (RecordHead),
                      MIN (head_a.n_bytes, head_b.n_bytes));

  if (order == 0)
    order = (head_a.n_bytes > head_b.n_bytes) - (head_a.n_bytes < head_b.n_bytes);
  if (order != 0)
    return self->is_descending ? -order : order;

  return (head_a.position > head_b.position) - (head_a.position < head_b.position);
}

static int
compare_offsets (gconstpointer a, gconstpointer b, gpointer user_data)
{
  CantripRowSorter *self = user_data;

  return compare_records (self,
                          self->buffer->str + *(const gsize *) a,
                          self->buffer->str + *(const gsize *) b);
}

static gboolean
fail_file (const char *doing, GError **error)
{
  return cantrip_set_error (error,
                            CANTRIP_ERROR_DATABASE,
                            "Could not %s a temporary file in “%s” to sort the rows: %s; free some "
                            "space there",
                            doing,
                            g_get_tmp_dir (),
                            g_strerror (errno));
}

/* The file has no name from the start: it goes away with the sorter, also in a crash. */
static gboolean
open_file (CantripRowSorter *self, GError **error)
{
  g_autofree char *path = NULL;

  if (self->fd >= 0)
    return TRUE;

  self->fd = g_file_open_tmp ("cantrip-sort-XXXXXX", &path, NULL);
  if (self->fd < 0)
    return fail_file ("make", error);
  g_unlink (path);

  return TRUE;
}

static gboolean
write_all (CantripRowSorter *self, const char *bytes, gsize n_bytes, GError **error)
{
  while (n_bytes > 0)
    {
      gssize n_written = write (self->fd, bytes, n_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return fail_file ("write", error);
      bytes += n_written;
      n_bytes -= (gsize) n_written;
      self->file_bytes += n_written;
    }

  return TRUE;
}

/* Writes the records of the buffer, in order, as another run. */
static gboolean
write_run (CantripRowSorter *self, GError **error)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  Run run = { .offset = self->file_bytes };

  if (!open_file (self, error))
    return FALSE;

  g_array_sort_with_data (self->records, compare_offsets, self);
  for (guint i = 0; i < self->records->len; i++)
    {
      const char *record = self->buffer->str + g_array_index (self->records, gsize, i);

      g_string_append_len (bytes,
                           record,
                           (gssize) (sizeof (RecordHead) + read_head (record).n_bytes));
      if (bytes->len < READ_BYTES && i < self->records->len - 1)
        continue;
      if (!write_all (self, bytes->str, bytes->len, error))
        return FALSE;
      g_string_truncate (bytes, 0);
    }

  run.end = self->file_bytes;
  run.bytes = g_string_new (NULL);
  g_array_append_val (self->runs, run);
  g_string_truncate (self->buffer, 0);
  g_array_set_size (self->records, 0);

  return TRUE;
}

gboolean
cantrip_row_sorter_add (CantripRowSorter *self,
                        const char       *text,
                        gsize             n_bytes,
                        gint64            position,
                        GError          **error)
{
  RecordHead head = { .position = position };
  gsize      start = self->buffer->len;

  if (n_bytes == 0)
    {
      g_array_append_val (self->empty, position);
      return TRUE;
    }
  if (start + MAX_RECORD_BYTES > self->buffer_bytes && start > 0)
    {
      if (!write_run (self, error))
        return FALSE;
      start = 0;
    }

  g_array_append_val (self->records, start);
  g_string_append_len (self->buffer, (const char *) &head, sizeof head);
  cantrip_sort_key_append (self->buffer, text, n_bytes);
  head.n_bytes = (guint32) (self->buffer->len - start - sizeof head);
  memcpy (self->buffer->str + start, &head, sizeof head);

  return TRUE;
}

/* Reads on until a whole record stands at @run's place. Returns FALSE at its end or on failure. */
static gboolean
fill_run (CantripRowSorter *self, Run *run, GError **error)
{
  gsize left = run->bytes->len - run->place;
  gsize wanted = (gsize) MIN (READ_BYTES, run->end - run->offset);

  if (left >= MAX_RECORD_BYTES || wanted == 0)
    return left > 0;

  g_string_erase (run->bytes, 0, (gssize) run->place);
  run->place = 0;
  g_string_set_size (run->bytes, left + wanted);
  while (wanted > 0)
    {
      gssize n_read = pread (self->fd, run->bytes->str + left, wanted, run->offset);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0)
        return fail_file ("read", error);
      left += (gsize) n_read;
      wanted -= (gsize) n_read;
      run->offset += n_read;
    }

  return TRUE;
}

/* The run whose next record comes first. There are some dozens at most, so that a heap would
 * save nothing. */
static gboolean
find_first (CantripRowSorter *self, Run **ret_first, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  Run *first = NULL;

  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = &g_array_index (self->runs, Run, i);

      if (!fill_run (self, run, &local_error))
        {
          if (local_error == NULL)
            continue;
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (first == NULL ||
          compare_records (self, run->bytes->str + run->place, first->bytes->str + first->place) <
              0)
        first = run;
    }
  *ret_first = first;

  return TRUE;
}

static gboolean
merge (CantripRowSorter *self, GArray *positions, GCancellable *cancellable, GError **error)
{
  for (guint n_rows = 0;; n_rows++)
    {
      RecordHead head;
      Run       *first;

      if (n_rows % CHECK_ROWS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!find_first (self, &first, error))
        return FALSE;
      if (first == NULL)
        return TRUE;

      head = read_head (first->bytes->str + first->place);
      g_array_append_val (positions, head.position);
      first->place += sizeof head + head.n_bytes;
    }
}

gboolean
cantrip_row_sorter_finish (CantripRowSorter *self,
                           GArray           *positions,
                           GCancellable     *cancellable,
                           GError          **error)
{
  if (self->fd >= 0)
    {
      if (!write_run (self, error))
        return FALSE;
      g_string_free (self->buffer, TRUE); /* merging needs room of its own */
      self->buffer = g_string_new (NULL);
      if (!merge (self, positions, cancellable, error))
        return FALSE;
    }
  else
    {
      g_array_sort_with_data (self->records, compare_offsets, self);
      for (guint i = 0; i < self->records->len; i++)
        {
          gsize      offset = g_array_index (self->records, gsize, i);
          RecordHead head = read_head (self->buffer->str + offset);

          g_array_append_val (positions, head.position);
        }
    }
  g_array_append_vals (positions, self->empty->data, self->empty->len);

  return TRUE;
}
