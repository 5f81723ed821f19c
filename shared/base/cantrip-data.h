/* cantrip-data.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Larger files of ours are refused. */
#define CANTRIP_DATA_MAX_BYTES (4 * 1024 * 1024)

/**
 * cantrip_data_path:
 * @name: name of a file of data/, such as `models.json`
 *
 * Returns: (transfer full): its path: in `$CANTRIP_DATA_DIR` if that is set, else where it was
 *   installed
 */
char *cantrip_data_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_data_read_json:
 * @path: path of a JSON file, at most %CANTRIP_DATA_MAX_BYTES
 * @error: return location for an error
 *
 * Reads a file that came with the program, or that stands in for one. Blocks on disk.
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND` when it cannot be read; `CANTRIP_ERROR_INVALID_INPUT` when
 * it is not JSON or too large; both name @path.
 *
 * Returns: (transfer full): the root, or %NULL with @error set
 */
JsonNode *cantrip_data_read_json (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
