/* cantrip-services.h
 *
 * server/ is the service that cantrip-bridge offers: an acceptor hands connections to workers;
 * a worker routes each request to an endpoint (../endpoint/); endpoints answer through the
 * caller, which joins equal calls, asks the model, and logs before it answers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-routing.h"
#include "request-log/cantrip-receipt-writer.h"
#include "server/cantrip-inflight.h"
#include "server/cantrip-rate-limiter.h"

G_BEGIN_DECLS

/*
 * What all workers of a service share. Outlives them; every function is safe from any thread.
 */
typedef struct _CantripServices CantripServices;

/**
 * cantrip_services_new:
 * @uri: an existing workspace
 * @error: return location for an error
 *
 * Opens the workspace for writing and reads the routing. Blocks on the database.
 *
 * Returns: (transfer full): the services, or %NULL with @error set
 */
CantripServices *cantrip_services_new (const char *uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void             cantrip_services_free (CantripServices *self);

const char           *cantrip_services_get_uri (CantripServices *self);
CantripCatalog       *cantrip_services_get_catalog (CantripServices *self);
CantripNetwork       *cantrip_services_get_network (CantripServices *self);
CantripReceiptWriter *cantrip_services_get_writer (CantripServices *self);
CantripInflight      *cantrip_services_get_inflight (CantripServices *self);

/* (transfer full) (nullable): counts a call of @key; why there may be none now */
GError *cantrip_services_count_call (CantripServices     *self,
                                     const CantripApiKey *key) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the deployments and keys as they are now */
CantripRouting *cantrip_services_get_routing (CantripServices *self) G_GNUC_WARN_UNUSED_RESULT;

/* Swaps the routing; calls under way keep the old one. */
void cantrip_services_set_routing (CantripServices *self, CantripRouting *routing);

/* From now on new requests are refused; those under way go on. */
void     cantrip_services_start_draining (CantripServices *self);
gboolean cantrip_services_is_draining (CantripServices *self);

/**
 * cantrip_services_register_run:
 * @job_id: a job that is worked on from now on
 * @stop: cancelled, in the thread-default context of the caller, when the job is
 *
 * Forget it with cantrip_services_unregister_run() when the work ends.
 */
void cantrip_services_register_run (CantripServices *self, gint64 job_id, GCancellable *stop);
void cantrip_services_unregister_run (CantripServices *self, GCancellable *stop);

/* Whether a job is worked on, in whatever worker. */
gboolean cantrip_services_has_run (CantripServices *self, gint64 job_id);

/* Has the work for a job send nothing more. */
void cantrip_services_cancel_job (CantripServices *self, gint64 job_id);

/* Counts a request that came in, or went out. */
void cantrip_services_add_open (CantripServices *self, int change);

/* Requests whose answers are not out yet, and calls of the model that are not stored yet. */
guint cantrip_services_get_n_open (CantripServices *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripServices, cantrip_services_free)

G_END_DECLS
