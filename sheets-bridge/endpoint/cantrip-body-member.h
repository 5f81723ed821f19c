/* cantrip-body-member.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * cantrip_body_member_check:
 * @body: the body of a request
 * @name: a member that may be missing
 * @type: what it must be: `G_TYPE_BOOLEAN`, `G_TYPE_INT64` or `G_TYPE_STRING`
 * @error: return location for an error
 *
 * Refuses a setting that would else be ignored, such as `"refresh": "true"`.
 *
 * Errors: `CANTRIP_SERVICE_ERROR_BAD_REQUEST`.
 *
 * Returns: %TRUE if it is of that type, null or missing
 */
gboolean cantrip_body_member_check (JsonObject *body, const char *name, GType type, GError **error);

/* The same for “refresh”: true, false, or Unix time in milliseconds. */
gboolean cantrip_body_member_check_refresh (JsonObject *body, GError **error);

G_END_DECLS
