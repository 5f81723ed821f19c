/* test-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-message.h"

static void
test_role_reads_back (void)
{
  static const CantripRole roles[] = { CANTRIP_ROLE_SYSTEM,
                                       CANTRIP_ROLE_USER,
                                       CANTRIP_ROLE_ASSISTANT };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      CantripRole role = CANTRIP_ROLE_USER;

      g_assert_true (cantrip_role_from_text (cantrip_role_to_text (roles[i]), &role));
      g_assert_cmpint (role, ==, roles[i]);
    }
}

static void
test_role_reads_developer_as_system (void)
{
  CantripRole role = CANTRIP_ROLE_USER;

  g_assert_true (cantrip_role_from_text ("developer", &role));
  g_assert_cmpint (role, ==, CANTRIP_ROLE_SYSTEM);
}

static void
test_role_refuses (void)
{
  static const char *const cases[] = { NULL, "", "User", "tool", "system " };
  CantripRole              role = CANTRIP_ROLE_ASSISTANT;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (cantrip_role_from_text (cases[i], &role));
  g_assert_cmpint (role, ==, CANTRIP_ROLE_ASSISTANT);
}

static void
test_list_owns_messages (void)
{
  g_autoptr (GPtrArray) messages = cantrip_message_list_new ();
  const CantripMessage *message;

  g_ptr_array_add (messages, cantrip_message_new (CANTRIP_ROLE_USER, "Grüße"));
  g_ptr_array_add (messages, cantrip_message_new_take (CANTRIP_ROLE_ASSISTANT, g_strdup ("")));

  message = g_ptr_array_index (messages, 0);
  g_assert_cmpint (message->role, ==, CANTRIP_ROLE_USER);
  g_assert_cmpstr (message->content, ==, "Grüße");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/message/role/reads-back", test_role_reads_back);
  g_test_add_func ("/message/role/reads-developer-as-system", test_role_reads_developer_as_system);
  g_test_add_func ("/message/role/refuses", test_role_refuses);
  g_test_add_func ("/message/list/owns-messages", test_list_owns_messages);

  return g_test_run ();
}
