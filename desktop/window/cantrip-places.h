/* cantrip-places.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-page.h"

G_BEGIN_DECLS

/*
 * A place is where a person is in a workspace, as a text that can be remembered:
 *
 *   app/SLUG/build      a tab of an app
 *   data                the datasets
 *   dataset/ID          one of them, by the text of its id
 *   …                   see the table in cantrip-places.c
 *
 * What stands before the first slash is the kind of the place, the rest is its argument.
 */

/**
 * cantrip_place_new_page:
 * @workspace: where
 * @place: which
 *
 * Returns: (transfer floating) (nullable): its page; %NULL for a kind of place there is not
 */
CantripPage *cantrip_place_new_page (CantripWorkspace *workspace, const char *place);

/* (transfer full): what tells the page of @place from others: `app/SLUG` for all its tabs. */
char *cantrip_place_dup_page_name (const char *place) G_GNUC_WARN_UNUSED_RESULT;

/* The argument of a place: `SLUG/build` of `app/SLUG/build`; empty if it has none. */
const char *cantrip_place_get_argument (const char *place);

G_END_DECLS
