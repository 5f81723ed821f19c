/* cantrip-wrap-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays widgets out as a text lays out words: side by side, on as many lines as they need. */
#define CANTRIP_TYPE_WRAP_LAYOUT (cantrip_wrap_layout_get_type ())

G_DECLARE_FINAL_TYPE (CantripWrapLayout,
                      cantrip_wrap_layout,
                      CANTRIP,
                      WRAP_LAYOUT,
                      GtkLayoutManager)

/* @spacing: pixels between widgets and between lines */
GtkLayoutManager *cantrip_wrap_layout_new (int spacing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
