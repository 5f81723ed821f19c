/* test-id.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-id.h"

static void
test_new_only_grows (void)
{
  gint64 last = 0;

  for (int i = 0; i < 100000; i++)
    {
      gint64 id = cantrip_id_new ();

      g_assert_cmpint (id, >, last);
      last = id;
    }
}

static gpointer
make_ids_thread (gpointer data)
{
  gint64 *ids = data;

  for (int i = 0; i < 10000; i++)
    ids[i] = cantrip_id_new ();

  return NULL;
}

static void
test_new_is_unique_across_threads (void)
{
  g_autofree gint64 *ids = g_new0 (gint64, 40000);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("ids", make_ids_thread, ids + i * 10000);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);

  for (int i = 0; i < 40000; i++)
    g_assert_true (g_hash_table_add (seen, &ids[i]));
}

static void
test_text_goes_both_ways (void)
{
  const gint64 ids[] = { 1, 31, 32, G_MAXINT64, cantrip_id_new () };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = cantrip_id_to_text (ids[i]);
      g_autofree char *upper = g_ascii_strup (text, -1);

      g_assert_cmpuint (strlen (text), ==, CANTRIP_ID_TEXT_LENGTH);
      g_assert_cmpint (cantrip_id_from_text (text), ==, ids[i]);
      g_assert_cmpint (cantrip_id_from_text (upper), ==, ids[i]);
    }
}

static void
test_from_text_refuses_others (void)
{
  g_assert_cmpint (cantrip_id_from_text ("000000000000I"), ==, 1); /* i reads as 1 */
  g_assert_cmpint (cantrip_id_from_text (NULL), ==, 0);
  g_assert_cmpint (cantrip_id_from_text (""), ==, 0);
  g_assert_cmpint (cantrip_id_from_text ("00000000000"), ==, 0);
  g_assert_cmpint (cantrip_id_from_text ("000000000000u"), ==, 0);
  g_assert_cmpint (cantrip_id_from_text ("zzzzzzzzzzzzz"), ==, 0); /* more than 63 bits */
}

static void
test_lowest_at_parts_before_and_after (void)
{
  gint64 before = cantrip_id_new ();
  gint64 now_us = (g_get_real_time () / 1000 + 1) * 1000; /* ids count in milliseconds */
  gint64 after;

  do
    after = cantrip_id_new ();
  while (g_get_real_time () < now_us);
  after = cantrip_id_new ();

  g_assert_cmpint (before, <, cantrip_id_get_lowest_at (now_us));
  g_assert_cmpint (after, >=, cantrip_id_get_lowest_at (now_us));
  g_assert_cmpint (cantrip_id_get_lowest_at (0), ==, 0);
  g_assert_cmpint (cantrip_id_get_lowest_at (G_MAXINT64), >, after);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/id/new/only-grows", test_new_only_grows);
  g_test_add_func ("/id/new/is-unique-across-threads", test_new_is_unique_across_threads);
  g_test_add_func ("/id/lowest-at/parts-before-and-after", test_lowest_at_parts_before_and_after);
  g_test_add_func ("/id/text/goes-both-ways", test_text_goes_both_ways);
  g_test_add_func ("/id/from-text/refuses-others", test_from_text_refuses_others);

  return g_test_run ();
}
