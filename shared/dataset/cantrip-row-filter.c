/* cantrip-row-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-row-filter.h"

#include "dataset/cantrip-row-values.h"
#include "dataset/cantrip-text-matcher.h"

struct _CantripRowFilter
{
  CantripTextMatcher *matcher; /* (owned) (nullable); %NULL: all rows */
  guint               first;   /* of the columns that are looked at */
  guint               end;     /* after the last of them */
  CantripRowValues   *values;  /* (owned); of the last row */
};

CantripRowFilter *
cantrip_row_filter_new (const CantripDataset *dataset,
                        const char           *text,
                        const char           *column,
                        GError              **error)
{
  CantripRowFilter *self;
  guint             first = 0;
  guint             end = g_strv_length (dataset->columns);

  if (column != NULL)
    {
      if (!cantrip_dataset_find_column (dataset, column, &first, error))
        return NULL;
      end = first + 1;
    }

  self = g_new0 (CantripRowFilter, 1);
  self->first = first;
  self->end = end;
  self->values = cantrip_row_values_new ();
  if (text != NULL && *text != '\0')
    self->matcher = cantrip_text_matcher_new (text);

  return self;
}

void
cantrip_row_filter_free (CantripRowFilter *self)
{
  g_clear_pointer (&self->matcher, cantrip_text_matcher_free);
  g_clear_pointer (&self->values, cantrip_row_values_free);
  g_free (self);
}

gboolean
cantrip_row_filter_takes_all (CantripRowFilter *self)
{
  return self->matcher == NULL;
}

gboolean
cantrip_row_filter_takes (CantripRowFilter *self, const CantripDatasetRow *row)
{
  (void) cantrip_row_values_split (self->values, row->values_json);
  if (self->matcher == NULL)
    return TRUE;

  for (guint i = self->first; i < self->end; i++)
    {
      gsize       n_bytes;
      const char *text = cantrip_row_values_get_text (self->values, i, &n_bytes);

      if (cantrip_text_matcher_matches (self->matcher, text, n_bytes))
        return TRUE;
    }

  return FALSE;
}

const char *
cantrip_row_filter_get_text (CantripRowFilter *self, guint column, gsize *ret_bytes)
{
  return cantrip_row_values_get_text (self->values, column, ret_bytes);
}
