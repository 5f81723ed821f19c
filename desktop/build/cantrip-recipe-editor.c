/* cantrip-recipe-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-recipe-editor.h"

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "build/cantrip-gallery-dialog.h"
#include "build/cantrip-messages-editor.h"
#include "build/cantrip-model-picker.h"
#include "build/cantrip-parameters-editor.h"
#include "window/cantrip-shell.h"

/* What is typed in this time is told at once. */
#define COALESCE_MS 200

struct _CantripRecipeEditor
{
  AdwBin parent_instance;

  CantripModelPicker      *picker;
  CantripMessagesEditor   *messages;
  CantripParametersEditor *parameters;

  CantripWorkspace   *workspace;  /* (owned) */
  CantripModelSource *source;     /* (owned) */
  guint               changed_id; /* source */

  char     *before; /* (owned) (nullable): the draft that a template replaced */
  AdwToast *toast;  /* (owned) (nullable): offers to bring it back */
};

G_DEFINE_FINAL_TYPE (CantripRecipeEditor, cantrip_recipe_editor, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TEMPLATE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
tell_changed_cb (gpointer user_data)
{
  CantripRecipeEditor *self = user_data;

  self->changed_id = 0;
  cantrip_messages_editor_check (self->messages);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (CantripRecipeEditor *self)
{
  if (self->changed_id == 0)
    self->changed_id = g_timeout_add (COALESCE_MS, tell_changed_cb, self);
}

static void
tell_parameters (CantripRecipeEditor *self)
{
  cantrip_parameters_editor_set_model (self->parameters,
                                       self->source,
                                       cantrip_model_picker_get_connection_id (self->picker),
                                       cantrip_model_picker_get_model (self->picker));
}

static void
model_changed_cb (CantripRecipeEditor *self)
{
  tell_parameters (self);
  changed_cb (self);
}

static void
forget_before (CantripRecipeEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recipe.undo-template", FALSE);
  g_clear_pointer (&self->before, g_free);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
}

/* Of everything but the model, which a template does not have. */
static void
show_written (CantripRecipeEditor *self, JsonObject *object)
{
  gboolean is_text = g_strcmp0 (cantrip_json_get_string (object, "mode"), "completion") == 0;

  g_clear_handle_id (&self->changed_id, g_source_remove);
  cantrip_messages_editor_set_messages (self->messages,
                                        cantrip_json_get_array (object, "messages"));
  cantrip_parameters_editor_set_parameters (self->parameters,
                                            cantrip_json_get_object (object, "parameters"),
                                            is_text ? CANTRIP_MODE_COMPLETION : CANTRIP_MODE_CHAT);
}

static void
undo_template (CantripRecipeEditor *self)
{
  g_autoptr (JsonNode) node = NULL;

  if (self->before == NULL)
    return;

  node = cantrip_json_parse_text (self->before, -1, NULL);
  forget_before (self);
  show_written (self, cantrip_json_root_object (node));
  changed_cb (self);
}

static void
offer_undo (CantripRecipeEditor *self, const CantripGalleryItem *item)
{
  g_autofree char *title = g_strdup_printf (_ ("Began from “%s”"), item->title);
  g_autofree char *markup = g_markup_escape_text (title, -1);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recipe.undo-template", TRUE);
  self->toast = adw_toast_new (markup);
  adw_toast_set_button_label (self->toast, _ ("_Undo"));
  g_signal_connect_object (self->toast,
                           "button-clicked",
                           G_CALLBACK (undo_template),
                           self,
                           G_CONNECT_SWAPPED);
  cantrip_shell_add_toast (GTK_WIDGET (self), g_object_ref (self->toast));
}

static void
template_chosen_cb (CantripRecipeEditor *self, const CantripGalleryItem *item, gboolean wants_table)
{
  g_autoptr (JsonArray) messages = cantrip_prompt_to_json (item->prompt);

  forget_before (self);
  self->before = cantrip_recipe_editor_dup_draft (self, NULL);
  cantrip_messages_editor_set_messages (self->messages, messages);
  cantrip_parameters_editor_set_parameters (self->parameters, item->parameters, CANTRIP_MODE_CHAT);
  offer_undo (self, item);
  g_signal_emit (self, signals[SIGNAL_TEMPLATE_CHOSEN], 0, item, wants_table);
  changed_cb (self);
}

static void
choose_template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripRecipeEditor  *self = CANTRIP_RECIPE_EDITOR (widget);
  CantripGalleryDialog *dialog = cantrip_gallery_dialog_new (self->workspace);

  g_signal_connect_object (dialog,
                           "chosen",
                           G_CALLBACK (template_chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
undo_template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  undo_template (CANTRIP_RECIPE_EDITOR (widget));
}

/* As a recipe is written, however incomplete. */
static JsonNode *
write_draft (CantripRecipeEditor *self)
{
  JsonNode   *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  const char *model = cantrip_model_picker_get_model (self->picker);
  g_autoptr (JsonObject) parameters = cantrip_parameters_editor_dup_parameters (self->parameters);

  if (model != NULL)
    json_object_set_string_member (object, "model", model);
  if (cantrip_parameters_editor_get_mode (self->parameters) == CANTRIP_MODE_COMPLETION)
    json_object_set_string_member (object, "mode", "completion");
  json_object_set_array_member (object,
                                "messages",
                                cantrip_messages_editor_dup_messages (self->messages));
  if (json_object_get_size (parameters) > 0)
    json_object_set_object_member (object, "parameters", g_steal_pointer (&parameters));
  json_node_take_object (node, object);

  return node;
}

static gboolean
check_messages (CantripRecipeEditor *self, GError **error)
{
  guint empty = cantrip_messages_editor_find_empty (self->messages);

  if (empty == 0)
    return TRUE;

  return cantrip_set_error (error,
                            CANTRIP_ERROR_INVALID_INPUT,
                            _ ("Message %u is empty; write something, or remove it"),
                            empty);
}

static void
cantrip_recipe_editor_dispose (GObject *object)
{
  CantripRecipeEditor *self = CANTRIP_RECIPE_EDITOR (object);

  g_clear_handle_id (&self->changed_id, g_source_remove);
  if (self->source != NULL)
    cantrip_model_source_stop (self->source);
  g_clear_object (&self->source);
  g_clear_object (&self->workspace);
  g_clear_object (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_RECIPE_EDITOR);

  G_OBJECT_CLASS (cantrip_recipe_editor_parent_class)->dispose (object);
}

static void
cantrip_recipe_editor_finalize (GObject *object)
{
  CantripRecipeEditor *self = CANTRIP_RECIPE_EDITOR (object);

  g_clear_pointer (&self->before, g_free);

  G_OBJECT_CLASS (cantrip_recipe_editor_parent_class)->finalize (object);
}

static void
cantrip_recipe_editor_class_init (CantripRecipeEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_recipe_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_recipe_editor_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TEMPLATE_CHOSEN] = g_signal_new ("template-chosen",
                                                  type,
                                                  G_SIGNAL_RUN_LAST,
                                                  0,
                                                  NULL,
                                                  NULL,
                                                  NULL,
                                                  G_TYPE_NONE,
                                                  2,
                                                  G_TYPE_POINTER,
                                                  G_TYPE_BOOLEAN);

  g_type_ensure (CANTRIP_TYPE_MESSAGES_EDITOR);
  g_type_ensure (CANTRIP_TYPE_MODEL_PICKER);
  g_type_ensure (CANTRIP_TYPE_PARAMETERS_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-recipe-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripRecipeEditor, picker);
  gtk_widget_class_bind_template_child (widget_class, CantripRecipeEditor, messages);
  gtk_widget_class_bind_template_child (widget_class, CantripRecipeEditor, parameters);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_changed_cb);
  gtk_widget_class_install_action (widget_class,
                                   "recipe.choose-template",
                                   NULL,
                                   choose_template_action);
  gtk_widget_class_install_action (widget_class,
                                   "recipe.undo-template",
                                   NULL,
                                   undo_template_action);
  /* Where nothing that was typed since is left to undo. */
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_z,
                                       GDK_CONTROL_MASK,
                                       "recipe.undo-template",
                                       NULL);
}

static void
cantrip_recipe_editor_init (CantripRecipeEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  forget_before (self);
}

GtkWidget *
cantrip_recipe_editor_new (CantripWorkspace *workspace)
{
  CantripRecipeEditor *self;

  g_return_val_if_fail (CANTRIP_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (CANTRIP_TYPE_RECIPE_EDITOR, NULL);
  self->workspace = g_object_ref (workspace);
  self->source = cantrip_model_source_new (workspace);
  g_signal_connect_object (self->source,
                           "changed",
                           G_CALLBACK (tell_parameters),
                           self,
                           G_CONNECT_SWAPPED);
  cantrip_model_picker_set_source (self->picker, self->source);

  return GTK_WIDGET (self);
}

void
cantrip_recipe_editor_set_columns (CantripRecipeEditor *self, const char *const *columns)
{
  g_return_if_fail (CANTRIP_IS_RECIPE_EDITOR (self));

  cantrip_messages_editor_set_columns (self->messages, columns);
}

void
cantrip_recipe_editor_set_recipe (CantripRecipeEditor *self,
                                  CantripRecipe       *recipe,
                                  gint64               connection_id)
{
  cantrip_recipe_editor_set_draft (self,
                                   recipe != NULL ? cantrip_recipe_get_json (recipe) : NULL,
                                   connection_id);
}

CantripRecipe *
cantrip_recipe_editor_dup_recipe (CantripRecipeEditor *self,
                                  gint64              *ret_connection_id,
                                  GError             **error)
{
  g_autoptr (JsonNode) node = NULL;
  CantripRecipe *recipe;

  g_return_val_if_fail (CANTRIP_IS_RECIPE_EDITOR (self), NULL);

  if (!cantrip_model_picker_check (self->picker, error) || !check_messages (self, error))
    return NULL;

  node = write_draft (self);
  recipe = cantrip_recipe_new_from_json (cantrip_json_root_object (node), error);
  if (recipe != NULL && ret_connection_id != NULL)
    *ret_connection_id = cantrip_model_picker_get_connection_id (self->picker);

  return recipe;
}

void
cantrip_recipe_editor_set_draft (CantripRecipeEditor *self, const char *json, gint64 connection_id)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  g_return_if_fail (CANTRIP_IS_RECIPE_EDITOR (self));

  if (json != NULL)
    node = cantrip_json_parse_text (json, -1, NULL);
  object = cantrip_json_root_object (node);

  forget_before (self);
  show_written (self, object);
  cantrip_model_picker_set_model (self->picker,
                                  connection_id,
                                  cantrip_json_get_string (object, "model"));
  tell_parameters (self);
}

char *
cantrip_recipe_editor_dup_draft (CantripRecipeEditor *self, gint64 *ret_connection_id)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CantripRecipe) recipe = NULL;

  g_return_val_if_fail (CANTRIP_IS_RECIPE_EDITOR (self), NULL);

  node = write_draft (self);
  recipe = cantrip_recipe_new_from_json (cantrip_json_root_object (node), NULL);
  if (ret_connection_id != NULL)
    *ret_connection_id = cantrip_model_picker_get_connection_id (self->picker);

  return recipe != NULL ? g_strdup (cantrip_recipe_get_json (recipe))
                        : cantrip_json_to_canonical_text (node);
}

void
cantrip_recipe_editor_focus (CantripRecipeEditor *self)
{
  g_return_if_fail (CANTRIP_IS_RECIPE_EDITOR (self));

  cantrip_messages_editor_focus (self->messages);
}
