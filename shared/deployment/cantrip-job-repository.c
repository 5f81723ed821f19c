/* cantrip-job-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-job-repository"

#include "config.h"

#include "deployment/cantrip-job-repository.h"

#include "base/cantrip-error.h"
#include "deployment/cantrip-api-key.h"

#define KEPT_PER_KEY 200
#define KEPT_US (24 * 3600 * (gint64) G_USEC_PER_SEC)

static const char PURGE_SQL[] = "DELETE FROM job WHERE expires_at_us <= $1";

/* What one key keeps is bounded, so that nobody fills the disk with requests. */
static const char PURGE_KEY_SQL[] =
    "DELETE FROM job WHERE id IN"
    " (SELECT id FROM job WHERE api_key_id = $1 ORDER BY id DESC LIMIT 100 OFFSET $2)";

static const char INSERT_SQL[] =
    "INSERT INTO job (id, token_sha256, api_key_id, deployment_id, revision, request_json,"
    " created_at_us, expires_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

static const char FIND_SQL[] =
    "SELECT id, api_key_id, deployment_id, request_json, created_at_us FROM job"
    " WHERE token_sha256 = $1 AND api_key_id = $2 AND expires_at_us > $3"
    " AND cancelled_at_us IS NULL";

static const char CANCEL_SQL[] = "UPDATE job SET cancelled_at_us = $2 WHERE id = $1";

struct _CantripJobRepository
{
  GObject parent_instance;

  CantripStore     *store;     /* (owned) */
  CantripStatement *purge;     /* (owned) */
  CantripStatement *purge_key; /* (owned) */
  CantripStatement *insert;    /* (owned) */
  CantripStatement *find;      /* (owned) */
  CantripStatement *cancel;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripJobRepository, cantrip_job_repository, G_TYPE_OBJECT)

void
cantrip_job_free (CantripJob *self)
{
  g_free (self->request_json);
  g_free (self);
}

static void
cantrip_job_repository_finalize (GObject *object)
{
  CantripJobRepository *self = CANTRIP_JOB_REPOSITORY (object);

  g_clear_pointer (&self->purge, cantrip_statement_free);
  g_clear_pointer (&self->purge_key, cantrip_statement_free);
  g_clear_pointer (&self->insert, cantrip_statement_free);
  g_clear_pointer (&self->find, cantrip_statement_free);
  g_clear_pointer (&self->cancel, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_job_repository_parent_class)->finalize (object);
}

static void
cantrip_job_repository_class_init (CantripJobRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_job_repository_finalize;
}

static void
cantrip_job_repository_init (CantripJobRepository *self G_GNUC_UNUSED)
{
}

CantripJobRepository *
cantrip_job_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripJobRepository) self = g_object_new (CANTRIP_TYPE_JOB_REPOSITORY, NULL);
  const CantripStorePlan plans[] = {
    { &self->purge, PURGE_SQL }, { &self->purge_key, PURGE_KEY_SQL }, { &self->insert, INSERT_SQL },
    { &self->find, FIND_SQL },   { &self->cancel, CANCEL_SQL },
  };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self->store = g_object_ref (store);

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
cantrip_job_repository_add (CantripJobRepository *self,
                            const CantripJob     *job,
                            gint64                revision,
                            const char           *token,
                            gint64                now_us,
                            GError              **error)
{
  g_autoptr (CantripStatementUse) purge = NULL;
  g_autoptr (CantripStatementUse) purge_key = NULL;
  g_autoptr (CantripStatementUse) insert = NULL;
  g_autofree char *hash = cantrip_api_key_hash_secret (token);
  g_autoptr (CantripTransaction) transaction = NULL;

  g_return_val_if_fail (CANTRIP_IS_JOB_REPOSITORY (self), FALSE);

  purge = self->purge;
  cantrip_statement_bind_int (purge, 1, now_us);

  purge_key = self->purge_key;
  cantrip_statement_bind_int (purge_key, 1, job->api_key_id);
  cantrip_statement_bind_int (purge_key, 2, KEPT_PER_KEY - 1);

  insert = self->insert;
  cantrip_statement_bind_int (insert, 1, job->id);
  cantrip_statement_bind_text (insert, 2, hash);
  cantrip_statement_bind_int (insert, 3, job->api_key_id);
  cantrip_statement_bind_int (insert, 4, job->deployment_id);
  cantrip_statement_bind_int (insert, 5, revision);
  cantrip_statement_bind_text (insert, 6, job->request_json);
  cantrip_statement_bind_int (insert, 7, job->asked_at_us);
  cantrip_statement_bind_int (insert, 8, now_us + KEPT_US);

  return (transaction = cantrip_store_begin (self->store, error)) != NULL &&
         cantrip_statement_run (purge, "remove old jobs", error) &&
         cantrip_statement_run (purge_key, "remove old jobs", error) &&
         cantrip_statement_run (insert, "keep the job", error) &&
         cantrip_transaction_commit (&transaction, error);
}

CantripJob *
cantrip_job_repository_find (CantripJobRepository *self,
                             const char           *token,
                             gint64                api_key_id,
                             gint64                now_us,
                             GError              **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  g_autofree char *hash = cantrip_api_key_hash_secret (token);
  CantripJob      *job;
  gboolean         has_row;

  g_return_val_if_fail (CANTRIP_IS_JOB_REPOSITORY (self), NULL);

  find = self->find;
  cantrip_statement_bind_text (find, 1, hash);
  cantrip_statement_bind_int (find, 2, api_key_id);
  cantrip_statement_bind_int (find, 3, now_us);
  if (!cantrip_statement_next (find, &has_row, "find the job", error))
    return NULL;

  if (!has_row)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_NOT_FOUND,
                         "There is no such job; it may have been cancelled, or be older than a "
                         "day");
      return NULL;
    }

  job = g_new0 (CantripJob, 1);
  job->id = cantrip_statement_get_int (find, 0);
  job->api_key_id = cantrip_statement_get_int (find, 1);
  job->deployment_id = cantrip_statement_get_int (find, 2);
  job->request_json = g_strdup (cantrip_statement_get_text (find, 3));
  job->asked_at_us = cantrip_statement_get_int (find, 4);

  return job;
}

gboolean
cantrip_job_repository_cancel (CantripJobRepository *self,
                               gint64                job_id,
                               gint64                now_us,
                               GError              **error)
{
  g_autoptr (CantripStatementUse) cancel = NULL;

  g_return_val_if_fail (CANTRIP_IS_JOB_REPOSITORY (self), FALSE);

  cancel = self->cancel;
  cantrip_statement_bind_int (cancel, 1, job_id);
  cantrip_statement_bind_int (cancel, 2, now_us);

  return cantrip_statement_run (cancel, "cancel the job", error);
}
