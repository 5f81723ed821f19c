/* cantrip-test-service.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-service.h"

#include <glib/gstdio.h>

#include "base/cantrip-json.h"
#include "cantrip-test-call.h"
#include "cantrip-test-util.h"
#include "deployment/cantrip-workspace-file.h"
#include "request-log/cantrip-request-log.h"

#define STOP_TIMEOUT_S 10
#define MAX_CONNECTIONS 300

/* Apostrophes stand for quotes. */
static const char WORKSPACE[] =
    "{'connections': ["
    "  {'name': 'fake', 'protocol': 'openai', 'base_url': '%url',"
    "   'key': 'file:%key'},"
    "  {'name': 'hasty', 'protocol': 'openai', 'base_url': '%url', 'timeout_s': 1,"
    "   'key': 'file:%key'}],"
    " 'apps': ["
    "  {'slug': 'copy', 'variants': ["
    "    {'name': 'first', 'connection': 'fake', 'model': 'fake-1',"
    "     'messages': [{'role': 'user', 'content': 'About {{event}}'}]},"
    "    {'name': 'second', 'connection': 'fake', 'model': 'fake-1',"
    "     'messages': [{'role': 'user', 'content': 'More about {{event}}'}]},"
    "    {'name': 'hasty', 'connection': 'hasty', 'model': 'fake-1',"
    "     'messages': [{'role': 'user', 'content': 'About {{event}}'}]}]},"
    "  {'slug': 'mail', 'variants': ["
    "    {'name': 'first', 'connection': 'fake', 'model': 'fake-1',"
    "     'messages': [{'role': 'user', 'content': '{{name}} at {{event}}'}]}]},"
    "  {'slug': 'secret', 'variants': ["
    "    {'name': 'first', 'connection': 'fake', 'model': 'fake-1',"
    "     'messages': [{'role': 'user', 'content': 'Secret {{event}}'}]}]}],"
    " 'deployments': ["
    "  {'slug': 'copy', 'app': 'copy', 'variant': 'first'},"
    "  {'slug': 'mail', 'app': 'mail', 'variant': 'first'},"
    "  {'slug': 'secret', 'app': 'secret', 'variant': 'first'},"
    "  {'slug': 'hasty', 'app': 'copy', 'variant': 'hasty'}]}";

static void
fill_workspace (CantripTestService *self)
{
  const char *url = cantrip_fake_model_get_base_url (self->model);
  g_autoptr (GString) text = g_string_new (WORKSPACE);
  g_autoptr (JsonNode) file = NULL;
  g_autoptr (GError) error = NULL;

  g_string_replace (text, "'", "\"", 0);
  g_string_replace (text, "%url", url, 0);
  g_string_replace (text, "%key", self->key_path, 0);
  file = cantrip_json_parse_text (text->str, -1, &error);
  g_assert_no_error (error);

  self->store = cantrip_store_open (self->uri, CANTRIP_STORE_CREATE, &error);
  g_assert_no_error (error);
  cantrip_workspace_file_apply (self->store, file, NULL, &error);
  g_assert_no_error (error);
  cantrip_repositories_open (&self->repositories, self->store, &error);
  g_assert_no_error (error);
}

static gint64
find_deployment (CantripTestService *self, const char *slug)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripDeployment) deployment =
      cantrip_deployment_repository_find (self->repositories.deployments, slug, &error);

  g_assert_no_error (error);

  return deployment->id;
}

static char *
add_key_for (CantripTestService *self, const char *name, CantripApiKeyKind kind, GArray *ids)
{
  g_autoptr (GError) error = NULL;
  char *secret =
      cantrip_api_key_repository_add (self->repositories.api_keys, name, kind, ids, -1, -1, &error);

  g_assert_no_error (error);

  return secret;
}

static void
add_keys (CantripTestService *self)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) two = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 copy = find_deployment (self, "copy");
  gint64 mail = find_deployment (self, "mail");

  g_array_append_val (two, copy);
  g_array_append_val (two, mail);
  self->full_key = add_key_for (self, "full", CANTRIP_API_KEY_FULL, none);
  self->cell_key = add_key_for (self, "cell", CANTRIP_API_KEY_CELL, two);
}

CantripTestService *
cantrip_test_service_new (guint n_workers)
{
  static guint        n_made;
  CantripTestService *self = g_new0 (CantripTestService, 1);
  g_autofree char    *name = g_strdup_printf ("service-%u.cantrip", n_made++);

  self->model = cantrip_fake_model_new ();
  cantrip_fake_model_set_reply_func (self->model, cantrip_fake_model_echo, NULL);
  self->uri = cantrip_test_path (name);
  self->key_path = cantrip_test_path ("connection-key");
  cantrip_test_service_write_connection_key (self, CANTRIP_TEST_CONNECTION_KEY);
  fill_workspace (self);
  add_keys (self);
  self->session = soup_session_new_with_options ("max-conns",
                                                 MAX_CONNECTIONS,
                                                 "max-conns-per-host",
                                                 MAX_CONNECTIONS,
                                                 NULL);
  self->n_workers = n_workers;
  cantrip_test_service_start (self);

  return self;
}

void
cantrip_test_service_start (CantripTestService *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (self->bridge);

  self->bridge = cantrip_bridge_new (self->uri, "127.0.0.1:0", self->n_workers, &error);
  g_assert_no_error (error);
  self->port = cantrip_bridge_get_port (self->bridge);
}

void
cantrip_test_service_stop (CantripTestService *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  cantrip_bridge_stop_async (self->bridge, STOP_TIMEOUT_S, cantrip_test_keep_result, &result);
  cantrip_test_wait_for (&result);
  g_assert_true (cantrip_bridge_stop_finish (self->bridge, result));
  g_clear_object (&result);

  g_assert_finalize_object (g_steal_pointer (&self->bridge));
}

void
cantrip_test_service_free (CantripTestService *self)
{
  cantrip_fake_model_release (self->model);
  if (self->bridge != NULL)
    cantrip_test_service_stop (self);

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  cantrip_repositories_clear (&self->repositories);
  g_assert_finalize_object (g_steal_pointer (&self->store));
  cantrip_fake_model_free (self->model);
  g_assert_cmpint (g_remove (self->uri), ==, 0);
  g_free (self->uri);
  g_free (self->key_path);
  g_free (self->full_key);
  g_free (self->cell_key);
  g_free (self);
}

char *
cantrip_test_service_add_key (CantripTestService *self,
                              const char         *name,
                              CantripApiKeyKind   kind,
                              const char         *deployment,
                              gint64              calls_per_minute,
                              gint64              expires_at_us)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  char *secret;

  if (deployment != NULL)
    {
      gint64 id = find_deployment (self, deployment);

      g_array_append_val (ids, id);
    }

  secret = cantrip_api_key_repository_add (self->repositories.api_keys,
                                           name,
                                           kind,
                                           ids,
                                           calls_per_minute,
                                           expires_at_us,
                                           &error);
  g_assert_no_error (error);

  return secret;
}

void
cantrip_test_service_deploy (CantripTestService *self, const char *slug, const char *reference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripVariant) variant =
      cantrip_variant_repository_find_variant (self->repositories.variants, reference, &error);

  g_assert_no_error (error);
  cantrip_deployment_repository_deploy (self->repositories.deployments,
                                        slug,
                                        variant->app_id,
                                        variant->id,
                                        NULL,
                                        NULL,
                                        &error);
  g_assert_no_error (error);
}

void
cantrip_test_service_write_connection_key (CantripTestService *self, const char *key)
{
  g_autoptr (GError) error = NULL;

  if (key == NULL)
    {
      g_assert_cmpint (g_remove (self->key_path), ==, 0);
      return;
    }

  g_file_set_contents (self->key_path, key, -1, &error);
  g_assert_no_error (error);
}

static void
copy_receipt (const CantripLogEntry *entry, gpointer user_data)
{
  CantripReceipt *copy = g_memdup2 (entry->receipt, sizeof *entry->receipt);

  copy->inputs_json = g_strdup (copy->inputs_json);
  copy->output = g_strdup (copy->output);
  copy->model = g_strdup (copy->model);
  copy->error_message = g_strdup (copy->error_message);
  copy->source = g_intern_string (copy->source);
  copy->error_code = g_intern_string (copy->error_code);
  g_ptr_array_add (user_data, copy);
}

GPtrArray *
cantrip_test_service_list_receipts (CantripTestService *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripRequestLog) log = cantrip_request_log_new (self->store, &error);
  GPtrArray *receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_receipt_free);

  g_assert_no_error (error);
  cantrip_request_log_for_each (log, NULL, 0, copy_receipt, receipts, &error);
  g_assert_no_error (error);

  return receipts;
}

CantripTestTally
cantrip_test_service_tally_receipts (CantripTestService *self)
{
  g_autoptr (GPtrArray) receipts = cantrip_test_service_list_receipts (self);
  CantripTestTally tally = { 0 };

  for (guint i = 0; i < receipts->len; i++)
    {
      const CantripReceipt *receipt = g_ptr_array_index (receipts, i);

      if (receipt->error_code != NULL)
        tally.n_failed++;
      else if (receipt->answered_by_id > 0)
        tally.n_stored++;
      else
        tally.n_paid++;
    }

  return tally;
}

void
cantrip_test_service_wait_a_round (CantripTestService *self)
{
  g_assert_cmpuint (self->n_workers, ==, 1);

  /* A reply comes after what its worker did before, and after what that left it to do. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CantripTestCall) call =
          cantrip_test_call_new (self, "GET", "/healthz", NULL, NULL);

      g_assert_cmpuint (call->status, ==, 200);
    }
}

char *
cantrip_test_service_make_url (CantripTestService *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}
