/* cantrip-endpoints.h
 *
 * endpoint/ has one file per kind of request. Each endpoint reads its exchange, calls
 * deployments through the caller, and replies once. openapi.json says what each takes and
 * gives; the router finds them by their names there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/cantrip-exchange.h"

G_BEGIN_DECLS

/* (nullable): the endpoint that answers an operation of openapi.json */
CantripEndpoint cantrip_endpoint_find (const char *operation_id);

/* How many there are to be found. */
guint cantrip_endpoint_get_n (void);

/* (transfer full): openapi.json */
GBytes *cantrip_endpoint_get_openapi (void) G_GNUC_WARN_UNUSED_RESULT;

/* The endpoints, by the names of their operations. */
void cantrip_call_endpoint (CantripExchange *exchange);        /* callDeployment */
void cantrip_rows_endpoint (CantripExchange *exchange);        /* callRows */
void cantrip_get_job_endpoint (CantripExchange *exchange);     /* getJob */
void cantrip_delete_job_endpoint (CantripExchange *exchange);  /* cancelJob */
void cantrip_cell_endpoint (CantripExchange *exchange);        /* getCell */
void cantrip_table_endpoint (CantripExchange *exchange);       /* getTable */
void cantrip_deployments_endpoint (CantripExchange *exchange); /* listDeployments */
void cantrip_feedback_endpoint (CantripExchange *exchange);    /* addFeedback */
void cantrip_health_endpoint (CantripExchange *exchange);      /* getHealth */
void cantrip_ready_endpoint (CantripExchange *exchange);       /* getReadiness */
void cantrip_openapi_endpoint (CantripExchange *exchange);     /* getDescription */

G_END_DECLS
