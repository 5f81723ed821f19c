/* cantrip-model-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "provider/cantrip-model-info.h"

G_BEGIN_DECLS

/* Most models that are taken of one server, over all pages, and most pages. */
#define CANTRIP_MODEL_PAGE_MAX_MODELS 20000
#define CANTRIP_MODEL_PAGE_MAX_PAGES 50

/**
 * cantrip_model_page_read:
 * @root: one page of a server's models: `{"data": [{"id": "…"}, …], "has_more": …}`, the list
 *   alone, or `{"models": […], "next_page_token": "…"}`
 * @dialect: how the server speaks
 * @infos: (element-type CantripModelInfo): gets the models
 * @ret_query: (out) (transfer full) (nullable): set on success: the query that asks for the
 *   next page; %NULL: this is the last one
 * @error: return location for an error
 *
 * Takes what servers say beside the name, under the several words that they have for it: context,
 * longest reply, price, kind, end of life. What makes no sense is left out.
 *
 * Errors: `CANTRIP_ERROR_BAD_REPLY` when it is no list.
 *
 * Returns: %TRUE if it was read
 */
gboolean cantrip_model_page_read (JsonNode             *root,
                                  const CantripDialect *dialect,
                                  GPtrArray            *infos,
                                  char                **ret_query,
                                  GError              **error);

G_END_DECLS
