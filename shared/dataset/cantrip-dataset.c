/* cantrip-dataset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset.h"

#include "base/cantrip-error.h"
#include "base/cantrip-nearest.h"

void
cantrip_dataset_free (CantripDataset *self)
{
  g_free (self->name);
  g_strfreev (self->columns);
  g_free (self->source);
  cantrip_column_slots_free (self->slots);
  g_free (self);
}

char *
cantrip_dataset_order_values (const CantripDataset *self, const char *stored_json)
{
  return cantrip_column_slots_read (self->slots, stored_json);
}

gboolean
cantrip_dataset_find_column (const CantripDataset *self,
                             const char           *name,
                             guint                *ret_column,
                             GError              **error)
{
  const char *nearest;

  for (guint i = 0; self->columns[i] != NULL; i++)
    if (g_str_equal (self->columns[i], name))
      {
        *ret_column = i;
        return TRUE;
      }

  nearest = cantrip_nearest_name (name, (const char *const *) self->columns);
  if (nearest != NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_NOT_FOUND,
                              "The dataset “%s” has no column “%s”; did you mean “%s”?",
                              self->name,
                              name,
                              nearest);

  return cantrip_set_error (error,
                            CANTRIP_ERROR_NOT_FOUND,
                            "The dataset “%s” has no column “%s” any more; choose another one",
                            self->name,
                            name);
}
