/* cantrip-test-shell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/cantrip-shell.h"

G_BEGIN_DECLS

/*
 * A window that a page is tried in: it has a workspace, and remembers what the page said and
 * where it wanted to go.
 */
#define CANTRIP_TYPE_TEST_SHELL (cantrip_test_shell_get_type ())

G_DECLARE_FINAL_TYPE (CantripTestShell, cantrip_test_shell, CANTRIP, TEST_SHELL, AdwWindow)

/* g_test_init(), a folder of the test's own, and the toolkit; instead of g_test_init() in main().
 */
void cantrip_test_desktop_init (int *argc, char ***argv);

/* Makes the sample workspace under cantrip_test_path (@name), and opens it. */
CantripWorkspace *cantrip_test_open_sample (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Makes or opens the workspace at cantrip_test_path (@name). */
CantripWorkspace *cantrip_test_open_workspace (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Closes what the last two gave; fails the test if somebody else still holds it. */
void cantrip_test_close_workspace (CantripWorkspace *workspace);

/* A window of 1000 × 700 that shows @content. */
CantripTestShell *cantrip_test_shell_new (CantripWorkspace *workspace, GtkWidget *content);

/* Closes it; fails the test if the content outlives it. */
void cantrip_test_shell_close (CantripTestShell *self);

/* (nullable): the toast shown last; %NULL after cantrip_test_shell_forget(). */
const char *cantrip_test_shell_get_said (CantripTestShell *self);

/* (nullable): where the page wanted to go last. */
const char *cantrip_test_shell_get_place (CantripTestShell *self);

void cantrip_test_shell_forget (CantripTestShell *self);

/*
 * The widget of this id in a template below @root; fails the test if there is none. Ids are those
 * of the .ui files.
 */
GtkWidget *cantrip_test_find (GtkWidget *root, const char *id);

/* The label or button below @root that shows @text; %NULL if there is none. */
GtkWidget *cantrip_test_find_text (GtkWidget *root, const char *text);

/* Runs the main loop for a frame or two, until nothing is left to do at once. */
void cantrip_test_settle (void);

/* Draws @window into @name.png in the folder `$CANTRIP_SCREENSHOTS`, if that is set. */
void cantrip_test_save_png (GtkWidget *window, const char *name);

G_END_DECLS
