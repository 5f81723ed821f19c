/* cantrip-openai-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-catalog.h"
#include "provider/cantrip-dialect.h"
#include "provider/cantrip-http-client.h"
#include "provider/cantrip-provider.h"

G_BEGIN_DECLS

#define CANTRIP_TYPE_OPENAI_PROVIDER (cantrip_openai_provider_get_type ())

G_DECLARE_FINAL_TYPE (CantripOpenaiProvider,
                      cantrip_openai_provider,
                      CANTRIP,
                      OPENAI_PROVIDER,
                      GObject)

/**
 * cantrip_openai_provider_new:
 * @client: what sends its calls, to a valid address without final slash, query or fragment
 * @key: (nullable) (secret): sent in the header that @dialect names; %NULL: none is sent
 * @dialect: how the server speaks the protocol
 * @catalog: what is known of models; decides which parameters may be sent
 *
 * Makes a provider that speaks OpenAI's protocol: `POST /chat/completions` and
 * `POST /completions`, whole and streamed, and `GET /models`.
 *
 * Returns: (transfer full): a provider of the calling thread
 */
CantripProvider *cantrip_openai_provider_new (CantripHttpClient    *client,
                                              const char           *key,
                                              const CantripDialect *dialect,
                                              CantripCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
