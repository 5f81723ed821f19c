/* cantrip-json-tree.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "base/cantrip-json-scanner.h"

G_BEGIN_DECLS

/**
 * cantrip_json_tree_read:
 * @scanner: a scanner
 *
 * Reads one value into a tree of json-glib. Its own `JsonParser` emits a signal for every object,
 * array, member and element, and each takes a lock that all threads of a program share: with two
 * threads that parse all the time these cost more than the parsing. A whole number beyond 64 bits
 * becomes a double; of members with the same name the last counts.
 *
 * Returns: (transfer full): the value, immutable; %NULL with the scanner's problem set
 */
JsonNode *cantrip_json_tree_read (CantripJsonScanner *scanner) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
