/* cantrip-growing-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/*
 * A source view that is as high as its text, and stands inside of something that scrolls. The
 * line that is being written stays in sight.
 */
#define CANTRIP_TYPE_GROWING_VIEW (cantrip_growing_view_get_type ())

G_DECLARE_FINAL_TYPE (CantripGrowingView,
                      cantrip_growing_view,
                      CANTRIP,
                      GROWING_VIEW,
                      GtkSourceView)

G_END_DECLS
