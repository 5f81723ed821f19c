/* cantrip-welcome-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-application.h"

G_BEGIN_DECLS

/* What a window without a workspace shows: what to do first, and what was open before. */
#define CANTRIP_TYPE_WELCOME_PAGE (cantrip_welcome_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripWelcomePage, cantrip_welcome_page, CANTRIP, WELCOME_PAGE, AdwBin)

/* Lists the recent workspaces of @application whenever the page is shown. */
void
cantrip_welcome_page_set_application (CantripWelcomePage *self, CantripApplication *application);

G_END_DECLS
