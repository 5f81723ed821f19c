/* cantrip-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/cantrip-application.h"

G_BEGIN_DECLS

/* A window on one workspace, or one that welcomes. */
#define CANTRIP_TYPE_WINDOW (cantrip_window_get_type ())

G_DECLARE_FINAL_TYPE (CantripWindow, cantrip_window, CANTRIP, WINDOW, AdwApplicationWindow)

CantripWindow *cantrip_window_new (CantripApplication *application);

/* Opens the file at @path here. What goes wrong is said in the window, with what can be done. */
void cantrip_window_open (CantripWindow *self, const char *path, CantripStoreMode mode);

/* Makes the sample workspace of this user, if it is not there, and opens it here. */
void cantrip_window_open_sample (CantripWindow *self);

/**
 * cantrip_window_connect:
 * @connection: (nullable): one that is to be added
 *
 * Opens the workspace that a person has who chose none, the one that cantrip-bridge takes too; it
 * is made if it is not there. Then shows its connections.
 */
void cantrip_window_connect (CantripWindow *self, const CantripConnection *connection);

/* (nullable): where the person is, with the tab; %NULL without a workspace. */
char *cantrip_window_dup_place (CantripWindow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
