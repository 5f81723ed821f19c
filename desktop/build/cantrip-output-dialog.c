/* cantrip-output-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-output-dialog.h"

#include "application/cantrip-run-words.h"

struct _CantripOutputDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle      *window_title;
  GtkLabel            *text;
  GtkWidget           *copy;
  GtkWidget           *replay;
  GtkWidget           *retry;
  GtkWidget           *curl;
  AdwPreferencesGroup *receipt;
  AdwPreferencesGroup *messages;

  GCancellable         *cancellable;
  CantripOutputReceipt *content; /* (owned) (nullable): NULL while it is read */
};

G_DEFINE_FINAL_TYPE (CantripOutputDialog, cantrip_output_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_REPLAY,
  SIGNAL_RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is read in a thread. */
typedef struct
{
  CantripWorkspace *workspace; /* (owned) */
  gint64            run_id;
  CantripTrialSpec *spec; /* (owned) */
} ReadWork;

static void
read_work_free (ReadWork *work)
{
  g_object_unref (work->workspace);
  cantrip_trial_spec_free (work->spec);
  g_free (work);
}

static gpointer
read_receipt (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  ReadWork *work = data;

  return cantrip_output_receipt_new (session, work->workspace, work->run_id, work->spec, error);
}

static const CantripWork READ_RECEIPT = {
  .lane = CANTRIP_LANE_READ,
  .run = read_receipt,
  .free_data = (GDestroyNotify) read_work_free,
  .free_result = (GDestroyNotify) cantrip_output_receipt_free,
};

/* @value: (transfer full) */
static void
add_line (CantripOutputDialog *self, const char *title, char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (self->receipt, row);
  g_free (value);
}

static char *
dup_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return g_date_time_format (time, "%c");
}

static void
show_receipt (CantripOutputDialog *self)
{
  const CantripOutput *output = self->content->output;

  if (output->model != NULL)
    add_line (self, _ ("Model"), g_strdup (output->model));
  if (output->input_tokens >= 0)
    add_line (self, _ ("Tokens In"), g_strdup_printf ("%'" G_GINT64_FORMAT, output->input_tokens));
  if (output->output_tokens >= 0)
    add_line (self,
              _ ("Tokens Out"),
              g_strdup_printf ("%'" G_GINT64_FORMAT, output->output_tokens));
  if (output->latency_us >= 0)
    add_line (self, _ ("Latency"), cantrip_latency_to_words (output->latency_us));
  add_line (self, _ ("Cost"), cantrip_usd_to_words (output->cost_usd_nanos));
  if (output->state == CANTRIP_OUTPUT_DONE)
    add_line (self, _ ("Ended Because"), g_strdup (cantrip_finish_to_text (output->finish)));
  add_line (self, _ ("Attempts"), g_strdup_printf ("%'" G_GINT64_FORMAT, output->attempts));
  if (output->finished_at_us > 0)
    add_line (self, _ ("Answered"), dup_time (output->finished_at_us));
}

static const char *
get_role_name (CantripRole role)
{
  switch (role)
    {
    case CANTRIP_ROLE_SYSTEM:
      return _ ("System");
    case CANTRIP_ROLE_ASSISTANT:
      return _ ("Assistant");
    case CANTRIP_ROLE_USER:
    default:
      return _ ("User");
    }
}

static void
show_messages (CantripOutputDialog *self)
{
  GPtrArray *messages = self->content->messages;

  gtk_widget_set_visible (GTK_WIDGET (self->messages), messages != NULL);
  for (guint i = 0; messages != NULL && i < messages->len; i++)
    {
      const CantripMessage *message = messages->pdata[i];
      GtkWidget            *row = adw_preferences_row_new ();
      GtkWidget            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      GtkWidget            *role = gtk_label_new (get_role_name (message->role));
      GtkWidget            *content = gtk_label_new (message->content);

      gtk_widget_add_css_class (role, "caption-heading");
      gtk_label_set_xalign (GTK_LABEL (role), 0);
      gtk_label_set_xalign (GTK_LABEL (content), 0);
      gtk_label_set_wrap (GTK_LABEL (content), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (content), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (content), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_selectable (GTK_LABEL (content), TRUE);
      gtk_widget_add_css_class (box, "sent-message");
      gtk_box_append (GTK_BOX (box), role);
      gtk_box_append (GTK_BOX (box), content);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      adw_preferences_group_add (self->messages, row);
    }
}

static const char *
get_text (const CantripOutput *output)
{
  switch (output->state)
    {
    case CANTRIP_OUTPUT_QUEUED:
      return _ ("Waits to be asked");
    case CANTRIP_OUTPUT_RUNNING:
      return _ ("Was asked, and has not answered yet");
    case CANTRIP_OUTPUT_FAILED:
      return output->error_message;
    case CANTRIP_OUTPUT_DONE:
    case CANTRIP_OUTPUT_STALE:
    default:
      return output->text != NULL ? output->text : "";
    }
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripOutputDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean has_failed;

  self->content = cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (self->content == NULL)
    {
      gtk_label_set_text (self->text, error->message);
      return;
    }

  has_failed = self->content->output->state == CANTRIP_OUTPUT_FAILED;
  gtk_label_set_text (self->text, get_text (self->content->output));
  if (has_failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "error");
  gtk_widget_set_visible (self->retry, has_failed);
  gtk_widget_set_sensitive (self->copy, TRUE);
  gtk_widget_set_sensitive (self->replay, self->content->messages != NULL);
  gtk_widget_set_sensitive (self->curl, self->content->curl != NULL);
  gtk_widget_set_tooltip_text (self->curl,
                               self->content->curl != NULL
                                   ? _ ("The call as a command for a shell, without the key")
                                   : self->content->curl_reason);
  show_receipt (self);
  show_messages (self);
}

static void
copy_cb (CantripOutputDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->text));
}

static void
curl_cb (CantripOutputDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->content->curl);
}

static void
replay_cb (CantripOutputDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_REPLAY], 0, self->content->output->values_json);
  gtk_window_close (GTK_WINDOW (self));
}

static void
retry_cb (CantripOutputDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
cantrip_output_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (CANTRIP_OUTPUT_DIALOG (object)->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_OUTPUT_DIALOG);

  G_OBJECT_CLASS (cantrip_output_dialog_parent_class)->dispose (object);
}

static void
cantrip_output_dialog_finalize (GObject *object)
{
  CantripOutputDialog *self = CANTRIP_OUTPUT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->content, cantrip_output_receipt_free);

  G_OBJECT_CLASS (cantrip_output_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-output-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripOutputDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, CantripOutputDialog, text);
  gtk_widget_class_bind_template_child (widget_class, CantripOutputDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, CantripOutputDialog, replay);
  gtk_widget_class_bind_template_child (widget_class, CantripOutputDialog, retry);
  gtk_widget_class_bind_template_child (widget_class, CantripOutputDialog, curl);
  gtk_widget_class_bind_template_child (widget_class, CantripOutputDialog, receipt);
  gtk_widget_class_bind_template_child (widget_class, CantripOutputDialog, messages);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, curl_cb);
  gtk_widget_class_bind_template_callback (widget_class, replay_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
cantrip_output_dialog_class_init (CantripOutputDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cantrip_output_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_output_dialog_finalize;

  signals[SIGNAL_REPLAY] = g_signal_new ("replay",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
  signals[SIGNAL_RETRY] = g_signal_new ("retry",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cantrip_output_dialog_init (CantripOutputDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (self->copy, FALSE);
  gtk_widget_set_sensitive (self->replay, FALSE);
  gtk_widget_set_sensitive (self->curl, FALSE);
}

CantripOutputDialog *
cantrip_output_dialog_new (CantripWorkspace       *workspace,
                           const char             *title,
                           gint64                  run_id,
                           const CantripTrialSpec *spec)
{
  CantripOutputDialog *self = g_object_new (CANTRIP_TYPE_OUTPUT_DIALOG, NULL);
  ReadWork            *work = g_new (ReadWork, 1);
  g_autofree char     *row = g_strdup_printf (_ ("Row %'" G_GINT64_FORMAT), spec->position);

  adw_window_title_set_title (self->window_title, row);
  adw_window_title_set_subtitle (self->window_title, title);
  gtk_window_set_title (GTK_WINDOW (self), row);
  *work = (ReadWork){ g_object_ref (workspace), run_id, cantrip_trial_spec_copy (spec) };
  cantrip_workspace_run_async (workspace,
                               &READ_RECEIPT,
                               work,
                               self->cancellable,
                               read_cb,
                               g_object_ref (self));

  return self;
}
