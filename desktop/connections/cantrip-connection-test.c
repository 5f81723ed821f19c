/* cantrip-connection-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connection-test.h"

#include <glib/gi18n.h>

#include "connections/cantrip-connection-model.h"
#include "base/cantrip-error.h"
#include "provider/cantrip-connection-check.h"

struct _CantripConnectionTest
{
  AdwBin parent_instance;

  GtkWidget     *spinner;
  GtkWidget     *start;
  AdwActionRow  *list_row;
  GtkImage      *list_icon;
  GtkDropDown   *models;
  GtkStringList *names;
  AdwActionRow  *call_row;
  GtkImage      *call_icon;

  CantripConnectionForm *form;    /* (owned): a test may end after their window */
  CantripCatalog        *catalog; /* (owned) (nullable) */
  CantripNetwork        *network; /* (owned) (nullable) */
  GCancellable          *testing; /* (owned) (nullable): the test under way */
};

G_DEFINE_FINAL_TYPE (CantripConnectionTest, cantrip_connection_test, ADW_TYPE_BIN)

static void
show (AdwActionRow *row, GtkImage *icon, gboolean is_good, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  gtk_image_set_from_icon_name (icon, is_good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  adw_action_row_set_subtitle (row, escaped);
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
}

static void
set_busy (CantripConnectionTest *self, gboolean busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_button_set_label (GTK_BUTTON (self->start), busy ? _ ("_Stop") : _ ("_Test"));
}

/* What one call of a few words costs, roughly; unknown prices come last. */
static gint64
get_rank (const CantripModelInfo *info)
{
  if (info->input_usd_nanos < 0 || info->output_usd_nanos < 0)
    return G_MAXINT64;

  return info->input_usd_nanos + info->output_usd_nanos;
}

/* Fills the list to choose from, and chooses the cheapest, unless somebody has chosen. */
static void
fill_models (CantripConnectionTest *self, GPtrArray *infos)
{
  g_autofree char *chosen = NULL;
  GtkStringObject *selected = gtk_drop_down_get_selected_item (self->models);
  gint64           best = G_MAXINT64;
  guint            choice = 0;
  guint            n = 0;

  if (selected != NULL)
    chosen = g_strdup (gtk_string_object_get_string (selected));
  gtk_string_list_splice (self->names,
                          0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          NULL);
  for (guint i = 0; i < infos->len; i++)
    {
      const CantripModelInfo *info = g_ptr_array_index (infos, i);
      gint64                  rank = g_strcmp0 (info->id, chosen) == 0 ? -1 : get_rank (info);

      if (!info->generates_text)
        continue;
      if (rank < best)
        {
          best = rank;
          choice = n;
        }
      gtk_string_list_append (self->names, info->id);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->models), n > 0);
  if (n > 0)
    gtk_drop_down_set_selected (self->models, choice);
}

static void
show_list (CantripConnectionTest *self, const CantripConnectionReport *report)
{
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (CantripConnection) connection = NULL;
  g_autofree char *found = NULL;

  if (report->models != NULL)
    {
      found = g_strdup_printf (ngettext ("%u found", "%u found", report->models->len),
                               report->models->len);
      show (self->list_row, self->list_icon, TRUE, found);
      fill_models (self, report->models);
      return;
    }

  show (self->list_row, self->list_icon, FALSE, report->list_error->message);
  connection = cantrip_connection_form_dup_connection (self->form, NULL);
  if (connection != NULL)
    known =
        cantrip_model_info_list_known (self->catalog, cantrip_connection_get_dialect (connection));
  if (known != NULL)
    fill_models (self, known);
}

/* “812 ms · 12 tokens in, 3 out · $0.00001” */
static char *
describe_answer (const CantripConnectionReport *report)
{
  const CantripCompletion *completion = report->completion;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          _ ("%s answered after %" G_GINT64_FORMAT " ms"),
                          report->model,
                          completion->latency_us / 1000);
  if (completion->input_tokens >= 0 && completion->output_tokens >= 0)
    g_string_append_printf (text,
                            _ (" · %" G_GINT64_FORMAT " tokens in, %" G_GINT64_FORMAT " out"),
                            completion->input_tokens,
                            completion->output_tokens);
  if (report->cost_usd_nanos >= 0)
    {
      g_autofree char *cost = cantrip_connection_model_dup_usd (report->cost_usd_nanos);

      g_string_append_printf (text, " · %s", cost);
    }

  return g_strdup (text->str);
}

static void
answered_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionTest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnectionReport) report = cantrip_connection_check_finish (result, &error);
  g_autofree char *answer = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->testing);
  set_busy (self, FALSE);
  if (report != NULL && report->completion != NULL)
    {
      answer = describe_answer (report);
      show (self->call_row, self->call_icon, TRUE, answer);
    }
  else
    show (self->call_row,
          self->call_icon,
          FALSE,
          report != NULL ? report->call_error->message : error->message);
}

static void
check (CantripConnectionTest *self, const char *model, GAsyncReadyCallback callback)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnection) connection =
      cantrip_connection_form_dup_connection (self->form, &error);

  if (connection == NULL)
    {
      g_clear_object (&self->testing);
      set_busy (self, FALSE);
      show (self->call_row, self->call_icon, FALSE, error->message);
      return;
    }

  cantrip_connection_check_async (connection,
                                  cantrip_connection_form_get_key (self->form),
                                  model,
                                  self->catalog,
                                  self->network,
                                  self->testing,
                                  callback,
                                  g_object_ref (self));
}

static void
listed_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionTest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripConnectionReport) report = cantrip_connection_check_finish (result, &error);
  GtkStringObject *chosen = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (report != NULL)
    {
      show_list (self, report);
      chosen = gtk_drop_down_get_selected_item (self->models);
    }
  if (chosen != NULL &&
      !g_error_matches (report->list_error, CANTRIP_ERROR, CANTRIP_ERROR_UNAUTHORIZED))
    {
      check (self, gtk_string_object_get_string (chosen), answered_cb);
      return;
    }

  g_clear_object (&self->testing);
  set_busy (self, FALSE);
  if (report == NULL)
    show (self->call_row, self->call_icon, FALSE, error->message);
}

static void
stop (CantripConnectionTest *self)
{
  g_cancellable_cancel (self->testing);
  g_clear_object (&self->testing);
  set_busy (self, FALSE);
}

static void
test_cb (CantripConnectionTest *self)
{
  if (self->testing != NULL)
    {
      stop (self);
      return;
    }

  self->testing = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->call_row), FALSE);
  set_busy (self, TRUE);
  check (self, NULL, listed_cb);
}

static void
cantrip_connection_test_dispose (GObject *object)
{
  CantripConnectionTest *self = CANTRIP_CONNECTION_TEST (object);

  g_cancellable_cancel (self->testing);
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_CONNECTION_TEST);

  G_OBJECT_CLASS (cantrip_connection_test_parent_class)->dispose (object);
}

static void
cantrip_connection_test_finalize (GObject *object)
{
  CantripConnectionTest *self = CANTRIP_CONNECTION_TEST (object);

  g_clear_object (&self->testing);
  g_clear_object (&self->form);
  g_clear_object (&self->catalog);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (cantrip_connection_test_parent_class)->finalize (object);
}

static void
cantrip_connection_test_class_init (CantripConnectionTestClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_connection_test_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_connection_test_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-connection-test.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionTest, spinner);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionTest, start);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionTest, list_row);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionTest, list_icon);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionTest, models);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionTest, names);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionTest, call_row);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionTest, call_icon);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

static void
cantrip_connection_test_init (CantripConnectionTest *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cantrip_connection_test_set_form (CantripConnectionTest *self,
                                  CantripConnectionForm *form,
                                  CantripCatalog        *catalog,
                                  CantripNetwork        *network)
{
  g_return_if_fail (CANTRIP_IS_CONNECTION_TEST (self));
  g_return_if_fail (CANTRIP_IS_CONNECTION_FORM (form));

  g_set_object (&self->form, form);
  g_set_object (&self->catalog, catalog);
  g_set_object (&self->network, network);
}
