/* test-spreadsheet-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-spreadsheet-date.h"

static void
test_kind_from_code (void)
{
  static const struct
  {
    const char     *code;
    CantripDateKind kind;
  } CODES[] = {
    { "General", CANTRIP_DATE_KIND_NONE },
    { "#,##0.00", CANTRIP_DATE_KIND_NONE },
    { "0.00E+00", CANTRIP_DATE_KIND_NONE },
    { "[Red]0;[Blue]-0", CANTRIP_DATE_KIND_NONE },
    { "0 \"days\"", CANTRIP_DATE_KIND_NONE },
    { "0\\d", CANTRIP_DATE_KIND_NONE },
    { "0.0_d;yyyy", CANTRIP_DATE_KIND_NONE },
    { "[$-409]0.00 \\y\"d", CANTRIP_DATE_KIND_NONE },
    { "yyyy\\-mm\\-dd", CANTRIP_DATE_KIND_DATE },
    { "[$-407]d. mmmm yyyy;@", CANTRIP_DATE_KIND_DATE },
    { "mmm", CANTRIP_DATE_KIND_DATE },
    { "DD/MM/YYYY HH:MM", CANTRIP_DATE_KIND_DATE_TIME },
    { "h:mm AM/PM", CANTRIP_DATE_KIND_TIME },
    { "mm:ss.0", CANTRIP_DATE_KIND_TIME },
    { "[h]:mm:ss", CANTRIP_DATE_KIND_DURATION },
    { "[HH]:MM", CANTRIP_DATE_KIND_DURATION },
    { "[", CANTRIP_DATE_KIND_NONE },
    { "\\", CANTRIP_DATE_KIND_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CODES); i++)
    {
      g_test_message ("%s", CODES[i].code);
      g_assert_cmpint (cantrip_date_kind_from_code (CODES[i].code), ==, CODES[i].kind);
    }
}

static void
test_kind_from_number (void)
{
  g_assert_cmpint (cantrip_date_kind_from_number (0), ==, CANTRIP_DATE_KIND_NONE);
  g_assert_cmpint (cantrip_date_kind_from_number (14), ==, CANTRIP_DATE_KIND_DATE);
  g_assert_cmpint (cantrip_date_kind_from_number (20), ==, CANTRIP_DATE_KIND_TIME);
  g_assert_cmpint (cantrip_date_kind_from_number (22), ==, CANTRIP_DATE_KIND_DATE_TIME);
  g_assert_cmpint (cantrip_date_kind_from_number (46), ==, CANTRIP_DATE_KIND_DURATION);
  g_assert_cmpint (cantrip_date_kind_from_number (49), ==, CANTRIP_DATE_KIND_NONE);
}

static void
assert_date (double serial, CantripDateKind kind, gboolean is_1904, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_date = cantrip_spreadsheet_date_append (text, serial, kind, is_1904);

  g_assert_cmpint (is_date, ==, expected != NULL);
  g_assert_cmpstr (text->str, ==, expected != NULL ? expected : "");
}

static void
test_append_knows_that_1900_was_no_leap_year (void)
{
  assert_date (1, CANTRIP_DATE_KIND_DATE, FALSE, "1900-01-01");
  assert_date (59, CANTRIP_DATE_KIND_DATE, FALSE, "1900-02-28");
  assert_date (61, CANTRIP_DATE_KIND_DATE, FALSE, "1900-03-01");
  assert_date (46349, CANTRIP_DATE_KIND_DATE, FALSE, "2026-11-23");
  assert_date (2958465, CANTRIP_DATE_KIND_DATE, FALSE, "9999-12-31");
}

static void
test_append_counts_from_1904 (void)
{
  assert_date (0, CANTRIP_DATE_KIND_DATE, TRUE, "1904-01-01");
  assert_date (44887, CANTRIP_DATE_KIND_DATE, TRUE, "2026-11-23");
  assert_date (2957003, CANTRIP_DATE_KIND_DATE, TRUE, "9999-12-31");
  assert_date (2957004, CANTRIP_DATE_KIND_DATE, TRUE, NULL);
}

static void
test_append_writes_times (void)
{
  assert_date (46349.6041666667, CANTRIP_DATE_KIND_DATE, FALSE, "2026-11-23T14:30:00");
  assert_date (46349, CANTRIP_DATE_KIND_DATE_TIME, FALSE, "2026-11-23T00:00:00");
  assert_date (0.5, CANTRIP_DATE_KIND_DATE_TIME, FALSE, "12:00:00");
  assert_date (46349.75, CANTRIP_DATE_KIND_TIME, FALSE, "18:00:00");
  assert_date (0.0000144676, CANTRIP_DATE_KIND_TIME, FALSE, "00:00:01.250");
  assert_date (1.50355324074074, CANTRIP_DATE_KIND_DURATION, FALSE, "36:05:07");
}

static void
test_append_refuses_what_is_no_date (void)
{
  assert_date (-1, CANTRIP_DATE_KIND_DATE, FALSE, NULL);
  assert_date (2958466, CANTRIP_DATE_KIND_DATE, FALSE, NULL);
  assert_date (1e300, CANTRIP_DATE_KIND_DURATION, FALSE, NULL);
  assert_date (1, CANTRIP_DATE_KIND_NONE, FALSE, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/spreadsheet-date/kind/from-code", test_kind_from_code);
  g_test_add_func ("/spreadsheet-date/kind/from-number", test_kind_from_number);
  g_test_add_func ("/spreadsheet-date/append/knows-that-1900-was-no-leap-year",
                   test_append_knows_that_1900_was_no_leap_year);
  g_test_add_func ("/spreadsheet-date/append/counts-from-1904", test_append_counts_from_1904);
  g_test_add_func ("/spreadsheet-date/append/writes-times", test_append_writes_times);
  g_test_add_func ("/spreadsheet-date/append/refuses-what-is-no-date",
                   test_append_refuses_what_is_no_date);

  return g_test_run ();
}
