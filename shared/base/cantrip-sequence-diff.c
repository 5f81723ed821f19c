/* cantrip-sequence-diff.c
 *
 * The linear-space algorithm of Eugene W. Myers, “An O(ND) Difference Algorithm and Its
 * Variations”, Algorithmica 1 (1986), section 4b. A way through the grid goes right (an element of
 * a is removed), down (one of b is added) or along a diagonal (both are equal). Paths of d changes
 * are grown from both corners at once until they meet; what lies before and after the meeting
 * point is solved likewise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-sequence-diff.h"

#define MAX_STEPS (3 * 1000 * 1000)

/* No path gets to this diagonal. */
#define NOWHERE (-1)

typedef struct
{
  const guint *a;
  const guint *b;
  gboolean    *a_changed;
  gboolean    *b_changed;
  gssize      *forward;  /* (owned): on each diagonal, how far along a the best path gets */
  gssize      *backward; /* (owned): the same from the end */
  gsize        origin;   /* where both arrays have diagonal 0 */
  gint64       steps_left;
} Diff;

/* A part of the grid: some elements of a and some of b. */
typedef struct
{
  gssize a;
  gssize b;
  gssize n_a;
  gssize n_b;
} Box;

static gboolean
equal (const Diff *self, const Box *box, gssize x, gssize y, gboolean is_backward)
{
  if (is_backward)
    return self->a[box->a + box->n_a - 1 - x] == self->b[box->b + box->n_b - 1 - y];

  return self->a[box->a + x] == self->b[box->b + y];
}

/* How far along a a path gets on @diagonal with one more change and all equals after it. */
static gssize
advance (Diff *self, const Box *box, const gssize *ends, gssize diagonal, gboolean is_backward)
{
  gssize down = ends[diagonal + 1];
  gssize right = ends[diagonal - 1];
  gssize x = NOWHERE;
  gssize y;

  if (down != NOWHERE && down - diagonal <= box->n_b)
    x = down;
  if (right != NOWHERE && right + 1 <= box->n_a && right + 1 > x)
    x = right + 1;

  self->steps_left--;
  if (x == NOWHERE)
    return x;

  y = x - diagonal;
  while (x < box->n_a && y < box->n_b && equal (self, box, x, y, is_backward))
    {
      x++;
      y++;
      self->steps_left--;
    }

  return x;
}

/* Grows the paths of one direction to @d changes. Returns whether one met the other direction. */
static gboolean
grow (Diff *self, const Box *box, gssize d, gboolean is_backward, gssize *ret_x, gssize *ret_y)
{
  gssize  *ends = (is_backward ? self->backward : self->forward) + self->origin;
  gssize  *others = (is_backward ? self->forward : self->backward) + self->origin;
  gssize   delta = box->n_a - box->n_b;
  gssize   lowest = d <= box->n_b ? -d : -box->n_b + (d - box->n_b) % 2;
  gssize   highest = d <= box->n_a ? d : box->n_a - (d - box->n_a) % 2;
  gssize   reach = is_backward ? d : d - 1; /* changes of the other direction */
  gboolean can_meet = (delta % 2 != 0) != is_backward;

  if (d > 0)
    ends[d + 1] = ends[-d - 1] = NOWHERE;

  for (gssize k = lowest; k <= highest; k += 2)
    {
      gssize mirrored = delta - k;
      gssize x = advance (self, box, ends, k, is_backward);

      ends[k] = x;
      if (!can_meet || x == NOWHERE || ABS (mirrored) > reach || others[mirrored] == NOWHERE ||
          mirrored < -box->n_b || mirrored > box->n_a || x + others[mirrored] < box->n_a)
        continue;

      *ret_x = is_backward ? box->n_a - x : x;
      *ret_y = is_backward ? box->n_b - (x - k) : x - k;
      return TRUE;
    }

  return FALSE;
}

/* Finds a point that a shortest way through the box goes through. */
static gboolean
find_middle (Diff *self, const Box *box, gssize *ret_x, gssize *ret_y)
{
  gssize *starts[] = { self->forward + self->origin, self->backward + self->origin };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      starts[i][1] = 0;
      starts[i][-1] = NOWHERE;
    }

  for (gssize d = 0; self->steps_left > 0; d++)
    {
      if (grow (self, box, d, FALSE, ret_x, ret_y) || grow (self, box, d, TRUE, ret_x, ret_y))
        return TRUE;
    }

  return FALSE;
}

static gboolean
solve (Diff *self, Box box)
{
  gssize x, y;

  while (box.n_a > 0 && box.n_b > 0 && equal (self, &box, 0, 0, FALSE))
    {
      box.a++;
      box.b++;
      box.n_a--;
      box.n_b--;
    }
  while (box.n_a > 0 && box.n_b > 0 && equal (self, &box, 0, 0, TRUE))
    {
      box.n_a--;
      box.n_b--;
    }

  if (box.n_a == 0 || box.n_b == 0)
    {
      for (gssize i = 0; i < box.n_a; i++)
        self->a_changed[box.a + i] = TRUE;
      for (gssize i = 0; i < box.n_b; i++)
        self->b_changed[box.b + i] = TRUE;
      return TRUE;
    }

  return find_middle (self, &box, &x, &y) && solve (self, (Box){ box.a, box.b, x, y }) &&
         solve (self, (Box){ box.a + x, box.b + y, box.n_a - x, box.n_b - y });
}

gboolean
cantrip_sequence_diff (const guint *a,
                       gsize        n_a,
                       const guint *b,
                       gsize        n_b,
                       gboolean    *ret_a_changed,
                       gboolean    *ret_b_changed)
{
  /* Both directions together need at most n_a + n_b changes. */
  gsize              origin = (n_a + n_b + 1) / 2 + 2;
  g_autofree gssize *forward = g_new (gssize, 2 * origin + 1);
  g_autofree gssize *backward = g_new (gssize, 2 * origin + 1);
  Diff               self = {
                  .a = a,
                  .b = b,
                  .a_changed = ret_a_changed,
                  .b_changed = ret_b_changed,
                  .forward = forward,
                  .backward = backward,
                  .origin = origin,
                  .steps_left = MAX_STEPS,
  };

  return solve (&self, (Box){ 0, 0, (gssize) n_a, (gssize) n_b });
}
