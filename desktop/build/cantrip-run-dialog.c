/* cantrip-run-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-run-dialog.h"

#include "application/cantrip-run-words.h"
#include "base/cantrip-decimal.h"

struct _CantripRunDialog
{
  AdwMessageDialog parent_instance;

  GtkEditable *limit; /* (borrowed: a child) */
};

G_DEFINE_FINAL_TYPE (CantripRunDialog, cantrip_run_dialog, ADW_TYPE_MESSAGE_DIALOG)

static guint start_signal;

/* An empty field is no limit. People write a comma where their language has one. */
static gboolean
read_limit (CantripRunDialog *self, gint64 *ret_limit_usd_nanos)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->limit));

  g_strstrip (text);
  g_strdelimit (text, ",", '.');
  if (*text == '\0')
    {
      *ret_limit_usd_nanos = -1;
      return TRUE;
    }

  return cantrip_decimal_from_text (*text == '$' ? text + 1 : text, 9, ret_limit_usd_nanos);
}

static void
limit_changed_cb (CantripRunDialog *self)
{
  gint64   limit;
  gboolean is_readable = read_limit (self, &limit);

  if (is_readable)
    gtk_widget_remove_css_class (GTK_WIDGET (self->limit), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->limit), "error");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "start", is_readable);
}

static void
cantrip_run_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  gint64 limit;

  if (g_str_equal (response, "start") && read_limit (CANTRIP_RUN_DIALOG (dialog), &limit))
    g_signal_emit (dialog, start_signal, 0, limit);
}

static void
cantrip_run_dialog_class_init (CantripRunDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = cantrip_run_dialog_response;
  start_signal = g_signal_new ("start",
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
cantrip_run_dialog_init (CantripRunDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget        *group = adw_preferences_group_new ();
  GtkWidget        *row = adw_entry_row_new ();

  self->limit = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Spend at Most (US Dollars)"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_name (row, "limit");
  g_signal_connect_object (row, "changed", G_CALLBACK (limit_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_message_dialog_set_extra_child (dialog, group);

  adw_message_dialog_add_responses (dialog,
                                    "cancel",
                                    _ ("_Cancel"),
                                    "start",
                                    _ ("_Generate"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "start", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "start");
  adw_message_dialog_set_close_response (dialog, "cancel");
}

static char *
dup_money (const CantripRunEstimate *estimate)
{
  g_autofree char *cost = cantrip_usd_to_words (estimate->cost_usd_nanos);
  g_autofree char *worst = cantrip_usd_to_words (estimate->worst_usd_nanos);

  if (estimate->cost_usd_nanos < 0)
    return g_strdup (_ ("What it costs is not known: the price of this model is not."));
  if (estimate->worst_usd_nanos < 0)
    return g_strdup_printf (_ ("About %s."), cost);

  return g_strdup_printf (_ ("About %s, at most about %s."), cost, worst);
}

CantripRunDialog *
cantrip_run_dialog_new (GtkWindow                *parent,
                        const char               *model,
                        const CantripRunEstimate *estimate,
                        const char               *no_limit_reason)
{
  CantripRunDialog *self = g_object_new (CANTRIP_TYPE_RUN_DIALOG, "transient-for", parent, NULL);
  g_autofree char  *money = dup_money (estimate);
  g_autofree char  *heading = NULL;
  g_autofree char  *body = NULL;

  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "Generate %'" G_GINT64_FORMAT " Output?",
                                          "Generate %'" G_GINT64_FORMAT " Outputs?",
                                          (gulong) estimate->n_calls),
                             estimate->n_calls);
  body = g_strdup_printf (_ ("“%s” is sent about %'" G_GINT64_FORMAT " tokens. %s"),
                          model,
                          estimate->input_tokens,
                          money);
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), heading);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), body);
  gtk_widget_set_sensitive (GTK_WIDGET (self->limit), no_limit_reason == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->limit), no_limit_reason);

  return self;
}
