/* cantrip-used-columns.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "prompt/cantrip-message.h"

G_BEGIN_DECLS

/**
 * cantrip_used_columns_find:
 * @messages: (element-type CantripMessage): as they are written
 * @columns: (not nullable) (array zero-terminated=1): the names that a row has
 *
 * Returns: (transfer full) (element-type utf8): the set of columns that variables read
 */
GHashTable *cantrip_used_columns_find (GPtrArray         *messages,
                                       const char *const *columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
