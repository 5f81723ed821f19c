/* cantrip-connection-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/* One connection: its settings, to be changed, tested and removed, and its models. */
#define CANTRIP_TYPE_CONNECTION_PAGE (cantrip_connection_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionPage,
                      cantrip_connection_page,
                      CANTRIP,
                      CONNECTION_PAGE,
                      CantripPage)

/* The page of `connection/ID`; @argument: the text of the id */
CantripPage *cantrip_connection_page_new (CantripWorkspace *workspace, const char *argument);

G_END_DECLS
