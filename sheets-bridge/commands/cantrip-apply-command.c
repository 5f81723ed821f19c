/* cantrip-apply-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "commands/cantrip-commands.h"
#include "deployment/cantrip-workspace-file.h"

#define MAX_FILE_BYTES (16 * 1024 * 1024)

/* Reads a file, or standard input for “-”, as far as a workspace file may be large. */
static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_str_equal (path, "-") ? "/dev/stdin" : path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = g_malloc (MAX_FILE_BYTES + 1);
  gsize            length;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream),
                                                  text,
                                                  MAX_FILE_BYTES + 1,
                                                  &length,
                                                  NULL,
                                                  error))
    return NULL;

  if (length > MAX_FILE_BYTES)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_TOO_LARGE,
                         "The file is larger than %d MiB",
                         MAX_FILE_BYTES / 1024 / 1024);
      return NULL;
    }

  return g_bytes_new (text, length);
}

static gboolean
apply (const CantripCommandOptions *options, CantripApplyResult *ret_result, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (options->arguments[0], error);
  g_autoptr (JsonNode) root = bytes != NULL ? cantrip_json_parse (bytes, error) : NULL;
  g_autoptr (CantripStore) store = NULL;

  return root != NULL &&
         (store = cantrip_command_open_store (options, CANTRIP_STORE_WRITE, error)) != NULL &&
         cantrip_workspace_file_apply (store, root, ret_result, error);
}

static int
run_apply (const CantripCommandOptions *options)
{
  g_autoptr (GError) error = NULL;
  CantripApplyResult result = { 0 };

  if (!apply (options, &result, &error))
    {
      g_prefix_error (&error, "%s: ", options->arguments[0]);
      return cantrip_command_fail (error);
    }

  if (options->json)
    g_print ("{\"made\":%u,\"changed\":%u,\"unchanged\":%u}\n",
             result.n_made,
             result.n_changed,
             result.n_unchanged);
  else
    g_print ("%u made, %u changed, %u as they were\n",
             result.n_made,
             result.n_changed,
             result.n_unchanged);

  return CANTRIP_EXIT_DONE;
}

const CantripCommand cantrip_apply_command = {
  .name = "apply",
  .arguments = "FILE.json",
  .summary = "Make connections, apps, variants and deployments from a file",
  .n_arguments = 1,
  .run = run_apply,
};
