/* cantrip-rows-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-routing.h"

G_BEGIN_DECLS

#define CANTRIP_ROWS_MAX 2000

/**
 * CantripRowsRequest:
 * @n_rows: how many rows were sent
 * @call_of_row: (not nullable) (owned) (array length=n_rows): index into @calls of the call
 *   that answers a row; -1: the row is blank and needs none
 * @calls: (not nullable) (owned) (element-type CantripInputs): the different inputs
 *
 * Rows to be answered, each different one once.
 */
typedef struct
{
  guint      n_rows;
  int       *call_of_row;
  GPtrArray *calls;
} CantripRowsRequest;

/**
 * cantrip_rows_request_new:
 * @body: `{"columns": ["event", …]?, "rows": [["Spring sale", …], …]}`; without columns the
 *   values of a row are those of the variables, in their order
 * @route: whose variables they are
 * @error: return location for an error
 *
 * Errors: `CANTRIP_SERVICE_ERROR_BAD_REQUEST`, naming the row; `CANTRIP_SERVICE_ERROR_TOO_LONG`:
 * more than %CANTRIP_ROWS_MAX rows.
 *
 * Returns: (transfer full): the request, or %NULL with @error set
 */
CantripRowsRequest *cantrip_rows_request_new (JsonObject         *body,
                                              const CantripRoute *route,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_rows_request_free (CantripRowsRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRowsRequest, cantrip_rows_request_free)

G_END_DECLS
