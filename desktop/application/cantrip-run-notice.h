/* cantrip-run-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-active-run.h"

G_BEGIN_DECLS

/**
 * cantrip_run_notice_send:
 * @run: a run that has ended
 * @workspace_path: where it is
 *
 * Has the desktop say so, unless somebody looks at a window of this program or stopped the run
 * themselves. The notice leads to the run.
 */
void cantrip_run_notice_send (CantripActiveRun *run, const char *workspace_path);

G_END_DECLS
