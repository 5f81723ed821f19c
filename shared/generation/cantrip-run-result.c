/* cantrip-run-result.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-result.h"

void
cantrip_run_result_free (CantripRunResult *self)
{
  g_clear_error (&self->error);
  g_free (self);
}
