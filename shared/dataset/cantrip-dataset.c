/* cantrip-dataset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-dataset.h"

void
cantrip_dataset_free (CantripDataset *self)
{
  g_free (self->name);
  g_strfreev (self->columns);
  g_free (self->source);
  g_free (self);
}
