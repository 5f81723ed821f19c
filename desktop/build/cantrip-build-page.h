/* cantrip-build-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * Where a prompt is written and tried on rows: the recipe editor, the rows with their outputs, and
 * the run that makes them. A tab of an app.
 */
#define CANTRIP_TYPE_BUILD_PAGE (cantrip_build_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripBuildPage, cantrip_build_page, CANTRIP, BUILD_PAGE, AdwBin)

GtkWidget *cantrip_build_page_new (CantripWorkspace *workspace, const CantripApp *app);

G_END_DECLS
