/* cantrip-cell-inputs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/cantrip-exchange.h"

G_BEGIN_DECLS

/**
 * cantrip_cell_inputs_new:
 * @query: (element-type CantripQueryField): the fields of the address
 * @route: what is called
 * @ret_blank: (out): whether there are inputs and all are empty: a blank row of a sheet, for
 *   which nothing need be asked
 *
 * Takes the inputs out of an address: every field but `k`, `wait`, `max`, `errors` and `r`.
 * Where the deployment has one variable, `text` is another name for it.
 *
 * Returns: (transfer full): the inputs
 */
CantripInputs *cantrip_cell_inputs_new (GPtrArray          *query,
                                        const CantripRoute *route,
                                        gboolean           *ret_blank) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a field of an address is an input, not a setting of the call. */
gboolean cantrip_cell_inputs_is_input (const char *name);

/* The variable that a field stands for: its own name, but for `text`. */
const char *cantrip_cell_inputs_get_variable (const char *name, const CantripRoute *route);

G_END_DECLS
