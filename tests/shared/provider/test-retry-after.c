/* test-retry-after.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "provider/cantrip-retry-after.h"

/* 2026-11-23T00:00:00Z */
#define NOW_US (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC)

static void
test_reads_headers (void)
{
  static const struct
  {
    const char *headers; /* lines */
    gint64      expected_ms;
  } cases[] = {
    { "", -1 },
    { "Retry-After: 2", 2000 },
    { "Retry-After: 1.5", 1500 },
    { "Retry-After: 0", 0 },
    { "Retry-After: -1", -1 },
    { "Retry-After: soon", -1 },
    { "Retry-After: inf", -1 },
    { "Retry-After: 1e300", 24 * 3600 * 1000 },
    { "Retry-After: Mon, 23 Nov 2026 00:00:30 GMT", 30000 },
    { "Retry-After: Sun, 22 Nov 2026 00:00:30 GMT", 0 },
    { "Retry-After-Ms: 12.5\nRetry-After: 9", 13 },
    { "Retry-After-Ms: x\nRetry-After: 9", 9000 },
    { "x-ratelimit-reset-requests: 12ms", 12 },
    { "x-ratelimit-reset-requests: 6m0s", 360000 },
    { "x-ratelimit-reset-tokens: 2m59.56s", 179560 },
    { "x-ratelimit-reset-tokens: 1h", 3600000 },
    { "x-ratelimit-reset-tokens: 3", 3000 },
    { "x-ratelimit-reset-tokens: 0", -1 },
    { "x-ratelimit-reset-tokens: -1", -1 },
    { "x-ratelimit-reset-tokens: 5x", -1 },
    { "x-ratelimit-reset-tokens: ", -1 },
    { "x-ratelimit-reset-requests: 1s\nx-ratelimit-reset-tokens: 5s", 5000 },
    { "x-ratelimit-reset-requests: 1s\nx-ratelimit-remaining-requests: 0\n"
      "x-ratelimit-reset-tokens: 5s\nx-ratelimit-remaining-tokens: 900",
      1000 },
    { "anthropic-ratelimit-tokens-reset: 2026-11-23T00:00:10Z", 10000 },
    { "anthropic-ratelimit-input-tokens-reset: 2026-11-22T00:00:10Z", 0 },
    { "X-RateLimit-Reset: 1795392007000", 7000 },
    { "X-RateLimit-Reset: 1795392007", 7000 },
    { "Retry-After: 1\nx-ratelimit-reset-tokens: 50s", 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      g_auto (GStrv) lines = g_strsplit (cases[i].headers, "\n", -1);

      for (char **line = lines; *line != NULL; line++)
        {
          g_auto (GStrv) pair = g_strsplit (*line, ": ", 2);

          soup_message_headers_append (headers, pair[0], pair[1]);
        }
      g_test_message ("%s", cases[i].headers);
      g_assert_cmpint (cantrip_retry_after_ms (headers, NULL, NOW_US), ==, cases[i].expected_ms);
      soup_message_headers_unref (headers);
    }
}

static void
test_reads_body (void)
{
  static const char body[] = "{\"details\":[{\"@type\":\"QuotaFailure\"},{\"@type\":\"RetryInfo\","
                             "\"retryDelay\":\"46s\"}]}";
  g_autoptr (JsonNode) node = cantrip_json_parse_text (body, -1, NULL);

  g_assert_cmpint (cantrip_retry_after_ms (NULL, cantrip_json_root_object (node), NOW_US),
                   ==,
                   46000);
  g_assert_cmpint (cantrip_retry_after_ms (NULL, NULL, NOW_US), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/retry-after/ms/reads-headers", test_reads_headers);
  g_test_add_func ("/retry-after/ms/reads-body", test_reads_body);

  return g_test_run ();
}
