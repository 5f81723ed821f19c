/* cantrip-workspace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-session.h"
#include "provider/cantrip-catalog.h"
#include "provider/cantrip-network.h"

G_BEGIN_DECLS

/*
 * A workspace that is open in this program, shared by the windows that show it. Nothing of it
 * is touched in the main thread: what blocks runs on one of its lanes.
 *
 * The signal `changed` is emitted when somebody, here or in another program, has written to the
 * workspace: at once after a write of our own, within a second after that of others.
 */
#define CANTRIP_TYPE_WORKSPACE (cantrip_workspace_get_type ())

G_DECLARE_FINAL_TYPE (CantripWorkspace, cantrip_workspace, CANTRIP, WORKSPACE, GObject)

typedef struct _CantripHistory    CantripHistory;
typedef struct _CantripRunManager CantripRunManager;

/**
 * CantripLane:
 * @CANTRIP_LANE_READ: short reads, such as a page of rows; in order
 * @CANTRIP_LANE_SCAN: reads that may take seconds, such as sorting; in order
 * @CANTRIP_LANE_WRITE: short writes; in order
 * @CANTRIP_LANE_OWN: long writes, such as an import; each in a thread of its own
 */
typedef enum
{
  CANTRIP_LANE_READ,
  CANTRIP_LANE_SCAN,
  CANTRIP_LANE_WRITE,
  CANTRIP_LANE_OWN,
} CantripLane;

/**
 * CantripWork:
 * @lane: where it runs
 * @run: does it, in the lane's thread; returns something other than %NULL, or %NULL with @error
 *   set. @data is what was given to cantrip_workspace_run_async()
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees what @run returns when nobody takes it
 *
 * A kind of work; usually a static const beside its function.
 */
typedef struct
{
  CantripLane lane;
  gpointer (*run) (CantripSession *session,
                   gpointer        data,
                   GCancellable   *cancellable,
                   GError        **error);
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} CantripWork;

/**
 * cantrip_workspace_open_async:
 * @path: the file
 * @mode: %CANTRIP_STORE_CREATE or %CANTRIP_STORE_WRITE
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is open
 * @user_data: data for @callback
 *
 * Opens a workspace. A file that may not be written is opened for reading.
 */
void cantrip_workspace_open_async (const char         *path,
                                   CantripStoreMode    mode,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);

/* Errors: those of cantrip_store_open(), each a sentence for people. */
CantripWorkspace *
cantrip_workspace_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Its file. */
const char *cantrip_workspace_get_path (CantripWorkspace *self);

/* (transfer full): the name of its file, without folder and ending. */
char *cantrip_workspace_dup_name (CantripWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it can only be looked at. */
gboolean cantrip_workspace_get_read_only (CantripWorkspace *self);

/* (transfer none): what every call to a model goes through. */
CantripNetwork *cantrip_workspace_get_network (CantripWorkspace *self);

/* (transfer none): what is known of models. */
CantripCatalog *cantrip_workspace_get_catalog (CantripWorkspace *self);

/* (transfer none): what was edited here and can be undone. */
CantripHistory *cantrip_workspace_get_history (CantripWorkspace *self);

/* (transfer none): the runs that this program works on. */
CantripRunManager *cantrip_workspace_get_runs (CantripWorkspace *self);

/**
 * cantrip_workspace_run_async:
 * @self: a workspace
 * @work: what to do; lives as long as the program
 * @data: (transfer full): for @work
 * @cancellable: (nullable): handed to @work as well; when cancelled before it began, @work is
 *   not run
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Runs @work in a thread. What a lane that writes has done is announced by `changed`, soon after
 * @callback.
 */
void cantrip_workspace_run_async (CantripWorkspace   *self,
                                  const CantripWork  *work,
                                  gpointer            data,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

/* Returns: what the work returned, to be freed as its `free_result` does; %NULL with @error set */
gpointer cantrip_workspace_run_finish (CantripWorkspace *self,
                                       GAsyncResult     *result,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
