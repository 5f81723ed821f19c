/* cantrip-run-failure.h
 *
 * What a failed call means for the run that it is of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the other rows would meet @error too: the output that met it is not at fault. */
gboolean cantrip_run_failure_meets_every_row (const GError *error);

/* Whether the provider may have worked, and may want to be paid for it. */
gboolean cantrip_run_failure_may_have_cost (const GError *error);

G_END_DECLS
