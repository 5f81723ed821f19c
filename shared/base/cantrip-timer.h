/* cantrip-timer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cantrip_timer_new:
 * @context: where to run
 * @func: run when the ready time of the source has come; sets the next one, and continues
 * @user_data: data for @func
 *
 * Makes a source that is set with g_source_set_ready_time(), again and again at no cost; 0 runs
 * @func in the next round of @context, once for all who ask for it in this one.
 *
 * Returns: (transfer full): the source, attached, with no ready time; g_source_destroy() ends it
 */
GSource *cantrip_timer_new (GMainContext *context,
                            GSourceFunc   func,
                            gpointer      user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
