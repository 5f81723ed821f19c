/* cantrip-stop-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Stop sequences as a person writes them: one in each line, `\n` for a line break, `\t` for a
 * tab, `\r` and `\\`. Other backslashes stand for themselves; empty lines count for nothing.
 */

/* @stop: (nullable) (array zero-terminated=1). (transfer full): its text. */
char *cantrip_stop_text_write (const char *const *stop) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (array zero-terminated=1): what @text says. */
char **cantrip_stop_text_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
