/* test-openapi.c
 *
 * openapi.json is what the router serves by and what others read: it must say what is true.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-json.h"
#include "cantrip-test-call.h"
#include "cantrip-test-schema.h"
#include "endpoint/cantrip-endpoints.h"

typedef struct
{
  CantripTestService *service;  /* (owned) */
  JsonNode           *root;     /* (owned) */
  JsonObject         *document; /* (borrowed from @root) */
  GHashTable         *seen;     /* (owned): `callDeployment 200`, … */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) text = cantrip_endpoint_get_openapi ();

  fixture->service = cantrip_test_service_new (1);
  fixture->root = cantrip_json_parse (text, NULL);
  fixture->document = cantrip_json_root_object (fixture->root);
  fixture->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_pointer (&fixture->seen, g_hash_table_unref);
  g_clear_pointer (&fixture->root, json_node_unref);
  g_clear_pointer (&fixture->service, cantrip_test_service_free);
}

/* Calls @func for each operation. */
static void
for_each_operation (Fixture *fixture,
                    void (*func) (Fixture *, const char *path, JsonObject *operation))
{
  JsonObject *paths = cantrip_json_get_object (fixture->document, "paths");
  g_autoptr (GList) names = json_object_get_members (paths);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *path = cantrip_json_get_object (paths, l->data);
      g_autoptr (GList) methods = json_object_get_members (path);

      for (GList *m = methods; m != NULL; m = m->next)
        func (fixture, l->data, cantrip_json_get_object (path, m->data));
    }
}

/* (nullable): the operation of that name */
static JsonObject *
find_operation (Fixture *fixture, const char *operation_id)
{
  JsonObject *paths = cantrip_json_get_object (fixture->document, "paths");
  g_autoptr (GList) path_list = json_object_get_values (paths);

  for (GList *l = path_list; l != NULL; l = l->next)
    {
      g_autoptr (GList) operations = json_object_get_values (json_node_get_object (l->data));

      for (GList *o = operations; o != NULL; o = o->next)
        {
          JsonObject *operation = json_node_get_object (o->data);

          if (g_strcmp0 (cantrip_json_get_string (operation, "operationId"), operation_id) == 0)
            return operation;
        }
    }

  return NULL;
}

/* Each `{parameter}` of the path is declared, each reply says what it holds. */
static void
check_operation (Fixture *fixture, const char *path, JsonObject *operation)
{
  const char *name = cantrip_json_get_string (operation, "operationId");
  JsonArray  *parameters = cantrip_json_get_array (operation, "parameters");
  JsonObject *responses = cantrip_json_get_object (operation, "responses");
  guint       n_in_path = 0;

  g_assert_nonnull (name);
  g_assert_nonnull (cantrip_endpoint_find (name));
  g_assert_true (g_hash_table_add (fixture->seen, g_strdup (name)));
  g_assert_nonnull (cantrip_json_get_string (operation, "summary"));
  g_assert_nonnull (cantrip_json_get_array (operation, "security"));
  g_assert_nonnull (cantrip_json_get_object (responses, "200"));

  for (guint i = 0; parameters != NULL && i < json_array_get_length (parameters); i++)
    {
      JsonObject      *parameter = cantrip_json_element_object (parameters, i);
      const char      *where = cantrip_json_get_string (parameter, "in");
      g_autofree char *braced =
          g_strdup_printf ("{%s}", cantrip_json_get_string (parameter, "name"));

      g_assert_nonnull (cantrip_json_get_object (parameter, "schema"));
      if (g_str_equal (where, "path"))
        {
          g_assert_nonnull (strstr (path, braced));
          g_assert_true (cantrip_json_get_boolean (parameter, "required", FALSE));
          n_in_path++;
        }
    }
  g_assert_cmpuint (n_in_path, ==, strchr (path, '{') != NULL ? 1 : 0);
}

static void
check_references (Fixture *fixture, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      const char *reference = cantrip_json_get_string (object, "$ref");
      g_autoptr (GList) values = json_object_get_values (object);

      if (reference != NULL)
        g_assert_nonnull (cantrip_test_schema_resolve (fixture->document, reference));
      for (GList *l = values; l != NULL; l = l->next)
        check_references (fixture, l->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GList) elements = json_array_get_elements (json_node_get_array (node));

      for (GList *l = elements; l != NULL; l = l->next)
        check_references (fixture, l->data);
    }
}

static void
test_shape (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  JsonObject *info = cantrip_json_get_object (fixture->document, "info");

  g_assert_true (g_str_has_prefix (cantrip_json_get_string (fixture->document, "openapi"), "3.0."));
  g_assert_nonnull (cantrip_json_get_string (info, "title"));
  g_assert_nonnull (cantrip_json_get_string (info, "version"));
  for_each_operation (fixture, check_operation);
  check_references (fixture, fixture->root);

  g_assert_cmpuint (g_hash_table_size (fixture->seen), ==, cantrip_endpoint_get_n ());
  g_assert_null (cantrip_endpoint_find ("noSuchOperation"));
}

/* (transfer none): the schema of a reply; fails the test if no reply of that kind is described */
static JsonObject *
find_schema (JsonObject *operation, CantripTestCall *call)
{
  JsonObject      *responses = cantrip_json_get_object (operation, "responses");
  g_autofree char *status = g_strdup_printf ("%u", call->status);
  const char      *type = cantrip_test_call_get_header (call, "Content-Type");
  JsonObject      *response = cantrip_json_get_object (responses, status);
  JsonObject      *content, *schema;

  if (response == NULL)
    response = cantrip_json_get_object (responses, "default");
  content = cantrip_json_get_object (response, "content");
  schema = cantrip_json_get_object (cantrip_json_get_object (content, type), "schema");
  if (schema == NULL && g_str_has_prefix (type, "application/json"))
    schema =
        cantrip_json_get_object (cantrip_json_get_object (content, "application/json"), "schema");
  if (schema == NULL)
    g_error ("A reply with the status %s and the type %s is not described", status, type);

  return schema;
}

static CantripTestCall *
assert_described (Fixture    *fixture,
                  const char *operation_id,
                  const char *method,
                  const char *path,
                  const char *key,
                  const char *body)
{
  CantripTestCall *call = cantrip_test_call_new (fixture->service, method, path, key, body);
  JsonObject      *schema = find_schema (find_operation (fixture, operation_id), call);
  g_autofree char *wrong = NULL;

  if (g_str_has_prefix (cantrip_test_call_get_header (call, "Content-Type"), "application/json"))
    {
      g_assert_nonnull (call->root);
      wrong = cantrip_test_schema_check (fixture->document, schema, call->root, operation_id);
    }
  g_assert_cmpstr (wrong, ==, NULL);
  g_hash_table_add (fixture->seen, g_strdup_printf ("%s %u", operation_id, call->status));

  return call;
}

/* What needs more than one line to come about. */
static void
describe_jobs_and_feedback (Fixture *fixture)
{
  const char *key = fixture->service->full_key;
  g_autoptr (CantripTestCall) call = NULL;
  g_autoptr (CantripTestCall) partial = NULL;
  g_autofree char *feedback = NULL;
  g_autofree char *job = NULL;

  call = assert_described (fixture,
                           "callDeployment",
                           "POST",
                           "/v1/deployments/copy/call",
                           key,
                           "{'inputs': {'event': 'feedback'}}");
  feedback =
      g_strdup_printf ("/v1/requests/%s/feedback", cantrip_test_call_get_text (call, "request_id"));
  cantrip_test_call_free (
      assert_described (fixture, "addFeedback", "POST", feedback, key, "{'rating': 'up'}"));

  cantrip_fake_model_hold (fixture->service->model);
  partial = assert_described (fixture,
                              "callRows",
                              "POST",
                              "/v1/deployments/copy/rows",
                              key,
                              "{'rows': [['job'], ['']], 'deadline_ms': 300}");
  job =
      g_strdup_printf ("/v1/jobs/%s",
                       cantrip_json_get_string (cantrip_json_get_object (partial->object, "resume"),
                                                "token"));
  cantrip_test_call_free (assert_described (fixture, "getJob", "GET", job, key, NULL));
  cantrip_test_call_free (assert_described (fixture, "cancelJob", "DELETE", job, key, NULL));
  cantrip_test_call_free (assert_described (fixture, "getJob", "GET", job, key, NULL));
  cantrip_fake_model_release (fixture->service->model);
}

static void
test_replies (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *operation_id;
    const char *method;
    const char *path;
    const char *body;
    gboolean    without_key;
  } REQUESTS[] = {
    { "listDeployments", "GET", "/v1/deployments", NULL, FALSE },
    { "listDeployments", "GET", "/v1/deployments", NULL, TRUE },
    { "callDeployment", "POST", "/v1/deployments/copy/call", "{'inputs': {'event': 1}}", FALSE },
    { "callDeployment", "POST", "/v1/deployments/copy/call", "{", FALSE },
    { "callDeployment", "POST", "/v1/deployments/x/call", "{}", FALSE },
    { "callRows", "POST", "/v1/deployments/copy/rows", "{'rows': [['a'], ['']]}", FALSE },
    { "callRows",
      "POST",
      "/v1/deployments/mail/rows",
      "{'columns': ['event'], 'rows': [['a']]}",
      FALSE },
    { "callRows", "POST", "/v1/deployments/copy/rows", "{}", FALSE },
    { "getJob", "GET", "/v1/jobs/x", NULL, FALSE },
    { "cancelJob", "DELETE", "/v1/jobs/x", NULL, FALSE },
    { "getCell", "GET", "/v1/cell/copy?event=x", NULL, FALSE },
    { "getCell", "GET", "/v1/cell/copy?event=x&errors=status", NULL, TRUE },
    { "getTable", "GET", "/v1/table/copy.csv?event=x", NULL, FALSE },
    { "getTable", "GET", "/v1/table/copy.csv", NULL, TRUE },
    { "addFeedback", "POST", "/v1/requests/x/feedback", "{'rating': 'up'}", FALSE },
    { "getHealth", "GET", "/healthz", NULL, TRUE },
    { "getReadiness", "GET", "/readyz", NULL, TRUE },
    { "getDescription", "GET", "/openapi.json", NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (REQUESTS); i++)
    cantrip_test_call_free (
        assert_described (fixture,
                          REQUESTS[i].operation_id,
                          REQUESTS[i].method,
                          REQUESTS[i].path,
                          REQUESTS[i].without_key ? NULL : fixture->service->full_key,
                          REQUESTS[i].body));
  describe_jobs_and_feedback (fixture);
}

static void
note_success (Fixture *fixture, const char *path G_GNUC_UNUSED, JsonObject *operation)
{
  g_autofree char *success =
      g_strdup_printf ("%s 200", cantrip_json_get_string (operation, "operationId"));

  if (!g_hash_table_contains (fixture->seen, success))
    g_error ("No reply of “%s” was looked at", success);
}

static void
test_every_operation_succeeds (Fixture *fixture, gconstpointer data)
{
  test_replies (fixture, data);
  for_each_operation (fixture, note_success);
}

static void
test_is_served_as_it_is (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) text = cantrip_endpoint_get_openapi ();
  g_autoptr (CantripTestCall) call =
      cantrip_test_call_new (fixture->service, "GET", "/openapi.json", NULL, NULL);

  g_assert_cmpmem (call->text,
                   strlen (call->text),
                   g_bytes_get_data (text, NULL),
                   g_bytes_get_size (text));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/openapi/document/shape", test_shape);
  ADD ("/openapi/document/is-served-as-it-is", test_is_served_as_it_is);
  ADD ("/openapi/replies/are-as-described", test_every_operation_succeeds);

  return g_test_run ();
}
