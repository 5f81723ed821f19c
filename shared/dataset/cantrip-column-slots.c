/* cantrip-column-slots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-column-slots.h"

#include "base/cantrip-json.h"
#include "dataset/cantrip-column-names.h"
#include "dataset/cantrip-row-values.h"

#define NO_SLOT G_MAXUINT

struct _CantripColumnSlots
{
  GArray *slots; /* (owned) (element-type guint); in column order */
  guint   next;
};

/* A workspace may come from anybody: a slot far away would make each row enormous. */
static guint
read_slot (JsonArray *array, guint column)
{
  JsonNode *node =
      column < json_array_get_length (array) ? json_array_get_element (array, column) : NULL;
  gint64 slot = -1;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
    slot = json_node_get_int (node);

  return slot >= 0 && slot < CANTRIP_COLUMNS_MAX ? (guint) slot : NO_SLOT;
}

CantripColumnSlots *
cantrip_column_slots_new_from_json (const char *slots_json, guint n_columns, gint64 next_slot)
{
  CantripColumnSlots *self = g_new0 (CantripColumnSlots, 1);
  g_autoptr (JsonNode) node = cantrip_json_parse_text (slots_json, -1, NULL);
  JsonArray *array = cantrip_json_root_array (node);
  gboolean   in_order = array == NULL || json_array_get_length (array) == 0;

  self->slots = g_array_new (FALSE, FALSE, sizeof (guint));
  self->next = (guint) CLAMP (next_slot, 0, CANTRIP_COLUMNS_MAX);
  for (guint i = 0; i < n_columns; i++)
    {
      guint slot = in_order ? i : read_slot (array, i);

      g_array_append_val (self->slots, slot);
      if (slot != NO_SLOT)
        self->next = MAX (self->next, slot + 1);
    }

  return self;
}

void
cantrip_column_slots_free (CantripColumnSlots *self)
{
  g_array_unref (self->slots);
  g_free (self);
}

static guint
get_slot (CantripColumnSlots *self, guint column)
{
  return g_array_index (self->slots, guint, column);
}

static gboolean
is_plain (CantripColumnSlots *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (get_slot (self, i) != i)
      return FALSE;

  return TRUE;
}

char *
cantrip_column_slots_to_json (CantripColumnSlots *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < self->slots->len && !is_plain (self); i++)
    g_string_append_printf (json, i > 0 ? ",%d" : "%d", (int) get_slot (self, i));
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

guint
cantrip_column_slots_get_next (CantripColumnSlots *self)
{
  return self->next;
}

void
cantrip_column_slots_insert (CantripColumnSlots *self, guint column)
{
  guint slot = self->next++;

  g_array_insert_val (self->slots, column, slot);
}

void
cantrip_column_slots_remove (CantripColumnSlots *self, guint column)
{
  g_array_remove_index (self->slots, column);
}

void
cantrip_column_slots_move (CantripColumnSlots *self, guint from, guint to)
{
  guint slot = get_slot (self, from);

  g_array_remove_index (self->slots, from);
  g_array_insert_val (self->slots, to, slot);
}

char *
cantrip_column_slots_read (CantripColumnSlots *self, const char *stored_json)
{
  g_autoptr (CantripRowValues) values = NULL;
  GString *json;

  /* Most datasets keep the columns that they were imported with. */
  if (self->next <= self->slots->len && is_plain (self))
    return g_strdup (stored_json);

  values = cantrip_row_values_new ();
  if (!cantrip_row_values_split (values, stored_json))
    return g_strdup (stored_json);

  json = g_string_new (NULL);
  for (guint i = 0; i < self->slots->len; i++)
    {
      gsize       n_bytes;
      const char *value = cantrip_row_values_get_json (values, get_slot (self, i), &n_bytes);

      g_string_append_c (json, i == 0 ? '[' : ',');
      g_string_append_len (json, value, (gssize) n_bytes);
    }
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

/* The value that is to stand in @slot; %NULL: the one that stands there. */
static const char *
find_new_value (CantripColumnSlots *self,
                guint               slot,
                guint               first_column,
                char *const        *values_json,
                guint               n_values)
{
  for (guint i = 0; i < n_values; i++)
    if (get_slot (self, first_column + i) == slot)
      return values_json[i];

  return NULL;
}

char *
cantrip_column_slots_write (CantripColumnSlots *self,
                            const char         *stored_json,
                            guint               first_column,
                            char *const        *values_json,
                            guint               n_values)
{
  g_autoptr (CantripRowValues) values = cantrip_row_values_new ();
  GString *json = g_string_new ("[");
  guint    n_slots;

  g_return_val_if_fail (first_column + n_values <= self->slots->len, NULL);

  if (stored_json != NULL)
    (void) cantrip_row_values_split (values, stored_json);
  n_slots = cantrip_row_values_get_length (values);
  for (guint i = 0; i < n_values; i++)
    if (get_slot (self, first_column + i) != NO_SLOT)
      n_slots = MAX (n_slots, get_slot (self, first_column + i) + 1);

  for (guint slot = 0; slot < n_slots; slot++)
    {
      gsize       n_bytes;
      const char *old = cantrip_row_values_get_json (values, slot, &n_bytes);
      const char *new = find_new_value (self, slot, first_column, values_json, n_values);

      if (slot > 0)
        g_string_append_c (json, ',');
      if (new != NULL)
        g_string_append (json, new);
      else
        g_string_append_len (json, old, (gssize) n_bytes);
    }
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}
