/* cantrip-cursor-follower.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Keeps the cursor of @view in sight while somebody writes. A text view scrolls only a scrolled
 * window that is its parent; one that grows with its text stands deeper inside of one.
 */
void cantrip_follow_cursor (GtkTextView *view);

G_END_DECLS
