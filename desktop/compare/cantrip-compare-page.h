/* cantrip-compare-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/*
 * The answers of two to four variants to the same rows, side by side, with what differs from one
 * of them marked. The place `compare/ID+ID`, up to four ids of variants.
 */
#define CANTRIP_TYPE_COMPARE_PAGE (cantrip_compare_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripComparePage, cantrip_compare_page, CANTRIP, COMPARE_PAGE, CantripPage)

/* @argument: the ids, with `+` between them */
CantripPage *cantrip_compare_page_new (CantripWorkspace *workspace, const char *argument);

G_END_DECLS
