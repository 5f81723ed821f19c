/* cantrip-test-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-test-workspace.h"

#include "base/cantrip-json.h"
#include "deployment/cantrip-workspace-file.h"

static const char WORKSPACE_JSON[] =
    "{\"connections\":[{\"name\":\"sample\",\"protocol\":\"sample\"}],\"apps\":["
    "{\"slug\":\"copy\",\"variants\":["
    "{\"name\":\"first\",\"connection\":\"sample\",\"model\":\"sample-plain\","
    "\"messages\":[{\"role\":\"user\",\"content\":\"Write about {{event}} for {{size}} people\"}]},"
    "{\"name\":\"second\",\"connection\":\"sample\",\"model\":\"sample-plain\","
    "\"messages\":[{\"role\":\"user\",\"content\":\"Invite people to {{event}}\"}]}]},"
    "{\"slug\":\"other\",\"variants\":["
    "{\"name\":\"first\",\"connection\":\"sample\",\"model\":\"sample-plain\","
    "\"messages\":[{\"role\":\"user\",\"content\":\"Say {{word}}\"}]}]}],"
    "\"deployments\":["
    "{\"slug\":\"copy\",\"app\":\"copy\",\"variant\":\"first\"},"
    "{\"slug\":\"copies\",\"app\":\"copy\",\"variant\":\"second\"}]}";

static CantripVariant *
find_variant (CantripTestWorkspace *self, const char *reference)
{
  g_autoptr (GError) error = NULL;
  CantripVariant *variant =
      cantrip_variant_repository_find_variant (self->repositories.variants, reference, &error);

  g_assert_no_error (error);

  return variant;
}

static CantripDeployment *
find_deployment (CantripTestWorkspace *self, const char *slug)
{
  g_autoptr (GError) error = NULL;
  CantripDeployment *deployment =
      cantrip_deployment_repository_find (self->repositories.deployments, slug, &error);

  g_assert_no_error (error);

  return deployment;
}

CantripTestWorkspace *
cantrip_test_workspace_new (const char *uri)
{
  CantripTestWorkspace *self = g_new0 (CantripTestWorkspace, 1);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  self->store = cantrip_store_open (uri, CANTRIP_STORE_CREATE, &error);
  g_assert_no_error (error);
  root = cantrip_json_parse_text (WORKSPACE_JSON, -1, &error);
  g_assert_no_error (error);
  cantrip_workspace_file_apply (self->store, root, NULL, &error);
  g_assert_no_error (error);
  cantrip_repositories_open (&self->repositories, self->store, &error);
  g_assert_no_error (error);

  self->first = find_variant (self, "copy/first");
  self->second = find_variant (self, "copy/second");
  self->foreign = find_variant (self, "other/first");
  self->copy = find_deployment (self, "copy");
  self->copies = find_deployment (self, "copies");

  return self;
}

void
cantrip_test_workspace_free (CantripTestWorkspace *self)
{
  cantrip_variant_free (self->first);
  cantrip_variant_free (self->second);
  cantrip_variant_free (self->foreign);
  cantrip_deployment_free (self->copy);
  cantrip_deployment_free (self->copies);
  g_assert_finalize_object (self->repositories.connections);
  g_assert_finalize_object (self->repositories.variants);
  g_assert_finalize_object (self->repositories.deployments);
  g_assert_finalize_object (self->repositories.api_keys);
  g_assert_finalize_object (self->store);
  g_free (self);
}

gint64
cantrip_test_workspace_add_key (CantripTestWorkspace *self, const char *name)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = cantrip_api_key_repository_add (self->repositories.api_keys,
                                                            name,
                                                            CANTRIP_API_KEY_FULL,
                                                            all,
                                                            -1,
                                                            -1,
                                                            &error);

  g_assert_no_error (error);
  keys = cantrip_api_key_repository_list (self->repositories.api_keys, &error);
  g_assert_no_error (error);

  return ((CantripApiKey *) g_ptr_array_index (keys, keys->len - 1))->id;
}

CantripReceipt *
cantrip_test_workspace_make_receipt (CantripTestWorkspace *self, gint64 received_at_us)
{
  CantripReceipt *receipt = cantrip_receipt_new ();

  receipt->deployment_id = self->copy->id;
  receipt->revision = self->copy->revision;
  receipt->variant_id = self->first->id;
  receipt->source = "call";
  receipt->received_at_us = received_at_us;
  receipt->latency_us = 2500;
  receipt->inputs_json = g_strdup ("{\"event\":\"a fair\",\"size\":40}");
  receipt->output = g_strdup ("Come to a fair");
  receipt->finish = CANTRIP_FINISH_STOP;

  return receipt;
}
