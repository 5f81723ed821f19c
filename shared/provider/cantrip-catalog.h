/* cantrip-catalog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "provider/cantrip-completion.h"

G_BEGIN_DECLS

/*
 * What is known of models: context, limits, prices, and which sampling parameters they take.
 * Read once from models.json; immutable, so it may cross threads.
 */
#define CANTRIP_TYPE_CATALOG (cantrip_catalog_get_type ())

G_DECLARE_FINAL_TYPE (CantripCatalog, cantrip_catalog, CANTRIP, CATALOG, GObject)

typedef struct _CantripModel CantripModel;

/**
 * cantrip_catalog_new:
 * @path: (nullable): a models.json; %NULL: `$CANTRIP_DATA_DIR/models.json`, else the installed
 *   one
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`, `CANTRIP_ERROR_NOT_FOUND`.
 *
 * Returns: (transfer full): the catalog, or %NULL with @error set
 */
CantripCatalog *cantrip_catalog_new (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_catalog_find:
 * @self: a catalog
 * @dialect: (not nullable): cantrip_connection_get_dialect(); models are listed by it
 * @model: (not nullable): the provider's own model name
 *
 * Returns: (transfer none) (nullable): what is known, or %NULL if nothing is
 */
const CantripModel *
cantrip_catalog_find (CantripCatalog *self, const char *dialect, const char *model);

/* Returns: (transfer container) (element-type utf8): the names of its models, as listed */
GPtrArray *
cantrip_catalog_list (CantripCatalog *self, const char *dialect) G_GNUC_WARN_UNUSED_RESULT;

/* Of each of these, %NULL is an unknown model. Tokens; 0: unknown. */
gint64 cantrip_model_get_context_tokens (const CantripModel *self);
gint64 cantrip_model_get_max_output_tokens (const CantripModel *self);

/* (nullable): what people call it. */
const char *cantrip_model_get_title (const CantripModel *self);

/* %FALSE: it makes embeddings. */
gboolean cantrip_model_generates_text (const CantripModel *self);

/* (nullable): the day on which the provider turns it off. */
const char *cantrip_model_get_shutdown (const CantripModel *self);

/* Price of a million tokens without any discount, of a short prompt; -1: unknown. */
gint64 cantrip_model_get_input_usd_nanos (const CantripModel *self);
gint64 cantrip_model_get_output_usd_nanos (const CantripModel *self);

/* (nullable): the day on which its prices were looked up, `2026-11-10`. */
const char *cantrip_model_get_as_of (const CantripModel *self);

/**
 * cantrip_model_accepts_sampling:
 * @self: (nullable): a model
 * @reasoning_effort: (nullable): the effort that is asked for; some models sample only with
 *   `none`
 *
 * Returns: whether `temperature` and `top_p` may be sent. An unknown model takes them
 */
gboolean cantrip_model_accepts_sampling (const CantripModel *self, const char *reasoning_effort);

/* Whether penalties may be sent. An unknown model takes them. */
gboolean cantrip_model_accepts_penalties (const CantripModel *self);

/**
 * cantrip_model_get_cost_usd_nanos:
 * @self: (nullable): a model; %NULL: unknown
 * @input_tokens: tokens of the prompt, cached ones included
 * @cached_input_tokens: of these, from the provider's cache; -1: not known, counted as none
 * @output_tokens: tokens of the reply
 *
 * Computes the price of one call by the catalog's prices (USD per million tokens), in the tier
 * that holds for this many input tokens. Where no price of cached tokens is known they cost as
 * others do, so that the result is never too low. The arithmetic is in integers.
 *
 * Returns: billionths of a US dollar, rounded up; -1 if the price or a count is unknown
 */
gint64 cantrip_model_get_cost_usd_nanos (const CantripModel *self,
                                         gint64              input_tokens,
                                         gint64              cached_input_tokens,
                                         gint64              output_tokens);

G_END_DECLS
