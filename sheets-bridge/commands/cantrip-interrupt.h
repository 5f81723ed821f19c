/* cantrip-interrupt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * cantrip_interrupt_new_cancellable:
 *
 * From now on Ctrl-C and SIGTERM cancel what this returns, whether or not a main loop runs. A
 * second signal ends the program at once: what was committed is safe. Call it at the start of a
 * verb, before any other thread exists: threads made later leave these signals to ours.
 *
 * Returns: (transfer full): cancelled by the first signal
 */
GCancellable *cantrip_interrupt_new_cancellable (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
