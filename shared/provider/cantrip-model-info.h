/* cantrip-model-info.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "provider/cantrip-catalog.h"
#include "provider/cantrip-dialect.h"

G_BEGIN_DECLS

/**
 * CantripModelInfo:
 * @id: (not nullable) (owned): what a request names
 * @title: (nullable) (owned): what people call it, where somebody said
 * @is_known: whether the catalog knows it; if not, all below is what its server said
 * @generates_text: %FALSE for a model of embeddings, pictures or sound, as far as is known
 * @context_tokens: 0: not known
 * @max_output_tokens: 0: not known
 * @input_usd_nanos: price of a million tokens; -1: not known
 * @output_usd_nanos: likewise
 * @priced_on: (nullable) (owned): the day on which the catalog's price was looked up; %NULL: the
 *   server said the price now, or nobody did
 * @retires_on: (nullable) (owned): the day on which the provider turns it off, `2027-01-14`
 * @accepts_sampling: `temperature` and `top_p`, without thinking before
 * @accepts_penalties: `frequency_penalty` and `presence_penalty`
 * @accepts_seed: `seed`
 * @accepts_schema: a JSON Schema for the reply
 *
 * A model that a connection offers, and what is known of it.
 */
typedef struct
{
  char    *id;
  char    *title;
  gboolean is_known;
  gboolean generates_text;
  gint64   context_tokens;
  gint64   max_output_tokens;
  gint64   input_usd_nanos;
  gint64   output_usd_nanos;
  char    *priced_on;
  char    *retires_on;
  gboolean accepts_sampling;
  gboolean accepts_penalties;
  gboolean accepts_seed;
  gboolean accepts_schema;
} CantripModelInfo;

/* (transfer full): a model of which nothing is known; it may accept everything */
CantripModelInfo *cantrip_model_info_new (const char *id) G_GNUC_WARN_UNUSED_RESULT;
CantripModelInfo *cantrip_model_info_copy (const CantripModelInfo *self) G_GNUC_WARN_UNUSED_RESULT;
void              cantrip_model_info_free (CantripModelInfo *self);

/**
 * cantrip_model_info_merge:
 * @self: what a server said
 * @model: (nullable): what the catalog knows of it
 * @dialect: (nullable): how the server speaks; %NULL: not the protocol `openai`
 *
 * Adds what the catalog knows. Where both say something, the server's limit holds, since it may
 * offer less, and the server's price, since it is of now.
 */
void cantrip_model_info_merge (CantripModelInfo     *self,
                               const CantripModel   *model,
                               const CantripDialect *dialect);

/**
 * cantrip_model_info_list_known:
 * @catalog: what is known of models
 * @dialect: (not nullable): cantrip_connection_get_dialect()
 *
 * The models to choose from before, or without, asking the server.
 *
 * Returns: (transfer full) (element-type CantripModelInfo): those of the catalog, in its order
 */
GPtrArray *cantrip_model_info_list_known (CantripCatalog *catalog,
                                          const char     *dialect) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripModelInfo, cantrip_model_info_free)

G_END_DECLS
