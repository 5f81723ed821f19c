/* test-model-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-model-text.h"

static void
assert_details (gint64 input, gint64 output, gint64 context, const char *expected)
{
  g_autoptr (CantripModelInfo) info = cantrip_model_info_new ("m");
  g_autofree char *details = NULL;

  info->input_usd_nanos = input;
  info->output_usd_nanos = output;
  info->context_tokens = context;
  details = cantrip_model_text_dup_details (info, FALSE);
  g_assert_cmpstr (details, ==, expected);
}

static void
test_details (void)
{
  assert_details (100000000,
                  500000000,
                  1050000,
                  "$0.10 in, $0.50 out per million tokens · 1.05M context");
  assert_details (37500000,
                  G_GINT64_CONSTANT (50000000000),
                  128000,
                  "$0.0375 in, $50.00 out per million tokens · 128K context");
  assert_details (-1, -1, 0, "price unknown");
  assert_details (5, -1, 512, "price unknown · 512 context");
  assert_details (0, 0, 0, "free");
}

static void
test_sample (void)
{
  g_autoptr (CantripModelInfo) info = cantrip_model_info_new ("sample-plain");
  g_autofree char *details = cantrip_model_text_dup_details (info, TRUE);

  g_assert_true (g_str_has_prefix (details, "Not a language model"));
  g_assert_cmpstr (cantrip_model_text_get_title (info), ==, "sample-plain");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-text/details/give-price-and-context", test_details);
  g_test_add_func ("/model-text/details/say-what-samples-are", test_sample);

  return g_test_run ();
}
