/* cantrip-dataset-list-edit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What people do to a dataset in the list; a toast offers to undo it. @from: inside a shell */

void cantrip_dataset_list_rename (GtkWidget  *from,
                                  gint64      dataset_id,
                                  const char *old_name,
                                  const char *name);

void cantrip_dataset_list_delete (GtkWidget *from, gint64 dataset_id, const char *name);

G_END_DECLS
