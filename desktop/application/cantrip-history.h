/* cantrip-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

/*
 * What was edited in a workspace by this program since it was opened, so that it can be undone
 * and done again. Both are edits of the workspace like any other.
 *
 * Properties, with notification: `can-undo`, `can-redo`.
 */
#define CANTRIP_TYPE_HISTORY (cantrip_history_get_type ())

G_DECLARE_FINAL_TYPE (CantripHistory, cantrip_history, CANTRIP, HISTORY, GObject)

/**
 * CantripEdit:
 * @apply: does it, in the writing thread; may keep in @data what @revert needs. Called again
 *   after a @revert to redo it
 * @revert: takes it back, in the writing thread
 * @free_data: (nullable): frees the data
 *
 * A kind of edit; usually a static const beside its functions.
 */
typedef struct
{
  gboolean (*apply) (CantripSession *session, gpointer data, GError **error);
  gboolean (*revert) (CantripSession *session, gpointer data, GError **error);
  GDestroyNotify free_data;
} CantripEdit;

/* @workspace: (borrowed): outlives the history, which it owns */
CantripHistory *cantrip_history_new (CantripWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_history_perform_async:
 * @self: a history
 * @edit: what to do
 * @data: (transfer full): for @edit
 * @label: (not nullable): a sentence for people: “Renamed “Copy””
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Does an edit and remembers it. What was undone before can no more be redone.
 */
void cantrip_history_perform_async (CantripHistory     *self,
                                    const CantripEdit  *edit,
                                    gpointer            data,
                                    const char         *label,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);

/**
 * cantrip_history_perform_finish:
 * @ret_serial: (out) (optional): which edit it was, for cantrip_history_undo_async()
 *
 * Errors: those of the edit, and then nothing is remembered.
 */
gboolean cantrip_history_perform_finish (CantripHistory *self,
                                         GAsyncResult   *result,
                                         guint64        *ret_serial,
                                         GError        **error);

/* Takes back the edit @serial, or the last one if it is 0. */
void cantrip_history_undo_async (CantripHistory     *self,
                                 guint64             serial,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);

/* Does again what was undone last. */
void
cantrip_history_redo_async (CantripHistory *self, GAsyncReadyCallback callback, gpointer user_data);

/**
 * cantrip_history_step_finish:
 *
 * Of an undo or a redo.
 *
 * Errors: those of the edit, which is then forgotten; `CANTRIP_ERROR_NOT_FOUND` if there is none.
 *
 * Returns: (transfer full): the label of the edit
 */
char *cantrip_history_step_finish (CantripHistory *self,
                                   GAsyncResult   *result,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
