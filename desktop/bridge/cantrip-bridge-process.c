/* cantrip-bridge-process.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-bridge-process"

#include "config.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <sys/prctl.h>

#include "bridge/cantrip-bridge-process.h"

#define MAX_LOG_LINES 500
#define PROGRAM_PREFIX "cantrip-bridge: "

struct _CantripBridgeProcess
{
  GObject parent_instance;

  char              *path; /* (owned): the workspace's */
  CantripBridgeState state;
  char              *address;     /* (owned) (nullable) */
  char              *trouble;     /* (owned) (nullable) */
  GSubprocess       *process;     /* (owned) (nullable) */
  GCancellable      *cancellable; /* (owned) (nullable), of the reading */
  GtkStringList     *log;         /* (owned) */
  gboolean           is_read;     /* to the end of what it wrote */
  gboolean           has_ended;
};

enum
{
  PROP_STATE = 1,
  PROP_ADDRESS,
  PROP_TROUBLE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CantripBridgeProcess, cantrip_bridge_process, G_TYPE_OBJECT)

static void
set_state (CantripBridgeProcess *self,
           CantripBridgeState    state,
           const char           *address,
           const char           *trouble)
{
  g_autofree char *address_before = self->address;
  g_autofree char *trouble_before = self->trouble;

  self->state = state;
  self->address = g_strdup (address);
  self->trouble = g_strdup (trouble);
  for (guint i = PROP_STATE; i < N_PROPERTIES; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
append_to_log (CantripBridgeProcess *self, const char *line)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->log)) >= MAX_LOG_LINES)
    gtk_string_list_remove (self->log, 0);
  gtk_string_list_append (self->log, line);
}

/* “Serving FILE at http://127.0.0.1:8765” is the first line of its standard output. */
static void
read_address (CantripBridgeProcess *self, const char *line)
{
  const char *address = g_strrstr (line, " at http");

  if (self->state == CANTRIP_BRIDGE_STARTING && address != NULL)
    set_state (self, CANTRIP_BRIDGE_RUNNING, address + strlen (" at "), NULL);
}

/* What it said last: an end that was not asked for has its reason there. */
static char *
dup_last_words (CantripBridgeProcess *self)
{
  guint       n = g_list_model_get_n_items (G_LIST_MODEL (self->log));
  const char *line = n > 0 ? gtk_string_list_get_string (self->log, n - 1) : NULL;

  if (line == NULL)
    return g_strdup (_ ("The bridge ended at once, without a word; try again"));

  return g_strdup (g_str_has_prefix (line, PROGRAM_PREFIX) ? line + strlen (PROGRAM_PREFIX) : line);
}

/* Once it has ended and all that it wrote was read, whichever comes last. */
static void
end_if_all_is_read (CantripBridgeProcess *self)
{
  g_autofree char *trouble = NULL;

  if (!self->has_ended || !self->is_read)
    return;

  g_clear_object (&self->process);
  if (self->state != CANTRIP_BRIDGE_STOPPING)
    trouble = dup_last_words (self);
  set_state (self, CANTRIP_BRIDGE_STOPPED, NULL, trouble);
}

static void
read_line_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripBridgeProcess) self = user_data;
  GDataInputStream *stream = G_DATA_INPUT_STREAM (object);
  g_autofree char  *line = g_data_input_stream_read_line_finish_utf8 (stream, result, NULL, NULL);

  if (line == NULL)
    {
      self->is_read = TRUE;
      end_if_all_is_read (self);
      return;
    }

  append_to_log (self, line);
  read_address (self, line);
  g_data_input_stream_read_line_async (stream,
                                       G_PRIORITY_DEFAULT,
                                       self->cancellable,
                                       read_line_cb,
                                       g_object_ref (self));
}

static void
read_lines (CantripBridgeProcess *self, GInputStream *pipe)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (pipe);

  g_data_input_stream_read_line_async (stream,
                                       G_PRIORITY_DEFAULT,
                                       self->cancellable,
                                       read_line_cb,
                                       g_object_ref (self));
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripBridgeProcess) self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
  self->has_ended = TRUE;
  end_if_all_is_read (self);
}

static void
cantrip_bridge_process_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CantripBridgeProcess *self = CANTRIP_BRIDGE_PROCESS (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cantrip_bridge_process_finalize (GObject *object)
{
  CantripBridgeProcess *self = CANTRIP_BRIDGE_PROCESS (object);

  g_clear_object (&self->process);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->log);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->trouble, g_free);

  G_OBJECT_CLASS (cantrip_bridge_process_parent_class)->finalize (object);
}

static void
cantrip_bridge_process_class_init (CantripBridgeProcessClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cantrip_bridge_process_get_property;
  object_class->finalize = cantrip_bridge_process_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             CANTRIP_BRIDGE_STOPPED,
                                             CANTRIP_BRIDGE_STOPPING,
                                             CANTRIP_BRIDGE_STOPPED,
                                             flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cantrip_bridge_process_init (CantripBridgeProcess *self)
{
  self->log = gtk_string_list_new (NULL);
}

/* The workspace goes; what waits for the process to end holds it until then. */
static void
leave (gpointer data)
{
  g_autoptr (CantripBridgeProcess) self = data;

  if (self->process == NULL)
    return;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_cancellable_cancel (self->cancellable);
}

CantripBridgeProcess *
cantrip_bridge_process_get (CantripWorkspace *workspace)
{
  CantripBridgeProcess *self = g_object_get_data (G_OBJECT (workspace), "cantrip-bridge-process");

  if (self != NULL)
    return self;

  self = g_object_new (CANTRIP_TYPE_BRIDGE_PROCESS, NULL);
  self->path = g_strdup (cantrip_workspace_get_path (workspace));
  g_object_set_data_full (G_OBJECT (workspace), "cantrip-bridge-process", self, leave);

  return self;
}

/* It is installed beside us; `$CANTRIP_BRIDGE` names another, such as one that was just built. */
static char *
find_program (void)
{
  const char      *chosen = g_getenv ("CANTRIP_BRIDGE");
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : NULL;
  g_autofree char *beside =
      folder != NULL ? g_build_filename (folder, "cantrip-bridge", NULL) : NULL;

  if (chosen != NULL)
    return g_strdup (chosen);
  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);

  return g_find_program_in_path ("cantrip-bridge");
}

/* Runs in the child: it is not to outlive a window that was killed. */
static void
set_up_child (gpointer user_data G_GNUC_UNUSED)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static GSubprocess *
spawn (CantripBridgeProcess *self, guint port, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree char *program = find_program ();
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", port);

  if (program == NULL)
    {
      g_set_error (error,
                   G_SPAWN_ERROR,
                   G_SPAWN_ERROR_NOENT,
                   _ ("The program cantrip-bridge is not installed; install it, then try again"));
      return NULL;
    }

  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);

  return g_subprocess_launcher_spawn (launcher,
                                      error,
                                      program,
                                      "serve",
                                      "--workspace",
                                      self->path,
                                      "--listen",
                                      listen,
                                      NULL);
}

void
cantrip_bridge_process_start (CantripBridgeProcess *self, guint port)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CANTRIP_IS_BRIDGE_PROCESS (self));

  if (self->state != CANTRIP_BRIDGE_STOPPED)
    return;

  self->process = spawn (self, port, &error);
  if (self->process == NULL)
    {
      set_state (self, CANTRIP_BRIDGE_STOPPED, NULL, error->message);
      return;
    }

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_read = FALSE;
  self->has_ended = FALSE;
  set_state (self, CANTRIP_BRIDGE_STARTING, NULL, NULL);
  read_lines (self, g_subprocess_get_stdout_pipe (self->process));
  g_subprocess_wait_async (self->process, NULL, ended_cb, g_object_ref (self));
}

void
cantrip_bridge_process_stop (CantripBridgeProcess *self)
{
  g_return_if_fail (CANTRIP_IS_BRIDGE_PROCESS (self));

  if (self->process == NULL || self->state == CANTRIP_BRIDGE_STOPPING)
    return;

  set_state (self, CANTRIP_BRIDGE_STOPPING, self->address, NULL);
  g_subprocess_send_signal (self->process, SIGTERM);
}

CantripBridgeState
cantrip_bridge_process_get_state (CantripBridgeProcess *self)
{
  g_return_val_if_fail (CANTRIP_IS_BRIDGE_PROCESS (self), CANTRIP_BRIDGE_STOPPED);

  return self->state;
}

const char *
cantrip_bridge_process_get_address (CantripBridgeProcess *self)
{
  g_return_val_if_fail (CANTRIP_IS_BRIDGE_PROCESS (self), NULL);

  return self->address;
}

const char *
cantrip_bridge_process_get_trouble (CantripBridgeProcess *self)
{
  g_return_val_if_fail (CANTRIP_IS_BRIDGE_PROCESS (self), NULL);

  return self->trouble;
}

GtkStringList *
cantrip_bridge_process_get_log (CantripBridgeProcess *self)
{
  g_return_val_if_fail (CANTRIP_IS_BRIDGE_PROCESS (self), NULL);

  return self->log;
}
