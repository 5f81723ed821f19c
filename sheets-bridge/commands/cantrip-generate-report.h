/* cantrip-generate-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "commands/cantrip-generate-plan.h"

G_BEGIN_DECLS

/* `$0.0125` */
char *cantrip_generate_dup_usd (gint64 usd_nanos) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_generate_report:
 * @plan: what was run
 * @result: what became of it
 * @json: print one object for a program
 * @error: return location for an error
 *
 * Prints how a run ended: figures and reasons of failures to standard output.
 *
 * Returns: %FALSE with @error set if it did not come to its end, so that the program fails with a
 *   sentence that says how to go on
 */
gboolean cantrip_generate_report (CantripGeneratePlan    *plan,
                                  const CantripRunResult *result,
                                  gboolean                json,
                                  GError                **error);

G_END_DECLS
