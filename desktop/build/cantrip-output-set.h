/* cantrip-output-set.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/**
 * CantripOutputSet:
 * @title: (not nullable) (owned): “Draft”, or the name of a variant
 * @variant_id: 0: the draft
 * @run_id: 0: there is no run
 * @recipe: (nullable) (owned): what the run asked, which may not be what the draft asks now
 * @connection_id: whom
 * @is_outdated: whether the draft asks something else by now
 * @n_open: outputs that wait to be asked
 * @is_held: whether a program works on the run
 *
 * The outputs of one run, as a column of a table shows them.
 */
typedef struct
{
  char          *title;
  gint64         variant_id;
  gint64         run_id;
  CantripRecipe *recipe;
  gint64         connection_id;
  gboolean       is_outdated;
  gint64         n_open;
  gboolean       is_held;
} CantripOutputSet;

CantripOutputSet *cantrip_output_set_copy (const CantripOutputSet *self) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_output_set_free (CantripOutputSet *self);

/**
 * cantrip_output_set_list_async:
 * @workspace: where
 * @draft: what the draft of an app asks: app, dataset, recipe (nullable) and connection count
 * @variants: (element-type CantripVariant): those that are to be shown beside it
 * @cancellable: (nullable)
 * @callback: (scope async)
 * @user_data: for @callback
 *
 * Finds the last runs of a draft and of variants.
 */
void cantrip_output_set_list_async (CantripWorkspace     *workspace,
                                    const CantripRunSpec *draft,
                                    GPtrArray            *variants,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);

/* Returns: (transfer full) (element-type CantripOutputSet): the draft first */
GPtrArray *cantrip_output_set_list_finish (CantripWorkspace *workspace,
                                           GAsyncResult     *result,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripOutputSet, cantrip_output_set_free)

G_END_DECLS
