/* cantrip-run-failure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generation/cantrip-run-failure.h"

#include "base/cantrip-error.h"

gboolean
cantrip_run_failure_meets_every_row (const GError *error)
{
  return g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_BUDGET) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_UNREACHABLE) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_OFFLINE) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_RATE_LIMITED);
}

gboolean
cantrip_run_failure_may_have_cost (const GError *error)
{
  return g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_TIMEOUT) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_BAD_REPLY) ||
         g_error_matches (error, CANTRIP_ERROR, CANTRIP_ERROR_REFUSED);
}
