/* cantrip-test-util.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-util.h"

#include <glib/gstdio.h>

static gboolean
deadline_cb (gpointer data G_GNUC_UNUSED)
{
  g_error ("Nothing happened for %d seconds", CANTRIP_TEST_DEADLINE_S);

  return G_SOURCE_REMOVE;
}

void
cantrip_test_wait_until (gboolean (*done) (gpointer), gpointer data)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) deadline = g_timeout_source_new_seconds (CANTRIP_TEST_DEADLINE_S);

  g_source_set_callback (deadline, deadline_cb, NULL, NULL);
  g_source_attach (deadline, context);

  while (!done (data))
    g_main_context_iteration (context, TRUE);

  g_source_destroy (deadline);
}

static gboolean
slot_is_set (gpointer slot)
{
  return *(gpointer *) slot != NULL;
}

void
cantrip_test_wait_for (gpointer slot)
{
  cantrip_test_wait_until (slot_is_set, slot);
}

void
cantrip_test_keep_result (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

CantripStore *
cantrip_test_store_new (void)
{
  g_autoptr (GError) error = NULL;
  CantripStore *store = cantrip_store_open (":memory:", CANTRIP_STORE_CREATE, &error);

  g_assert_no_error (error);

  return store;
}

char *
cantrip_test_path (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);

  return g_build_filename (g_get_user_data_dir (), name, NULL);
}

char *
cantrip_test_write_file (const char *name, const char *content, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = cantrip_test_path (name);

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);

  return path;
}

char *
cantrip_test_fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
}
