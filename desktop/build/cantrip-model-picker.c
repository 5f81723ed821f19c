/* cantrip-model-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-model-picker.h"

#include "base/cantrip-error.h"
#include "build/cantrip-model-dialog.h"
#include "build/cantrip-model-text.h"
#include "window/cantrip-shell.h"

struct _CantripModelPicker
{
  AdwBin parent_instance;

  AdwActionRow *row;

  CantripModelSource *source;        /* (owned) (nullable) */
  gint64              connection_id; /* 0: none is chosen */
  char               *model;         /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CantripModelPicker, cantrip_model_picker, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_connections (CantripModelPicker *self)
{
  GPtrArray *offers = cantrip_model_source_get_offers (self->source);

  for (guint i = 0; i < offers->len; i++)
    {
      if (((const CantripModelOffer *) offers->pdata[i])->connection->archived_at_us == 0)
        return TRUE;
    }

  return FALSE;
}

/* “local · $0.10 in, $0.50 out per million tokens · 128K context” */
static char *
dup_model_details (CantripModelPicker      *self,
                   const CantripModelOffer *offer,
                   const CantripModelInfo  *info)
{
  gboolean         is_sample = g_str_equal (offer->connection->protocol, "sample");
  g_autofree char *details = cantrip_model_text_dup_details (info, is_sample);

  if (offer->connection->archived_at_us != 0)
    return g_strdup_printf (_ ("%s, a connection that was removed · %s"),
                            offer->connection->name,
                            details);

  return g_strdup_printf ("%s · %s", offer->connection->name, details);
}

static void
set_row (CantripModelPicker *self, const char *title, const char *subtitle)
{
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title_markup);
  adw_action_row_set_subtitle (self->row, subtitle_markup);
}

static void
show (CantripModelPicker *self)
{
  const CantripModelOffer *offer = cantrip_model_source_find (self->source, self->connection_id);

  if (self->model != NULL && offer != NULL)
    {
      g_autoptr (CantripModelInfo) info =
          cantrip_model_source_dup_model (self->source, self->connection_id, self->model);
      g_autofree char *details = dup_model_details (self, offer, info);

      set_row (self, cantrip_model_text_get_title (info), details);
    }
  else if (!cantrip_model_source_is_loaded (self->source))
    set_row (self, self->model != NULL ? self->model : _ ("Choose a Model…"), "");
  else if (!has_connections (self))
    set_row (self,
             _ ("Connect a Model…"),
             _ ("An account of a provider, or a server on this computer"));
  else if (self->model != NULL)
    set_row (self, self->model, _ ("Nobody offers it here: choose a model"));
  else
    set_row (self, _ ("Choose a Model…"), _ ("Whom the messages go to"));
}

static void
chosen_cb (CantripModelPicker *self, gint64 connection_id, const char *model)
{
  cantrip_model_picker_set_model (self, connection_id, model);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
connect_cb (CantripModelPicker *self)
{
  cantrip_shell_show_place (GTK_WIDGET (self), "connections");
}

static void
activated_cb (CantripModelPicker *self)
{
  CantripModelDialog *dialog;

  if (cantrip_model_source_is_loaded (self->source) && !has_connections (self))
    {
      connect_cb (self);
      return;
    }

  dialog = cantrip_model_dialog_new (self->source, self->connection_id, self->model);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "connect", G_CALLBACK (connect_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
cantrip_model_picker_dispose (GObject *object)
{
  CantripModelPicker *self = CANTRIP_MODEL_PICKER (object);

  g_clear_object (&self->source);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_MODEL_PICKER);

  G_OBJECT_CLASS (cantrip_model_picker_parent_class)->dispose (object);
}

static void
cantrip_model_picker_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_MODEL_PICKER (object)->model, g_free);

  G_OBJECT_CLASS (cantrip_model_picker_parent_class)->finalize (object);
}

static void
cantrip_model_picker_class_init (CantripModelPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_model_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_model_picker_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-model-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripModelPicker, row);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
cantrip_model_picker_init (CantripModelPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cantrip_model_picker_set_source (CantripModelPicker *self, CantripModelSource *source)
{
  g_return_if_fail (CANTRIP_IS_MODEL_PICKER (self));
  g_return_if_fail (self->source == NULL);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

void
cantrip_model_picker_set_model (CantripModelPicker *self, gint64 connection_id, const char *model)
{
  g_autofree char *before = NULL;

  g_return_if_fail (CANTRIP_IS_MODEL_PICKER (self));

  before = g_steal_pointer (&self->model);
  self->connection_id = connection_id;
  self->model = model != NULL && *model != '\0' ? g_strdup (model) : NULL;
  show (self);
}

const char *
cantrip_model_picker_get_model (CantripModelPicker *self)
{
  g_return_val_if_fail (CANTRIP_IS_MODEL_PICKER (self), NULL);

  return self->model;
}

gint64
cantrip_model_picker_get_connection_id (CantripModelPicker *self)
{
  g_return_val_if_fail (CANTRIP_IS_MODEL_PICKER (self), 0);

  return self->connection_id;
}

gboolean
cantrip_model_picker_check (CantripModelPicker *self, GError **error)
{
  g_return_val_if_fail (CANTRIP_IS_MODEL_PICKER (self), FALSE);

  if (self->model == NULL || self->connection_id == 0)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              _ ("No model is chosen; choose one above the messages"));
  if (cantrip_model_source_is_loaded (self->source) &&
      cantrip_model_source_find (self->source, self->connection_id) == NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              _ ("The connection of the model is not there any more; choose a "
                                 "model above the messages"));

  return TRUE;
}
