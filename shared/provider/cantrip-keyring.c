/* cantrip-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-keyring.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-id.h"
#include "provider/cantrip-keyring-private.h"

/* What is to be done in the thread of a task. */
typedef struct
{
  char *id;    /* (owned) */
  char *label; /* (owned) (nullable) */
  char *key;   /* (owned) (nullable) (secret) */
} Job;

static void
job_free (Job *job)
{
  g_free (job->id);
  g_free (job->label);
  g_free (job->key);
  g_free (job);
}

static const char *
get_id (const char *reference)
{
  return reference + strlen (CANTRIP_KEYRING_PREFIX);
}

char *
cantrip_keyring_new_reference (void)
{
  g_autofree char *id = cantrip_id_to_text (cantrip_id_new ());

  return g_strconcat (CANTRIP_KEYRING_PREFIX, id, NULL);
}

char *
cantrip_keyring_read (const char   *reference,
                      gboolean      unlock,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GError) problem = NULL;
  char *key;

  g_return_val_if_fail (g_str_has_prefix (reference, CANTRIP_KEYRING_PREFIX), NULL);

  key = _cantrip_keyring_backend_read (get_id (reference), unlock, cancellable, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (key == NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_UNAUTHORIZED,
                       "The key ring of this computer holds no key under “%s”; enter it in the "
                       "connection, or keep it in an environment variable (env:NAME) or a file "
                       "(file:PATH)",
                       reference);

  return key;
}

static void
run (gpointer            tag,
     Job                *job,
     GTaskThreadFunc     func,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, func);
}

static Job *
job_new (const char *reference)
{
  Job *job = g_new0 (Job, 1);

  job->id = g_strdup (get_id (reference));

  return job;
}

static void
answer (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
finish (GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
store_thread (GTask        *task,
              gpointer      source G_GNUC_UNUSED,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job     *job = task_data;
  GError  *error = NULL;
  gboolean done =
      _cantrip_keyring_backend_store (job->id, job->label, job->key, cancellable, &error);

  answer (task, done, error);
}

void
cantrip_keyring_store_async (const char         *reference,
                             const char         *connection_name,
                             const char         *key,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  Job *job;

  g_return_if_fail (g_str_has_prefix (reference, CANTRIP_KEYRING_PREFIX));
  g_return_if_fail (connection_name != NULL && key != NULL);

  job = job_new (reference);
  job->label = g_strconcat ("Cantrip: ", connection_name, NULL);
  job->key = g_strdup (key);
  run (cantrip_keyring_store_async, job, store_thread, cancellable, callback, user_data);
}

gboolean
cantrip_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return finish (result, cantrip_keyring_store_async, error);
}

static void
clear_thread (GTask        *task,
              gpointer      source G_GNUC_UNUSED,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError  *error = NULL;
  gboolean done = _cantrip_keyring_backend_clear (((Job *) task_data)->id, cancellable, &error);

  answer (task, done, error);
}

void
cantrip_keyring_clear_async (const char         *reference,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (g_str_has_prefix (reference, CANTRIP_KEYRING_PREFIX));

  run (cantrip_keyring_clear_async,
       job_new (reference),
       clear_thread,
       cancellable,
       callback,
       user_data);
}

gboolean
cantrip_keyring_clear_finish (GAsyncResult *result, GError **error)
{
  return finish (result, cantrip_keyring_clear_async, error);
}

/* Looking for what cannot be there wakes the key ring as storing does, and asks nobody. */
static void
probe_thread (GTask        *task,
              gpointer      source G_GNUC_UNUSED,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError          *error = NULL;
  g_autofree char *key =
      _cantrip_keyring_backend_read (((Job *) task_data)->id, FALSE, cancellable, &error);

  answer (task, error == NULL, error);
}

void
cantrip_keyring_probe_async (GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  run (cantrip_keyring_probe_async,
       job_new (CANTRIP_KEYRING_PREFIX "probe"),
       probe_thread,
       cancellable,
       callback,
       user_data);
}

gboolean
cantrip_keyring_probe_finish (GAsyncResult *result, GError **error)
{
  return finish (result, cantrip_keyring_probe_async, error);
}
