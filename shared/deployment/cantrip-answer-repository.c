/* cantrip-answer-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-answer-repository"

#include "config.h"

#include "deployment/cantrip-answer-repository.h"

static const char FIND_SQL[] =
    "SELECT request_id, variant_id, output, model, finish_reason, input_tokens, output_tokens,"
    " created_at_us FROM answer WHERE content_sha256 = $1";

static const char PUT_SQL[] =
    "INSERT INTO answer (content_sha256, request_id, variant_id, output, model, finish_reason,"
    " input_tokens, output_tokens, created_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    " ON CONFLICT (content_sha256) DO UPDATE SET request_id = excluded.request_id,"
    " output = excluded.output, model = excluded.model, finish_reason = excluded.finish_reason,"
    " input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,"
    " created_at_us = excluded.created_at_us";

struct _CantripAnswerRepository
{
  GObject parent_instance;

  CantripStore     *store; /* (owned) */
  CantripStatement *find;  /* (owned) */
  CantripStatement *put;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripAnswerRepository, cantrip_answer_repository, G_TYPE_OBJECT)

static void
cantrip_answer_repository_finalize (GObject *object)
{
  CantripAnswerRepository *self = CANTRIP_ANSWER_REPOSITORY (object);

  g_clear_pointer (&self->find, cantrip_statement_free);
  g_clear_pointer (&self->put, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_answer_repository_parent_class)->finalize (object);
}

static void
cantrip_answer_repository_class_init (CantripAnswerRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_answer_repository_finalize;
}

static void
cantrip_answer_repository_init (CantripAnswerRepository *self G_GNUC_UNUSED)
{
}

CantripAnswerRepository *
cantrip_answer_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripAnswerRepository) self = g_object_new (CANTRIP_TYPE_ANSWER_REPOSITORY, NULL);
  const CantripStorePlan plans[] = { { &self->find, FIND_SQL }, { &self->put, PUT_SQL } };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self->store = g_object_ref (store);

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

static CantripAnswer *
read_answer (CantripStatement *row)
{
  CantripAnswer *answer = cantrip_answer_new ();

  answer->request_id = cantrip_statement_get_int (row, 0);
  answer->variant_id = cantrip_statement_get_int (row, 1);
  answer->output = g_strdup (cantrip_statement_get_text (row, 2));
  answer->model = g_strdup (cantrip_statement_get_text (row, 3));
  answer->finish = cantrip_finish_from_text (cantrip_statement_get_text (row, 4));
  answer->input_tokens = cantrip_statement_get_if_known (row, 5);
  answer->output_tokens = cantrip_statement_get_if_known (row, 6);
  answer->created_at_us = cantrip_statement_get_int (row, 7);

  return answer;
}

gboolean
cantrip_answer_repository_find (CantripAnswerRepository *self,
                                const char              *content_sha256,
                                CantripAnswer          **ret_answer,
                                GError                 **error)
{
  g_autoptr (CantripStatementUse) find = NULL;
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_ANSWER_REPOSITORY (self), FALSE);

  find = self->find;
  cantrip_statement_bind_text (find, 1, content_sha256);
  if (!cantrip_statement_next (find, &has_row, "look for a stored answer", error))
    return FALSE;

  *ret_answer = has_row ? read_answer (find) : NULL;

  return TRUE;
}

gboolean
cantrip_answer_repository_put (CantripAnswerRepository *self,
                               const char              *content_sha256,
                               const CantripAnswer     *answer,
                               GError                 **error)
{
  g_autoptr (CantripStatementUse) put = NULL;

  g_return_val_if_fail (CANTRIP_IS_ANSWER_REPOSITORY (self), FALSE);

  put = self->put;
  cantrip_statement_bind_text (put, 1, content_sha256);
  cantrip_statement_bind_int (put, 2, answer->request_id);
  cantrip_statement_bind_int (put, 3, answer->variant_id);
  cantrip_statement_bind_text (put, 4, answer->output);
  cantrip_statement_bind_text (put, 5, answer->model);
  cantrip_statement_bind_text (put, 6, cantrip_finish_to_text (answer->finish));
  cantrip_statement_bind_if_known (put, 7, answer->input_tokens);
  cantrip_statement_bind_if_known (put, 8, answer->output_tokens);
  cantrip_statement_bind_int (put, 9, answer->created_at_us);

  return cantrip_statement_run (put, "store the answer", error);
}
