/* cantrip-dataset-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset-import.h"

#include "base/cantrip-error.h"
#include "dataset/cantrip-csv-record-reader.h"
#include "dataset/cantrip-dataset-import-repository.h"
#include "dataset/cantrip-dataset-repository.h"

/* A batch is one transaction, and shows that the import is alive. */
#define BATCH_BYTES (1024 * 1024)
#define BATCH_US (10 * G_USEC_PER_SEC)

typedef struct
{
  const CantripDatasetImportOptions *options;    /* (borrowed) */
  CantripDatasetImportRepository    *repository; /* (owned) */
  CantripRecordReader               *reader;     /* (owned) */
  CantripDatasetImportResult        *result;     /* (owned) (nullable) once it is complete */
  gint64                             dataset_id; /* 0: nothing is to be undone */
  GString                           *values;     /* (owned); of the rows of the batch */
  GArray                            *ends;       /* (owned) (element-type gsize); of each row */
  gint64                             begun_us;   /* the batch; monotonic clock */
} Import;

/* Removes what is not finished; if that fails too, the next import does it. */
static void
import_clear (Import *self)
{
  if (self->dataset_id != 0)
    (void) cantrip_dataset_import_repository_abandon (self->repository, self->dataset_id, NULL);

  g_clear_object (&self->repository);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->result, cantrip_dataset_import_result_free);
  g_string_free (self->values, TRUE);
  g_array_unref (self->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static CantripDatasetImportResult *
result_new (void)
{
  CantripDatasetImportResult *result = g_new0 (CantripDatasetImportResult, 1);

  result->broken = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_broken_record_free);

  return result;
}

void
cantrip_dataset_import_result_free (CantripDatasetImportResult *self)
{
  g_clear_pointer (&self->broken, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

gboolean
cantrip_on_broken_from_name (const char *name, CantripOnBroken *ret_on_broken, GError **error)
{
  static const char *const NAMES[] = {
    [CANTRIP_ON_BROKEN_STOP] = "stop",
    [CANTRIP_ON_BROKEN_SKIP] = "skip",
    [CANTRIP_ON_BROKEN_PAD] = "pad",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      if (!g_str_equal (name, NAMES[i]))
        continue;

      *ret_on_broken = (CantripOnBroken) i;

      return TRUE;
    }

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "“%s” is nothing to do with broken records; choose stop, skip or pad",
                            name);
}

static gboolean
write_batch (Import *self, GError **error)
{
  const CantripDatasetImportOptions *options = self->options;

  if (self->ends->len > 0 && !cantrip_dataset_import_repository_append (self->repository,
                                                                        self->dataset_id,
                                                                        self->result->row_count + 1,
                                                                        self->values,
                                                                        self->ends,
                                                                        error))
    return FALSE;

  self->result->row_count += self->ends->len;
  g_string_truncate (self->values, 0);
  g_array_set_size (self->ends, 0);
  self->begun_us = g_get_monotonic_time ();

  if (options->progress != NULL)
    options->progress (self->result->row_count,
                       cantrip_record_reader_get_bytes_read (self->reader),
                       options->total_bytes,
                       options->progress_data);

  return TRUE;
}

/* Counts a broken record, and says whether it is kept. */
static gboolean
note_broken (Import *self, const CantripRecord *record)
{
  CantripDatasetImportResult *result = self->result;
  gboolean is_padded = self->options->on_broken == CANTRIP_ON_BROKEN_PAD && record->can_pad;

  if (is_padded)
    result->n_padded++;
  else
    result->n_skipped++;

  if (result->broken->len < CANTRIP_DATASET_IMPORT_MAX_BROKEN)
    g_ptr_array_add (result->broken, cantrip_broken_record_new (record, is_padded));

  return is_padded;
}

static gboolean
stop_at (const CantripRecord *record, GError **error)
{
  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "Nothing was imported, because line %" G_GINT64_FORMAT
                            " is broken: %s; correct it, or choose to skip %ssuch lines",
                            record->line,
                            record->problem,
                            record->can_pad ? "or to pad " : "");
}

/* Adds a record that was read to the batch. @start is where its values begin. */
static gboolean
take_record (Import *self, const CantripRecord *record, gsize start, GError **error)
{
  if (record->problem != NULL)
    {
      if (self->options->on_broken == CANTRIP_ON_BROKEN_STOP)
        return stop_at (record, error);
      if (!note_broken (self, record))
        {
          g_string_truncate (self->values, start);
          return TRUE;
        }
    }

  g_array_append_val (self->ends, self->values->len);

  return TRUE;
}

static gboolean
read_records (Import *self, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      gsize         start = self->values->len;
      CantripRecord record;
      gboolean      has_record;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cantrip_record_reader_next (self->reader,
                                       self->values,
                                       &record,
                                       &has_record,
                                       cancellable,
                                       error))
        return FALSE;

      if (!has_record)
        return write_batch (self, error);

      if (!take_record (self, &record, start, error))
        return FALSE;

      if ((self->values->len >= BATCH_BYTES ||
           g_get_monotonic_time () - self->begun_us >= BATCH_US) &&
          !write_batch (self, error))
        return FALSE;
    }
}

static gboolean
check_name (CantripStore *store, const char *name, GError **error)
{
  g_autoptr (CantripDatasetRepository) repository = cantrip_dataset_repository_new (store, error);

  return repository != NULL && cantrip_dataset_repository_check_name (repository, name, error);
}

static void
describe (CantripDatasetImportResult *result, CantripRecordReader *reader)
{
  CantripTextInput *input = cantrip_record_reader_get_input (reader);

  result->notes = g_ptr_array_ref (cantrip_record_reader_get_notes (reader));
  if (input != NULL)
    result->encoding = cantrip_text_input_get_encoding (input);
  if (CANTRIP_IS_CSV_RECORD_READER (reader))
    result->delimiter =
        cantrip_csv_record_reader_get_delimiter (CANTRIP_CSV_RECORD_READER (reader));
}

CantripDatasetImportResult *
cantrip_dataset_import (CantripStore                      *store,
                        GInputStream                      *stream,
                        const CantripDatasetImportOptions *options,
                        GCancellable                      *cancellable,
                        GError                           **error)
{
  g_auto (Import) self = {
    .options = options,
    .result = result_new (),
    .values = g_string_sized_new (BATCH_BYTES),
    .ends = g_array_new (FALSE, FALSE, sizeof (gsize)),
    .begun_us = g_get_monotonic_time (),
  };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);
  g_return_val_if_fail (options->name != NULL && options->source != NULL, NULL);

  if (!check_name (store, options->name, error) ||
      (self.repository = cantrip_dataset_import_repository_new (store, error)) == NULL ||
      (self.reader = cantrip_record_format_open (&options->format,
                                                 stream,
                                                 options->source,
                                                 cancellable,
                                                 error)) == NULL ||
      !cantrip_dataset_import_repository_begin (self.repository,
                                                cantrip_record_reader_get_columns (self.reader),
                                                options->source,
                                                &self.dataset_id,
                                                error) ||
      !read_records (&self, cancellable, error) ||
      !cantrip_dataset_import_repository_finish (self.repository,
                                                 self.dataset_id,
                                                 options->name,
                                                 self.result->row_count,
                                                 error))
    return NULL;

  self.result->dataset_id = self.dataset_id;
  self.dataset_id = 0;
  describe (self.result, self.reader);

  return g_steal_pointer (&self.result);
}
