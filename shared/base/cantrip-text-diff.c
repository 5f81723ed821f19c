/* cantrip-text-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-text-diff.h"

#include <string.h>

#include "base/cantrip-sequence-diff.h"
#include "base/cantrip-word.h"

/* Cuts the first piece off a text. */
typedef CantripWord (*ReadFunc) (const char *text, gsize length);

/* One of the texts, cut into words or lines. */
typedef struct
{
  GArray   *pieces;  /* (owned) (element-type CantripWord) */
  guint    *numbers; /* (owned): equal pieces have equal numbers, in both texts */
  gboolean *changed; /* (owned) */
} Side;

typedef struct
{
  Side old_side;
  Side new_side;
} Pair;

/* A place where the texts differ: what was there, and what is there now; either may be empty. */
typedef struct
{
  const char *old_start;
  const char *old_end;
  const char *new_start;
  const char *new_end;
} Hunk;

static void
side_clear (Side *side)
{
  g_clear_pointer (&side->pieces, g_array_unref);
  g_clear_pointer (&side->numbers, g_free);
  g_clear_pointer (&side->changed, g_free);
}

static void
pair_clear (Pair *pair)
{
  side_clear (&pair->old_side);
  side_clear (&pair->new_side);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static CantripWord
read_line (const char *text, gsize length)
{
  const char *end = memchr (text, '\n', length);

  return (CantripWord){
    .kind = CANTRIP_WORD_LETTERS,
    .start = text,
    .length = end != NULL ? (gsize) (end - text) + 1 : length,
  };
}

static void
cut (Side *side, const char *text, ReadFunc read)
{
  const char *end = text + strlen (text);

  side->pieces = g_array_new (FALSE, FALSE, sizeof (CantripWord));
  while (text < end)
    {
      CantripWord piece = read (text, (gsize) (end - text));

      g_array_append_val (side->pieces, piece);
      text += piece.length;
    }

  side->numbers = g_new (guint, side->pieces->len);
  side->changed = g_new0 (gboolean, side->pieces->len);
}

/* Where a piece is to be numbered. */
typedef struct
{
  const CantripWord *piece;
  guint             *number;
} Place;

static void
add_places (GArray *places, const Side *side)
{
  for (guint i = 0; i < side->pieces->len; i++)
    {
      Place place = { &g_array_index (side->pieces, CantripWord, i), &side->numbers[i] };

      g_array_append_val (places, place);
    }
}

static int
compare_places_cb (gconstpointer a, gconstpointer b)
{
  const CantripWord *piece_a = ((const Place *) a)->piece;
  const CantripWord *piece_b = ((const Place *) b)->piece;

  if (piece_a->length != piece_b->length)
    return piece_a->length < piece_b->length ? -1 : 1;

  return memcmp (piece_a->start, piece_b->start, piece_a->length);
}

/* Sorting, unlike hashing, takes no longer for words that were chosen to collide. */
static void
number_pieces (Pair *pair)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint number = 0;

  add_places (places, &pair->old_side);
  add_places (places, &pair->new_side);
  g_array_sort (places, compare_places_cb);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      if (i > 0 && compare_places_cb (place - 1, place) != 0)
        number++;
      *place->number = number;
    }
}

static void
pair_init (Pair *pair, const char *old_text, const char *new_text, ReadFunc read)
{
  cut (&pair->old_side, old_text, read);
  cut (&pair->new_side, new_text, read);
  number_pieces (pair);
}

static gboolean
find_changes (Pair *pair)
{
  return cantrip_sequence_diff (pair->old_side.numbers,
                                pair->old_side.pieces->len,
                                pair->new_side.numbers,
                                pair->new_side.pieces->len,
                                pair->old_side.changed,
                                pair->new_side.changed);
}

/* Marks everything but the common beginning and end as changed. */
static void
change_all (Pair *pair)
{
  const Side *old_side = &pair->old_side, *new_side = &pair->new_side;
  gsize       n_old = old_side->pieces->len, n_new = new_side->pieces->len;
  gsize       start = 0, n_after = 0;

  while (start < MIN (n_old, n_new) && old_side->numbers[start] == new_side->numbers[start])
    start++;
  while (n_after < MIN (n_old, n_new) - start &&
         old_side->numbers[n_old - 1 - n_after] == new_side->numbers[n_new - 1 - n_after])
    n_after++;

  for (gsize i = 0; i < n_old; i++)
    old_side->changed[i] = i >= start && i < n_old - n_after;
  for (gsize i = 0; i < n_new; i++)
    new_side->changed[i] = i >= start && i < n_new - n_after;
}

/* How far a walk through one of the texts is. */
typedef struct
{
  const Side *side;
  gsize       i;    /* the next piece */
  const char *text; /* where it begins */
} Walk;

static gboolean
is_at (const Walk *walk, gboolean changed)
{
  return walk->i < walk->side->pieces->len && walk->side->changed[walk->i] == changed;
}

static void
step (Walk *walk)
{
  const CantripWord *piece = &g_array_index (walk->side->pieces, CantripWord, walk->i);

  walk->text = piece->start + piece->length;
  walk->i++;
}

static gboolean
is_blank (const char *start, const char *end)
{
  while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  return start >= end;
}

/* The next place where the texts differ; equal pieces stand in the same order in both. */
static gboolean
find_hunk (Walk *old_walk, Walk *new_walk, Hunk *ret_hunk)
{
  while (is_at (old_walk, FALSE) && is_at (new_walk, FALSE))
    {
      step (old_walk);
      step (new_walk);
    }

  ret_hunk->old_start = old_walk->text;
  ret_hunk->new_start = new_walk->text;
  while (is_at (old_walk, TRUE))
    step (old_walk);
  while (is_at (new_walk, TRUE))
    step (new_walk);
  ret_hunk->old_end = old_walk->text;
  ret_hunk->new_end = new_walk->text;

  return ret_hunk->old_start < ret_hunk->old_end || ret_hunk->new_start < ret_hunk->new_end;
}

/* (transfer full) (element-type Hunk): those with only white space between them are one */
static GArray *
make_hunks (const Pair *pair, const char *old_text, const char *new_text)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  Walk    old_walk = { &pair->old_side, 0, old_text };
  Walk    new_walk = { &pair->new_side, 0, new_text };
  Hunk    hunk;

  while (find_hunk (&old_walk, &new_walk, &hunk))
    {
      Hunk *last = hunks->len > 0 ? &g_array_index (hunks, Hunk, hunks->len - 1) : NULL;

      if (last != NULL && is_blank (last->new_end, hunk.new_start))
        {
          last->old_end = hunk.old_end;
          last->new_end = hunk.new_end;
        }
      else
        {
          g_array_append_val (hunks, hunk);
        }
    }

  return hunks;
}

static void
add_span (GArray *spans, CantripDiffKind kind, const char *start, const char *end)
{
  CantripDiffSpan span = { kind, start, (gsize) (end - start) };

  if (span.length > 0)
    g_array_append_val (spans, span);
}

static GArray *
make_spans (const GArray *hunks, const char *new_text)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (CantripDiffSpan));

  for (guint i = 0; i < hunks->len; i++)
    {
      const Hunk *hunk = &g_array_index (hunks, Hunk, i);

      add_span (spans, CANTRIP_DIFF_SAME, new_text, hunk->new_start);
      add_span (spans, CANTRIP_DIFF_REMOVED, hunk->old_start, hunk->old_end);
      add_span (spans, CANTRIP_DIFF_ADDED, hunk->new_start, hunk->new_end);
      new_text = hunk->new_end;
    }
  add_span (spans, CANTRIP_DIFF_SAME, new_text, new_text + strlen (new_text));

  return spans;
}

GArray *
cantrip_text_diff (const char *old_text, const char *new_text)
{
  g_auto (Pair) words = { 0 };
  g_auto (Pair) lines = { 0 };
  g_autoptr (GArray) hunks = NULL;
  const Pair *pair = &words;

  g_return_val_if_fail (old_text != NULL, NULL);
  g_return_val_if_fail (new_text != NULL, NULL);

  pair_init (&words, old_text, new_text, cantrip_word_read);
  if (!find_changes (&words))
    {
      pair_init (&lines, old_text, new_text, read_line);
      if (find_changes (&lines))
        pair = &lines;
      else
        change_all (&words);
    }

  hunks = make_hunks (pair, old_text, new_text);

  return make_spans (hunks, new_text);
}
