/* cantrip-gallery-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "prompt/cantrip-prompt.h"

G_BEGIN_DECLS

/**
 * CantripGalleryItem:
 * @name: (not nullable) (owned): tells it from the others: `marketing-email`
 * @title: (not nullable) (owned): “Marketing e-mail”
 * @purpose: (not nullable) (owned): one sentence that says what it is for
 * @prompt: (not nullable) (owned): its messages; their variables are columns of the table
 * @parameters: (not nullable) (owned): suggested ones, as a recipe has them
 * @columns: (not nullable) (owned) (array zero-terminated=1): of the example table
 * @rows: (not nullable) (owned): the example table: an array of arrays in column order
 *
 * A prompt written for a real task, to begin with, and a few rows to try it on.
 */
typedef struct
{
  char          *name;
  char          *title;
  char          *purpose;
  CantripPrompt *prompt;
  JsonObject    *parameters;
  char         **columns;
  JsonArray     *rows;
} CantripGalleryItem;

/**
 * cantrip_gallery_item_new_from_json:
 * @name: what to call it
 * @object: (nullable): `{"title": "…", "purpose": "…", "messages": […], "parameters": {…},
 *   "columns": ["…", …], "rows": [[…], …]}`
 * @error: return location for an error
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT`.
 *
 * Returns: (transfer full): the item, or %NULL with @error set
 */
CantripGalleryItem *cantrip_gallery_item_new_from_json (const char *name,
                                                        JsonObject *object,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_gallery_item_free (CantripGalleryItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripGalleryItem, cantrip_gallery_item_free)

G_END_DECLS
