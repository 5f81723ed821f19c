/* cantrip-output-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-output.h"
#include "generation/cantrip-run-spec.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/*
 * The outputs of runs: planned, claimed by the program that holds the run, settled. Blocks on
 * the database, like every repository. What writes takes part in the caller's transaction,
 * which must hold the run (cantrip_run_repository_hold()).
 */
#define CANTRIP_TYPE_OUTPUT_REPOSITORY (cantrip_output_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripOutputRepository,
                      cantrip_output_repository,
                      CANTRIP,
                      OUTPUT_REPOSITORY,
                      GObject)

/* A place in a run; outputs are read in this order. `{ 0, 0 }` stands before the first. */
typedef struct
{
  gint64 position;
  gint64 repeat;
} CantripOutputPlace;

CantripOutputRepository *
cantrip_output_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_output_repository_count_missing:
 * @run_id: a run of @spec
 * @ret_n_missing: (out): set on success to how many outputs of the scope are not planned yet
 */
gboolean cantrip_output_repository_count_missing (CantripOutputRepository *self,
                                                  gint64                   run_id,
                                                  const CantripRunSpec    *spec,
                                                  gint64                  *ret_n_missing,
                                                  GError                 **error);

/**
 * cantrip_output_repository_plan:
 * @run_id: a run of @spec
 * @after: (inout): the row after which to go on, 0 at first; set to the last one looked at
 * @ret_more: (out): set on success; %FALSE after the last row of the scope
 *
 * Queues the outputs of the next thousand rows of the scope, but for those that are there
 * already, whatever their state.
 */
gboolean cantrip_output_repository_plan (CantripOutputRepository *self,
                                         gint64                   run_id,
                                         const CantripRunSpec    *spec,
                                         gint64                  *after,
                                         gboolean                *ret_more,
                                         GError                 **error);

/**
 * cantrip_output_repository_claim:
 * @scope: which rows; of a scope of failed ones, failed outputs are claimed, else queued ones
 * @after: (inout): the place after which to look; set to that of the last one claimed
 * @max: how many at most
 *
 * Marks outputs as running.
 *
 * Returns: (transfer full) (element-type CantripOutput): in order, with their rows; none left
 *   if empty; %NULL with @error set
 */
GPtrArray *cantrip_output_repository_claim (CantripOutputRepository *self,
                                            gint64                   run_id,
                                            const CantripScope      *scope,
                                            CantripOutputPlace      *after,
                                            guint                    max,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps what became of an output that was claimed. */
gboolean cantrip_output_repository_settle (CantripOutputRepository *self,
                                           const CantripOutput     *output,
                                           GError                 **error);

/* Puts the running outputs of a run back to what they were when they were claimed. */
gboolean
cantrip_output_repository_give_back (CantripOutputRepository *self, gint64 run_id, GError **error);

/**
 * cantrip_output_repository_sample_rows:
 * @spec: its dataset and scope count
 * @max: how many at most
 *
 * Reads rows evenly spread over the scope.
 *
 * Returns: (transfer full) (element-type utf8): JSON arrays in column order
 */
GPtrArray *cantrip_output_repository_sample_rows (CantripOutputRepository *self,
                                                  const CantripRunSpec    *spec,
                                                  guint                    max,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_output_repository_read:
 * @after: (inout): the place after which to go on; set to that of the last one read
 * @max: how many at most
 *
 * Reads outputs in whatever state, with their rows, in row order, a page at a time.
 *
 * Returns: (transfer full) (element-type CantripOutput): none left if empty; %NULL with @error
 *   set
 */
GPtrArray *cantrip_output_repository_read (CantripOutputRepository *self,
                                           gint64                   run_id,
                                           const CantripScope      *scope,
                                           CantripOutputPlace      *after,
                                           guint                    max,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
