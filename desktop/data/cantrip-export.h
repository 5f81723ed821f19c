/* cantrip-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "dataset/cantrip-row-writer.h"

G_BEGIN_DECLS

/**
 * cantrip_export_dataset:
 * @from: a widget inside a shell
 * @dataset_id: what to write
 * @name: its name, for that of the file
 * @format: how to write it
 *
 * Lets a person choose a file and writes the dataset into it, with a window that shows how far it
 * is when that takes long.
 */
void cantrip_export_dataset (GtkWidget       *from,
                             gint64           dataset_id,
                             const char      *name,
                             CantripRowFormat format);

G_END_DECLS
