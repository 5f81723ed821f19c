/* test-network-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cantrip-fake-model.h"
#include "cantrip-test-program.h"
#include "cantrip-test-util.h"

typedef struct
{
  CantripFakeModel *model;
  char             *workspace;
} Fixture;

#define CHECK(...) cantrip_test_program_check (__VA_ARGS__, "-w", fixture->workspace, NULL)

static void
apply (Fixture *fixture, const char *base_url)
{
  g_autofree char *json = g_strdup_printf (
      "{\"connections\":[{\"name\":\"local\",\"protocol\":\"openai\",\"base_url\":\"%s\"}],"
      "\"apps\":[{\"slug\":\"copy\",\"name\":\"Copy\",\"variants\":[{\"name\":\"first\","
      "\"connection\":\"local\",\"model\":\"m\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Write about {{event}}\"}]}]}]}",
      base_url);
  g_autofree char *file = cantrip_test_write_file ("apply.json", json, -1);

  g_free (CHECK ("apply", file));
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *rows = cantrip_test_write_file ("rows.csv", "event\nFair\nGala\n", -1);

  fixture->model = cantrip_fake_model_new ();
  fixture->workspace = cantrip_test_path ("w.cantrip");
  g_free (CHECK ("init"));
  g_free (CHECK ("import", rows, "-d", "events"));
  apply (fixture, cantrip_fake_model_get_base_url (fixture->model));
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cantrip_fake_model_free (fixture->model);
  g_free (fixture->workspace);
}

static void
test_lists_hosts (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *none = CHECK ("network");
  g_autofree char *run = CHECK ("generate", "copy/first", "events");
  g_autofree char *text = CHECK ("network");
  g_autofree char *json = CHECK ("network", "--json");

  g_assert_cmpstr (none, ==, "online\n");
  g_assert_true (g_str_has_prefix (text, "online\n127.0.0.1:"));
  g_assert_nonnull (strstr (text, " · local · 2 calls · "));
  g_assert_true (g_str_has_prefix (json,
                                   "{\"offline\":false,\"contacts\":[{\"host\":"
                                   "\"127.0.0.1\",\"port\":"));
  g_assert_nonnull (strstr (json, "\"connection\":\"local\",\"first\":\"20"));
  g_assert_nonnull (strstr (json, "\"calls\":2,\"bytes_up\":"));
}

static void
test_goes_offline (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *on = CHECK ("network", "--offline", "on");
  g_autofree char *local = CHECK ("generate", "copy/first", "events");
  g_autofree char *off = NULL;
  g_autofree char *contacts = NULL;
  g_autoptr (CantripTestProgram) refused = NULL;

  g_assert_cmpstr (on, ==, "offline: only this computer is asked\n");
  g_assert_true (g_str_has_prefix (local, "2 done"));

  apply (fixture, "http://192.0.2.1/v1");
  refused = cantrip_test_program_run ("generate",
                                      "copy/first",
                                      "events",
                                      "--fresh",
                                      "-w",
                                      fixture->workspace,
                                      NULL);
  cantrip_test_program_assert_failed (refused, 1, "offline switch");
  contacts = CHECK ("network");
  g_assert_null (strstr (contacts, "192.0.2.1"));

  off = CHECK ("network", "--offline", "off");
  g_assert_true (g_str_has_prefix (off, "online\n"));
}

static void
test_wrong_use (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripTestProgram) program =
      cantrip_test_program_run ("network", "--offline", "maybe", "-w", fixture->workspace, NULL);

  cantrip_test_program_assert_failed (program, 2, "on or off");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/network-command/lists-hosts", test_lists_hosts);
  ADD ("/network-command/goes-offline", test_goes_offline);
  ADD ("/network-command/wrong-use", test_wrong_use);

  return g_test_run ();
}
