/* cantrip-import.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The ways in which a table comes into a workspace: each ends in the dialog that previews it, and
 * then in the page of the new dataset. All are asked by a widget inside a shell.
 */

/* Lets a person choose a file. */
void cantrip_import_choose (GtkWidget *from);

/* Imports what is on the clipboard: cells, or a file. */
void cantrip_import_paste (GtkWidget *from);

void cantrip_import_file (GtkWidget *from, GFile *file);

/* Lets people drop files on @widget. */
void cantrip_import_accept_drops (GtkWidget *widget);

G_END_DECLS
