/* test-import-meter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-shell.h"
#include "data/cantrip-import-meter.h"

static void
assert_text (gint64 n_rows, gint64 done, gint64 total, double elapsed_s, const char *expected)
{
  g_autoptr (CantripImportMeter) meter = cantrip_import_meter_new ();
  g_autofree char *text = NULL;

  cantrip_import_meter_set (meter, n_rows, done, total);
  text = cantrip_import_meter_dup_text (meter, elapsed_s);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  assert_text (0, 0, -1, 0, "0 rows");
  assert_text (1, 10, 100, 0.1, "1 row");
  assert_text (500, 50, 100, 2, "500 rows · 250 rows/s · 2 s left");
  assert_text (500, 50, -1, 2, "500 rows · 250 rows/s");
}

static void
test_share (void)
{
  g_autoptr (CantripImportMeter) meter = cantrip_import_meter_new ();

  g_assert_cmpfloat (cantrip_import_meter_get_share (meter), <, 0);
  cantrip_import_meter_set (meter, 1, 25, 100);
  g_assert_cmpfloat (cantrip_import_meter_get_share (meter), ==, 0.25);
  cantrip_import_meter_set (meter, 1, 300, 100);
  g_assert_cmpfloat (cantrip_import_meter_get_share (meter), ==, 1);
}

int
main (int argc, char *argv[])
{
  cantrip_test_desktop_init (&argc, &argv);

  g_test_add_func ("/import-meter/text", test_text);
  g_test_add_func ("/import-meter/share", test_share);

  return g_test_run ();
}
