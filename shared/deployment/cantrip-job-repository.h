/* cantrip-job-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/cantrip-store.h"

G_BEGIN_DECLS

/**
 * CantripJob:
 * @api_key_id: who asked; nobody else may ask again
 * @deployment_id: what was called
 * @asked_at_us: Unix time of the request in microseconds; what a refresh means is newer
 * @request_json: (not nullable) (owned): the body of the request
 *
 * A request whose rows were not all answered in time. Their answers are found by content, so
 * the request itself is all that is needed to go on, after a restart too.
 */
typedef struct
{
  gint64 id;
  gint64 api_key_id;
  gint64 deployment_id;
  gint64 asked_at_us;
  char  *request_json;
} CantripJob;

void cantrip_job_free (CantripJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripJob, cantrip_job_free)

/* The jobs of a workspace. Blocks on the database. */
#define CANTRIP_TYPE_JOB_REPOSITORY (cantrip_job_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripJobRepository,
                      cantrip_job_repository,
                      CANTRIP,
                      JOB_REPOSITORY,
                      GObject)

CantripJobRepository *
cantrip_job_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_job_repository_add:
 * @job: what to keep
 * @revision: of the deployment
 * @token: what the caller will ask with; only its hash is kept
 * @now_us: Unix time; the job is kept for a day, older ones go, and so do those of the same
 *   key beyond the newest 200
 * @error: return location for an error
 *
 * Returns: %TRUE if the job is kept
 */
gboolean cantrip_job_repository_add (CantripJobRepository *self,
                                     const CantripJob     *job,
                                     gint64                revision,
                                     const char           *token,
                                     gint64                now_us,
                                     GError              **error);

/* Errors: `CANTRIP_ERROR_NOT_FOUND`: unknown, expired, cancelled, or of another key. */
CantripJob *cantrip_job_repository_find (CantripJobRepository *self,
                                         const char           *token,
                                         gint64                api_key_id,
                                         gint64                now_us,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Marks a job as cancelled. */
gboolean cantrip_job_repository_cancel (CantripJobRepository *self,
                                        gint64                job_id,
                                        gint64                now_us,
                                        GError              **error);

G_END_DECLS
