/* cantrip-sheet-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-sheet-source"

#include "config.h"

#include "dataset/cantrip-sheet-source.h"

#include "base/cantrip-error.h"

typedef struct
{
  GPtrArray *notes; /* (owned) (element-type utf8) */
} CantripSheetSourcePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CantripSheetSource, cantrip_sheet_source, G_TYPE_OBJECT)

static CantripSheetSourcePrivate *
get_private (CantripSheetSource *self)
{
  return cantrip_sheet_source_get_instance_private (self);
}

static void
cantrip_sheet_source_finalize (GObject *object)
{
  g_clear_pointer (&get_private (CANTRIP_SHEET_SOURCE (object))->notes, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_sheet_source_parent_class)->finalize (object);
}

static void
cantrip_sheet_source_class_init (CantripSheetSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_sheet_source_finalize;
}

static void
cantrip_sheet_source_init (CantripSheetSource *self)
{
  get_private (self)->notes = g_ptr_array_new_with_free_func (g_free);
}

gboolean
cantrip_sheet_source_next_row (CantripSheetSource *self,
                               CantripSheetRow    *row,
                               gboolean           *ret_has_row,
                               GCancellable       *cancellable,
                               GError            **error)
{
  g_return_val_if_fail (CANTRIP_IS_SHEET_SOURCE (self), FALSE);

  if (!CANTRIP_SHEET_SOURCE_GET_CLASS (self)->next_row (self, row, ret_has_row, cancellable, error))
    return FALSE;

  if (*ret_has_row && row->number > CANTRIP_SHEET_MAX_ROWS &&
      cantrip_sheet_row_get_length (row) > 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_TOO_LARGE,
                              "The sheet has more than %d rows; split it, or save it as CSV",
                              CANTRIP_SHEET_MAX_ROWS);

  return TRUE;
}

GPtrArray *
cantrip_sheet_source_list_sheets (CantripSheetSource *self,
                                  GCancellable       *cancellable,
                                  GError            **error)
{
  g_return_val_if_fail (CANTRIP_IS_SHEET_SOURCE (self), NULL);

  return CANTRIP_SHEET_SOURCE_GET_CLASS (self)->list_sheets (self, cancellable, error);
}

const char *
cantrip_sheet_source_get_sheet_name (CantripSheetSource *self)
{
  g_return_val_if_fail (CANTRIP_IS_SHEET_SOURCE (self), NULL);

  return CANTRIP_SHEET_SOURCE_GET_CLASS (self)->get_sheet_name (self);
}

gint64
cantrip_sheet_source_get_bytes_read (CantripSheetSource *self)
{
  g_return_val_if_fail (CANTRIP_IS_SHEET_SOURCE (self), 0);

  return CANTRIP_SHEET_SOURCE_GET_CLASS (self)->get_bytes_read (self);
}

GPtrArray *
cantrip_sheet_source_get_notes (CantripSheetSource *self)
{
  g_return_val_if_fail (CANTRIP_IS_SHEET_SOURCE (self), NULL);

  return get_private (self)->notes;
}
