/* test-stop-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-stop-text.h"

static void
assert_both_ways (const char *const *stop, const char *text)
{
  g_autofree char *written = cantrip_stop_text_write (stop);
  g_auto (GStrv) read = cantrip_stop_text_read (text);

  g_assert_cmpstr (written, ==, text);
  g_assert_cmpstrv (read, stop);
}

static void
test_both_ways (void)
{
  assert_both_ways ((const char *const[]){ NULL }, "");
  assert_both_ways ((const char *const[]){ "END", " x ", NULL }, "END\n x ");
  assert_both_ways ((const char *const[]){ "\n\n", "a\tb\r", NULL }, "\\n\\n\na\\tb\\r");
  assert_both_ways ((const char *const[]){ "\\n", "c:\\\\", NULL }, "\\\\n\nc:\\\\\\\\");
}

static void
test_forgives (void)
{
  g_auto (GStrv) read = cantrip_stop_text_read ("\n\n\\d\n\nlast\\\n");

  g_assert_cmpstrv (read, ((const char *const[]){ "\\d", "last\\", NULL }));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stop-text/read/undoes-write", test_both_ways);
  g_test_add_func ("/stop-text/read/takes-what-is-no-escape-as-it-is", test_forgives);

  return g_test_run ();
}
