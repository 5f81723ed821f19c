/* test-row-sorter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "dataset/cantrip-row-sorter.h"

#define ROOMY (1024 * 1024)
#define TIGHT 1 /* as little as there is: each few rows make a run in the file */

static void
add (CantripRowSorter *sorter, const char *text, gint64 position)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cantrip_row_sorter_add (sorter, text, strlen (text), position, &error));
  g_assert_no_error (error);
}

static GArray *
finish (CantripRowSorter *sorter)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  g_assert_true (cantrip_row_sorter_finish (sorter, positions, NULL, &error));
  g_assert_no_error (error);

  return positions;
}

static void
assert_order (gboolean is_descending, const char *const *texts, const char *expected)
{
  g_autoptr (CantripRowSorter) sorter = cantrip_row_sorter_new (is_descending, ROOMY);
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GArray) positions = NULL;

  for (gint64 i = 0; texts[i] != NULL; i++)
    add (sorter, texts[i], i);
  positions = finish (sorter);
  for (guint i = 0; i < positions->len; i++)
    g_string_append_printf (order, "%s|", texts[g_array_index (positions, gint64, i)]);

  g_assert_cmpstr (order->str, ==, expected);
}

static void
test_numbers (void)
{
  static const char *const TEXTS[] = { "10", "9", "-1.5", "-20", "0", "1e3", "9.5", NULL };

  assert_order (FALSE, TEXTS, "-20|-1.5|0|9|9.5|10|1e3|");
  assert_order (TRUE, TEXTS, "1e3|10|9.5|9|0|-1.5|-20|");
}

static void
test_mixed_with_empties_last (void)
{
  static const char *const TEXTS[] = { "b", "", "2", "a", "10", "ab", NULL };

  assert_order (FALSE, TEXTS, "2|10|a|ab|b||");
  assert_order (TRUE, TEXTS, "b|ab|a|10|2||");
}

static void
assert_ascending (GArray *positions, guint first, guint end)
{
  for (guint i = first + 1; i < end; i++)
    g_assert_cmpint (g_array_index (positions, gint64, i - 1),
                     <,
                     g_array_index (positions, gint64, i));
}

static void
test_is_stable (gconstpointer data)
{
  gsize buffer_bytes = GPOINTER_TO_SIZE (data);

  for (guint is_descending = 0; is_descending < 2; is_descending++)
    {
      g_autoptr (CantripRowSorter) sorter = cantrip_row_sorter_new (is_descending, buffer_bytes);
      g_autoptr (GArray) positions = NULL;

      for (gint64 i = 1; i <= 3000; i++)
        add (sorter, i % 3 == 0 ? "" : i % 3 == 1 ? "x" : "y", i);
      positions = finish (sorter);

      g_assert_cmpuint (positions->len, ==, 3000);
      assert_ascending (positions, 0, 1000);
      assert_ascending (positions, 1000, 2000);
      assert_ascending (positions, 2000, 3000);
      g_assert_cmpint (g_array_index (positions, gint64, 0), ==, is_descending ? 2 : 1);
      g_assert_cmpint (g_array_index (positions, gint64, 2000), ==, 3);
    }
}

/* The same order whether all fits into memory or nearly nothing does. */
static void
test_file_gives_the_same (void)
{
  g_autoptr (CantripRowSorter) roomy = cantrip_row_sorter_new (FALSE, ROOMY);
  g_autoptr (CantripRowSorter) tight = cantrip_row_sorter_new (FALSE, TIGHT);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GArray) expected = NULL;
  g_autoptr (GArray) positions = NULL;

  for (gint64 i = 0; i < 5000; i++)
    {
      g_autofree char *padding = g_strnfill ((gsize) g_rand_int_range (random, 0, 400), 'x');
      g_autofree char *text = g_strdup_printf ("%d%s", g_rand_int_range (random, 0, 900), padding);

      add (roomy, text, i);
      add (tight, text, i);
    }
  expected = finish (roomy);
  positions = finish (tight);

  g_assert_cmpmem (positions->data,
                   positions->len * sizeof (gint64),
                   expected->data,
                   expected->len * sizeof (gint64));
}

static void
test_can_be_cancelled (void)
{
  g_autoptr (CantripRowSorter) sorter = cantrip_row_sorter_new (FALSE, TIGHT);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (gint64 i = 0; i < 1000; i++)
    add (sorter, "a text", i);
  g_cancellable_cancel (cancellable);

  g_assert_false (cantrip_row_sorter_finish (sorter, positions, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nothing (void)
{
  g_autoptr (CantripRowSorter) sorter = cantrip_row_sorter_new (FALSE, ROOMY);
  g_autoptr (GArray) positions = finish (sorter);

  g_assert_cmpuint (positions->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/row-sorter/numbers", test_numbers);
  g_test_add_func ("/row-sorter/mixed-with-empties-last", test_mixed_with_empties_last);
  g_test_add_data_func ("/row-sorter/is-stable", GSIZE_TO_POINTER (ROOMY), test_is_stable);
  g_test_add_data_func ("/row-sorter/is-stable/in-a-file",
                        GSIZE_TO_POINTER (TIGHT),
                        test_is_stable);
  g_test_add_func ("/row-sorter/file-gives-the-same", test_file_gives_the_same);
  g_test_add_func ("/row-sorter/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/row-sorter/nothing", test_nothing);

  return g_test_run ();
}
