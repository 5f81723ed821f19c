/* cantrip-key-reference.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-key-reference.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/cantrip-error.h"
#include "provider/cantrip-keyring.h"

#define KEY_ENV "env:"
#define KEY_FILE "file:"
#define KEY_CREDENTIAL "credential:"

static gboolean
is_name (const char *text, const char *others)
{
  if (text[0] == '\0' || text[0] == '.')
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr (others, *c) == NULL)
      return FALSE;

  return TRUE;
}

gboolean
cantrip_key_reference_check (const char *reference, GError **error)
{
  g_return_val_if_fail (reference != NULL, FALSE);

  if ((g_str_has_prefix (reference, KEY_ENV) && is_name (reference + strlen (KEY_ENV), "_")) ||
      (g_str_has_prefix (reference, KEY_FILE) &&
       g_path_is_absolute (reference + strlen (KEY_FILE))) ||
      (g_str_has_prefix (reference, KEY_CREDENTIAL) &&
       is_name (reference + strlen (KEY_CREDENTIAL), "_-.@")) ||
      (g_str_has_prefix (reference, CANTRIP_KEYRING_PREFIX) &&
       is_name (reference + strlen (CANTRIP_KEYRING_PREFIX), "_-")))
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            "A connection holds no key but says where it is kept: write "
                            "env:NAME, file:/absolute/path, credential:NAME or keyring:ID");
}

/* Reads at most one byte more than a key may have. */
static char *
read_key_file (const char *path, GError **error)
{
  g_autofree char *text = g_malloc (CANTRIP_KEY_MAX_BYTES + 2);
  FILE            *file = fopen (path, "rbe");
  gsize            length = 0;
  int              problem = errno;

  if (file != NULL)
    {
      length = fread (text, 1, CANTRIP_KEY_MAX_BYTES + 1, file);
      problem = ferror (file) ? errno : 0;
      fclose (file);
    }
  if (file == NULL || problem != 0)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_UNAUTHORIZED,
                         "Could not read the key from the file “%s”: %s; put the key there, or "
                         "let the connection refer to another place",
                         path,
                         g_strerror (problem));
      return NULL;
    }

  text[length] = '\0';
  if (memchr (text, '\0', length) != NULL) /* spaces instead: check_key() refuses those */
    memset (text, ' ', length);

  return g_steal_pointer (&text);
}

static char *
read_environment (const char *name, GError **error)
{
  const char *value = g_getenv (name);

  if (value == NULL)
    cantrip_set_error (error,
                       CANTRIP_ERROR_UNAUTHORIZED,
                       "There is no key in the environment variable “%s”; set it before the "
                       "program is started",
                       name);

  return g_strdup (value);
}

static char *
read_credential (const char *name, GError **error)
{
  const char      *folder = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *path = NULL;

  if (folder == NULL)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_UNAUTHORIZED,
                         "There is no credential “%s”, because the program was not started by "
                         "systemd with credentials; add LoadCredential=%s:… to its unit",
                         name,
                         name);
      return NULL;
    }

  path = g_build_filename (folder, name, NULL);

  return read_key_file (path, error);
}

static void
cut_line_end (char *key)
{
  gsize length = strlen (key);

  while (length > 0 && (key[length - 1] == '\n' || key[length - 1] == '\r'))
    length--;
  key[length] = '\0';
}

static gboolean
check_key (const char *key, const char *reference, GError **error)
{
  const char *problem = NULL;

  if (key[0] == '\0')
    problem = "it is empty";
  else if (strlen (key) > CANTRIP_KEY_MAX_BYTES)
    problem = "it is too long";
  for (const char *c = key; problem == NULL && *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      problem = "it has spaces, line breaks or letters that no key has";

  if (problem != NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_UNAUTHORIZED,
                              "What is kept at “%s” is not a key: %s; put the key alone there",
                              reference,
                              problem);

  return TRUE;
}

static char *
read_key (const char *reference, gboolean unlock, GCancellable *cancellable, GError **error)
{
  g_autofree char *key = NULL;

  if (!cantrip_key_reference_check (reference, error))
    return NULL;

  if (g_str_has_prefix (reference, KEY_ENV))
    key = read_environment (reference + strlen (KEY_ENV), error);
  else if (g_str_has_prefix (reference, KEY_FILE))
    key = read_key_file (reference + strlen (KEY_FILE), error);
  else if (g_str_has_prefix (reference, CANTRIP_KEYRING_PREFIX))
    key = cantrip_keyring_read (reference, unlock, cancellable, error);
  else
    key = read_credential (reference + strlen (KEY_CREDENTIAL), error);
  if (key == NULL)
    return NULL;

  cut_line_end (key);
  if (!check_key (key, reference, error))
    return NULL;

  return g_steal_pointer (&key);
}

char *
cantrip_key_reference_read (const char *reference, GError **error)
{
  g_return_val_if_fail (reference != NULL, NULL);

  return read_key (reference, FALSE, NULL, error);
}

static void
read_thread (GTask        *task,
             gpointer      source G_GNUC_UNUSED,
             gpointer      reference,
             GCancellable *cancellable)
{
  GError *error = NULL;
  char   *key = read_key (reference, TRUE, cancellable, &error);

  if (key == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, key, g_free);
}

void
cantrip_key_reference_read_async (const char         *reference,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (reference != NULL);

  g_task_set_source_tag (task, cantrip_key_reference_read_async);
  g_task_set_task_data (task, g_strdup (reference), g_free);
  g_task_run_in_thread (task, read_thread);
}

char *
cantrip_key_reference_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_key_reference_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
