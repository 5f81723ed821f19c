/* cantrip-data-page.h
 *
 * data/ holds the datasets of a workspace: the page with the list of them, the ways in (import:
 * from a file, dropped, pasted; the dialog previews what comes) and the way out (export). The table
 * of one dataset is dataset-page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/* The datasets of a workspace, and how to bring more. */
#define CANTRIP_TYPE_DATA_PAGE (cantrip_data_page_get_type ())

G_DECLARE_FINAL_TYPE (CantripDataPage, cantrip_data_page, CANTRIP, DATA_PAGE, CantripPage)

/* For the table of places; @argument is empty. */
CantripPage *cantrip_data_page_new (CantripWorkspace *workspace, const char *argument);

G_END_DECLS
