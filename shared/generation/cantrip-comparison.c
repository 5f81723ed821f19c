/* cantrip-comparison.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-comparison.h"

/* Whether it has come to an end. */
static gboolean
is_settled (const CantripOutput *output)
{
  return output != NULL && (output->text != NULL || output->state == CANTRIP_OUTPUT_FAILED);
}

void
cantrip_comparison_row_update (CantripComparisonRow *self)
{
  const CantripOutput *first = NULL;

  self->differs = FALSE;
  for (guint i = 0; i < CANTRIP_COMPARISON_MAX_RUNS; i++)
    {
      const CantripOutput *output = self->outputs[i];

      if (!is_settled (output))
        continue;
      if (first == NULL)
        first = output;
      else if (g_strcmp0 (first->text, output->text) != 0)
        self->differs = TRUE;
    }
}

void
cantrip_comparison_row_free (CantripComparisonRow *self)
{
  for (guint i = 0; i < CANTRIP_COMPARISON_MAX_RUNS; i++)
    g_clear_pointer (&self->outputs[i], cantrip_output_free);
  g_free (self->values_json);
  g_free (self);
}
