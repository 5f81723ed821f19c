/* test-receipt-writer-killed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cantrip-test-util.h"
#include "cantrip-test-workspace.h"
#include "request-log/cantrip-receipt-writer.h"

/* One receipt of the child at a time; its id is told once it is written. */
typedef struct
{
  CantripReceiptWriter *writer;
  int                   told_fd;
  gint64                id; /* 0: none is under way */
} Told;

static void
tell_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Told *told = user_data;

  if (!cantrip_receipt_writer_write_finish (told->writer, result, NULL) ||
      write (told->told_fd, &told->id, sizeof told->id) != sizeof told->id)
    _exit (1);
  told->id = 0;
}

static void
give (Told *told, CantripReceipt *receipt)
{
  told->id = receipt->id;
  cantrip_receipt_writer_write_async (told->writer, receipt, NULL, NULL, tell_cb, told);
}

/* The child of a fork; it ends only by being killed. */
static void
write_until_killed (CantripTestWorkspace *workspace, const char *path, int told_fd)
{
  CantripReceiptWriter *writer = cantrip_receipt_writer_new (path, NULL);
  Told                  told[32];

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    told[i] = (Told){ writer, told_fd, 0 };

  for (;; g_main_context_iteration (NULL, TRUE))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
        {
          if (told[i].id == 0)
            give (&told[i], cantrip_test_workspace_make_receipt (workspace, 1));
        }
    }
}

static void
assert_is_logged (CantripStore *store, gint64 id)
{
  CantripStatement *find =
      cantrip_store_prepare (store, "SELECT 1 FROM request_log WHERE id = $1", NULL);
  gboolean has_row = FALSE;

  cantrip_statement_bind_int (find, 1, id);
  g_assert_true (cantrip_statement_next (find, &has_row, "find", NULL));
  g_assert_true (has_row);
  cantrip_statement_free (find);
}

static void
test_kill_9_loses_nothing_told (void)
{
  g_autofree char      *path = cantrip_test_path ("killed.cantrip");
  CantripTestWorkspace *workspace = cantrip_test_workspace_new (path);
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;
  int    fds[2];
  int    status;
  pid_t  child;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0)
    write_until_killed (workspace, path, fds[1]);

  close (fds[1]);
  while (read (fds[0], &id, sizeof id) == sizeof id)
    {
      g_array_append_val (told, id);
      if (told->len == 1000)
        g_assert_cmpint (kill (child, SIGKILL), ==, 0);
    }
  close (fds[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  g_assert_cmpuint (told->len, >=, 1000);
  for (guint i = 0; i < told->len; i++)
    assert_is_logged (workspace->store, g_array_index (told, gint64, i));
  cantrip_test_workspace_free (workspace);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/receipt-writer/kill-9/loses-nothing-told", test_kill_9_loses_nothing_told);

  return g_test_run ();
}
