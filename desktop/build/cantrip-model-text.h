/* cantrip-model-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-model-info.h"

G_BEGIN_DECLS

/* What is known of a model, as people read it. */

/* (transfer full): “$0.10 in, $0.50 out per million tokens”, “free” or “price unknown”. */
char *cantrip_model_text_dup_price (const CantripModelInfo *info) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_model_text_dup_details:
 * @info: a model
 * @is_sample: whether it is one of those that are built in
 *
 * Returns: (transfer full): price and context; of a sample, that it is not a language model
 */
char *cantrip_model_text_dup_details (const CantripModelInfo *info,
                                      gboolean                is_sample) G_GNUC_WARN_UNUSED_RESULT;

/* What people call it: its title, else its id. */
const char *cantrip_model_text_get_title (const CantripModelInfo *info);

G_END_DECLS
