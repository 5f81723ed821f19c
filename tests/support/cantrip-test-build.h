/* cantrip-test-build.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-run-manager.h"
#include "cantrip-fake-model.h"
#include "cantrip-test-table.h"

G_BEGIN_DECLS

/**
 * CantripTestBuild:
 * @model: a server that says what it was asked
 * @workspace: with the rows of cantrip_test_table_new(), and a connection to @model
 * @app: the app “copy”, without variants
 * @spec: a run of its draft over all rows: “Hi {{name}}”
 *
 * What a run of an app needs, over HTTP.
 */
typedef struct
{
  CantripFakeModel *model;
  CantripWorkspace *workspace;
  CantripApp        app;
  CantripRunSpec    spec;
} CantripTestBuild;

void cantrip_test_build_set_up (CantripTestBuild *self, guint n_rows);

/* Fails the test if somebody still holds the workspace. */
void cantrip_test_build_tear_down (CantripTestBuild *self);

/* Begins a run of @self->spec. */
CantripActiveRun *cantrip_test_build_start (CantripTestBuild *self);

/* Waits until it has ended. */
void cantrip_test_build_finish (CantripActiveRun *run);

/* Waits until it has come further than @n outputs. */
void cantrip_test_build_wait_for_done (CantripActiveRun *run, gint64 n);

/* How many outputs of the workspace fulfil an SQL condition. */
gint64 cantrip_test_build_count (CantripTestBuild *self, const char *condition);

G_END_DECLS
