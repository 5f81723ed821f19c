/* test-text-matcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "dataset/cantrip-text-matcher.h"

static void
test_matches (void)
{
  static const struct
  {
    const char *needle;
    const char *text;
    gboolean    matches;
  } CASES[] = {
    { "", "anything", TRUE },
    { "", "", TRUE },
    { "SALE", "Spring sale 2026", TRUE },
    { "sale", "Spring SALE", TRUE },
    { "sales", "Spring sale", FALSE },
    { "a", "", FALSE },
    { "zürich", "ZÜRICH", TRUE },
    { "zu\xcc\x88rich", "Z\xc3\xbcrich", TRUE }, /* u and two dots; ü */
    { "STRASSE", "Hauptstraße 3", TRUE },
    { "zurich", "Zürich", FALSE },
    { "plain", "ümlaut and plain", TRUE },
    { "ü", "only ascii", FALSE },
    { "東京", "ここは東京です", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (CantripTextMatcher) matcher = cantrip_text_matcher_new (CASES[i].needle);
      gsize n_bytes = strlen (CASES[i].text);

      g_assert_cmpint (cantrip_text_matcher_matches (matcher, CASES[i].text, n_bytes),
                       ==,
                       CASES[i].matches);
    }
}

static void
test_stops_at_the_end (void)
{
  g_autoptr (CantripTextMatcher) matcher = cantrip_text_matcher_new ("sale");

  g_assert_false (cantrip_text_matcher_matches (matcher, "Spring sale", strlen ("Spring sal")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-matcher/matches", test_matches);
  g_test_add_func ("/text-matcher/matches/stops-at-the-end", test_stops_at_the_end);

  return g_test_run ();
}
