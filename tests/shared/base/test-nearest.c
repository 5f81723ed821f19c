/* test-nearest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-nearest.h"

static const char *const NAMES[] = {
  "event", "demographic", "size", "Größe", "Straße", "名前", NULL
};

static void
test_finds (void)
{
  static const struct
  {
    const char *name;
    const char *nearest;
  } cases[] = {
    { "event", "event" },
    { "Event", "event" },
    { "evnet", "event" },
    { "events", "event" },
    { "vent", "event" },
    { "sise", "size" },
    { "demografic", "demographic" },
    { "größe", "Größe" },
    { "GROSSE", "Größe" },
    { "STRASSE", "Straße" },
    { "名", "名前" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (cantrip_nearest_name (cases[i].name, NAMES), ==, cases[i].nearest);
    }
}

static void
test_prefers_fewest_edits (void)
{
  static const char *const names[] = { "headlines", "headline", "Headline", NULL };

  g_assert_cmpstr (cantrip_nearest_name ("headlin", names), ==, "headline");
  g_assert_cmpstr (cantrip_nearest_name ("headliness", names), ==, "headlines");
}

static void
test_finds_nothing_far (void)
{
  static const char *const letters[] = { "a", "", NULL };
  static const char *const none[] = { NULL };

  g_assert_null (cantrip_nearest_name ("audience", NAMES));
  g_assert_null (cantrip_nearest_name ("time", NAMES));
  g_assert_null (cantrip_nearest_name ("", NAMES));
  g_assert_null (cantrip_nearest_name ("b", letters));
  g_assert_null (cantrip_nearest_name ("\xff", letters));
  g_assert_null (cantrip_nearest_name ("", letters));
  g_assert_cmpstr (cantrip_nearest_name ("A", letters), ==, "a");
  g_assert_null (cantrip_nearest_name ("event", none));
  g_assert_null (cantrip_nearest_name ("event", NULL));
}

static void
test_ignores_long_names (void)
{
  g_autofree char  *hundred = g_strnfill (100, 'x');
  g_autofree char  *more = g_strnfill (101, 'x');
  g_autofree char  *huge = g_strnfill (1 << 20, 'x');
  const char *const names[] = { huge, more, hundred, NULL };

  g_assert_true (cantrip_nearest_name (hundred, names) == hundred);
  g_assert_null (cantrip_nearest_name (more, names));
  g_assert_null (cantrip_nearest_name (huge, names));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/nearest/finds", test_finds);
  g_test_add_func ("/nearest/prefers-fewest-edits", test_prefers_fewest_edits);
  g_test_add_func ("/nearest/finds-nothing-far", test_finds_nothing_far);
  g_test_add_func ("/nearest/ignores-long-names", test_ignores_long_names);

  return g_test_run ();
}
