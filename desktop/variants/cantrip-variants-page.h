/* cantrip-variants-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/* The variants of an app, with the figures of the last run of each: a tab of its page. */
#define CANTRIP_TYPE_VARIANTS_PAGE (cantrip_variants_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripVariantsPage, cantrip_variants_page, CANTRIP, VARIANTS_PAGE, AdwBin)

GtkWidget *cantrip_variants_page_new (CantripWorkspace *workspace,
                                      const CantripApp *app) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
