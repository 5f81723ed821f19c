/* cantrip-row-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-row-item.h"

struct _CantripRowItem
{
  GObject parent_instance;

  CantripViewRow *row; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CantripRowItem, cantrip_row_item, G_TYPE_OBJECT)

static GParamSpec *row_property;

static void
cantrip_row_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_pointer (value, CANTRIP_ROW_ITEM (object)->row);
}

static void
cantrip_row_item_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_ROW_ITEM (object)->row, cantrip_view_row_free);

  G_OBJECT_CLASS (cantrip_row_item_parent_class)->finalize (object);
}

static void
cantrip_row_item_class_init (CantripRowItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cantrip_row_item_get_property;
  object_class->finalize = cantrip_row_item_finalize;

  row_property =
      g_param_spec_pointer ("row", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, row_property);
}

static void
cantrip_row_item_init (CantripRowItem *self)
{
}

CantripRowItem *
cantrip_row_item_new (void)
{
  return g_object_new (CANTRIP_TYPE_ROW_ITEM, NULL);
}

void
cantrip_row_item_take_row (CantripRowItem *self, CantripViewRow *row)
{
  g_return_if_fail (CANTRIP_IS_ROW_ITEM (self));

  g_clear_pointer (&self->row, cantrip_view_row_free);
  self->row = row;
  g_object_notify_by_pspec (G_OBJECT (self), row_property);
}

const CantripViewRow *
cantrip_row_item_get_row (CantripRowItem *self)
{
  g_return_val_if_fail (CANTRIP_IS_ROW_ITEM (self), NULL);

  return self->row;
}

const CantripViewCell *
cantrip_row_item_get_cell (CantripRowItem *self, guint column)
{
  g_return_val_if_fail (CANTRIP_IS_ROW_ITEM (self), NULL);

  return self->row != NULL && column < self->row->n_cells ? &self->row->cells[column] : NULL;
}
