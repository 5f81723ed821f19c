/* cantrip-session.h
 *
 * application/ holds what all windows share: the program itself, the workspaces that are open,
 * and what can be undone in them. Pages ask a workspace to run a piece of work in one of its
 * threads; in that thread the work is handed a session.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dataset/cantrip-dataset-editor.h"
#include "dataset/cantrip-dataset-repository.h"
#include "deployment/cantrip-deployment-repository.h"
#include "generation/cantrip-comparison-repository.h"
#include "generation/cantrip-last-run-repository.h"
#include "generation/cantrip-output-repository.h"
#include "generation/cantrip-run-repository.h"
#include "provider/cantrip-connection-repository.h"
#include "provider/cantrip-network-repository.h"
#include "store/cantrip-store.h"
#include "variant/cantrip-draft-repository.h"
#include "variant/cantrip-variant-repository.h"

G_BEGIN_DECLS

/* An open store and the repositories on it. Belongs to the thread that opened it. */
typedef struct
{
  CantripStore                *store;       /* (owned) */
  CantripConnectionRepository *connections; /* (owned) */
  CantripNetworkRepository    *network;     /* (owned) */
  CantripDatasetRepository    *datasets;    /* (owned) */
  CantripDatasetEditor        *editor;      /* (owned) */
  CantripVariantRepository    *variants;    /* (owned) */
  CantripRunRepository        *runs;        /* (owned) */
  CantripOutputRepository     *outputs;     /* (owned) */
  CantripDeploymentRepository *deployments; /* (owned) */
  CantripDraftRepository      *drafts;      /* (owned) */
  CantripLastRunRepository    *last_runs;   /* (owned) */
  CantripComparisonRepository *comparisons; /* (owned) */
} CantripSession;

/* Blocks. Errors: those of cantrip_store_open(). */
CantripSession *cantrip_session_open (const char      *uri,
                                      CantripStoreMode mode,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_session_free (CantripSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripSession, cantrip_session_free)

G_END_DECLS
