/* cantrip-deployment-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-deployment-repository"

#include "config.h"

#include "deployment/cantrip-deployment-repository.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "base/cantrip-name.h"
#include "base/cantrip-time.h"
#include "deployment/cantrip-deployment-revision-repository.h"

static const char LIST_SQL[] = "SELECT id, slug, app_id, revision FROM deployment"
                               " WHERE archived_at_us IS NULL ORDER BY slug";

static const char FIND_SQL[] = "SELECT id, slug, app_id, revision FROM deployment"
                               " WHERE slug = $1 AND archived_at_us IS NULL";

static const char INSERT_SQL[] =
    "INSERT INTO deployment (id, slug, app_id, revision, created_at_us)"
    " VALUES ($1, $2, $3, $4, $5)";

static const char SET_REVISION_SQL[] = "UPDATE deployment SET revision = $2 WHERE id = $1";

struct _CantripDeploymentRepository
{
  GObject parent_instance;

  CantripStore     *store;        /* (owned) */
  CantripStatement *list;         /* (owned) */
  CantripStatement *find;         /* (owned) */
  CantripStatement *insert;       /* (owned) */
  CantripStatement *set_revision; /* (owned) */

  CantripDeploymentRevisionRepository *revisions; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripDeploymentRepository, cantrip_deployment_repository, G_TYPE_OBJECT)

static CantripDeployment *
read_deployment (CantripDeploymentRepository *self, CantripStatement *row, GError **error)
{
  g_autoptr (CantripDeployment) deployment = g_new0 (CantripDeployment, 1);

  deployment->id = cantrip_statement_get_int (row, 0);
  deployment->slug = g_strdup (cantrip_statement_get_text (row, 1));
  deployment->app_id = cantrip_statement_get_int (row, 2);
  deployment->revision = cantrip_statement_get_int (row, 3);
  deployment->targets = cantrip_deployment_revision_repository_load_targets (self->revisions,
                                                                             deployment->id,
                                                                             deployment->revision,
                                                                             error);

  return deployment->targets != NULL ? g_steal_pointer (&deployment) : NULL;
}

/* Sets @ret_deployment to %NULL if there is none. */
static gboolean
look_up (CantripDeploymentRepository *self,
         const char                  *slug,
         CantripDeployment          **ret_deployment,
         GError                     **error)
{
  g_autoptr (CantripStatementUse) find = self->find;
  gboolean has_row;

  cantrip_statement_bind_text (find, 1, slug);
  if (!cantrip_statement_next (find, &has_row, "find the deployment", error))
    return FALSE;

  *ret_deployment = has_row ? read_deployment (self, find, error) : NULL;

  return !has_row || *ret_deployment != NULL;
}

static gboolean
targets_equal (GArray *a, GArray *b)
{
  return a->len == b->len &&
         memcmp (a->data, b->data, a->len * sizeof (CantripDeploymentTarget)) == 0;
}

/*
 * Adds a revision with these targets, unless the live one has them already. The live one is always
 * the newest, also after a rollback.
 */
static gboolean
make_live (CantripDeploymentRepository *self,
           CantripDeployment           *deployment,
           GArray                      *targets,
           const char                  *note,
           gint64                      *ret_revision,
           GError                     **error)
{
  g_autoptr (CantripStatementUse) set_revision = self->set_revision;
  gboolean changes = !targets_equal (deployment->targets, targets);
  gint64   number = deployment->revision + (changes ? 1 : 0);

  cantrip_statement_bind_int (set_revision, 1, deployment->id);
  cantrip_statement_bind_int (set_revision, 2, number);
  if (changes && (!cantrip_deployment_revision_repository_add (self->revisions,
                                                               deployment->id,
                                                               number,
                                                               note,
                                                               targets,
                                                               error) ||
                  !cantrip_statement_run (set_revision, "make the revision live", error)))
    return FALSE;

  if (ret_revision != NULL)
    *ret_revision = number;

  return TRUE;
}

static gboolean
insert_deployment (CantripDeploymentRepository *self,
                   const char                  *slug,
                   gint64                       app_id,
                   GArray                      *targets,
                   const char                  *note,
                   gint64                      *ret_revision,
                   GError                     **error)
{
  g_autoptr (CantripStatementUse) insert = self->insert;
  gint64 id = cantrip_id_new ();

  cantrip_statement_bind_int (insert, 1, id);
  cantrip_statement_bind_text (insert, 2, slug);
  cantrip_statement_bind_int (insert, 3, app_id);
  cantrip_statement_bind_int (insert, 4, 1);
  cantrip_statement_bind_int (insert, 5, cantrip_time_now_us ());
  if (!cantrip_statement_run (insert, "add the deployment", error) ||
      !cantrip_deployment_revision_repository_add (self->revisions, id, 1, note, targets, error))
    return FALSE;

  if (ret_revision != NULL)
    *ret_revision = 1;

  return TRUE;
}

static void
cantrip_deployment_repository_finalize (GObject *object)
{
  CantripDeploymentRepository *self = CANTRIP_DEPLOYMENT_REPOSITORY (object);

  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->find, cantrip_statement_free);
  g_clear_pointer (&self->insert, cantrip_statement_free);
  g_clear_pointer (&self->set_revision, cantrip_statement_free);
  g_clear_object (&self->revisions);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_deployment_repository_parent_class)->finalize (object);
}

static void
cantrip_deployment_repository_class_init (CantripDeploymentRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_deployment_repository_finalize;
}

static void
cantrip_deployment_repository_init (CantripDeploymentRepository *self G_GNUC_UNUSED)
{
}

CantripDeploymentRepository *
cantrip_deployment_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripDeploymentRepository) self =
      g_object_new (CANTRIP_TYPE_DEPLOYMENT_REPOSITORY, NULL);
  const CantripStorePlan plans[] = {
    { &self->list, LIST_SQL },
    { &self->find, FIND_SQL },
    { &self->insert, INSERT_SQL },
    { &self->set_revision, SET_REVISION_SQL },
  };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self->store = g_object_ref (store);

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error) ||
      (self->revisions = cantrip_deployment_revision_repository_new (store, error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
deploy_targets (CantripDeploymentRepository *self,
                const char                  *slug,
                gint64                       app_id,
                GArray                      *targets,
                const char                  *note,
                gint64                      *ret_revision,
                GError                     **error)
{
  g_autoptr (CantripDeployment) deployment = NULL;

  if (!look_up (self, slug, &deployment, error))
    return FALSE;

  if (deployment == NULL)
    return insert_deployment (self, slug, app_id, targets, note, ret_revision, error);

  if (deployment->app_id != app_id)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "The deployment “%s” belongs to another app; choose another name",
                              slug);

  return make_live (self, deployment, targets, note, ret_revision, error);
}

gboolean
cantrip_deployment_repository_deploy (CantripDeploymentRepository *self,
                                      const char                  *slug,
                                      gint64                       app_id,
                                      gint64                       variant_id,
                                      const char                  *note,
                                      gint64                      *ret_revision,
                                      GError                     **error)
{
  const CantripDeploymentTarget target = { variant_id, 1 };
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof target);
  g_autoptr (CantripTransaction) transaction = NULL;

  g_return_val_if_fail (CANTRIP_IS_DEPLOYMENT_REPOSITORY (self), FALSE);
  g_return_val_if_fail (slug != NULL, FALSE);

  g_array_append_val (targets, target);

  return cantrip_slug_check (slug, error) &&
         (transaction = cantrip_store_begin (self->store, error)) != NULL &&
         deploy_targets (self, slug, app_id, targets, note, ret_revision, error) &&
         cantrip_transaction_commit (&transaction, error);
}

/* (transfer none): the revision to go back to, or %NULL with @error set */
static CantripDeploymentRevision *
choose_revision (CantripDeployment *deployment, GPtrArray *revisions, gint64 number, GError **error)
{
  for (guint i = revisions->len; i > 0; i--)
    {
      CantripDeploymentRevision *revision = g_ptr_array_index (revisions, i - 1);

      if (number != 0 ? revision->number == number
                      : !targets_equal (revision->targets, deployment->targets))
        return revision;
    }

  if (number != 0)
    cantrip_set_error (error,
                       CANTRIP_ERROR_NOT_FOUND,
                       "“%s” has no revision %" G_GINT64_FORMAT "; it has 1 to %u",
                       deployment->slug,
                       number,
                       revisions->len);
  else
    cantrip_set_error (error,
                       CANTRIP_ERROR_NOT_FOUND,
                       "“%s” has no other revision to go back to",
                       deployment->slug);

  return NULL;
}

gboolean
cantrip_deployment_repository_roll_back (CantripDeploymentRepository *self,
                                         const char                  *slug,
                                         gint64                       number,
                                         gint64                      *ret_revision,
                                         GError                     **error)
{
  g_autoptr (CantripTransaction) transaction = NULL;
  g_autoptr (CantripDeployment) deployment = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autofree char           *note = NULL;
  CantripDeploymentRevision *old;

  g_return_val_if_fail (CANTRIP_IS_DEPLOYMENT_REPOSITORY (self), FALSE);

  if ((transaction = cantrip_store_begin (self->store, error)) == NULL ||
      (deployment = cantrip_deployment_repository_find (self, slug, error)) == NULL ||
      (revisions = cantrip_deployment_repository_list_revisions (self, deployment->id, error)) ==
          NULL ||
      (old = choose_revision (deployment, revisions, number, error)) == NULL)
    return FALSE;

  note = g_strdup_printf ("rollback to %" G_GINT64_FORMAT, old->number);

  return make_live (self, deployment, old->targets, note, ret_revision, error) &&
         cantrip_transaction_commit (&transaction, error);
}

CantripDeployment *
cantrip_deployment_repository_find (CantripDeploymentRepository *self,
                                    const char                  *slug,
                                    GError                     **error)
{
  CantripDeployment *deployment = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) slugs = NULL;

  g_return_val_if_fail (CANTRIP_IS_DEPLOYMENT_REPOSITORY (self), NULL);

  if (!look_up (self, slug, &deployment, error) || deployment != NULL)
    return deployment;

  all = cantrip_deployment_repository_list (self, error);
  if (all == NULL)
    return NULL;

  slugs = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (slugs, ((CantripDeployment *) g_ptr_array_index (all, i))->slug);
  g_ptr_array_add (slugs, NULL);
  cantrip_name_fail_not_found ("deployment",
                               slug,
                               (const char *const *) slugs->pdata,
                               "list them with “cantrip-bridge deployments”",
                               error);

  return NULL;
}

GPtrArray *
cantrip_deployment_repository_list (CantripDeploymentRepository *self, GError **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GPtrArray) deployments =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_deployment_free);
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DEPLOYMENT_REPOSITORY (self), NULL);

  list = self->list;
  for (;;)
    {
      CantripDeployment *deployment;

      if (!cantrip_statement_next (list, &has_row, "list the deployments", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&deployments);

      deployment = read_deployment (self, list, error);
      if (deployment == NULL)
        return NULL;
      g_ptr_array_add (deployments, deployment);
    }
}

GPtrArray *
cantrip_deployment_repository_list_revisions (CantripDeploymentRepository *self,
                                              gint64                       deployment_id,
                                              GError                     **error)
{
  g_return_val_if_fail (CANTRIP_IS_DEPLOYMENT_REPOSITORY (self), NULL);

  return cantrip_deployment_revision_repository_list (self->revisions, deployment_id, error);
}
