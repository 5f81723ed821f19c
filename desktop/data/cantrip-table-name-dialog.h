/* cantrip-table-name-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Called with the name that was chosen; not called if none was. */
typedef void (*CantripTableNamed) (gpointer user_data, const char *name);

/**
 * cantrip_table_name_dialog_show:
 * @from: a widget of the window
 * @heading: what is to be named: “Add Column”
 * @verb: what the button says: “_Add”
 * @name: (nullable): what stands there at first
 * @named: called when a name was chosen
 * @owner: for @named; held while the dialog is open
 *
 * Asks for the name of a column.
 */
void cantrip_table_name_dialog_show (GtkWidget        *from,
                                     const char       *heading,
                                     const char       *verb,
                                     const char       *name,
                                     CantripTableNamed named,
                                     GObject          *owner);

G_END_DECLS
