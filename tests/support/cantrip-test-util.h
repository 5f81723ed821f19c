/* cantrip-test-util.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/cantrip-store.h"

G_BEGIN_DECLS

#define CANTRIP_TEST_DEADLINE_S 60

/* Runs the main context until *@slot is set; aborts the test when that takes too long. */
void cantrip_test_wait_for (gpointer slot);

/* Runs the main context until @done says TRUE; aborts the test when that takes too long. */
void cantrip_test_wait_until (gboolean (*done) (gpointer), gpointer data);

/* A GAsyncReadyCallback that keeps the result in the GAsyncResult* at @user_data. */
void cantrip_test_keep_result (GObject *object, GAsyncResult *result, gpointer user_data);

/* A workspace in memory, empty. */
CantripStore *cantrip_test_store_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* A path in the test's own folder, which is empty at the start of each test program. */
char *cantrip_test_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Writes @length bytes (-1: a text) to cantrip_test_path (@name) and gives the path. */
char *cantrip_test_write_file (const char *name,
                               const char *content,
                               gssize      length) G_GNUC_WARN_UNUSED_RESULT;

/* The path of a file in tests/fixtures/. */
char *cantrip_test_fixture (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
