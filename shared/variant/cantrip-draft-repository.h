/* cantrip-draft-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/cantrip-store.h"
#include "variant/cantrip-draft.h"

G_BEGIN_DECLS

/*
 * The drafts of a workspace, one per app, so that a crash loses nothing that was typed. Blocks on
 * the database, like every repository.
 */
#define CANTRIP_TYPE_DRAFT_REPOSITORY (cantrip_draft_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripDraftRepository,
                      cantrip_draft_repository,
                      CANTRIP,
                      DRAFT_REPOSITORY,
                      GObject)

/* The longest recipe that is kept, in bytes; a recipe that is not a draft is shorter. */
#define CANTRIP_DRAFT_MAX_BYTES (4 * 1024 * 1024)

CantripDraftRepository *
cantrip_draft_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_draft_repository_find:
 * @app_id: an app
 * @ret_draft: (out) (transfer full) (nullable): set on success; %NULL: the app has none
 * @error: return location for an error
 *
 * Returns: %TRUE if @ret_draft was set
 */
gboolean cantrip_draft_repository_find (CantripDraftRepository *self,
                                        gint64                  app_id,
                                        CantripDraft          **ret_draft,
                                        GError                **error);

/**
 * cantrip_draft_repository_keep:
 * @draft: in the place of what the app had; its `changed_at_us` does not matter
 *
 * Errors: `CANTRIP_ERROR_TOO_LARGE`; `CANTRIP_ERROR_INVALID_INPUT`: app, dataset or connection is
 * not there any more.
 */
gboolean cantrip_draft_repository_keep (CantripDraftRepository *self,
                                        const CantripDraft     *draft,
                                        GError                **error);

/* Does nothing if the app has none. */
gboolean
cantrip_draft_repository_discard (CantripDraftRepository *self, gint64 app_id, GError **error);

G_END_DECLS
