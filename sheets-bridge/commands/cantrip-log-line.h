/* cantrip-log-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "request-log/cantrip-request-log.h"

G_BEGIN_DECLS

/*
 * How the verb “log” writes an entry: neither ends in a line break, nor holds one.
 */

/**
 * cantrip_log_line_append_json:
 * @line: a text under construction
 * @entry: a receipt and its names
 *
 * Appends one JSON object: `id`, `deployment`, `revision`, `variant`, `key`, `source`, `received`
 * (RFC 3339), `latency_ms`, `provider_latency_ms`, `cached`, `answered_by`, `inputs` (object),
 * `output`, `finish_reason`, `model`, `input_tokens`, `output_tokens`, `cost_usd`, `attempts`,
 * `error` (`{"code", "message"}`), `rating`. What is not known is null; numbers are exact.
 */
void cantrip_log_line_append_json (GString *line, const CantripLogEntry *entry);

/* Appends a line for people: when, which call, where, who, how long, what it cost, and the start
 * of the output or the error. Control characters, which a terminal would obey, become spaces. */
void cantrip_log_line_append_text (GString *line, const CantripLogEntry *entry);

G_END_DECLS
