/* cantrip-connection-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connection-key.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "provider/cantrip-key-reference.h"
#include "provider/cantrip-keyring.h"

/* After the last key was pressed, before the place of a key is looked at. */
#define LOOK_DELAY_MS 400

/* Where a key is kept, in the order of the combo row. */
typedef enum
{
  SOURCE_KEYRING,
  SOURCE_ENVIRONMENT,
  SOURCE_FILE,
  SOURCE_CREDENTIAL,
  SOURCE_NONE,
} Source;

static const struct
{
  const char *prefix; /* (nullable): of a reference */
  const char *title;  /* (nullable): of the field for what follows it */
} SOURCES[] = {
  [SOURCE_KEYRING] = { CANTRIP_KEYRING_PREFIX, NULL },
  [SOURCE_ENVIRONMENT] = { "env:", N_ ("_Variable") },
  [SOURCE_FILE] = { "file:", N_ ("_File") },
  [SOURCE_CREDENTIAL] = { "credential:", N_ ("_Credential") },
  [SOURCE_NONE] = { NULL, NULL },
};

struct _CantripConnectionKey
{
  AdwBin parent_instance;

  AdwComboRow  *source;
  GtkEditable  *key;
  GtkEditable  *place;
  GtkWidget    *browse;
  AdwActionRow *get_key;
  GtkWidget    *status_box;
  GtkImage     *status_icon;
  GtkLabel     *status;

  const CantripDialect *dialect;        /* (nullable) */
  char                 *reference;      /* (owned) (nullable): in the key ring, kept or new */
  gboolean              is_kept;        /* @reference holds a key */
  char                 *keyring_reason; /* (owned) (nullable): why there is no key ring */
  GCancellable         *cancellable;    /* (owned): of all that is waited for */
  GCancellable         *look;           /* (owned) (nullable): of the look under way */
  guint                 look_id;        /* 0: no look is due */
  gboolean              is_filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantripConnectionKey, cantrip_connection_key, ADW_TYPE_BIN)

static Source
get_source (CantripConnectionKey *self)
{
  return (Source) MIN (adw_combo_row_get_selected (self->source), SOURCE_NONE);
}

/* @sentence: (nullable): %NULL hides the line */
static void
show_status (CantripConnectionKey *self, const char *sentence, gboolean is_good)
{
  gtk_widget_set_visible (self->status_box, sentence != NULL);
  if (sentence == NULL)
    return;

  gtk_image_set_from_icon_name (self->status_icon,
                                is_good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_text (self->status, sentence);
}

static void
looked_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionKey) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = cantrip_key_reference_read_finish (result, &error);

  if (key != NULL)
    show_status (self, _ ("The key is there."), TRUE);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_status (self, error->message, FALSE);
}

/* Nobody is asked for a password because a form is shown: the key ring is not looked into. */
static gboolean
look_cb (gpointer user_data)
{
  CantripConnectionKey *self = user_data;
  g_autofree char      *reference = cantrip_connection_key_dup_reference (self);

  self->look_id = 0;
  if (reference == NULL || get_source (self) == SOURCE_KEYRING ||
      gtk_editable_get_text (self->place)[0] == '\0')
    return G_SOURCE_REMOVE;

  self->look = g_cancellable_new ();
  cantrip_key_reference_read_async (reference, self->look, looked_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
show_keyring_status (CantripConnectionKey *self)
{
  if (self->keyring_reason != NULL)
    show_status (self, self->keyring_reason, FALSE);
  else if (self->is_kept && gtk_editable_get_text (self->key)[0] == '\0')
    show_status (self, _ ("A key is in the key ring; type another one to replace it."), TRUE);
  else
    show_status (self, NULL, FALSE);
}

static void
look_soon (CantripConnectionKey *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_cancellable_cancel (self->look);
  g_clear_object (&self->look);

  if (get_source (self) == SOURCE_KEYRING)
    {
      show_keyring_status (self);
      return;
    }

  show_status (self, NULL, FALSE);
  self->look_id = g_timeout_add (LOOK_DELAY_MS, look_cb, self);
}

/* Shows the fields that the source has. */
static void
show_source (CantripConnectionKey *self)
{
  Source      source = get_source (self);
  const char *variable =
      self->dialect != NULL ? cantrip_dialect_get_key_variable (self->dialect) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->key), source == SOURCE_KEYRING);
  gtk_widget_set_visible (GTK_WIDGET (self->place), SOURCES[source].title != NULL);
  gtk_widget_set_visible (self->browse, source == SOURCE_FILE);
  if (SOURCES[source].title != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->place), _ (SOURCES[source].title));
  if (source == SOURCE_ENVIRONMENT && variable != NULL &&
      gtk_editable_get_text (self->place)[0] == '\0')
    gtk_editable_set_text (self->place, variable);
}

static void
changed_cb (CantripConnectionKey *self)
{
  if (self->is_filling)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self->place), "error");
  look_soon (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
source_changed_cb (CantripConnectionKey *self)
{
  if (self->is_filling)
    return;

  gtk_editable_set_text (self->place, "");
  show_source (self);
  changed_cb (self);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, CantripConnectionKey *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && g_file_peek_path (file) != NULL)
    gtk_editable_set_text (self->place, g_file_peek_path (file));

  g_object_unref (dialog);
}

static void
browse_cb (CantripConnectionKey *self)
{
  GtkRoot              *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Choose the File of the Key"),
                                   GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN,
                                   NULL,
                                   NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
get_key_cb (CantripConnectionKey *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                cantrip_dialect_get_key_url (self->dialect),
                GDK_CURRENT_TIME);
}

static void
probed_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripConnectionKey) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cantrip_keyring_probe_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_free (self->keyring_reason);
  self->keyring_reason = g_strdup (error->message);
  gtk_widget_set_sensitive (GTK_WIDGET (self->key), FALSE);
  if (get_source (self) == SOURCE_KEYRING)
    show_keyring_status (self);
}

static void
cantrip_connection_key_dispose (GObject *object)
{
  CantripConnectionKey *self = CANTRIP_CONNECTION_KEY (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->look);
  g_clear_handle_id (&self->look_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_CONNECTION_KEY);

  G_OBJECT_CLASS (cantrip_connection_key_parent_class)->dispose (object);
}

static void
cantrip_connection_key_finalize (GObject *object)
{
  CantripConnectionKey *self = CANTRIP_CONNECTION_KEY (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->look);
  g_clear_pointer (&self->reference, g_free);
  g_clear_pointer (&self->keyring_reason, g_free);

  G_OBJECT_CLASS (cantrip_connection_key_parent_class)->finalize (object);
}

static void
cantrip_connection_key_class_init (CantripConnectionKeyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_connection_key_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_connection_key_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/connections/"
                                               "cantrip-connection-key.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionKey, source);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionKey, key);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionKey, place);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionKey, browse);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionKey, get_key);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionKey, status_box);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionKey, status_icon);
  gtk_widget_class_bind_template_child (widget_class, CantripConnectionKey, status);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_key_cb);
}

static void
cantrip_connection_key_init (CantripConnectionKey *self)
{
  self->cancellable = g_cancellable_new ();
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
  cantrip_keyring_probe_async (self->cancellable, probed_cb, g_object_ref (self));
}

static Source
find_source (const char *reference, const CantripDialect *dialect, gboolean is_new)
{
  for (guint i = 0; reference != NULL && i < G_N_ELEMENTS (SOURCES); i++)
    if (SOURCES[i].prefix != NULL && g_str_has_prefix (reference, SOURCES[i].prefix))
      return (Source) i;

  /* Servers for which nobody gives keys away, such as those of one's own, seldom want one. */
  if (is_new && dialect != NULL && cantrip_dialect_get_key_url (dialect) != NULL)
    return SOURCE_KEYRING;

  return SOURCE_NONE;
}

static void
show_key_page (CantripConnectionKey *self)
{
  const char *url = self->dialect != NULL ? cantrip_dialect_get_key_url (self->dialect) : NULL;
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->get_key), uri != NULL);
  if (uri != NULL)
    adw_action_row_set_subtitle (self->get_key, g_uri_get_host (uri));
}

void
cantrip_connection_key_set_reference (CantripConnectionKey *self,
                                      const char           *reference,
                                      const CantripDialect *dialect,
                                      gboolean              is_new)
{
  Source source = find_source (reference, dialect, is_new);

  g_return_if_fail (CANTRIP_IS_CONNECTION_KEY (self));

  self->is_filling = TRUE;
  self->dialect = dialect;
  g_free (self->reference);
  self->is_kept = source == SOURCE_KEYRING && reference != NULL;
  self->reference = self->is_kept ? g_strdup (reference) : cantrip_keyring_new_reference ();
  adw_combo_row_set_selected (self->source, source);
  gtk_editable_set_text (self->key, "");
  gtk_editable_set_text (self->place,
                         SOURCES[source].title != NULL && reference != NULL
                             ? reference + strlen (SOURCES[source].prefix)
                             : "");
  show_key_page (self);
  show_source (self);
  self->is_filling = FALSE;
  look_soon (self);
}

char *
cantrip_connection_key_dup_reference (CantripConnectionKey *self)
{
  Source source = get_source (self);

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_KEY (self), NULL);

  if (source == SOURCE_NONE)
    return NULL;
  if (source == SOURCE_KEYRING)
    return g_strdup (self->reference);

  return g_strconcat (SOURCES[source].prefix, gtk_editable_get_text (self->place), NULL);
}

const char *
cantrip_connection_key_get_key (CantripConnectionKey *self)
{
  const char *key;

  g_return_val_if_fail (CANTRIP_IS_CONNECTION_KEY (self), NULL);

  key = gtk_editable_get_text (self->key);

  return get_source (self) == SOURCE_KEYRING && key[0] != '\0' ? key : NULL;
}

gboolean
cantrip_connection_key_lacks_key (CantripConnectionKey *self)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_KEY (self), FALSE);

  return get_source (self) == SOURCE_KEYRING && !self->is_kept &&
         cantrip_connection_key_get_key (self) == NULL;
}

void
cantrip_connection_key_note_stored (CantripConnectionKey *self, const GError *error)
{
  g_return_if_fail (CANTRIP_IS_CONNECTION_KEY (self));

  if (error != NULL)
    {
      show_status (self, error->message, FALSE);
      return;
    }

  self->is_kept = TRUE;
  self->is_filling = TRUE;
  gtk_editable_set_text (self->key, "");
  self->is_filling = FALSE;
  look_soon (self);
}

void
cantrip_connection_key_mark (CantripConnectionKey *self)
{
  g_return_if_fail (CANTRIP_IS_CONNECTION_KEY (self));

  gtk_widget_add_css_class (GTK_WIDGET (self->place), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->place));
}
