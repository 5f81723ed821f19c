/* cantrip-schema-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Where a person writes the JSON Schema that a reply must obey.
 *
 * Signal `applied` (JsonNode *schema): they want this one; %NULL: none. It closes afterwards.
 */
#define CANTRIP_TYPE_SCHEMA_DIALOG (cantrip_schema_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CantripSchemaDialog, cantrip_schema_dialog, CANTRIP, SCHEMA_DIALOG, AdwWindow)

/* @schema: (nullable): to begin with */
CantripSchemaDialog *cantrip_schema_dialog_new (JsonNode *schema);

G_END_DECLS
