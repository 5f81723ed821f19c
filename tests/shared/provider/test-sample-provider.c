/* test-sample-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-sample-provider.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "cantrip-test-util.h"

#define LABEL "[Built-in sample, not a language model] "

typedef struct
{
  CantripProvider *provider;    /* (owned) */
  GCancellable    *cancellable; /* (owned) */
  GString         *streamed;    /* (owned) */
  guint            pieces;
  guint            cancel_at; /* cancel at this piece; 0: never */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (CantripCatalog) catalog = cantrip_catalog_new (NULL, NULL);

  fixture->provider = cantrip_sample_provider_new (catalog);
  fixture->cancellable = g_cancellable_new ();
  fixture->streamed = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->provider);
  g_assert_finalize_object (fixture->cancellable);
  g_string_free (fixture->streamed, TRUE);
}

static void
delta_cb (const char *text, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpstr (text, !=, "");
  g_string_append (fixture->streamed, text);
  fixture->pieces++;
  if (fixture->pieces == fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

static CantripCompletion *
ask (Fixture         *fixture,
     const char      *model,
     const char      *prompt,
     const char      *parameters,
     CantripDeltaFunc delta,
     GError         **error)
{
  g_autoptr (GPtrArray) messages = cantrip_message_list_new ();
  g_autoptr (JsonNode) node = cantrip_json_parse_text (parameters, -1, NULL);
  g_autoptr (CantripParameters) read =
      cantrip_parameters_new_from_json (cantrip_json_root_object (node), NULL);
  g_autoptr (GAsyncResult) result = NULL;
  CantripRequest request = { model, CANTRIP_MODE_CHAT, messages, read };

  g_assert_nonnull (read);
  g_ptr_array_add (messages, cantrip_message_new (CANTRIP_ROLE_SYSTEM, "Be kind."));
  g_ptr_array_add (messages, cantrip_message_new (CANTRIP_ROLE_USER, prompt));

  cantrip_provider_complete_async (fixture->provider,
                                   &request,
                                   delta,
                                   fixture,
                                   fixture->cancellable,
                                   cantrip_test_keep_result,
                                   &result);
  g_assert_null (result); /* never calls back before it returns */
  g_assert_cmpuint (fixture->pieces, ==, 0);
  cantrip_test_wait_for (&result);

  return cantrip_provider_complete_finish (fixture->provider, result, error);
}

static char *
ask_text (Fixture *fixture, const char *model, const char *prompt, const char *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion = ask (fixture, model, prompt, parameters, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (completion->text, -1, NULL));

  return g_steal_pointer (&completion->text);
}

static const char EMAIL[] =
    "Event: Fête, with music\nAudience: early risers\nExpected guests: 40\n\n"
    "Write an e-mail.";

static void
test_careful_uses_details (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *plain = ask_text (fixture, "sample-plain", EMAIL, "{}");
  g_autofree char *careful = ask_text (fixture, "sample-careful", EMAIL, "{}");

  g_assert_true (g_str_has_prefix (plain, LABEL "Subject: "));
  g_assert_true (g_str_has_prefix (careful, LABEL "Subject: "));
  g_assert_nonnull (strstr (plain, "Fête, with music"));
  g_assert_null (strstr (plain, "early risers"));
  g_assert_null (strstr (plain, "40"));
  g_assert_nonnull (strstr (careful, "Fête, with music"));
  g_assert_nonnull (strstr (careful, "Dear early risers,"));
  g_assert_nonnull (strstr (careful, "40 people"));
}

static void
test_same_request_same_text (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *first = ask_text (fixture, "sample-careful", EMAIL, "{\"seed\":7}");
  g_autofree char *again = ask_text (fixture, "sample-careful", EMAIL, "{\"seed\":7}");
  gboolean         differs = FALSE;

  g_assert_cmpstr (first, ==, again);

  for (int seed = 8; seed < 16; seed++)
    {
      g_autofree char *parameters = g_strdup_printf ("{\"seed\":%d}", seed);
      g_autofree char *other = ask_text (fixture, "sample-careful", EMAIL, parameters);

      differs = differs || !g_str_equal (first, other);
    }
  g_assert_true (differs);
}

static void
test_different_rows_different_text (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const models[] = { "sample-plain", "sample-careful" };

  for (gsize m = 0; m < G_N_ELEMENTS (models); m++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (int i = 0; i < 50; i++)
        {
          g_autofree char *prompt =
              g_strdup_printf ("Write an email about concert %d for fans, %d people.", i, i + 30);

          g_assert_true (g_hash_table_add (seen, ask_text (fixture, models[m], prompt, "{}")));
        }
    }
}

typedef struct
{
  const char *prompt;
  const char *plain;   /* a part of the reply */
  const char *careful; /* likewise */
} Task;

static void
test_tasks (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const Task tasks[] = {
    { "Write an email about Jazz brunch for couples over 50, 120 people.", "Jazz brunch", "120" },
    { "Summarize this. Text: It rained. We sold 12 umbrellas. All went home.",
      "It rained. We",
      "It rained. We sold 12 umbrellas." },
    { "Classify this review as good, bad or mixed. Review: all bad", LABEL, LABEL "bad" },
    { "What is the sentiment?\n\nI love it, great and easy", LABEL, LABEL "positive" },
    { "Translate into Dutch: Good morning to you, dear friends", "belongs here", "Dutch" },
    { "Write a slogan about oat milk for parents", "at milk", "arents" },
    { "Suggest ideas about “green roofs” for schools", "- ", "green roofs" },
    { "What is the capital of France?", "What is the capital of France?", "knows no facts" },
    { "Tell me about ships.", "hips", "hips" },
    { "x", LABEL, "x" },
    { "", "mpty message", "mpty message" },
    { "{{{ “” : \"\" ? \n\n:::", LABEL, LABEL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_autofree char *plain = ask_text (fixture, "sample-plain", tasks[i].prompt, "{}");
      g_autofree char *careful = ask_text (fixture, "sample-careful", tasks[i].prompt, "{}");

      g_test_message ("%s | %s | %s", tasks[i].prompt, plain, careful);
      g_assert_true (g_str_has_prefix (plain, LABEL));
      g_assert_true (g_str_has_prefix (careful, LABEL));
      g_assert_nonnull (strstr (plain, tasks[i].plain));
      g_assert_nonnull (strstr (careful, tasks[i].careful));
    }
}

static void
test_json_has_members (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const prompts[] = {
    "Answer in JSON with the keys \"title\", \"score\" and \"tags\".\nTopic: roses",
    "Answer as JSON {\"title\": \"…\", \"score\": 1, \"tags\": []} about roses",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      g_autofree char *text = ask_text (fixture, "sample-careful", prompts[i], "{}");
      g_autoptr (JsonNode) node = cantrip_json_parse_text (text, -1, NULL);
      JsonObject *object = cantrip_json_root_object (node);

      g_assert_nonnull (strstr (cantrip_json_get_string (object, "title"), "oses"));
      g_assert_cmpint (cantrip_json_get_int (object, "score", -1), >=, 1);
      g_assert_nonnull (cantrip_json_get_array (object, "tags"));
      g_assert_nonnull (strstr (cantrip_json_get_string (object, "sample_note"), "not a language"));
      g_assert_cmpuint (json_object_get_size (object), ==, 4);
    }
}

static void
test_json_obeys_schema (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text =
      ask_text (fixture,
                "sample-careful",
                "Rate: the soup was cold",
                "{\"json_schema\":{\"type\":\"object\",\"additionalProperties\":false,"
                "\"properties\":{"
                "\"kind\":{\"const\":7},\"mood\":{\"enum\":[\"sunny\",\"cold\"]},"
                "\"stars\":{\"type\":\"integer\",\"minimum\":9,\"maximum\":9},"
                "\"why\":{\"type\":[\"string\",\"null\"]},\"ok\":{\"type\":\"boolean\"},"
                "\"list\":{\"type\":\"array\",\"minItems\":3,\"items\":{\"type\":\"number\"}},"
                "\"none\":{\"type\":\"null\"},\"more\":{\"properties\":{\"title\":{}}}}}}");
  g_autoptr (JsonNode) node = cantrip_json_parse_text (text, -1, NULL);
  JsonObject *object = cantrip_json_root_object (node);

  g_assert_cmpuint (json_object_get_size (object), ==, 8);
  g_assert_cmpint (cantrip_json_get_int (object, "kind", 0), ==, 7);
  g_assert_cmpstr (cantrip_json_get_string (object, "mood"), ==, "cold");
  g_assert_cmpint (cantrip_json_get_int (object, "stars", 0), ==, 9);
  g_assert_true (g_str_has_prefix (cantrip_json_get_string (object, "why"), LABEL));
  g_assert_cmpuint (json_array_get_length (cantrip_json_get_array (object, "list")), ==, 3);
  g_assert_true (JSON_NODE_HOLDS_NULL (cantrip_json_get_node (object, "none")));
  g_assert_nonnull (cantrip_json_get_string (cantrip_json_get_object (object, "more"), "title"));
}

static void
test_max_tokens (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char prompt[] = "Event: ÄÖÜäöü\n\nWrite an e-mail.";
  g_autoptr (CantripCompletion) whole =
      ask (fixture, "sample-careful", prompt, "{\"max_tokens\":1000}", NULL, NULL);
  g_autoptr (CantripCompletion) cut =
      ask (fixture, "sample-careful", prompt, "{\"max_tokens\":15}", NULL, NULL);

  g_assert_cmpint (whole->finish, ==, CANTRIP_FINISH_STOP);
  g_assert_cmpint (whole->output_tokens, ==, (g_utf8_strlen (whole->text, -1) + 3) / 4);
  g_assert_cmpint (cut->finish, ==, CANTRIP_FINISH_LENGTH);
  g_assert_cmpint (cut->output_tokens, ==, 15);
  g_assert_cmpint (g_utf8_strlen (cut->text, -1), ==, 60);
  g_assert_true (g_str_has_prefix (whole->text, cut->text));
  /* “Be kind.” is 2 tokens, the 30 characters of the prompt are 8. */
  g_assert_cmpint (cut->input_tokens, ==, 2 + (g_utf8_strlen (prompt, -1) + 3) / 4);
  g_assert_cmpint (cut->cached_input_tokens, ==, 0);
  g_assert_cmpint (cut->latency_us, >=, 0);
  g_assert_cmpint (cut->first_token_us, ==, -1);
  g_assert_cmpstr (cut->model, ==, "sample-careful");
}

static void
test_stop (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *line =
      ask_text (fixture, "sample-plain", EMAIL, "{\"stop\":[\"nowhere\",\"\\n\"]}");
  g_autofree char *label =
      ask_text (fixture, "sample-plain", EMAIL, "{\"stop\":[\"]\",\"Subject\"]}");

  g_assert_true (g_str_has_prefix (line, LABEL "Subject: "));
  g_assert_null (strchr (line, '\n'));
  g_assert_cmpstr (label, ==, LABEL);
}

static void
test_streams_words (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion =
      ask (fixture, "sample-careful", EMAIL, "{}", delta_cb, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fixture->streamed->str, ==, completion->text);
  g_assert_cmpuint (fixture->pieces, >, 20);
  g_assert_cmpint (completion->first_token_us, >=, 0);
  g_assert_cmpint (completion->latency_us, >=, completion->first_token_us);
}

static void
test_needs_no_user (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantripCompletion) completion = NULL;
  g_autoptr (GPtrArray) messages = cantrip_message_list_new ();
  g_autoptr (CantripParameters) parameters = cantrip_parameters_new_from_json (NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  CantripRequest request = { "sample-plain", CANTRIP_MODE_COMPLETION, messages, parameters };

  /* No message of the user at all. */
  g_ptr_array_add (messages, cantrip_message_new (CANTRIP_ROLE_ASSISTANT, "I said so."));
  cantrip_provider_complete_async (fixture->provider,
                                   &request,
                                   delta_cb,
                                   fixture,
                                   NULL,
                                   cantrip_test_keep_result,
                                   &result);
  cantrip_test_wait_for (&result);
  completion = cantrip_provider_complete_finish (fixture->provider, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (completion->text, LABEL));
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (ask (fixture, "sample-plain", "x", "{}", delta_cb, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->pieces, ==, 0);
}

static void
test_cancelled_during (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->cancel_at = 3;
  g_assert_null (ask (fixture, "sample-plain", EMAIL, "{}", delta_cb, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->pieces, ==, 3);
}

static void
test_unknown_model (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) near = NULL;
  g_autoptr (GError) far = NULL;

  g_assert_null (ask (fixture, "sample-carefull", "x", "{}", NULL, &near));
  g_assert_error (near, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (near->message, "did you mean “sample-careful”?"));

  g_assert_null (ask (fixture, "m", "x", "{}", NULL, &far));
  g_assert_error (far, CANTRIP_ERROR, CANTRIP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (far->message, "sample-plain"));
}

static void
test_lists_models (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GPtrArray) models = NULL;
  const CantripModelInfo *first;

  cantrip_provider_list_models_async (fixture->provider, NULL, cantrip_test_keep_result, &result);
  g_assert_null (result);
  cantrip_test_wait_for (&result);
  models = cantrip_provider_list_models_finish (fixture->provider, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 2);
  first = g_ptr_array_index (models, 0);
  g_assert_cmpstr (first->id, ==, "sample-plain");
  g_assert_true (first->is_known);
  g_assert_cmpint (first->input_usd_nanos, ==, 0);
  g_assert_false (first->accepts_sampling);

  g_cancellable_cancel (fixture->cancellable);
  cantrip_provider_list_models_async (fixture->provider,
                                      fixture->cancellable,
                                      cantrip_test_keep_result,
                                      &cancelled);
  cantrip_test_wait_for (&cancelled);
  g_assert_null (cantrip_provider_list_models_finish (fixture->provider, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Patterns could take forever on what they almost match. */
static void
test_long_prompts (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const pieces[] = { " ",      "\n",     ":",          ": ",        "for ",
                                        "about ", "a, ",    "size ",      "size:\n",   "1,1",
                                        "“",      "text: ", "is a or ",   "json \"a ", ".\n ",
                                        "* \t",   "ä",      "keys a and " };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      GString         *prompt = g_string_new ("json ");
      g_autofree char *text = NULL;
      gint64           started_us = g_get_monotonic_time ();

      while (prompt->len < 1 << 18)
        g_string_append (prompt, pieces[i]);
      text = ask_text (fixture, "sample-careful", prompt->str, "{}");
      g_test_message ("%s: %" G_GINT64_FORMAT " us",
                      pieces[i],
                      g_get_monotonic_time () - started_us);
      g_assert_nonnull (strstr (text, "Built-in sample"));
      g_assert_cmpint (g_get_monotonic_time () - started_us, <, 10 * G_USEC_PER_SEC);
      g_string_free (prompt, TRUE);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/sample-provider/complete/careful-uses-details", test_careful_uses_details);
  ADD ("/sample-provider/complete/same-request-same-text", test_same_request_same_text);
  ADD ("/sample-provider/complete/different-rows-different-text",
       test_different_rows_different_text);
  ADD ("/sample-provider/complete/tasks", test_tasks);
  ADD ("/sample-provider/complete/json-has-members", test_json_has_members);
  ADD ("/sample-provider/complete/json-obeys-schema", test_json_obeys_schema);
  ADD ("/sample-provider/complete/max-tokens", test_max_tokens);
  ADD ("/sample-provider/complete/stop", test_stop);
  ADD ("/sample-provider/complete/streams-words", test_streams_words);
  ADD ("/sample-provider/complete/needs-no-user", test_needs_no_user);
  ADD ("/sample-provider/complete/cancelled-before", test_cancelled_before);
  ADD ("/sample-provider/complete/cancelled-during", test_cancelled_during);
  ADD ("/sample-provider/complete/unknown-model", test_unknown_model);
  ADD ("/sample-provider/complete/long-prompts", test_long_prompts);
  ADD ("/sample-provider/list-models", test_lists_models);

  return g_test_run ();
}
