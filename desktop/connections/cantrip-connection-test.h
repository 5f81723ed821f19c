/* cantrip-connection-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "connections/cantrip-connection-form.h"

G_BEGIN_DECLS

/*
 * Tests what stands in a form, stored or not: lists the models, then makes one small call of the
 * model that was chosen, or else of the cheapest that is known. Says what was found, how long the
 * call took and what it cost, or what to do about what went wrong.
 */
#define CANTRIP_TYPE_CONNECTION_TEST (cantrip_connection_test_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionTest,
                      cantrip_connection_test,
                      CANTRIP,
                      CONNECTION_TEST,
                      AdwBin)

/**
 * cantrip_connection_test_set_form:
 * @self: a test
 * @form: (transfer none): what is tested; must be in the same window
 * @catalog: what is known of models
 * @network: what the calls go through
 */
void cantrip_connection_test_set_form (CantripConnectionTest *self,
                                       CantripConnectionForm *form,
                                       CantripCatalog        *catalog,
                                       CantripNetwork        *network);

G_END_DECLS
