/* cantrip-connection-models.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connection-models.h"

#include <glib/gi18n.h>

#include "connections/cantrip-connection-model.h"
#include "provider/cantrip-connection-check.h"

struct _CantripConnectionModels
{
  AdwBin parent_instance;

  GtkStack      *answer;
  AdwStatusPage *problem;
  GtkListView   *list;
  GtkEditable   *search;
  GtkWidget     *refresh;
  GtkLabel      *note;

  GListStore        *models;     /* (owned) (element-type CantripConnectionModel) */
  GtkCustomFilter   *filter;     /* (owned by the list) */
  GListModel        *found;      /* (borrowed from the list): those that match */
  char             **words;      /* (owned): what is searched, in lower case */
  CantripConnection *connection; /* (owned) (nullable) */
  CantripCatalog    *catalog;    /* (owned) (nullable) */
  CantripNetwork    *network;    /* (owned) (nullable) */
  GCancellable      *asking;     /* (owned) (nullable) */
  gboolean           is_asked;
};

G_DEFINE_FINAL_TYPE (CantripConnectionModels, cantrip_connection_models, ADW_TYPE_BIN)

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  CantripConnectionModels *self = user_data;

  return self->words == NULL ||
         cantrip_connection_model_matches (CANTRIP_CONNECTION_MODEL (item), self->words);
}

static void
show_found (CantripConnectionModels *self)
{
  gtk_stack_set_visible_child_name (self->answer,
                                    g_list_model_get_n_items (self->found) > 0 ? "list" : "none");
}

static void
search_changed_cb (CantripConnectionModels *self)
{
  g_autofree char *text = g_utf8_strdown (gtk_editable_get_text (self->search), -1);

  g_strfreev (self->words);
  self->words = g_strsplit_set (text, " ", -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->models)) > 0)
    show_found (self);
}

static void
fill (CantripConnectionModels *self, GPtrArray *infos)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < infos->len; i++)
    g_ptr_array_add (items, cantrip_connection_model_new (g_ptr_array_index (infos, i)));
  g_list_store_splice (self->models,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->models)),
                       items->pdata,
                       items->len);
  show_found (self);
}

static void
show_models (CantripConnectionModels *self, GPtrArray *infos)
{
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u model", "%u models", infos->len), infos->len);
  g_autofree char *note =
      g_strdup_printf (_ ("%s. Prices are US dollars per million tokens."), count);

  gtk_label_set_text (self->note, note);
  fill (self, infos);
}

/* Servers without a list may have models that the catalog knows. */
static void
show_problem (CantripConnectionModels *self, const GError *error)
{
  g_autoptr (GPtrArray) known =
      cantrip_model_info_list_known (self->catalog,
                                     cantrip_connection_get_dialect (self->connection));
  g_autofree char *note = NULL;

  if (known->len == 0)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      gtk_label_set_text (self->note, "");
      adw_status_page_set_description (self->problem, escaped);
      gtk_stack_set_visible_child_name (self->answer, "error");
      return;
    }

  note = g_strdup_printf (_ ("Shown are the models of the catalog, because there is no list: %s"),
                          error->message);
  gtk_label_set_text (self->note, note);
  fill (self, known);
}

static void
listed_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionModels) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnectionReport) report = cantrip_connection_check_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_sensitive (self->refresh, TRUE);
  if (report != NULL && report->models != NULL)
    show_models (self, report->models);
  else
    show_problem (self, report != NULL ? report->list_error : error);
}

static void
ask (CantripConnectionModels *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  self->is_asked = TRUE;
  gtk_widget_set_sensitive (self->refresh, FALSE);
  gtk_label_set_text (self->note, "");
  gtk_stack_set_visible_child_name (self->answer, "busy");
  cantrip_connection_check_async (self->connection,
                                  NULL,
                                  NULL,
                                  self->catalog,
                                  self->network,
                                  self->asking,
                                  listed_cb,
                                  g_object_ref (self));
}

static void
refresh_cb (CantripConnectionModels *self)
{
  if (self->connection != NULL)
    ask (self);
}

static void
cantrip_connection_models_map (GtkWidget *widget)
{
  CantripConnectionModels *self = CANTRIP_CONNECTION_MODELS (widget);

  GTK_WIDGET_CLASS (cantrip_connection_models_parent_class)->map (widget);
  if (self->connection != NULL && !self->is_asked)
    ask (self);
}

static void
cantrip_connection_models_dispose (GObject *object)
{
  CantripConnectionModels *self = CANTRIP_CONNECTION_MODELS (object);

  g_cancellable_cancel (self->asking);
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_CONNECTION_MODELS);

  G_OBJECT_CLASS (cantrip_connection_models_parent_class)->dispose (object);
}

static void
cantrip_connection_models_finalize (GObject *object)
{
  CantripConnectionModels *self = CANTRIP_CONNECTION_MODELS (object);

  g_clear_object (&self->asking);
  g_clear_object (&self->models);
  g_clear_object (&self->catalog);
  g_clear_object (&self->network);
  g_clear_pointer (&self->connection, cantrip_connection_free);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (cantrip_connection_models_parent_class)->finalize (object);
}

static void
cantrip_connection_models_class_init (CantripConnectionModelsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_connection_models_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_connection_models_finalize;
  widget_class->map = cantrip_connection_models_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-connection-models.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionModels, answer);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionModels, problem);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionModels, list);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionModels, search);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionModels, refresh);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionModels, note);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
}

static GtkWidget *
label_new (const char *css_class, gboolean wraps)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "caption");
    }

  return label;
}

/* Three labels: the name above, the details and the price below it. */
static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 8);
  gtk_widget_set_margin_start (row, 6);
  gtk_widget_set_margin_end (row, 6);
  gtk_box_append (GTK_BOX (row), label_new (NULL, TRUE));
  gtk_box_append (GTK_BOX (row), label_new ("dim-label", TRUE));
  gtk_box_append (GTK_BOX (row), label_new ("numeric", FALSE));
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
show_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, text[0] != '\0');
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item)
{
  CantripConnectionModel *model = gtk_list_item_get_item (item);
  GtkWidget              *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget              *details = gtk_widget_get_next_sibling (name);

  show_text (name, cantrip_connection_model_get_id (model));
  show_text (details, cantrip_connection_model_get_details (model));
  show_text (gtk_widget_get_next_sibling (details), cantrip_connection_model_get_price (model));
}

static void
cantrip_connection_models_init (CantripConnectionModels *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->models = g_list_store_new (CANTRIP_TYPE_CONNECTION_MODEL);
  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  self->found = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->models)),
                                                         GTK_FILTER (self->filter)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (self->found)));
}

void
cantrip_connection_models_set_connection (CantripConnectionModels *self,
                                          const CantripConnection *connection,
                                          CantripCatalog          *catalog,
                                          CantripNetwork          *network)
{
  g_return_if_fail (CANTRIP_IS_CONNECTION_MODELS (self));
  g_return_if_fail (connection != NULL);

  cantrip_connection_free (self->connection);
  self->connection = cantrip_connection_copy (connection);
  g_set_object (&self->catalog, catalog);
  g_set_object (&self->network, network);
  self->is_asked = FALSE;
  g_list_store_remove_all (self->models);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}
