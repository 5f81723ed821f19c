/* cantrip-run-head-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-run-spec.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/**
 * CantripRunHead:
 * @connection_id: whom it asks
 * @recipe: (not nullable) (owned): what it asks
 * @n_open: outputs that wait to be asked, or are being asked
 * @is_held: whether a program works on it now
 *
 * What a run is, without its outputs.
 */
typedef struct
{
  gint64         run_id;
  gint64         connection_id;
  CantripRecipe *recipe;
  gint64         n_open;
  gboolean       is_held;
} CantripRunHead;

void cantrip_run_head_free (CantripRunHead *self);

/*
 * Finds runs of which a page shows the outputs, at once, however many outputs they have. Blocks
 * on the database, like every repository.
 */
#define CANTRIP_TYPE_RUN_HEAD_REPOSITORY (cantrip_run_head_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripRunHeadRepository,
                      cantrip_run_head_repository,
                      CANTRIP,
                      RUN_HEAD_REPOSITORY,
                      GObject)

CantripRunHeadRepository *
cantrip_run_head_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_run_head_repository_find_of_draft:
 * @spec: what the draft asks; its scope does not matter, its recipe may be %NULL
 * @now_us: Unix time
 * @ret_head: (out) (transfer full) (nullable): set on success to the run that asks the same, be it
 *   of a variant, else to the one made last in the draft of the app; %NULL: there is none
 * @error: return location for an error
 */
gboolean cantrip_run_head_repository_find_of_draft (CantripRunHeadRepository *self,
                                                    const CantripRunSpec     *spec,
                                                    gint64                    now_us,
                                                    CantripRunHead          **ret_head,
                                                    GError                  **error);

/* The last run of a variant over a dataset. */
gboolean cantrip_run_head_repository_find_of_variant (CantripRunHeadRepository *self,
                                                      gint64                    variant_id,
                                                      gint64                    dataset_id,
                                                      gint64                    now_us,
                                                      CantripRunHead          **ret_head,
                                                      GError                  **error);

/* (transfer full) (element-type CantripRange): the rows of which an output waits to be asked. */
GArray *cantrip_run_head_repository_list_open (CantripRunHeadRepository *self,
                                               gint64                    run_id,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripRunHead, cantrip_run_head_free)

G_END_DECLS
