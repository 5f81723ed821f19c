/* test-service-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "server/cantrip-service-error.h"

static JsonNode *
to_json (const GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) parse_error = NULL;
  JsonNode *root;

  cantrip_service_error_append_json (error, text);
  root = cantrip_json_parse_text (text->str, -1, &parse_error);
  g_assert_no_error (parse_error);

  return root;
}

static void
test_every_code_has_a_name_and_a_status (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 0; code <= CANTRIP_SERVICE_ERROR_INTERNAL; code++)
    {
      g_autoptr (GError) error = cantrip_service_error_new ((CantripServiceError) code, -1, "x");
      const char *name = cantrip_service_error_get_name (error);
      guint       status = cantrip_service_error_get_status (error);

      g_assert_nonnull (name);
      g_assert_true (g_hash_table_add (names, (gpointer) name));
      g_assert_true (status == 200 || (status >= 400 && status < 600));
    }
}

static void
test_message_is_cut_and_escaped (void)
{
  g_autofree char *long_text = g_strnfill (500, 'x');
  g_autoptr (GError) long_error =
      cantrip_service_error_new (CANTRIP_SERVICE_ERROR_BAD_REQUEST, -1, "%s", long_text);
  g_autoptr (GError) odd_error =
      cantrip_service_error_new (CANTRIP_SERVICE_ERROR_NOT_FOUND, -1, "a\"b\n\xff");
  g_autoptr (JsonNode) long_root = to_json (long_error);
  g_autoptr (JsonNode) odd_root = to_json (odd_error);
  const char *message = cantrip_json_get_string (cantrip_json_root_object (long_root), "message");

  g_assert_cmpint (g_utf8_strlen (message, -1), ==, 200);
  g_assert_cmpstr (cantrip_json_get_string (cantrip_json_root_object (odd_root), "message"),
                   ==,
                   "a\"b\n\ufffd");
}

static void
test_retry_after (void)
{
  g_autoptr (GError) none = cantrip_service_error_new (CANTRIP_SERVICE_ERROR_BAD_KEY, -1, "x");
  g_autoptr (GError) some = cantrip_service_error_new (CANTRIP_SERVICE_ERROR_RATE_LIMITED, 5, "x");
  g_autoptr (GError) copy = g_error_copy (some);
  g_autoptr (GError) set = NULL;
  g_autoptr (JsonNode) none_root = to_json (none);
  g_autoptr (JsonNode) some_root = to_json (copy);

  g_assert_false (json_object_has_member (cantrip_json_root_object (none_root), "retry_after_ms"));
  g_assert_cmpint (cantrip_json_get_int (cantrip_json_root_object (some_root),
                                         "retry_after_ms",
                                         -1),
                   ==,
                   5);
  g_assert_false (cantrip_service_error_set (&set, CANTRIP_SERVICE_ERROR_BAD_REQUEST, "%d", 1));
  g_assert_cmpint (cantrip_service_error_get_retry_after_ms (set), ==, -1);
}

/* Whatever a provider said, callers read the service's own words. */
static void
test_from_provider (void)
{
  static const struct
  {
    CantripError code;
    const char  *name;
  } CODES[] = {
    { CANTRIP_ERROR_INVALID_INPUT, "UPSTREAM" },
    { CANTRIP_ERROR_TOO_LARGE, "TOO_LONG" },
    { CANTRIP_ERROR_NOT_FOUND, "UPSTREAM" },
    { CANTRIP_ERROR_UNAUTHORIZED, "UPSTREAM" },
    { CANTRIP_ERROR_RATE_LIMITED, "RATE_LIMITED" },
    { CANTRIP_ERROR_OVERLOADED, "UPSTREAM" },
    { CANTRIP_ERROR_TIMEOUT, "UPSTREAM" },
    { CANTRIP_ERROR_UNREACHABLE, "UPSTREAM" },
    { CANTRIP_ERROR_BUDGET, "BUDGET" },
    { CANTRIP_ERROR_REFUSED, "REFUSED" },
    { CANTRIP_ERROR_BAD_REPLY, "UPSTREAM" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CODES); i++)
    {
      g_autoptr (GError) provider =
          g_error_new (CANTRIP_ERROR, (int) CODES[i].code, "words of a provider");
      g_autoptr (GError) error = cantrip_service_error_from_provider (provider);

      g_assert_cmpstr (cantrip_service_error_get_name (error), ==, CODES[i].name);
      g_assert_null (strstr (error->message, "words of a provider"));
    }
}

static void
test_from_another_domain (void)
{
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "words of a provider");
  g_autoptr (GError) error = cantrip_service_error_from_provider (other);

  g_assert_cmpstr (cantrip_service_error_get_name (error), ==, "UPSTREAM");
  g_assert_null (strstr (error->message, "words"));
}

static void
test_from_store (void)
{
  g_autoptr (GError) store = g_error_new (CANTRIP_ERROR, CANTRIP_ERROR_DATABASE, "no such table");
  g_autoptr (GError) error = NULL;

  g_test_expect_message ("cantrip-service", G_LOG_LEVEL_WARNING, "*no such table*");
  error = cantrip_service_error_from_store (store);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (cantrip_service_error_get_name (error), ==, "INTERNAL");
  g_assert_null (strstr (error->message, "table"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/service-error/codes/have-names-and-statuses",
                   test_every_code_has_a_name_and_a_status);
  g_test_add_func ("/service-error/json/message-is-cut-and-escaped",
                   test_message_is_cut_and_escaped);
  g_test_add_func ("/service-error/json/retry-after", test_retry_after);
  g_test_add_func ("/service-error/from-provider/own-words", test_from_provider);
  g_test_add_func ("/service-error/from-provider/another-domain", test_from_another_domain);
  g_test_add_func ("/service-error/from-store/says-nothing", test_from_store);

  return g_test_run ();
}
