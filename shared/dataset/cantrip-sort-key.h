/* cantrip-sort-key.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A key is never longer, whatever the cell holds. */
#define CANTRIP_SORT_KEY_MAX_BYTES 4096

/**
 * cantrip_sort_key_append:
 * @key: the key is appended
 * @text: what a cell shows, in valid UTF-8, not ended by a NUL; not empty
 * @n_bytes: how long it is
 *
 * Makes bytes whose order is the order of the cells: numbers before texts, numbers by their
 * value, texts by the collation of the locale.
 */
void cantrip_sort_key_append (GString *key, const char *text, gsize n_bytes);

G_END_DECLS
