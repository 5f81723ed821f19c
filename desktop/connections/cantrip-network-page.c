/* cantrip-network-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-network-page.h"

#include <glib/gi18n.h>

#include "provider/cantrip-network-contact.h"
#include "window/cantrip-shell.h"

/* More than anybody reads; the bridge’s “network” lists all. */
#define MAX_ROWS 500

struct _CantripNetworkPage
{
  CantripPage parent_instance;

  GtkSwitch  *offline;
  GtkListBox *list;

  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (CantripNetworkPage, cantrip_network_page, CANTRIP_TYPE_PAGE)

/* What the workspace says. */
typedef struct
{
  gboolean   offline;
  GPtrArray *contacts; /* (owned) (element-type CantripNetworkContact) */
} Ledger;

static void
ledger_free (Ledger *ledger)
{
  g_clear_pointer (&ledger->contacts, g_ptr_array_unref);
  g_free (ledger);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ledger, ledger_free)

static gpointer
read_ledger (CantripSession *session,
             gpointer        data G_GNUC_UNUSED,
             GCancellable   *cancellable G_GNUC_UNUSED,
             GError        **error)
{
  g_autoptr (Ledger) ledger = g_new0 (Ledger, 1);

  if (!cantrip_network_repository_is_offline (session->network, &ledger->offline, error) ||
      (ledger->contacts = cantrip_network_repository_list (session->network, error)) == NULL)
    return NULL;

  return g_steal_pointer (&ledger);
}

static const CantripWork READ_LEDGER = {
  .lane = CANTRIP_LANE_READ,
  .run = read_ledger,
  .free_result = (GDestroyNotify) ledger_free,
};

/* (transfer full): a moment as people of this language write it */
static char *
dup_moment (gint64 at_us)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (at_us / G_USEC_PER_SEC);

  return g_date_time_format (moment, "%x %H:%M");
}

/* “OpenAI · 12 calls · last on …, first on …” */
static char *
describe (const CantripNetworkContact *contact)
{
  g_autofree char *first = dup_moment (contact->first_at_us);
  g_autofree char *last = dup_moment (contact->last_at_us);
  g_autofree char *calls = g_strdup_printf (ngettext ("%'" G_GINT64_FORMAT " call",
                                                      "%'" G_GINT64_FORMAT " calls",
                                                      (gulong) contact->n_calls),
                                            contact->n_calls);
  const char      *name = contact->connection_name;

  if (name == NULL)
    name = cantrip_network_is_loopback (contact->host) ? _ ("Search for local servers")
                                                       : _ ("Test before it was added");

  /* Translators: a connection, a number of calls, two moments */
  return g_strdup_printf (_ ("%s · %s · last %s, first %s"), name, calls, last, first);
}

static char *
describe_bytes (const CantripNetworkContact *contact)
{
  g_autofree char *up = g_format_size ((guint64) contact->bytes_up);
  g_autofree char *down = g_format_size ((guint64) contact->bytes_down);

  /* Translators: sizes of what was sent and what was received */
  return g_strdup_printf (_ ("%s sent\n%s received"), up, down);
}

static GtkWidget *
row_new (const CantripNetworkContact *contact)
{
  GtkWidget       *row = adw_action_row_new ();
  gboolean         is_default = contact->port == 443 || contact->port == 80;
  gboolean         is_ipv6 = strchr (contact->host, ':') != NULL;
  g_autofree char *host =
      is_default ? g_strdup (contact->host)
                 : g_strdup_printf (is_ipv6 ? "[%s]:%u" : "%s:%u", contact->host, contact->port);
  g_autofree char *details = describe (contact);
  g_autofree char *escaped = g_markup_escape_text (details, -1);
  g_autofree char *bytes = describe_bytes (contact);
  GtkWidget       *label = gtk_label_new (bytes);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), host);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static void
show_ledger (CantripNetworkPage *self, const Ledger *ledger)
{
  GtkListBoxRow *row;

  self->is_filling = TRUE;
  gtk_switch_set_active (self->offline, ledger->offline);
  gtk_switch_set_state (self->offline, ledger->offline);
  self->is_filling = FALSE;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (ledger->contacts->len, MAX_ROWS); i++)
    gtk_list_box_append (self->list, row_new (g_ptr_array_index (ledger->contacts, i)));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripNetworkPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Ledger) ledger =
      cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);

  if (ledger != NULL &&
      !g_cancellable_is_cancelled (cantrip_page_get_cancellable (CANTRIP_PAGE (self))))
    show_ledger (self, ledger);
  else
    cantrip_shell_report (GTK_WIDGET (self), error);
}

static void
cantrip_network_page_reload (CantripPage *page)
{
  cantrip_workspace_run_async (cantrip_page_get_workspace (page),
                               &READ_LEDGER,
                               NULL,
                               cantrip_page_get_cancellable (page),
                               read_cb,
                               g_object_ref (page));
}

static gpointer
turn_switch (CantripSession *session,
             gpointer        data,
             GCancellable   *cancellable G_GNUC_UNUSED,
             GError        **error)
{
  gboolean offline = GPOINTER_TO_INT (data);

  return cantrip_network_repository_set_offline (session->network, offline, error)
             ? GINT_TO_POINTER (offline ? 2 : 1)
             : NULL;
}

static const CantripWork TURN_SWITCH = {
  .lane = CANTRIP_LANE_WRITE,
  .run = turn_switch,
};

static void
turned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripNetworkPage) self = user_data;
  CantripWorkspace *workspace = CANTRIP_WORKSPACE (object);
  g_autoptr (GError) error = NULL;
  int state = GPOINTER_TO_INT (cantrip_workspace_run_finish (workspace, result, &error));

  if (state != 0)
    cantrip_network_set_offline (cantrip_workspace_get_network (workspace), state == 2);
  else
    cantrip_shell_report (GTK_WIDGET (self), error);
  cantrip_page_reload (CANTRIP_PAGE (self)); /* shows how it stands, also when it was not turned */
}

static gboolean
offline_cb (GtkSwitch *offline G_GNUC_UNUSED, gboolean state, CantripNetworkPage *self)
{
  if (self->is_filling)
    return FALSE;

  cantrip_workspace_run_async (cantrip_page_get_workspace (CANTRIP_PAGE (self)),
                               &TURN_SWITCH,
                               GINT_TO_POINTER (state),
                               NULL,
                               turned_cb,
                               g_object_ref (self));

  return TRUE; /* its state follows when it is turned */
}

static void
up_cb (CantripNetworkPage *self)
{
  cantrip_shell_show_place (GTK_WIDGET (self), "connections");
}

static void
cantrip_network_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_NETWORK_PAGE);

  G_OBJECT_CLASS (cantrip_network_page_parent_class)->dispose (object);
}

static void
cantrip_network_page_class_init (CantripNetworkPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_network_page_dispose;
  CANTRIP_PAGE_CLASS (klass)->reload = cantrip_network_page_reload;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-network-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripNetworkPage, offline);
  gtk_widget_class_bind_template_child (widget_class, CantripNetworkPage, list);
  gtk_widget_class_bind_template_callback (widget_class, offline_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
}

static void
cantrip_network_page_init (CantripNetworkPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CantripPage *
cantrip_network_page_new (CantripWorkspace *workspace, const char *argument G_GNUC_UNUSED)
{
  CantripNetworkPage *self = g_object_new (CANTRIP_TYPE_NETWORK_PAGE, "workspace", workspace, NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->offline),
                            !cantrip_workspace_get_read_only (workspace));

  return CANTRIP_PAGE (self);
}
