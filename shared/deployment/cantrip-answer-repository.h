/* cantrip-answer-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "deployment/cantrip-answer.h"
#include "store/cantrip-store.h"

G_BEGIN_DECLS

/* The stored answers of a workspace. Blocks on the database. */
#define CANTRIP_TYPE_ANSWER_REPOSITORY (cantrip_answer_repository_get_type ())

G_DECLARE_FINAL_TYPE (CantripAnswerRepository,
                      cantrip_answer_repository,
                      CANTRIP,
                      ANSWER_REPOSITORY,
                      GObject)

CantripAnswerRepository *
cantrip_answer_repository_new (CantripStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_answer_repository_find:
 * @content_sha256: from cantrip_answer_content_sha256()
 * @ret_answer: (out) (transfer full) (nullable): set on success; %NULL if there is none
 * @error: return location for an error
 *
 * Returns: %TRUE if the store could be asked
 */
gboolean cantrip_answer_repository_find (CantripAnswerRepository *self,
                                         const char              *content_sha256,
                                         CantripAnswer          **ret_answer,
                                         GError                 **error);

/* Stores an answer in place of the one there may be. Its receipt must be stored before. */
gboolean cantrip_answer_repository_put (CantripAnswerRepository *self,
                                        const char              *content_sha256,
                                        const CantripAnswer     *answer,
                                        GError                 **error);

G_END_DECLS
