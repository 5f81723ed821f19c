/* test-curl.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "cantrip-test-request.h"
#include "provider/cantrip-curl.h"

static char *
write_command (const char *protocol, const char *key_reference, const char *words, GError **error)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);
  g_autoptr (CantripRequest) request = cantrip_test_request_new (CANTRIP_MODE_CHAT, NULL, words);
  const CantripConnection connection = {
    .name = (char *) "mine",
    .protocol = (char *) protocol,
    .base_url = (char *) "https://api.openai.com/v1",
    .key_reference = (char *) key_reference,
  };

  return cantrip_curl_command (&connection, request, catalog, error);
}

static void
test_is_a_command (void)
{
  g_autofree char *command = write_command ("openai", "keyring:1", "It's $HOME", NULL);
  g_auto (GStrv) words = NULL;

  /* The shell's own rules, but for the variable, which they leave as it is. */
  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_assert_cmpuint (g_strv_length (words), ==, 8);
  g_assert_cmpstr (words[0], ==, "curl");
  g_assert_cmpstr (words[1], ==, "https://api.openai.com/v1/chat/completions");
  g_assert_cmpstr (words[5], ==, "Authorization: Bearer $OPENAI_API_KEY");
  g_assert_nonnull (strstr (words[7], "\"content\":\"It's $HOME\""));
}

static void
test_names_the_variable_of_the_connection (void)
{
  g_autofree char *command = write_command ("openai", "env:MY_KEY", "Hi", NULL);
  g_autofree char *without = write_command ("openai", NULL, "Hi", NULL);

  g_assert_nonnull (strstr (command, "Bearer $MY_KEY\""));
  g_assert_null (strstr (without, "Authorization"));
}

static void
test_refuses_what_has_no_address (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (write_command ("sample", NULL, "Hi", &error));
  g_assert_error (error, CANTRIP_ERROR, CANTRIP_ERROR_INVALID_INPUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/curl/command/is-one", test_is_a_command);
  g_test_add_func ("/curl/command/names-the-variable", test_names_the_variable_of_the_connection);
  g_test_add_func ("/curl/command/refuses-what-has-no-address", test_refuses_what_has_no_address);

  return g_test_run ();
}
