/* cantrip-application.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/cantrip-workspace.h"

G_BEGIN_DECLS

#define CANTRIP_APPLICATION_ID "org.cantrip.Cantrip"

/* The program: its windows, and the workspaces that they show. */
#define CANTRIP_TYPE_APPLICATION (cantrip_application_get_type ())

G_DECLARE_FINAL_TYPE (CantripApplication, cantrip_application, CANTRIP, APPLICATION, AdwApplication)

CantripApplication *cantrip_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): what is remembered from one start to the next. */
GSettings *cantrip_application_get_settings (CantripApplication *self);

/**
 * cantrip_application_open_async:
 * @path: the file of a workspace
 * @mode: %CANTRIP_STORE_CREATE to make it, %CANTRIP_STORE_WRITE otherwise
 *
 * Opens a workspace, or takes the one that another window shows, and remembers it.
 */
void cantrip_application_open_async (CantripApplication *self,
                                     const char         *path,
                                     CantripStoreMode    mode,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);

/* Errors: those of cantrip_workspace_open_finish(). */
CantripWorkspace *cantrip_application_open_finish (CantripApplication *self,
                                                   GAsyncResult       *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (element-type utf8): the files opened last that are still there, newest first. */
char **cantrip_application_list_recent (CantripApplication *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
