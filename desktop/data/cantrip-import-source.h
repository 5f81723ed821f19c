/* cantrip-import-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "dataset/cantrip-record-format.h"

G_BEGIN_DECLS

/*
 * What is to be imported: a file, or cells that were pasted. Immutable, so that it may be read in
 * any thread.
 */
typedef struct _CantripImportSource CantripImportSource;

CantripImportSource *cantrip_import_source_new_file (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

/* @text: cells as spreadsheets put them on the clipboard, or any other table */
CantripImportSource *cantrip_import_source_new_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

CantripImportSource *cantrip_import_source_ref (CantripImportSource *self);
void                 cantrip_import_source_unref (CantripImportSource *self);

/* The name of the file, for people and for its ending. */
const char *cantrip_import_source_get_name (CantripImportSource *self);

/* (transfer full): what the dataset may be called. */
char *cantrip_import_source_suggest_name (CantripImportSource *self) G_GNUC_WARN_UNUSED_RESULT;

/* Whether its name leaves open that it is a text, of which people may know the encoding. */
gboolean cantrip_import_source_may_be_text (CantripImportSource *self);

/* What is known about the format already. */
void cantrip_import_source_get_format (CantripImportSource *self, CantripRecordFormat *format);

/**
 * cantrip_import_source_open:
 * @self: a source
 * @ret_total_bytes: (out): its size; -1 if it is not known
 * @cancellable: (nullable): stops waiting
 * @error: return location for an error
 *
 * Blocks.
 */
GInputStream *cantrip_import_source_open (CantripImportSource *self,
                                          gint64              *ret_total_bytes,
                                          GCancellable        *cancellable,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripImportSource, cantrip_import_source_unref)

G_END_DECLS
