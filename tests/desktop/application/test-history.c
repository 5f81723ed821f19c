/* test-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/cantrip-history.h"
#include "base/cantrip-error.h"
#include "cantrip-test-shell.h"
#include "cantrip-test-util.h"

/* An edit that counts into the gint at @data; one of a negative number fails. */
static gboolean
apply (CantripSession *session, gpointer data, GError **error)
{
  gint *value = data;

  if (g_atomic_int_get (value) < 0)
    return cantrip_set_error (error, CANTRIP_ERROR_CONFLICT, "It is negative");

  g_atomic_int_inc (value);

  return TRUE;
}

static gboolean
revert (CantripSession *session, gpointer data, GError **error)
{
  gint *value = data;

  if (g_atomic_int_get (value) < 0)
    return cantrip_set_error (error, CANTRIP_ERROR_CONFLICT, "It is negative");

  g_atomic_int_add (value, -1);

  return TRUE;
}

static const CantripEdit COUNT = { .apply = apply, .revert = revert };

typedef struct
{
  CantripWorkspace *workspace;
  CantripHistory   *history;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = cantrip_test_open_workspace ("history.cantrip");
  fixture->history = cantrip_workspace_get_history (fixture->workspace);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cantrip_test_close_workspace (fixture->workspace);
}

static gboolean
perform (Fixture *fixture, gint *value, const char *label, guint64 *ret_serial, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_history_perform_async (fixture->history,
                                 &COUNT,
                                 value,
                                 label,
                                 cantrip_test_keep_result,
                                 &result);
  cantrip_test_wait_for (&result);

  return cantrip_history_perform_finish (fixture->history, result, ret_serial, error);
}

static char *
undo (Fixture *fixture, guint64 serial, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_history_undo_async (fixture->history, serial, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);

  return cantrip_history_step_finish (fixture->history, result, error);
}

static char *
redo (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_history_redo_async (fixture->history, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);

  return cantrip_history_step_finish (fixture->history, result, error);
}

static void
assert_can (Fixture *fixture, gboolean can_undo, gboolean can_redo)
{
  gboolean found_undo;
  gboolean found_redo;

  g_object_get (fixture->history, "can-undo", &found_undo, "can-redo", &found_redo, NULL);
  g_assert_cmpint (found_undo, ==, can_undo);
  g_assert_cmpint (found_redo, ==, can_redo);
}

static void
test_undoes_and_redoes_in_order (Fixture *fixture, gconstpointer data)
{
  gint             value = 0;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  g_assert_true (perform (fixture, &value, "One", NULL, NULL));
  g_assert_true (perform (fixture, &value, "Two", NULL, NULL));
  g_assert_cmpint (value, ==, 2);
  assert_can (fixture, TRUE, FALSE);

  undone = undo (fixture, 0, NULL);
  g_assert_cmpstr (undone, ==, "Two");
  g_assert_cmpint (value, ==, 1);
  assert_can (fixture, TRUE, TRUE);

  redone = redo (fixture, NULL);
  g_assert_cmpstr (redone, ==, "Two");
  g_assert_cmpint (value, ==, 2);
  assert_can (fixture, TRUE, FALSE);
}

static void
test_undoes_the_one_of_a_toast (Fixture *fixture, gconstpointer data)
{
  gint             first = 0;
  gint             second = 0;
  guint64          serial;
  g_autofree char *undone = NULL;

  g_assert_true (perform (fixture, &first, "First", &serial, NULL));
  g_assert_true (perform (fixture, &second, "Second", NULL, NULL));
  undone = undo (fixture, serial, NULL);
  g_assert_cmpstr (undone, ==, "First");
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (second, ==, 1);
}

static void
test_forgets_what_failed (Fixture *fixture, gconstpointer data)
{
  gint value = -1;
  g_autoptr (GError) error = NULL;

  g_assert_false (perform (fixture, &value, "Never", NULL, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  assert_can (fixture, FALSE, FALSE);
}

static void
test_forgets_what_cannot_be_undone (Fixture *fixture, gconstpointer data)
{
  gint value = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (perform (fixture, &value, "Once", NULL, NULL));
  g_atomic_int_set (&value, -5);
  g_assert_null (undo (fixture, 0, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_CONFLICT);
  assert_can (fixture, FALSE, FALSE);
}

static void
test_new_edit_ends_redo (Fixture *fixture, gconstpointer data)
{
  gint             value = 0;
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (perform (fixture, &value, "One", NULL, NULL));
  undone = undo (fixture, 0, NULL);
  g_assert_true (perform (fixture, &value, "Two", NULL, NULL));
  g_assert_null (redo (fixture, &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/history/undo/and-redo-in-order", test_undoes_and_redoes_in_order);
  ADD ("/history/undo/takes-the-one-of-a-toast", test_undoes_the_one_of_a_toast);
  ADD ("/history/undo/forgets-what-cannot-be-undone", test_forgets_what_cannot_be_undone);
  ADD ("/history/perform/forgets-what-failed", test_forgets_what_failed);
  ADD ("/history/redo/ends-with-a-new-edit", test_new_edit_ends_redo);

  return g_test_run ();
}
