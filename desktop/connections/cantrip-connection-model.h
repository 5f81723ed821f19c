/* cantrip-connection-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "provider/cantrip-model-info.h"

G_BEGIN_DECLS

/* A model in a list: what is known of it, as texts for people. */
#define CANTRIP_TYPE_CONNECTION_MODEL (cantrip_connection_model_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionModel,
                      cantrip_connection_model,
                      CANTRIP,
                      CONNECTION_MODEL,
                      GObject)

/* @info: (transfer none) */
CantripConnectionModel *
cantrip_connection_model_new (const CantripModelInfo *info) G_GNUC_WARN_UNUSED_RESULT;

const CantripModelInfo *cantrip_connection_model_get_info (CantripConnectionModel *self);

/* What a request names. */
const char *cantrip_connection_model_get_id (CantripConnectionModel *self);

/* “GPT-4o mini · 128,000 tokens of context · takes temperature, seed, schema” */
const char *cantrip_connection_model_get_details (CantripConnectionModel *self);

/* “$0.15 in, $0.60 out”; empty where no price is known. */
const char *cantrip_connection_model_get_price (CantripConnectionModel *self);

/* Whether @words, in lower case, all stand in its name or details. */
gboolean cantrip_connection_model_matches (CantripConnectionModel *self, char **words);

/* (transfer full): a number of tokens for people: “128,000”, as the language writes it */
char *cantrip_connection_model_dup_count (gint64 n) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): an amount in billionths of a dollar for people: “$0.15” */
char *cantrip_connection_model_dup_usd (gint64 usd_nanos) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
