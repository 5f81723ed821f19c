/* cantrip-xlsx-relations.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the parts of an Office Open XML file (ECMA-376) mean to each other. */
typedef struct _CantripXlsxRelations CantripXlsxRelations;

/**
 * cantrip_xlsx_relations_read:
 * @zip: the file, seekable
 * @part: whose relations: the path of a part such as `xl/workbook.xml`; `` for the file itself
 * @cancellable: (nullable): stops waiting for @zip
 * @error: return location for an error
 *
 * Errors: as cantrip_xml_part_open() and cantrip_xml_part_next().
 *
 * Returns: (transfer full): the relations, or %NULL with @error set
 */
CantripXlsxRelations *cantrip_xlsx_relations_read (GInputStream *zip,
                                                   const char   *part,
                                                   GCancellable *cancellable,
                                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_xlsx_relations_free (CantripXlsxRelations *self);

/* The path of the first part of a type such as `styles`. (transfer none) (nullable) */
const char *cantrip_xlsx_relations_find_type (CantripXlsxRelations *self, const char *type);

/* The path of the part with an id, if it has that type. (transfer none) (nullable) */
const char *
cantrip_xlsx_relations_find_id (CantripXlsxRelations *self, const char *id, const char *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripXlsxRelations, cantrip_xlsx_relations_free)

G_END_DECLS
