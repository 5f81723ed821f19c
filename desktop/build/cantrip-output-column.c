/* cantrip-output-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-output-column.h"

#include "build/cantrip-output-cell.h"
#include "data/cantrip-row-item.h"

#define DEFAULT_WIDTH 260

struct _CantripOutputColumn
{
  GObject parent_instance;

  CantripOutputPages  *pages;       /* (owned) */
  GtkColumnViewColumn *view_column; /* (owned) */
  GPtrArray           *bound;       /* (owned) (element-type GtkListItem) (borrowed) */
};

G_DEFINE_FINAL_TYPE (CantripOutputColumn, cantrip_output_column, G_TYPE_OBJECT)

enum
{
  SIGNAL_OPENED,
  SIGNAL_RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* 0 while the row was not read. */
static gint64
get_position (GtkListItem *list_item)
{
  const CantripViewRow *row = cantrip_row_item_get_row (gtk_list_item_get_item (list_item));

  return row != NULL && row->id != 0 ? row->position : 0;
}

static void
show (CantripOutputColumn *self, GtkListItem *list_item)
{
  gboolean             is_stale;
  const CantripOutput *output =
      cantrip_output_pages_look (self->pages, get_position (list_item), &is_stale);

  cantrip_output_cell_show (CANTRIP_OUTPUT_CELL (gtk_list_item_get_child (list_item)),
                            output,
                            is_stale);
}

static void
pages_changed_cb (CantripOutputColumn *self, gint64 first, gint64 last)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      gint64 position = get_position (self->bound->pdata[i]);

      if (position >= first && position <= last)
        show (self, self->bound->pdata[i]);
    }
}

static void
row_cb (CantripRowItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  show (g_object_get_data (G_OBJECT (list_item), "cantrip-column"), list_item);
}

static void
emit (GtkListItem *list_item, guint which)
{
  CantripOutputColumn *self = g_object_get_data (G_OBJECT (list_item), "cantrip-column");
  gint64               position = get_position (list_item);

  if (position != 0)
    g_signal_emit (self, signals[which], 0, position);
}

static void
opened_cb (GtkListItem *list_item)
{
  emit (list_item, SIGNAL_OPENED);
}

static void
retry_cb (GtkListItem *list_item)
{
  emit (list_item, SIGNAL_RETRY);
}

static void
setup_cb (CantripOutputColumn *self, GtkListItem *list_item)
{
  GtkWidget *cell = cantrip_output_cell_new ();

  g_object_set_data (G_OBJECT (list_item), "cantrip-column", self);
  g_signal_connect_object (cell, "opened", G_CALLBACK (opened_cb), list_item, G_CONNECT_SWAPPED);
  g_signal_connect_object (cell, "retry", G_CALLBACK (retry_cb), list_item, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (CantripOutputColumn *self, GtkListItem *list_item)
{
  g_signal_connect (gtk_list_item_get_item (list_item),
                    "notify::row",
                    G_CALLBACK (row_cb),
                    list_item);
  g_ptr_array_add (self->bound, list_item);
  show (self, list_item);
}

static void
unbind_cb (CantripOutputColumn *self, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), row_cb, list_item);
  g_ptr_array_remove_fast (self->bound, list_item);
}

static void
cantrip_output_column_finalize (GObject *object)
{
  CantripOutputColumn *self = CANTRIP_OUTPUT_COLUMN (object);

  g_clear_object (&self->view_column);
  g_clear_object (&self->pages);
  g_clear_pointer (&self->bound, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_output_column_parent_class)->finalize (object);
}

static void
cantrip_output_column_class_init (CantripOutputColumnClass *klass)
{
  const char *const NAMES[] = { "opened", "retry" };

  G_OBJECT_CLASS (klass)->finalize = cantrip_output_column_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (NAMES[i],
                               G_TYPE_FROM_CLASS (klass),
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               1,
                               G_TYPE_INT64);
}

static void
cantrip_output_column_init (CantripOutputColumn *self)
{
  self->bound = g_ptr_array_new ();
}

/* The factory, which may outlive us in the table, holds us through its closures. */
static GtkListItemFactory *
factory_new (CantripOutputColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);

  return factory;
}

CantripOutputColumn *
cantrip_output_column_new (const char *title, CantripOutputPages *pages)
{
  CantripOutputColumn *self = g_object_new (CANTRIP_TYPE_OUTPUT_COLUMN, NULL);

  self->view_column = gtk_column_view_column_new (title, factory_new (self));
  gtk_column_view_column_set_resizable (self->view_column, TRUE);
  gtk_column_view_column_set_fixed_width (self->view_column, DEFAULT_WIDTH);
  gtk_column_view_column_set_expand (self->view_column, TRUE);
  cantrip_output_column_set_pages (self, pages);

  return self;
}

GtkColumnViewColumn *
cantrip_output_column_get_view_column (CantripOutputColumn *self)
{
  g_return_val_if_fail (CANTRIP_IS_OUTPUT_COLUMN (self), NULL);

  return self->view_column;
}

void
cantrip_output_column_set_pages (CantripOutputColumn *self, CantripOutputPages *pages)
{
  g_return_if_fail (CANTRIP_IS_OUTPUT_COLUMN (self));

  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_data (self->pages, self);
  g_set_object (&self->pages, pages);
  g_signal_connect_object (pages,
                           "changed",
                           G_CALLBACK (pages_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->bound->len; i++)
    show (self, self->bound->pdata[i]);
}

CantripOutputPages *
cantrip_output_column_get_pages (CantripOutputColumn *self)
{
  g_return_val_if_fail (CANTRIP_IS_OUTPUT_COLUMN (self), NULL);

  return self->pages;
}
