/* cantrip-test-workspace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-repositories.h"
#include "request-log/cantrip-receipt.h"

G_BEGIN_DECLS

/**
 * CantripTestWorkspace:
 * @store: the workspace
 * @repositories: of @store
 * @first: variant of the app `copy`; its variables are `event` and `size`
 * @second: another variant of that app
 * @foreign: the only variant of the app `other`
 * @copy: the deployment `copy` of @first
 * @copies: the deployment `copies` of @second
 *
 * A workspace with a little of everything that a call goes through, but for keys.
 */
typedef struct
{
  CantripStore       *store;
  CantripRepositories repositories;
  CantripVariant     *first;
  CantripVariant     *second;
  CantripVariant     *foreign;
  CantripDeployment  *copy;
  CantripDeployment  *copies;
} CantripTestWorkspace;

/* @uri: where to make it; `:memory:`, or a path that does not exist */
CantripTestWorkspace *cantrip_test_workspace_new (const char *uri) G_GNUC_WARN_UNUSED_RESULT;

/* Fails the test if somebody still holds the store or a repository. */
void cantrip_test_workspace_free (CantripTestWorkspace *self);

/* The id of a new full key for all deployments */
gint64 cantrip_test_workspace_add_key (CantripTestWorkspace *self, const char *name);

/* (transfer full): a receipt of a call of `copy` that went well, received at @received_at_us */
CantripReceipt *
cantrip_test_workspace_make_receipt (CantripTestWorkspace *self,
                                     gint64 received_at_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
