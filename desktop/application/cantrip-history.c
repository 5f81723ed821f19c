/* cantrip-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "cantrip-history"

#include "config.h"

#include <glib/gi18n.h>

#include "application/cantrip-history.h"

#include "base/cantrip-error.h"

/* Older edits can no more be undone. */
#define MAX_ENTRIES 100

/* An edit that was done. Counted: the history and the work that is under way hold it. */
typedef struct
{
  guint64            serial;
  const CantripEdit *edit;
  gpointer           data;  /* (owned), of the writing thread while work is under way */
  char              *label; /* (owned) */
} Entry;

/* One step: which of the two functions, and where the entry goes when it is done. */
typedef struct
{
  Entry   *entry; /* (owned) */
  gboolean reverts;
  gboolean is_new;
} Step;

struct _CantripHistory
{
  GObject parent_instance;

  CantripWorkspace *workspace; /* (borrowed) */
  GPtrArray        *done;      /* (owned) (element-type Entry), the last one last */
  GPtrArray        *undone;    /* (owned) (element-type Entry), likewise */
  guint64           last_serial;
};

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CantripHistory, cantrip_history, G_TYPE_OBJECT)

static void
entry_clear (gpointer data)
{
  Entry *self = data;

  if (self->edit->free_data != NULL)
    g_clear_pointer (&self->data, self->edit->free_data);
  g_free (self->label);
}

static void
entry_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, entry_clear);
}

static Step *
step_new (Entry *entry, gboolean reverts, gboolean is_new)
{
  Step *self = g_new0 (Step, 1);

  self->entry = entry;
  self->reverts = reverts;
  self->is_new = is_new;

  return self;
}

static void
step_free (gpointer data)
{
  Step *self = data;

  entry_unref (self->entry);
  g_free (self);
}

static void
notify_both (CantripHistory *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static gpointer
run_step (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Step  *step = data;
  Entry *entry = step->entry;

  return GINT_TO_POINTER (step->reverts ? entry->edit->revert (session, entry->data, error)
                                        : entry->edit->apply (session, entry->data, error));
}

/* The data is that of the task, which needs it longer than the work does. */
static const CantripWork RUN_STEP = {
  .lane = CANTRIP_LANE_WRITE,
  .run = run_step,
};

static void
keep (CantripHistory *self, const Step *step)
{
  GPtrArray *list = step->reverts ? self->undone : self->done;

  if (step->is_new)
    g_ptr_array_set_size (self->undone, 0);
  g_ptr_array_add (list, g_atomic_rc_box_acquire (step->entry));
  if (list->len > MAX_ENTRIES)
    g_ptr_array_remove_index (list, 0);
  notify_both (self);
}

static void
ran_step_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CantripHistory *self = g_task_get_source_object (task);
  GError         *error = NULL;

  if (cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  keep (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
start_step (CantripHistory *self, GTask *task, Step *step)
{
  g_task_set_task_data (task, step, step_free);
  cantrip_workspace_run_async (self->workspace, &RUN_STEP, step, NULL, ran_step_cb, task);
}

static void
cantrip_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CantripHistory *self = CANTRIP_HISTORY (object);

  switch (id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->done->len > 0);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->undone->len > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cantrip_history_finalize (GObject *object)
{
  CantripHistory *self = CANTRIP_HISTORY (object);

  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);

  G_OBJECT_CLASS (cantrip_history_parent_class)->finalize (object);
}

static void
cantrip_history_class_init (CantripHistoryClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cantrip_history_finalize;
  object_class->get_property = cantrip_history_get_property;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cantrip_history_init (CantripHistory *self)
{
  self->done = g_ptr_array_new_with_free_func (entry_unref);
  self->undone = g_ptr_array_new_with_free_func (entry_unref);
}

CantripHistory *
cantrip_history_new (CantripWorkspace *workspace)
{
  CantripHistory *self = g_object_new (CANTRIP_TYPE_HISTORY, NULL);

  self->workspace = workspace;

  return self;
}

void
cantrip_history_perform_async (CantripHistory     *self,
                               const CantripEdit  *edit,
                               gpointer            data,
                               const char         *label,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask *task;
  Entry *entry;

  g_return_if_fail (CANTRIP_IS_HISTORY (self));
  g_return_if_fail (edit != NULL);
  g_return_if_fail (label != NULL);

  entry = g_atomic_rc_box_new0 (Entry);
  entry->serial = ++self->last_serial;
  entry->edit = edit;
  entry->data = data;
  entry->label = g_strdup (label);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cantrip_history_perform_async);
  start_step (self, task, step_new (entry, FALSE, TRUE));
}

gboolean
cantrip_history_perform_finish (CantripHistory *self,
                                GAsyncResult   *result,
                                guint64        *ret_serial,
                                GError        **error)
{
  const Step *step;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_history_perform_async), FALSE);

  step = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  if (ret_serial != NULL)
    *ret_serial = step->entry->serial;

  return TRUE;
}

/* Takes the entry @serial out of @list, or the last one; it belongs to the caller. */
static Entry *
steal_entry (GPtrArray *list, guint64 serial)
{
  for (guint i = list->len; i-- > 0;)
    {
      const Entry *entry = list->pdata[i];

      if (serial == 0 || entry->serial == serial)
        return g_ptr_array_steal_index (list, i);
    }

  return NULL;
}

static void
take_step (CantripHistory *self, GTask *task, guint64 serial, gboolean reverts)
{
  Entry *entry = steal_entry (reverts ? self->done : self->undone, serial);

  g_task_set_source_tag (task, take_step);
  if (entry == NULL)
    {
      g_task_return_new_error (task,
                               CANTRIP_ERROR,
                               CANTRIP_ERROR_NOT_FOUND,
                               "%s",
                               reverts ? _ ("There is nothing left to undo")
                                       : _ ("There is nothing left to redo"));
      g_object_unref (task);
      return;
    }

  notify_both (self);
  start_step (self, task, step_new (entry, reverts, FALSE));
}

void
cantrip_history_undo_async (CantripHistory     *self,
                            guint64             serial,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (CANTRIP_IS_HISTORY (self));

  take_step (self, g_task_new (self, NULL, callback, user_data), serial, TRUE);
}

void
cantrip_history_redo_async (CantripHistory *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CANTRIP_IS_HISTORY (self));

  take_step (self, g_task_new (self, NULL, callback, user_data), 0, FALSE);
}

char *
cantrip_history_step_finish (CantripHistory *self, GAsyncResult *result, GError **error)
{
  const Step *taken;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, take_step), NULL);

  taken = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_strdup (taken->entry->label) : NULL;
}
