/* cantrip-command-index.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/* Finds all that a person may want to go to in a workspace, and what they can do. */
void cantrip_command_index_async (CantripWorkspace   *workspace,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

/* Returns: (transfer full) (element-type CantripCommandItem): in the order to be shown */
GPtrArray *cantrip_command_index_finish (CantripWorkspace *workspace,
                                         GAsyncResult     *result,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
