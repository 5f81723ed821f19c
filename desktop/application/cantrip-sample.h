/* cantrip-sample.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/* Where the sample workspace of this user is. */
char *cantrip_sample_dup_path (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_sample_make_async:
 * @path: where to make it; its folder is made too. Nothing happens if it is there
 *
 * Makes the sample workspace: a small table, an app with two variants, and the sample models.
 * It is complete, or not there at all.
 */
void cantrip_sample_make_async (const char         *path,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);

gboolean cantrip_sample_make_finish (GAsyncResult *result, GError **error);

G_END_DECLS
