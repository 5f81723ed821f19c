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
 * @wait_ms: reply by then, complete or not; no sooner than half a second
 *
 * Answers rows: starts or joins the work, waits, keeps a job when it is not complete by then,
 * and replies.
 */
void cantrip_rows_answer (CantripExchange     *exchange,
                          const CantripApiKey *key,
                          const CantripRoute  *route,
                          JsonNode            *body,
                          gint64               wait_ms);

/**
 * cantrip_rows_answer_job:
 * @exchange: (transfer full): the request
 * @key: who asks
 * @route: what the job calls
 * @job: the job
 * @token: what it was asked for with
 * @wait_ms: as for cantrip_rows_answer()
 *
 * Answers a job: looks how far the work is, or, after a restart, goes on with it.
 */
void cantrip_rows_answer_job (CantripExchange     *exchange,
                              const CantripApiKey *key,
                              const CantripRoute  *route,
                              const CantripJob    *job,
                              const char          *token,
                              gint64               wait_ms);

G_END_DECLS
