/* bench-generate.c: a run of 2,000 rows against a model server that answers at once, beside a
 * bare SoupSession that makes the same calls and keeps nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cantrip-test-request.h"
#include "cantrip-test-table.h"
#include "generation/cantrip-run.h"
#include "provider/cantrip-openai-provider.h"

#define N_CALLS 2000
#define CONCURRENCY 32
#define N_ROUNDS 3
#define WANTED_PER_SECOND 1500
#define WANTED_MIB 60

static const char BODY[] = "{\"model\":\"m\",\"max_tokens\":10,"
                           "\"messages\":[{\"role\":\"user\",\"content\":\"Hi row 1\"}]}";

/* The model server: a process of its own, as a real one is. Ends with this one. */
static GSubprocess *
start_server (char **ret_base_url)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *server =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, FAKE_MODEL_SERVER, NULL);
  g_autoptr (GDataInputStream) output = NULL;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  *ret_base_url = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (*ret_base_url);

  return server;
}

static double
seconds_since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
}

static void
bare_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) reply =
      soup_session_send_and_read_finish (SOUP_SESSION (object), result, NULL);

  g_assert_nonnull (reply);
  ++*(guint *) user_data;
}

static void
send_bare (SoupSession *session, const char *url, guint *n_answered)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, url);
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));

  soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT); /* keeps the connection */
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_session_send_and_read_async (session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    bare_answered_cb,
                                    n_answered);
}

/* Calls per second of nothing but HTTP. */
static double
measure_bare (const char *base_url)
{
  g_autofree char *url = g_strconcat (base_url, "/chat/completions", NULL);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("max-conns",
                                                                   CONCURRENCY,
                                                                   "max-conns-per-host",
                                                                   CONCURRENCY,
                                                                   NULL);
  gint64 start_us = g_get_monotonic_time ();
  guint  n_sent = 0;
  guint  n_answered = 0;

  while (n_answered < N_CALLS)
    {
      for (; n_sent < N_CALLS && n_sent - n_answered < CONCURRENCY; n_sent++)
        send_bare (session, url, &n_answered);
      g_main_context_iteration (NULL, TRUE);
    }

  return N_CALLS / seconds_since (start_us);
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(CantripRunResult **) user_data =
      cantrip_run_start_finish (CANTRIP_RUN (object), result, &error);
  g_assert_no_error (error);
}

/* Outputs per second of a run, from its plan to its end. */
static double
measure_run (const char *base_url, CantripCatalog *catalog, guint round)
{
  g_autofree char *name = g_strdup_printf ("bench-%u.cantrip", round);
  g_autofree char *path = cantrip_test_table_new (name, N_CALLS);
  g_autoptr (CantripRecipe) recipe = cantrip_test_recipe_new ("Hi {{name}}");
  g_autoptr (CantripHttpClient) client = cantrip_test_client_new (base_url, 60, CONCURRENCY);
  g_autoptr (CantripProvider) provider =
      cantrip_openai_provider_new (client, NULL, cantrip_dialect_find ("generic", NULL), catalog);
  g_autoptr (CantripDispatcher) dispatcher = cantrip_dispatcher_new (provider, CONCURRENCY, 1);
  CantripRunSpec spec = {
    .connection_id = CANTRIP_TEST_CONNECTION_ID,
    .recipe = recipe,
    .dataset_id = CANTRIP_TEST_DATASET_ID,
    .repeats = 1,
    .scope = CANTRIP_SCOPE_ALL,
    .limit_usd_nanos = -1,
  };
  g_autoptr (CantripRun) run = cantrip_run_new (path, &spec, dispatcher, NULL, CONCURRENCY);
  g_autoptr (CantripRunResult) result = NULL;
  gint64 start_us = g_get_monotonic_time ();

  cantrip_run_start_async (run, NULL, ended_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (result->progress.done, ==, N_CALLS);

  return N_CALLS / seconds_since (start_us);
}

/* The most memory this process ever had, in MiB; 0 where /proc does not say. */
static double
get_peak_mib (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");

  return line != NULL ? g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024 : 0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

static double
median (double *values)
{
  qsort (values, N_ROUNDS, sizeof (double), compare_doubles);

  return values[N_ROUNDS / 2];
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cantrip-bench-XXXXXX", NULL);
  g_autofree char *base_url = NULL;
  g_autoptr (GSubprocess) server = NULL;
  g_autoptr (CantripCatalog) catalog = NULL;
  double   bare[N_ROUNDS], runs[N_ROUNDS];
  double   per_second, mib;
  gboolean missed;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);           /* where test workspaces go */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE); /* no proxy to our own machine */

  server = start_server (&base_url);
  catalog = cantrip_catalog_new (NULL, NULL);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      runs[i] = measure_run (base_url, catalog, i);
      bare[i] = measure_bare (base_url);
    }
  g_subprocess_force_exit (server);
  remove_folder (folder);

  per_second = median (runs);
  mib = get_peak_mib ();
  missed = per_second < WANTED_PER_SECOND || mib > WANTED_MIB;
  g_print ("generate: ratio %.2f (%.0f outputs/s at concurrency %d, %.0f MiB resident vs %.0f "
           "calls/s of a bare SoupSession; wanted at least %d outputs/s, at most %d MiB)%s\n",
           per_second / median (bare),
           per_second,
           CONCURRENCY,
           mib,
           median (bare),
           WANTED_PER_SECOND,
           WANTED_MIB,
           missed ? " MISSED" : "");

  return missed ? 1 : 0;
}
