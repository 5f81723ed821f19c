/* cantrip-fake-control.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "cantrip-fake-model.h"

G_BEGIN_DECLS

/**
 * cantrip_fake_control_attach:
 * @server: the server of @model
 * @model: (transfer none): what is seen and steered; outlives the requests to @server
 *
 * Answers, in the thread of @server, the addresses under `/control` that
 * cantrip-fake-model.h lists. Such requests are no calls of the model.
 */
void cantrip_fake_control_attach (SoupServer *server, CantripFakeModel *model);

G_END_DECLS
