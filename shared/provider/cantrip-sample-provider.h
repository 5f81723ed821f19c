/* cantrip-sample-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-catalog.h"
#include "provider/cantrip-provider.h"

G_BEGIN_DECLS

#define CANTRIP_TYPE_SAMPLE_PROVIDER (cantrip_sample_provider_get_type ())

G_DECLARE_FINAL_TYPE (CantripSampleProvider,
                      cantrip_sample_provider,
                      CANTRIP,
                      SAMPLE_PROVIDER,
                      GObject)

/**
 * cantrip_sample_provider_new:
 * @catalog: what is known of models
 *
 * Makes the built-in provider, with which the whole program can be tried without an account. It
 * sends nothing anywhere. It has two models: `sample-plain` writes general phrases, and
 * `sample-careful` uses the names and numbers of the prompt, so that a comparison shows
 * something. Neither is a language model, and every reply says so: at its beginning, or in the
 * member `sample_note` of a reply in JSON.
 *
 * The same model, messages and parameters give the same reply. Of the parameters it obeys
 * `max_tokens` (a token is taken for 4 characters), `stop`, `seed` and `json_schema`; of the
 * messages it reads those of the system and the last one of the user. A streamed reply comes
 * word by word. Errors: `CANTRIP_ERROR_NOT_FOUND` for another model.
 *
 * Returns: (transfer full): a new provider
 */
CantripProvider *cantrip_sample_provider_new (CantripCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
