/* cantrip-model-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-model-dialog.h"

#include "build/cantrip-model-choice.h"
#include "build/cantrip-model-row.h"

struct _CantripModelDialog
{
  AdwWindow parent_instance;

  GtkSearchEntry *search;
  GtkStack       *stack;
  GtkListView    *list;
  GtkWidget      *refresh;

  CantripModelSource *source;        /* (owned) */
  GListStore         *choices;       /* (owned) */
  gint64              connection_id; /* of what is chosen now */
  char               *model;         /* (owned) (nullable): what is chosen now */
};

G_DEFINE_FINAL_TYPE (CantripModelDialog, cantrip_model_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_CONNECT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_connection (CantripModelDialog *self)
{
  GPtrArray *offers = cantrip_model_source_get_offers (self->source);

  for (guint i = 0; i < offers->len; i++)
    {
      if (((const CantripModelOffer *) offers->pdata[i])->connection->archived_at_us == 0)
        return TRUE;
    }

  return FALSE;
}

static void
fill (CantripModelDialog *self)
{
  g_autoptr (GPtrArray) choices =
      cantrip_model_choice_list (cantrip_model_source_get_offers (self->source),
                                 gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_list_store_splice (self->choices,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->choices)),
                       choices->pdata,
                       choices->len);

  if (cantrip_model_source_is_loaded (self->source) && !has_connection (self))
    gtk_stack_set_visible_child_name (self->stack, "no-connection");
  else if (choices->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "nothing-found");
  else
    gtk_stack_set_visible_child_name (self->stack, "models");
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), has_connection (self));
  gtk_widget_set_sensitive (self->refresh, has_connection (self));
}

static void
source_changed_cb (CantripModelDialog *self)
{
  fill (self);
  cantrip_model_source_ask (self->source, FALSE);
}

static void
choose (CantripModelDialog *self, guint position)
{
  g_autoptr (CantripModelChoice) choice =
      g_list_model_get_item (G_LIST_MODEL (self->choices), position);

  if (choice == NULL || cantrip_model_choice_get_model (choice) == NULL)
    return;

  g_signal_emit (self,
                 signals[SIGNAL_CHOSEN],
                 0,
                 cantrip_model_choice_get_connection_id (choice),
                 cantrip_model_choice_get_model (choice));
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (CantripModelDialog *self, guint position)
{
  choose (self, position);
}

/* The first that can be chosen is what somebody means who types and presses Enter. */
static void
search_activated_cb (CantripModelDialog *self)
{
  guint n_choices = g_list_model_get_n_items (G_LIST_MODEL (self->choices));

  for (guint i = 0; i < n_choices; i++)
    {
      g_autoptr (CantripModelChoice) choice =
          g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (cantrip_model_choice_get_model (choice) != NULL)
        {
          choose (self, i);
          return;
        }
    }
}

static void
search_changed_cb (CantripModelDialog *self)
{
  fill (self);
}

static void
refresh_cb (CantripModelDialog *self)
{
  cantrip_model_source_ask (self->source, TRUE);
}

static void
connect_cb (CantripModelDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_CONNECT], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, cantrip_model_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CantripModelDialog *self)
{
  CantripModelChoice *choice = gtk_list_item_get_item (item);
  gboolean is_heading = cantrip_model_choice_get_kind (choice) == CANTRIP_MODEL_CHOICE_HEADING;
  gboolean is_chosen = !is_heading && self->model != NULL &&
                       cantrip_model_choice_get_connection_id (choice) == self->connection_id &&
                       g_str_equal (cantrip_model_choice_get_model (choice), self->model);

  gtk_list_item_set_activatable (item, !is_heading);
  gtk_list_item_set_selectable (item, !is_heading);
  cantrip_model_row_show (CANTRIP_MODEL_ROW (gtk_list_item_get_child (item)), choice, is_chosen);
}

static void
cantrip_model_dialog_dispose (GObject *object)
{
  CantripModelDialog *self = CANTRIP_MODEL_DIALOG (object);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  g_clear_object (&self->choices);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_MODEL_DIALOG);

  G_OBJECT_CLASS (cantrip_model_dialog_parent_class)->dispose (object);
}

static void
cantrip_model_dialog_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_MODEL_DIALOG (object)->model, g_free);

  G_OBJECT_CLASS (cantrip_model_dialog_parent_class)->finalize (object);
}

static void
cantrip_model_dialog_class_init (CantripModelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_model_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_model_dialog_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         type,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_INT64,
                                         G_TYPE_STRING);
  signals[SIGNAL_CONNECT] =
      g_signal_new ("connect", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-model-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripModelDialog, search);
  gtk_widget_class_bind_template_child (widget_class, CantripModelDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CantripModelDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CantripModelDialog, refresh);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
cantrip_model_dialog_init (CantripModelDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->choices = g_list_store_new (CANTRIP_TYPE_MODEL_CHOICE);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->choices)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->search));
}

CantripModelDialog *
cantrip_model_dialog_new (CantripModelSource *source, gint64 connection_id, const char *model)
{
  CantripModelDialog *self;

  g_return_val_if_fail (CANTRIP_IS_MODEL_SOURCE (source), NULL);

  self = g_object_new (CANTRIP_TYPE_MODEL_DIALOG, NULL);
  self->source = g_object_ref (source);
  self->connection_id = connection_id;
  self->model = g_strdup (model);
  g_signal_connect_object (source,
                           "changed",
                           G_CALLBACK (source_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  fill (self);
  cantrip_model_source_ask (source, FALSE);

  return self;
}
