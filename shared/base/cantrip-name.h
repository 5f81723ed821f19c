/* cantrip-name.h
 *
 * What may be the slug of an app or a deployment, and the name of an app or a variant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CANTRIP_NAME_MAX_CHARACTERS 200

/**
 * cantrip_slug_check:
 * @slug: (not nullable): what somebody chose
 * @error: return location for an error
 *
 * Checks that @slug is 1 to 64 of `a-z 0-9 -`, so that it may stand in a URL and a command.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`.
 *
 * Returns: %TRUE if it is
 */
gboolean cantrip_slug_check (const char *slug, GError **error);

/* The same for a name: 1 to %CANTRIP_NAME_MAX_CHARACTERS characters of UTF-8 on one line. */
gboolean cantrip_name_check (const char *name, GError **error);

/**
 * cantrip_name_fail_not_found:
 * @what: (not nullable): the kind of thing: “app”
 * @name: (not nullable): what somebody asked for
 * @candidates: (array zero-terminated=1): the names there are
 * @otherwise: (not nullable): what to say when none of them is near
 * @error: return location for an error
 *
 * Fails with `CANTRIP_ERROR_NOT_FOUND`: “There is no app “x”; did you mean “y”?”.
 *
 * Returns: %FALSE, always
 */
gboolean cantrip_name_fail_not_found (const char        *what,
                                      const char        *name,
                                      const char *const *candidates,
                                      const char        *otherwise,
                                      GError           **error);

G_END_DECLS
