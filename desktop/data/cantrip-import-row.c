/* cantrip-import-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-import-row.h"

#include "base/cantrip-json.h"
#include "base/cantrip-text.h"

/* More does not fit a column. */
#define MAX_CHARACTERS 120

struct _CantripImportRow
{
  GObject parent_instance;

  GPtrArray *cells; /* (owned) (element-type utf8) */
};

G_DEFINE_FINAL_TYPE (CantripImportRow, cantrip_import_row, G_TYPE_OBJECT)

static void
cantrip_import_row_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_IMPORT_ROW (object)->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_import_row_parent_class)->finalize (object);
}

static void
cantrip_import_row_class_init (CantripImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_import_row_finalize;
}

static void
cantrip_import_row_init (CantripImportRow *self)
{
  self->cells = g_ptr_array_new_with_free_func (g_free);
}

CantripImportRow *
cantrip_import_row_new (const char *values_json, guint n_cells)
{
  CantripImportRow *self = g_object_new (CANTRIP_TYPE_IMPORT_ROW, NULL);
  g_autoptr (JsonNode) node = cantrip_json_parse_text (values_json, -1, NULL);
  JsonArray *values = cantrip_json_root_array (node);
  guint      n_values = values != NULL ? json_array_get_length (values) : 0;

  for (guint i = 0; i < MIN (n_cells, n_values); i++)
    {
      g_autofree char *text = cantrip_json_dup_value_text (json_array_get_element (values, i));

      g_ptr_array_add (self->cells,
                       cantrip_text_shorten (g_strdelimit (text, "\r\n\t", ' '), MAX_CHARACTERS));
    }

  return self;
}

const char *
cantrip_import_row_get_cell (CantripImportRow *self, guint column)
{
  g_return_val_if_fail (CANTRIP_IS_IMPORT_ROW (self), "");

  return column < self->cells->len ? g_ptr_array_index (self->cells, column) : "";
}
