/* cantrip-generate-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-repository.h"
#include "dataset/cantrip-row-writer.h"
#include "generation/cantrip-run-result.h"
#include "generation/cantrip-run-spec.h"
#include "provider/cantrip-connection-repository.h"
#include "variant/cantrip-variant-repository.h"

G_BEGIN_DECLS

/**
 * CantripGeneratePlan:
 * @spec: what is to be run; its recipe is borrowed from @variant
 * @model: (nullable) (borrowed from @catalog): what is known of its model
 *
 * What the arguments of `generate` name, found in the workspace.
 */
typedef struct
{
  CantripStore       *store;      /* (owned) */
  CantripCatalog     *catalog;    /* (owned) */
  CantripVariant     *variant;    /* (owned) */
  CantripConnection  *connection; /* (owned) */
  CantripDataset     *dataset;    /* (owned) */
  CantripRunSpec      spec;
  const CantripModel *model;
} CantripGeneratePlan;

/**
 * cantrip_generate_plan_load:
 * @self: with its store, and in its spec what the options say
 * @variant: `APP/VARIANT`
 * @dataset: a name
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND`, with the nearest name there is; those of the store.
 */
gboolean cantrip_generate_plan_load (CantripGeneratePlan *self,
                                     const char          *variant,
                                     const char          *dataset,
                                     GError             **error);

/**
 * cantrip_generate_plan_find_complete:
 * @ret_result: (out) (transfer full) (nullable): how the run stands if there is nothing left to
 *   ask; otherwise %NULL
 *
 * Such a run needs no key, no server and no wait.
 */
gboolean cantrip_generate_plan_find_complete (CantripGeneratePlan *self,
                                              CantripRunResult   **ret_result,
                                              GError             **error);

/**
 * cantrip_generate_plan_write:
 * @run_id: the run
 * @path: the file; it is replaced when everything is written, and left alone before
 * @format: how to write
 * @ret_n_cut: (out): how many texts were cut, because a cell of a workbook holds no more
 * @cancellable: (nullable): stops writing
 *
 * Writes the outputs of the scope.
 */
gboolean cantrip_generate_plan_write (CantripGeneratePlan *self,
                                      gint64               run_id,
                                      const char          *path,
                                      CantripRowFormat     format,
                                      gint64              *ret_n_cut,
                                      GCancellable        *cancellable,
                                      GError             **error);

void cantrip_generate_plan_clear (CantripGeneratePlan *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CantripGeneratePlan, cantrip_generate_plan_clear)

G_END_DECLS
