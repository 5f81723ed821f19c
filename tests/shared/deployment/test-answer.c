/* test-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "deployment/cantrip-answer.h"
#include "prompt/cantrip-message.h"

/* Reads `s:text`, `u:text`, `a:text`, ended by %NULL. */
static char *
hash (gint64 variant_id, const char *first, ...)
{
  g_autoptr (GPtrArray) messages = cantrip_message_list_new ();
  va_list more;

  va_start (more, first);
  for (const char *text = first; text != NULL; text = va_arg (more, const char *))
    {
      CantripRole role = text[0] == 's'   ? CANTRIP_ROLE_SYSTEM
                         : text[0] == 'u' ? CANTRIP_ROLE_USER
                                          : CANTRIP_ROLE_ASSISTANT;

      g_ptr_array_add (messages, cantrip_message_new (role, text + 2));
    }
  va_end (more);

  return cantrip_answer_content_sha256 (variant_id, messages);
}

static void
assert_differ (char *a, char *b)
{
  g_assert_cmpuint (strlen (a), ==, 64);
  g_assert_cmpstr (a, !=, b);
  g_free (a);
  g_free (b);
}

static void
test_equal_calls_share (void)
{
  g_autofree char *a = hash (7, "s:Be brief", "u:Hello", NULL);
  g_autofree char *b = hash (7, "s:Be brief", "u:Hello", NULL);

  g_assert_cmpstr (a, ==, b);
}

static void
test_every_part_counts (void)
{
  assert_differ (hash (7, "u:Hello", NULL), hash (8, "u:Hello", NULL));
  assert_differ (hash (7, "u:Hello", NULL), hash (7, "u:hello", NULL));
  assert_differ (hash (7, "u:Hello", NULL), hash (7, "u:Hello ", NULL));
  assert_differ (hash (7, "u:Hello", NULL), hash (7, "a:Hello", NULL));
  assert_differ (hash (7, "u:Hello", NULL), hash (7, "s:Hello", NULL));
  assert_differ (hash (7, "u:a", "u:b", NULL), hash (7, "u:b", "u:a", NULL));
}

static void
test_boundaries_count (void)
{
  assert_differ (hash (7, "u:ab", "u:c", NULL), hash (7, "u:a", "u:bc", NULL));
  assert_differ (hash (7, "u:ab", NULL), hash (7, "u:a", "u:b", NULL));
  assert_differ (hash (7, "u:a", "u:", NULL), hash (7, "u:a", NULL));
  assert_differ (hash (7, "u:a", "u:", NULL), hash (7, "u:", "u:a", NULL));
  assert_differ (hash (7, "u:", NULL), hash (7, NULL));
  assert_differ (hash (7, "u:userx", NULL), hash (7, "u:", "u:x", NULL));
}

static void
test_new_knows_no_counts (void)
{
  g_autoptr (CantripAnswer) answer = cantrip_answer_new ();
  g_autoptr (CantripAnswer) again = cantrip_answer_ref (answer);

  g_assert_true (again == answer);
  g_assert_cmpint (answer->input_tokens, ==, -1);
  g_assert_cmpint (answer->output_tokens, ==, -1);
  g_assert_cmpint (answer->finish, ==, CANTRIP_FINISH_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/answer/content-sha256/equal-calls-share", test_equal_calls_share);
  g_test_add_func ("/answer/content-sha256/every-part-counts", test_every_part_counts);
  g_test_add_func ("/answer/content-sha256/boundaries-count", test_boundaries_count);
  g_test_add_func ("/answer/new/knows-no-counts", test_new_knows_no_counts);

  return g_test_run ();
}
