/* cantrip-rows-reply.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "endpoint/cantrip-rows-run.h"

G_BEGIN_DECLS

/* How long a caller of rows may ask to wait, at most: spreadsheets give up at 30 s. */
#define CANTRIP_ROWS_MAX_WAIT_MS 28000

/**
 * cantrip_rows_reply_new:
 * @run: rows, done or not
 * @token: (nullable): what a caller can ask again with; %NULL when all rows are done
 *
 * Writes `{"status": "complete" | "partial", "outputs": [… | null], "cells": [{"row": 3,
 * "state": "pending" | "error", "code": …, "message": …}], "done": n, "total": n,
 * "resume": {"token": …, "retry_after_ms": …}?}`; rows count from 0.
 *
 * Returns: (transfer full): the JSON
 */
GString *cantrip_rows_reply_new (CantripRowsRun *run, const char *token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
