/* test-network-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>

#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"
#include "connections/cantrip-network-page.h"

typedef struct
{
  CantripWorkspace *workspace;
  GtkWidget        *page;
  CantripTestShell *shell;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) uri = g_uri_parse ("https://api.example.org/v1", SOUP_HTTP_URI_FLAGS, NULL);
  CantripNetwork *network;

  fixture->workspace = cantrip_test_open_workspace (data);
  network = cantrip_workspace_get_network (fixture->workspace);
  g_assert_true (cantrip_network_begin (network, uri, 0, NULL));
  cantrip_network_end (network, uri, 0, 1500, 40000);
  cantrip_network_flush (network);
  fixture->page = GTK_WIDGET (cantrip_network_page_new (fixture->workspace, ""));
  fixture->shell = cantrip_test_shell_new (fixture->workspace, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_shell_close (fixture->shell);
  cantrip_test_close_workspace (fixture->workspace);
}

static gboolean
lists_the_host (gpointer page)
{
  return cantrip_test_find_text (page, "api.example.org") != NULL;
}

static void
test_lists_hosts (Fixture *fixture, gconstpointer data)
{
  cantrip_test_wait_until (lists_the_host, fixture->page);
  g_assert_nonnull (
      cantrip_test_find_text (fixture->page, "1.5\302\240kB sent\n40.0\302\240kB received"));
}

static gboolean
is_on (gpointer page)
{
  return gtk_switch_get_state (GTK_SWITCH (cantrip_test_find (page, "offline")));
}

static gboolean
is_off (gpointer page)
{
  return !is_on (page);
}

static void
test_goes_offline_and_back (Fixture *fixture, gconstpointer data)
{
  CantripNetwork *network = cantrip_workspace_get_network (fixture->workspace);
  GtkWidget      *offline = cantrip_test_find (fixture->page, "offline");
  g_autoptr (CantripNetwork) other = NULL;

  cantrip_test_wait_until (lists_the_host, fixture->page);
  gtk_switch_set_active (GTK_SWITCH (offline), TRUE);
  cantrip_test_wait_until (is_on, fixture->page);
  g_assert_true (cantrip_network_is_offline (network));
  other = cantrip_network_open (cantrip_workspace_get_path (fixture->workspace),
                                CANTRIP_STORE_READ,
                                NULL);
  g_assert_true (cantrip_network_is_offline (other));

  gtk_switch_set_active (GTK_SWITCH (offline), FALSE);
  cantrip_test_wait_until (is_off, fixture->page);
  g_assert_false (cantrip_network_is_offline (network));
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, workspace, func) g_test_add (path, Fixture, workspace, set_up, func, tear_down)
  ADD ("/network-page/list/lists-hosts", "hosts.cantrip", test_lists_hosts);
  ADD ("/network-page/offline/goes-offline-and-back",
       "offline.cantrip",
       test_goes_offline_and_back);

  return g_test_run ();
}
