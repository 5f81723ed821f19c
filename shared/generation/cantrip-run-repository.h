/* cantrip-run-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "generation/cantrip-run-spec.h"
#include "generation/cantrip-run-summary.h"
#include "store/cantrip-store.h"
#include "variant/cantrip-variant.h"

G_BEGIN_DECLS

/* The runs of a workspace, and who holds them. Blocks on the database, like every repository. */
#define CANTRIP_TYPE_RUN_REPOSITORY (cantrip_run_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripRunRepository,
                      cantrip_run_repository,
                      CANTRIP,
                      RUN_REPOSITORY,
                      GObject)

/* How long a program holds a run without a sign of life, in microseconds. */
#define CANTRIP_RUN_LEASE_US (15 * G_USEC_PER_SEC)

CantripRunRepository *
cantrip_run_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_run_repository_find:
 * @spec: what is to be run; its scope and `fresh` do not matter
 * @ret_run_id: (out): set on success to the newest such run; 0: there is none
 * @error: return location for an error
 *
 * Returns: %TRUE if @ret_run_id was set
 */
gboolean cantrip_run_repository_find (CantripRunRepository *self,
                                      const CantripRunSpec *spec,
                                      gint64               *ret_run_id,
                                      GError              **error);

/* Makes a run that nobody holds. */
gboolean cantrip_run_repository_add (CantripRunRepository *self,
                                     const CantripRunSpec *spec,
                                     gint64               *ret_run_id,
                                     GError              **error);

/**
 * cantrip_run_repository_adopt:
 * @variant: a variant just made
 *
 * Makes the runs of a draft that asked the same of the same connection runs of @variant: what they
 * have is neither asked nor paid again.
 */
gboolean cantrip_run_repository_adopt (CantripRunRepository *self,
                                       const CantripVariant *variant,
                                       GError              **error);

/**
 * cantrip_run_repository_hold:
 * @owner: (not nullable): random name of the program that wants it
 * @now_us: Unix time; the run is held for %CANTRIP_RUN_LEASE_US from then
 *
 * Takes a run that nobody holds, or whose holder has given no sign of life in time; or goes on
 * holding it. Do it in each transaction that writes to the run: then nobody writes to a run that
 * another program has taken over.
 *
 * Errors: `CANTRIP_ERROR_BUSY`: another program holds it.
 */
gboolean cantrip_run_repository_hold (CantripRunRepository *self,
                                      gint64                run_id,
                                      const char           *owner,
                                      gint64                now_us,
                                      GError              **error);

/* Lets go of a run, if @owner holds it. */
gboolean cantrip_run_repository_release (CantripRunRepository *self,
                                         gint64                run_id,
                                         const char           *owner,
                                         GError              **error);

/**
 * cantrip_run_repository_get_figures:
 * @first: position of the first row that counts
 * @last: position of the last row that counts
 * @ret_figures: (out caller-allocates): set on success
 *
 * Reads every output between: about a second for a million.
 */
gboolean cantrip_run_repository_get_figures (CantripRunRepository *self,
                                             gint64                run_id,
                                             gint64                first,
                                             gint64                last,
                                             CantripRunFigures    *ret_figures,
                                             GError              **error);

/* (transfer full) (element-type CantripRunFailures): why outputs have failed, most often first */
GPtrArray *cantrip_run_repository_list_failures (CantripRunRepository *self,
                                                 gint64                run_id,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_run_repository_list:
 * @now_us: Unix time
 *
 * Lists the runs with their figures.
 *
 * Returns: (transfer full) (element-type CantripRunSummary): the newest first
 */
GPtrArray *cantrip_run_repository_list (CantripRunRepository *self,
                                        gint64                now_us,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
