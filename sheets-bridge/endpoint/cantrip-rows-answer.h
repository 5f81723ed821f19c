/* cantrip-rows-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-job-repository.h"
#include "server/cantrip-exchange.h"

G_BEGIN_DECLS

/**
 * cantrip_rows_answer:
 * @exchange: (transfer full): the request
 * @key: who asks
 * @route: what is called
 * @body: (transfer none): an object as `POST …/rows` takes it
 * @wait_ms: reply by then, complete or not
 * @token: (nullable): of the job that is asked again; %NULL: a new request
 * @job_id: of that job; 0: a new request
 *
 * Answers rows: starts or joins the work, waits, keeps a job when it is not complete by then,
 * and replies.
 */
void cantrip_rows_answer (CantripExchange     *exchange,
                          const CantripApiKey *key,
                          const CantripRoute  *route,
                          JsonNode            *body,
                          gint64               wait_ms,
                          const char          *token,
                          gint64               job_id);

G_END_DECLS
