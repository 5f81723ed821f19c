/* test-column-slots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-column-slots.h"

static void
assert_read (CantripColumnSlots *slots, const char *stored, const char *expected)
{
  g_autofree char *values = cantrip_column_slots_read (slots, stored);

  g_assert_cmpstr (values, ==, expected);
}

static void
assert_json (CantripColumnSlots *slots, const char *expected)
{
  g_autofree char *json = cantrip_column_slots_to_json (slots);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_reads_rows_as_they_are (void)
{
  g_autoptr (CantripColumnSlots) slots = cantrip_column_slots_new_from_json ("[]", 2, 0);

  assert_json (slots, "[]");
  assert_read (slots, "[1.10,\"a\"]", "[1.10,\"a\"]");
  assert_read (slots, "[]", "[]");
}

static void
test_moves_without_rows (void)
{
  g_autoptr (CantripColumnSlots) slots = cantrip_column_slots_new_from_json ("[]", 3, 0);

  cantrip_column_slots_move (slots, 0, 2);
  assert_json (slots, "[1,2,0]");
  assert_read (slots, "[1,\"b\",[3, 4]]", "[\"b\",[3, 4],1]");

  cantrip_column_slots_move (slots, 2, 0);
  assert_json (slots, "[]");
}

static void
test_removed_values_never_come_back (void)
{
  g_autoptr (CantripColumnSlots) slots = cantrip_column_slots_new_from_json ("[]", 2, 0);
  g_autoptr (CantripColumnSlots) again = NULL;

  cantrip_column_slots_remove (slots, 1);
  assert_json (slots, "[]");
  assert_read (slots, "[1,\"secret\"]", "[1]");
  g_assert_cmpuint (cantrip_column_slots_get_next (slots), ==, 2);

  again = cantrip_column_slots_new_from_json ("[]", 1, 2);
  cantrip_column_slots_insert (again, 0);
  assert_json (again, "[2,0]");
  assert_read (again, "[1,\"secret\"]", "[null,1]");
}

static void
test_write (void)
{
  g_autoptr (CantripColumnSlots) slots = cantrip_column_slots_new_from_json ("[3,0]", 2, 4);
  char            *values[] = { (char *) "\"new\"", (char *) "7" };
  g_autofree char *changed = cantrip_column_slots_write (slots, "[1,\"old\"]", 0, values, 1);
  g_autofree char *added = cantrip_column_slots_write (slots, NULL, 0, values, 2);
  g_autofree char *second = cantrip_column_slots_write (slots, "[1,\"old\"]", 1, values + 1, 1);

  g_assert_cmpstr (changed, ==, "[1,\"old\",null,\"new\"]");
  g_assert_cmpstr (added, ==, "[7,null,null,\"new\"]");
  g_assert_cmpstr (second, ==, "[7,\"old\"]");
}

/* What a damaged or hostile workspace may say. */
static void
test_survives_bad_slots (void)
{
  static const char *const BAD[] = { "[99999999999,-1]", "[{},\"x\"]", "[0.5,null]" };
  char                    *values[] = { (char *) "1", (char *) "2" };

  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (CantripColumnSlots) slots = cantrip_column_slots_new_from_json (BAD[i], 2, -5);
      g_autofree char *written = cantrip_column_slots_write (slots, "[1]", 0, values, 2);

      assert_read (slots, "[1,2,3]", "[null,null]");
      g_assert_cmpstr (written, ==, "[1]");
    }
}

static void
test_leaves_what_is_no_row (void)
{
  g_autoptr (CantripColumnSlots) slots = cantrip_column_slots_new_from_json ("[1,0]", 2, 2);

  assert_read (slots, "{\"a\":1}", "{\"a\":1}");
  assert_read (slots, "[1,", "[1,");
  assert_read (slots, "[\"\xff\"]", "[\"\xff\"]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column-slots/read/rows-as-they-are", test_reads_rows_as_they_are);
  g_test_add_func ("/column-slots/move/without-rows", test_moves_without_rows);
  g_test_add_func ("/column-slots/remove/values-never-come-back",
                   test_removed_values_never_come_back);
  g_test_add_func ("/column-slots/write", test_write);
  g_test_add_func ("/column-slots/new/survives-bad-slots", test_survives_bad_slots);
  g_test_add_func ("/column-slots/read/leaves-what-is-no-row", test_leaves_what_is_no_row);

  return g_test_run ();
}
