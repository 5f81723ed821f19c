/* cantrip-app-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/*
 * One app: a tab for each thing that is done with it. Its tabs are made by the table in
 * cantrip-app-page.c; each is a widget that reloads by itself, as it likes.
 */
#define CANTRIP_TYPE_APP_PAGE (cantrip_app_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripAppPage, cantrip_app_page, CANTRIP, APP_PAGE, CantripPage)

/* @argument: `SLUG` or `SLUG/TAB` */
CantripPage *cantrip_app_page_new (CantripWorkspace *workspace, const char *argument);

/* Goes to a tab: `build`. */
void cantrip_app_page_show_tab (CantripAppPage *self, const char *tab);

/* The tab that is shown. */
const char *cantrip_app_page_get_tab (CantripAppPage *self);

G_END_DECLS
