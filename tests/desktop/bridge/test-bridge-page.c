/* test-bridge-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>

#include "bridge/cantrip-bridge-page.h"
#include "bridge/cantrip-bridge-process.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"

typedef struct
{
  CantripWorkspace     *workspace;
  CantripBridgeProcess *process; /* (borrowed from the workspace) */
  CantripPage          *page;
  CantripTestShell     *shell;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = cantrip_test_open_sample ("bridge.cantrip");
  fixture->process = cantrip_bridge_process_get (fixture->workspace);
  fixture->page = cantrip_bridge_page_new (fixture->workspace, "");
  fixture->shell = cantrip_test_shell_new (fixture->workspace, GTK_WIDGET (fixture->page));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static gboolean
is_running (gpointer process)
{
  return cantrip_bridge_process_get_state (process) == CANTRIP_BRIDGE_RUNNING;
}

static gboolean
is_stopped (gpointer process)
{
  return cantrip_bridge_process_get_state (process) == CANTRIP_BRIDGE_STOPPED;
}

static void
test_serves_until_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) reply = NULL;
  g_autofree char *url = NULL;
  GtkWidget       *address = cantrip_test_find (GTK_WIDGET (fixture->page), "address");

  cantrip_bridge_process_start (fixture->process, 0);
  cantrip_test_wait_until (is_running, fixture->process);
  g_assert_true (gtk_widget_get_visible (address));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "bridge");

  url = g_strconcat (cantrip_bridge_process_get_address (fixture->process), "/readyz", NULL);
  message = soup_message_new ("GET", url);
  reply = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_OK);

  cantrip_bridge_process_stop (fixture->process);
  cantrip_test_wait_until (is_stopped, fixture->process);
  g_assert_null (cantrip_bridge_process_get_trouble (fixture->process));
  g_assert_false (gtk_widget_get_visible (address));
}

static void
test_says_why_it_did_not_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketService) taken = g_socket_service_new ();
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) at = NULL;
  AdwActionRow *state = ADW_ACTION_ROW (cantrip_test_find (GTK_WIDGET (fixture->page), "state"));

  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (taken),
                                                any,
                                                G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP,
                                                NULL,
                                                &at,
                                                NULL));
  cantrip_bridge_process_start (fixture->process,
                                g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (at)));
  cantrip_test_wait_until (is_stopped, fixture->process);
  g_assert_nonnull (cantrip_bridge_process_get_trouble (fixture->process));
  g_assert_cmpstr (adw_action_row_get_subtitle (state),
                   ==,
                   cantrip_bridge_process_get_trouble (fixture->process));
  cantrip_test_save_png (GTK_WIDGET (fixture->shell), "bridge-trouble");
}

static void
test_ends_with_the_workspace (void)
{
  CantripWorkspace     *workspace = cantrip_test_open_sample ("leaving.cantrip");
  CantripBridgeProcess *process = g_object_ref (cantrip_bridge_process_get (workspace));

  cantrip_bridge_process_start (process, 0);
  cantrip_test_wait_until (is_running, process);
  cantrip_test_close_workspace (workspace);
  cantrip_test_wait_until (is_stopped, process);
  g_assert_finalize_object (process);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/bridge-page/start/serves-until-stopped", test_serves_until_stopped);
  ADD ("/bridge-page/start/says-why-it-did-not", test_says_why_it_did_not_start);
  g_test_add_func ("/bridge-page/process/ends-with-the-workspace", test_ends_with_the_workspace);

  return g_test_run ();
}
