/* cantrip-variant-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/*
 * One variant, to be read: its messages, model and parameters; on demand with what is different
 * from another variant of its app, word by word. The place `variant/ID` or `variant/ID+BASE`.
 */
#define CANTRIP_TYPE_VARIANT_PAGE (cantrip_variant_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripVariantPage, cantrip_variant_page, CANTRIP, VARIANT_PAGE, CantripPage)

/* @argument: `ID`, or `ID+BASE` */
CantripPage *cantrip_variant_page_new (CantripWorkspace *workspace, const char *argument);

G_END_DECLS
