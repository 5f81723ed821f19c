/* cantrip-connection-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connection-form.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "base/cantrip-error.h"
#include "connections/cantrip-connection-key.h"
#include "provider/cantrip-dialect.h"
#include "provider/cantrip-key-reference.h"
#include "provider/cantrip-keyring.h"

struct _CantripConnectionForm
{
  AdwBin parent_instance;

  GtkEditable          *name;
  GtkEditable          *base_url;
  CantripConnectionKey *key_fields;
  GtkWidget            *wait_group;
  GtkSpinButton        *timeout;

  CantripConnection *connection; /* (owned) (nullable): as it was set */
  gboolean           is_filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripConnectionForm, cantrip_connection_form, ADW_TYPE_BIN)

static void
changed_cb (CantripConnectionForm *self)
{
  if (self->is_filling)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->base_url), "error");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
cantrip_connection_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_CONNECTION_FORM);

  G_OBJECT_CLASS (cantrip_connection_form_parent_class)->dispose (object);
}

static void
cantrip_connection_form_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_CONNECTION_FORM (object)->connection, cantrip_connection_free);

  G_OBJECT_CLASS (cantrip_connection_form_parent_class)->finalize (object);
}

static void
cantrip_connection_form_class_init (CantripConnectionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_connection_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_connection_form_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  g_type_ensure (CANTRIP_TYPE_CONNECTION_KEY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-connection-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionForm, name);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionForm, base_url);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionForm, key_fields);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionForm, wait_group);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionForm, timeout);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cantrip_connection_form_init (CantripConnectionForm *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

/* (nullable): without an address there is no telling how a server speaks. */
static const CantripDialect *
find_dialect (const CantripConnection *connection)
{
  const char *name = cantrip_connection_get_dialect (connection);

  if (connection->dialect == NULL && connection->base_url[0] == '\0')
    name = "generic";

  return cantrip_dialect_find (name, NULL);
}

void
cantrip_connection_form_set_connection (CantripConnectionForm   *self,
                                        const CantripConnection *connection)
{
  gboolean has_address;

  g_return_if_fail (CANTRIP_IS_CONNECTION_FORM (self));
  g_return_if_fail (connection != NULL);

  cantrip_connection_free (self->connection);
  self->connection = cantrip_connection_copy (connection);

  self->is_filling = TRUE;
  has_address = g_strcmp0 (connection->protocol, "sample") != 0;
  gtk_widget_set_visible (GTK_WIDGET (self->base_url), has_address);
  gtk_widget_set_visible (GTK_WIDGET (self->key_fields), has_address);
  gtk_widget_set_visible (self->wait_group, has_address);
  gtk_editable_set_text (self->name, connection->name);
  gtk_editable_set_text (self->base_url, connection->base_url);
  gtk_spin_button_set_value (self->timeout, connection->timeout_s);
  cantrip_connection_key_set_reference (self->key_fields,
                                        connection->key_reference,
                                        find_dialect (connection),
                                        connection->id == 0);
  self->is_filling = FALSE;
}

/* Marks the field that the form is refused for. */
static void
mark (CantripConnectionForm *self, const CantripConnection *typed)
{
  g_autoptr (GUri) uri = g_uri_parse (typed->base_url, SOUP_HTTP_URI_FLAGS, NULL);
  GtkWidget *field = GTK_WIDGET (typed->name[0] == '\0' ? self->name : self->base_url);

  if (typed->name[0] != '\0' && uri != NULL && typed->key_reference != NULL &&
      !cantrip_key_reference_check (typed->key_reference, NULL))
    {
      cantrip_connection_key_mark (self->key_fields);
      return;
    }

  gtk_widget_add_css_class (field, "error");
  gtk_widget_grab_focus (field);
}

CantripConnection *
cantrip_connection_form_dup_connection (CantripConnectionForm *self, GError **error)
{
  g_autoptr (CantripConnection) typed = NULL;
  g_autoptr (CantripConnection) checked = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_FORM (self), NULL);
  g_return_val_if_fail (self->connection != NULL, NULL);

  typed = cantrip_connection_copy (self->connection);
  g_free (typed->name);
  typed->name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_free (typed->base_url);
  typed->base_url = g_strstrip (g_strdup (gtk_editable_get_text (self->base_url)));
  g_free (typed->key_reference);
  typed->key_reference = cantrip_connection_key_dup_reference (self->key_fields);
  typed->timeout_s = (guint) gtk_spin_button_get_value_as_int (self->timeout);

  object = cantrip_connection_to_json (typed);
  checked = cantrip_connection_new_from_json (object, error);
  if (checked == NULL)
    {
      mark (self, typed);
      return NULL;
    }
  checked->id = typed->id;

  return g_steal_pointer (&checked);
}

const char *
cantrip_connection_form_get_key (CantripConnectionForm *self)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_FORM (self), NULL);

  return cantrip_connection_key_get_key (self->key_fields);
}

static void
stored_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CantripConnectionForm *self = g_task_get_source_object (task);
  GError                *error = NULL;

  if (!cantrip_keyring_store_finish (result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        cantrip_connection_key_note_stored (self->key_fields, error);
      g_task_return_error (task, error);
      return;
    }

  cantrip_connection_key_note_stored (self->key_fields, NULL);
  g_task_return_pointer (task,
                         cantrip_connection_copy (g_task_get_task_data (task)),
                         (GDestroyNotify) cantrip_connection_free);
}

void
cantrip_connection_form_save_async (CantripConnectionForm *self,
                                    GCancellable          *cancellable,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char        *key = cantrip_connection_form_get_key (self);
  GError            *error = NULL;
  CantripConnection *connection = cantrip_connection_form_dup_connection (self, &error);

  g_task_set_source_tag (task, cantrip_connection_form_save_async);
  if (connection == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, connection, (GDestroyNotify) cantrip_connection_free);
  if (key != NULL)
    cantrip_keyring_store_async (connection->key_reference,
                                 connection->name,
                                 key,
                                 cancellable,
                                 stored_cb,
                                 g_steal_pointer (&task));
  else if (cantrip_connection_key_lacks_key (self->key_fields))
    g_task_return_new_error (task,
                             CANTRIP_ERROR,
                             CANTRIP_ERROR_INVALID_INPUT,
                             "%s",
                             _ ("Type the key, or choose that none is needed"));
  else
    g_task_return_pointer (task,
                           cantrip_connection_copy (connection),
                           (GDestroyNotify) cantrip_connection_free);
}

CantripConnection *
cantrip_connection_form_save_finish (CantripConnectionForm *self,
                                     GAsyncResult          *result,
                                     GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cantrip_connection_form_save_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
