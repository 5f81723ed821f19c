/* cantrip-deployment-revision-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-deployment-revision-repository"

#include "config.h"

#include "deployment/cantrip-deployment-revision-repository.h"

#include "base/cantrip-id.h"
#include "base/cantrip-time.h"

static const char INSERT_SQL[] =
    "INSERT INTO deployment_revision (id, deployment_id, number, note, created_at_us)"
    " VALUES ($1, $2, $3, $4, $5)";

static const char LIST_SQL[] = "SELECT id, number, note, created_at_us FROM deployment_revision"
                               " WHERE deployment_id = $1 ORDER BY number";

static const char INSERT_TARGET_SQL[] =
    "INSERT INTO deployment_target (revision_id, position, variant_id, weight)"
    " VALUES ($1, $2, $3, $4)";

static const char LIST_TARGETS_SQL[] =
    "SELECT target.variant_id, target.weight FROM deployment_target AS target"
    " JOIN deployment_revision AS revision ON revision.id = target.revision_id"
    " WHERE revision.deployment_id = $1 AND revision.number = $2 ORDER BY target.position";

struct _CantripDeploymentRevisionRepository
{
  GObject parent_instance;

  CantripStore     *store;         /* (owned) */
  CantripStatement *insert;        /* (owned) */
  CantripStatement *list;          /* (owned) */
  CantripStatement *insert_target; /* (owned) */
  CantripStatement *list_targets;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (CantripDeploymentRevisionRepository,
                     cantrip_deployment_revision_repository,
                     G_TYPE_OBJECT)

static void
cantrip_deployment_revision_repository_finalize (GObject *object)
{
  CantripDeploymentRevisionRepository *self = CANTRIP_DEPLOYMENT_REVISION_REPOSITORY (object);

  g_clear_pointer (&self->insert, cantrip_statement_free);
  g_clear_pointer (&self->list, cantrip_statement_free);
  g_clear_pointer (&self->insert_target, cantrip_statement_free);
  g_clear_pointer (&self->list_targets, cantrip_statement_free);
  g_clear_object (&self->store); /* last: it closes the database */

  G_OBJECT_CLASS (cantrip_deployment_revision_repository_parent_class)->finalize (object);
}

static void
cantrip_deployment_revision_repository_class_init (CantripDeploymentRevisionRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_deployment_revision_repository_finalize;
}

static void
cantrip_deployment_revision_repository_init (
    CantripDeploymentRevisionRepository *self G_GNUC_UNUSED)
{
}

CantripDeploymentRevisionRepository *
cantrip_deployment_revision_repository_new (CantripStore *store, GError **error)
{
  g_autoptr (CantripDeploymentRevisionRepository) self =
      g_object_new (CANTRIP_TYPE_DEPLOYMENT_REVISION_REPOSITORY, NULL);
  const CantripStorePlan plans[] = {
    { &self->insert, INSERT_SQL },
    { &self->list, LIST_SQL },
    { &self->insert_target, INSERT_TARGET_SQL },
    { &self->list_targets, LIST_TARGETS_SQL },
  };

  g_return_val_if_fail (CANTRIP_IS_STORE (store), NULL);

  self->store = g_object_ref (store);

  if (!cantrip_store_prepare_all (store, plans, G_N_ELEMENTS (plans), error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
cantrip_deployment_revision_repository_add (CantripDeploymentRevisionRepository *self,
                                            gint64                               deployment_id,
                                            gint64                               number,
                                            const char                          *note,
                                            GArray                              *targets,
                                            GError                             **error)
{
  g_autoptr (CantripStatementUse) insert = NULL;
  gint64 revision_id = cantrip_id_new ();

  g_return_val_if_fail (CANTRIP_IS_DEPLOYMENT_REVISION_REPOSITORY (self), FALSE);

  insert = self->insert;
  cantrip_statement_bind_int (insert, 1, revision_id);
  cantrip_statement_bind_int (insert, 2, deployment_id);
  cantrip_statement_bind_int (insert, 3, number);
  cantrip_statement_bind_text (insert, 4, note != NULL ? note : "");
  cantrip_statement_bind_int (insert, 5, cantrip_time_now_us ());
  if (!cantrip_statement_run (insert, "add the revision", error))
    return FALSE;

  for (guint i = 0; i < targets->len; i++)
    {
      g_autoptr (CantripStatementUse) insert_target = self->insert_target;
      CantripDeploymentTarget *target = &g_array_index (targets, CantripDeploymentTarget, i);

      cantrip_statement_bind_int (insert_target, 1, revision_id);
      cantrip_statement_bind_int (insert_target, 2, i + 1);
      cantrip_statement_bind_int (insert_target, 3, target->variant_id);
      cantrip_statement_bind_int (insert_target, 4, target->weight);
      if (!cantrip_statement_run (insert_target, "add the target of the revision", error))
        return FALSE;
    }

  return TRUE;
}

GArray *
cantrip_deployment_revision_repository_load_targets (CantripDeploymentRevisionRepository *self,
                                                     gint64   deployment_id,
                                                     gint64   number,
                                                     GError **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (CantripDeploymentTarget));
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DEPLOYMENT_REVISION_REPOSITORY (self), NULL);

  list = self->list_targets;
  cantrip_statement_bind_int (list, 1, deployment_id);
  cantrip_statement_bind_int (list, 2, number);

  for (;;)
    {
      CantripDeploymentTarget target;

      if (!cantrip_statement_next (list, &has_row, "read the deployment", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&targets);

      target.variant_id = cantrip_statement_get_int (list, 0);
      target.weight = cantrip_statement_get_int (list, 1);
      g_array_append_val (targets, target);
    }
}

static CantripDeploymentRevision *
read_revision (CantripDeploymentRevisionRepository *self,
               gint64                               deployment_id,
               CantripStatement                    *row,
               GError                             **error)
{
  g_autoptr (CantripDeploymentRevision) revision = g_new0 (CantripDeploymentRevision, 1);

  revision->id = cantrip_statement_get_int (row, 0);
  revision->number = cantrip_statement_get_int (row, 1);
  revision->note = g_strdup (cantrip_statement_get_text (row, 2));
  revision->created_at_us = cantrip_statement_get_int (row, 3);
  revision->targets = cantrip_deployment_revision_repository_load_targets (self,
                                                                           deployment_id,
                                                                           revision->number,
                                                                           error);

  return revision->targets != NULL ? g_steal_pointer (&revision) : NULL;
}

GPtrArray *
cantrip_deployment_revision_repository_list (CantripDeploymentRevisionRepository *self,
                                             gint64                               deployment_id,
                                             GError                             **error)
{
  g_autoptr (CantripStatementUse) list = NULL;
  g_autoptr (GPtrArray) revisions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_deployment_revision_free);
  gboolean has_row;

  g_return_val_if_fail (CANTRIP_IS_DEPLOYMENT_REVISION_REPOSITORY (self), NULL);

  list = self->list;
  cantrip_statement_bind_int (list, 1, deployment_id);
  for (;;)
    {
      CantripDeploymentRevision *revision;

      if (!cantrip_statement_next (list, &has_row, "list the revisions", error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&revisions);

      revision = read_revision (self, deployment_id, list, error);
      if (revision == NULL)
        return NULL;
      g_ptr_array_add (revisions, revision);
    }
}
