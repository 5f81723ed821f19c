/* test-completion.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-completion.h"

static void
test_finish_goes_both_ways (void)
{
  for (int finish = CANTRIP_FINISH_UNKNOWN; finish <= CANTRIP_FINISH_ERROR; finish++)
    g_assert_cmpint (cantrip_finish_from_text (cantrip_finish_to_text ((CantripFinish) finish)),
                     ==,
                     finish);

  g_assert_cmpint (cantrip_finish_from_text (NULL), ==, CANTRIP_FINISH_UNKNOWN);
  g_assert_cmpint (cantrip_finish_from_text ("STOP"), ==, CANTRIP_FINISH_UNKNOWN);
}

static void
test_new_knows_nothing (void)
{
  g_autoptr (CantripCompletion) completion = cantrip_completion_new ();

  g_assert_cmpstr (completion->text, ==, "");
  g_assert_null (completion->model);
  g_assert_cmpint (completion->finish, ==, CANTRIP_FINISH_UNKNOWN);
  g_assert_cmpint (completion->input_tokens, ==, -1);
  g_assert_cmpint (completion->cached_input_tokens, ==, -1);
  g_assert_cmpint (completion->output_tokens, ==, -1);
  g_assert_cmpint (completion->first_token_us, ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/completion/finish/goes-both-ways", test_finish_goes_both_ways);
  g_test_add_func ("/completion/new/knows-nothing", test_new_knows_nothing);

  return g_test_run ();
}
