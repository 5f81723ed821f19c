/* cantrip-zip-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is unpacked from one entry; more is an error, as is what unpacks to far more than it was. */
#define CANTRIP_ZIP_MAX_BYTES (G_GINT64_CONSTANT (4) << 30)
#define CANTRIP_ZIP_MAX_RATIO 400

/* One entry of a ZIP file, unpacked piece by piece. */
typedef struct _CantripZipReader CantripZipReader;

/**
 * cantrip_zip_reader_make_seekable:
 * @stream: a file
 * @cancellable: (nullable): stops waiting for @stream
 * @error: return location for an error
 *
 * A ZIP file has its table of contents at its end. A stream that cannot seek is copied into a
 * file that has no name and is gone with the stream. Blocks.
 *
 * Errors: `CANTRIP_ERROR_TOO_LARGE`, those of @stream.
 *
 * Returns: (transfer full): @stream itself, or its copy; %NULL with @error set
 */
GInputStream *cantrip_zip_reader_make_seekable (GInputStream *stream,
                                                GCancellable *cancellable,
                                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_zip_reader_open:
 * @stream: a ZIP file, seekable. Several readers may share it, in one thread
 * @name: (not nullable): of the entry, in either case
 * @cancellable: (nullable): stops waiting for @stream
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_NOT_FOUND` (no such entry), `CANTRIP_ERROR_INVALID_INPUT` (no ZIP file,
 * a damaged one, one with a password), those of @stream.
 *
 * Returns: (transfer full): the entry, or %NULL with @error set
 */
CantripZipReader *cantrip_zip_reader_open (GInputStream *stream,
                                           const char   *name,
                                           GCancellable *cancellable,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_zip_reader_free (CantripZipReader *self);

/**
 * cantrip_zip_reader_read:
 * @self: a reader
 * @buffer: filled with at most @length bytes
 * @cancellable: (nullable): stops waiting for the stream
 * @error: return location for an error
 *
 * Errors: as open, and `CANTRIP_ERROR_TOO_LARGE`.
 *
 * Returns: how many bytes were unpacked; 0 at the end, -1 with @error set
 */
gssize cantrip_zip_reader_read (CantripZipReader *self,
                                void             *buffer,
                                gsize             length,
                                GCancellable     *cancellable,
                                GError          **error);

/* How many bytes of the file were read for this entry. */
gint64 cantrip_zip_reader_get_bytes_read (CantripZipReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripZipReader, cantrip_zip_reader_free)

G_END_DECLS
