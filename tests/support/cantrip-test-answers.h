/* cantrip-test-answers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/**
 * cantrip_test_add_answers:
 * @workspace: the sample
 *
 * Adds what pages about variants show: a third variant, `short`, of the app `marketing-copy`, and
 * a run of each variant over a table “events” of 60 rows. `careful` and `first` give the same
 * answer to each row but every tenth, and `first` has failed on row 5; `short` answers the first
 * 30 rows in words of its own.
 */
void cantrip_test_add_answers (CantripWorkspace *workspace);

/* The id of a variant: `marketing-copy/first`. */
gint64 cantrip_test_get_variant_id (CantripWorkspace *workspace, const char *reference);

G_END_DECLS
