/* test-text-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-sequence-diff.h"
#include "base/cantrip-text-diff.h"

#define CELL_CHARACTERS 32000

/* Spans as `same[-removed-][+added+]`. */
static char *
mark_spans (const GArray *spans)
{
  static const char *const BEFORE[] = { "", "[-", "[+" };
  static const char *const AFTER[] = { "", "-]", "+]" };
  GString                 *marked = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const CantripDiffSpan *span = &g_array_index (spans, CantripDiffSpan, i);

      g_assert_cmpuint (span->length, >, 0);
      g_string_append (marked, BEFORE[span->kind]);
      g_string_append_len (marked, span->text, (gssize) span->length);
      g_string_append (marked, AFTER[span->kind]);
    }

  return g_string_free (marked, FALSE);
}

static void
assert_made_of (const GArray *spans, CantripDiffKind other_side, const char *text)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const CantripDiffSpan *span = &g_array_index (spans, CantripDiffSpan, i);

      if (span->kind != other_side)
        g_string_append_len (joined, span->text, (gssize) span->length);
    }

  g_assert_cmpstr (joined->str, ==, text);
}

/* Compares, and checks that both texts can be put together again. */
static GArray *
diff (const char *old_text, const char *new_text)
{
  GArray *spans = cantrip_text_diff (old_text, new_text);

  assert_made_of (spans, CANTRIP_DIFF_ADDED, old_text);
  assert_made_of (spans, CANTRIP_DIFF_REMOVED, new_text);

  return spans;
}

static void
test_spans (void)
{
  static const struct
  {
    const char *old_text;
    const char *new_text;
    const char *marked;
  } cases[] = {
    { "", "", "" },
    { "same text", "same text", "same text" },
    { "", "new", "[+new+]" },
    { "old", "", "[-old-]" },
    { "a big sale", "a small sale", "a [-big-][+small+] sale" },
    { "Write it.", "Write it now.", "Write it[+ now+]." },
    { "one two three", "four five six", "[-one two three-][+four five six+]" },
    { "keep one two keep", "keep three four keep", "keep [-one two-][+three four+] keep" },
    { "a\nb\n", "a\nc\nb\n", "a\n[+c\n+]b\n" },
    { "私は東京に住む", "私は京都に住む", "私は[-東-]京[+都+]に住む" },
    { "cafe", "cafe\xCC\x81", "[-cafe-][+cafe\xCC\x81+]" },
    { "3.14", "3.15", "[-3.14-][+3.15+]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) spans = diff (cases[i].old_text, cases[i].new_text);
      g_autofree char *marked = mark_spans (spans);

      g_assert_cmpstr (marked, ==, cases[i].marked);
    }
}

/* The length of a longest common subsequence, as the textbook counts it. */
static guint
count_common (const guint *a, gsize n_a, const guint *b, gsize n_b)
{
  guint lengths[17][17] = { { 0 } };

  for (gsize i = 1; i <= n_a; i++)
    for (gsize j = 1; j <= n_b; j++)
      lengths[i][j] = a[i - 1] == b[j - 1] ? lengths[i - 1][j - 1] + 1
                                           : MAX (lengths[i - 1][j], lengths[i][j - 1]);

  return lengths[n_a][n_b];
}

static void
test_shortest (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      guint    a[16], b[16];
      gboolean a_changed[16] = { FALSE }, b_changed[16] = { FALSE };
      gsize    n_a = (gsize) g_test_rand_int_range (0, 17);
      gsize    n_b = (gsize) g_test_rand_int_range (0, 17);
      int      n_words = g_test_rand_int_range (1, 6);
      gsize    j = 0;
      guint    n_common = 0;

      for (gsize i = 0; i < n_a; i++)
        a[i] = (guint) g_test_rand_int_range (0, n_words);
      for (gsize i = 0; i < n_b; i++)
        b[i] = (guint) g_test_rand_int_range (0, n_words);

      g_assert_true (cantrip_sequence_diff (a, n_a, b, n_b, a_changed, b_changed));
      for (gsize i = 0; i < n_a; i++)
        {
          if (a_changed[i])
            continue;
          while (j < n_b && b_changed[j])
            j++;
          g_assert_cmpuint (j, <, n_b);
          g_assert_cmpuint (a[i], ==, b[j]);
          j++;
          n_common++;
        }
      while (j < n_b && b_changed[j])
        j++;
      g_assert_cmpuint (j, ==, n_b);
      g_assert_cmpuint (n_common, ==, count_common (a, n_a, b, n_b));
    }
}

/* A cell full of words of which few are in another cell; @per_line: 0: all in one line. */
static char *
make_cell (guint seed, guint per_line)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GString *text = g_string_new ("The same beginning.\n");

  for (guint i = 1; text->len < CELL_CHARACTERS; i++)
    g_string_append_printf (text,
                            "%x%c",
                            g_rand_int_range (random, 0, 4096),
                            per_line > 0 && i % per_line == 0 ? '\n' : ' ');
  g_string_append (text, "\nThe same end.\n");

  return g_string_free (text, FALSE);
}

static void
assert_fast (const char *old_text, const char *new_text, guint max_spans)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GArray) spans = diff (old_text, new_text);
  g_autoptr (GArray) again = diff (old_text, new_text);
  double took_ms = (double) (g_get_monotonic_time () - start_us) / 2000;

  g_test_message ("%u spans in %.1f ms", spans->len, took_ms);
  g_assert_cmpfloat (took_ms, <, 2000); /* bounded, also under a sanitizer on a busy machine */
  g_assert_cmpuint (spans->len, <=, max_spans);
  g_assert_cmpuint (spans->len, ==, again->len);
  for (guint i = 0; i < spans->len; i++)
    {
      const CantripDiffSpan *first = &g_array_index (spans, CantripDiffSpan, i);
      const CantripDiffSpan *second = &g_array_index (again, CantripDiffSpan, i);

      g_assert_cmpint (first->kind, ==, second->kind);
      g_assert_true (first->text == second->text);
      g_assert_cmpuint (first->length, ==, second->length);
    }
}

static void
test_long_cells (void)
{
  g_autofree char *one_line = make_cell (1, 0);
  g_autofree char *other_line = make_cell (2, 0);
  g_autofree char *lines = make_cell (3, 1);
  g_autofree char *other_lines = make_cell (4, 1);
  g_autofree char *edited = g_strdup (one_line);

  /* All changed, but for the same beginning and end. */
  assert_fast (one_line, other_line, 4);
  assert_fast (lines, other_lines, 4);

  memcpy (edited + 9000, "ZZZZ", 4);
  memcpy (edited + 20000, "ZZZZ", 4);
  assert_fast (one_line, edited, 7);
}

/* Falls back to lines: a block of lines that differ throughout between lines that are the same. */
static void
test_falls_back_to_lines (void)
{
  g_autofree char *a = make_cell (5, 20);
  g_autofree char *b = make_cell (6, 20);
  g_autofree char *old_text = g_strconcat (a, "stays\n", b, NULL);
  g_autofree char *new_text = g_strconcat (b, "stays\n", a, NULL);
  g_autoptr (GArray) spans = diff (old_text, new_text);
  gboolean has_long_same = FALSE;

  for (guint i = 0; i < spans->len; i++)
    {
      const CantripDiffSpan *span = &g_array_index (spans, CantripDiffSpan, i);

      has_long_same |= span->kind == CANTRIP_DIFF_SAME && span->length > CELL_CHARACTERS / 2;
    }
  g_assert_true (has_long_same);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text-diff/spans", test_spans);
  g_test_add_func ("/text-diff/finds-the-shortest", test_shortest);
  g_test_add_func ("/text-diff/takes-bounded-time", test_long_cells);
  g_test_add_func ("/text-diff/falls-back-to-lines", test_falls_back_to_lines);

  return g_test_run ();
}
