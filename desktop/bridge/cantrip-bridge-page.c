/* cantrip-bridge-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "bridge/cantrip-bridge-page.h"

#include "bridge/cantrip-bridge-process.h"
#include "window/cantrip-shell.h"

struct _CantripBridgePage
{
  CantripPage parent_instance;

  AdwActionRow  *state;
  GtkSpinner    *spinner;
  GtkSwitch     *switch_;
  GtkSpinButton *port;
  AdwActionRow  *address;
  GtkWidget     *log_group;
  GtkListView   *log;

  CantripBridgeProcess *process; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CantripBridgePage, cantrip_bridge_page, CANTRIP_TYPE_PAGE)

static const char *
describe (CantripBridgePage *self, CantripBridgeState state)
{
  const char *trouble = cantrip_bridge_process_get_trouble (self->process);

  switch (state)
    {
    case CANTRIP_BRIDGE_STARTING:
      return _ ("Starting…");
    case CANTRIP_BRIDGE_RUNNING:
      return _ ("Running; it ends when the last window of this workspace is closed");
    case CANTRIP_BRIDGE_STOPPING:
      return _ ("Finishing the calls under way…");
    case CANTRIP_BRIDGE_STOPPED:
    default:
      return trouble != NULL ? trouble : _ ("Not running");
    }
}

static void
update (CantripBridgePage *self)
{
  CantripBridgeState state = cantrip_bridge_process_get_state (self->process);
  const char        *address = cantrip_bridge_process_get_address (self->process);
  gboolean           runs = state == CANTRIP_BRIDGE_RUNNING || state == CANTRIP_BRIDGE_STARTING;

  adw_action_row_set_subtitle (self->state, describe (self, state));
  adw_action_row_set_subtitle (self->address, address != NULL ? address : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address), address != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->port), state == CANTRIP_BRIDGE_STOPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->switch_), state != CANTRIP_BRIDGE_STOPPING);
  gtk_spinner_set_spinning (self->spinner,
                            state == CANTRIP_BRIDGE_STARTING || state == CANTRIP_BRIDGE_STOPPING);
  gtk_switch_set_active (self->switch_, runs);
  gtk_switch_set_state (self->switch_, state == CANTRIP_BRIDGE_RUNNING);
}

/* The switch shows what is wished for at once, and its state what is. */
static gboolean
state_set_cb (CantripBridgePage *self, gboolean wished)
{
  CantripBridgeState state = cantrip_bridge_process_get_state (self->process);

  if (wished && state == CANTRIP_BRIDGE_STOPPED)
    cantrip_bridge_process_start (self->process, gtk_spin_button_get_value_as_int (self->port));
  else if (!wished)
    cantrip_bridge_process_stop (self->process);

  return GDK_EVENT_STOP;
}

static void
copy_cb (CantripBridgePage *self)
{
  const char *address = cantrip_bridge_process_get_address (self->process);

  if (address == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), address);
  cantrip_shell_say (GTK_WIDGET (self), _ ("Copied the address"));
}

static void
set_up_line_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_list_item_set_child (item, label);
}

static void
bind_line_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *line = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (line));
}

static void
show_log (CantripBridgePage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkStringList *lines = g_object_ref (cantrip_bridge_process_get_log (self->process));
  g_autoptr (GtkNoSelection) model = gtk_no_selection_new (G_LIST_MODEL (lines));

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_line_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), NULL);
  gtk_list_view_set_factory (self->log, factory);
  gtk_list_view_set_model (self->log, GTK_SELECTION_MODEL (model));
}

static void
cantrip_bridge_page_constructed (GObject *object)
{
  CantripBridgePage *self = CANTRIP_BRIDGE_PAGE (object);

  G_OBJECT_CLASS (cantrip_bridge_page_parent_class)->constructed (object);

  self->process =
      g_object_ref (cantrip_bridge_process_get (cantrip_page_get_workspace (CANTRIP_PAGE (self))));
  g_signal_connect_object (self->process, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_log (self);
  update (self);
}

static void
cantrip_bridge_page_dispose (GObject *object)
{
  CantripBridgePage *self = CANTRIP_BRIDGE_PAGE (object);

  if (self->process != NULL)
    g_signal_handlers_disconnect_by_data (self->process, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_BRIDGE_PAGE);
  g_clear_object (&self->process);

  G_OBJECT_CLASS (cantrip_bridge_page_parent_class)->dispose (object);
}

static void
cantrip_bridge_page_class_init (CantripBridgePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cantrip_bridge_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cantrip_bridge_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/bridge/"
                                               "cantrip-bridge-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripBridgePage, state);
  gtk_widget_class_bind_template_child (widget_class, CantripBridgePage, spinner);
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "switch",
                                             FALSE,
                                             G_STRUCT_OFFSET (CantripBridgePage, switch_));
  gtk_widget_class_bind_template_child (widget_class, CantripBridgePage, port);
  gtk_widget_class_bind_template_child (widget_class, CantripBridgePage, address);
  gtk_widget_class_bind_template_child (widget_class, CantripBridgePage, log_group);
  gtk_widget_class_bind_template_child (widget_class, CantripBridgePage, log);
  gtk_widget_class_bind_template_callback (widget_class, state_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
cantrip_bridge_page_init (CantripBridgePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CantripPage *
cantrip_bridge_page_new (CantripWorkspace *workspace, const char *argument)
{
  return g_object_new (CANTRIP_TYPE_BRIDGE_PAGE, "workspace", workspace, NULL);
}
