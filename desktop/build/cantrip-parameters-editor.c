/* cantrip-parameters-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-parameters-editor.h"

#include "base/cantrip-json.h"
#include "build/cantrip-parameter-row.h"
#include "build/cantrip-parameter-rules.h"
#include "build/cantrip-parameter-value.h"
#include "build/cantrip-schema-check.h"
#include "build/cantrip-schema-dialog.h"
#include "build/cantrip-stop-row.h"

/* The parameters that are one number or word, in the order in which they are shown. */
static const struct
{
  CantripParameter parameter;
  const char      *name; /* in a recipe */
  const char      *title;
  const char      *hint;
  gboolean         is_usual; /* not hidden behind “More” */
} LINES[] = {
  { CANTRIP_PARAMETER_MAX_TOKENS,
    "max_tokens",
    N_ ("Most tokens of a reply"),
    N_ ("A bound on length and cost"),
    TRUE },
  { CANTRIP_PARAMETER_TEMPERATURE,
    "temperature",
    N_ ("Temperature"),
    N_ ("0 to 2; higher is more varied"),
    TRUE },
  { CANTRIP_PARAMETER_TOP_P,
    "top_p",
    N_ ("Top p"),
    N_ ("0 to 1; leaves out unlikely words"),
    FALSE },
  { CANTRIP_PARAMETER_REASONING_EFFORT,
    "reasoning_effort",
    N_ ("Reasoning effort"),
    N_ ("A word of the provider"),
    FALSE },
  { CANTRIP_PARAMETER_SEED,
    "seed",
    N_ ("Seed"),
    N_ ("A whole number; the same may give the same reply"),
    FALSE },
  { CANTRIP_PARAMETER_FREQUENCY_PENALTY,
    "frequency_penalty",
    N_ ("Frequency penalty"),
    N_ ("−2 to 2; against words used often"),
    FALSE },
  { CANTRIP_PARAMETER_PRESENCE_PENALTY,
    "presence_penalty",
    N_ ("Presence penalty"),
    N_ ("−2 to 2; against words used at all"),
    FALSE },
};

static const char *const EFFORTS[] = { "none", "minimal", "low", "medium", "high", NULL };

struct _CantripParametersEditor
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group; /* the child; AdwBin does not bear it to be bound as well */
  AdwExpanderRow      *more;
  AdwComboRow         *mode;
  AdwActionRow        *schema_row;
  GtkWidget           *schema_edit;
  GtkWidget           *schema_clear;
  CantripStopRow      *stop_row;
  CantripParameterRow *rows[G_N_ELEMENTS (LINES)];

  JsonNode           *schema;        /* (owned) (nullable) */
  CantripModelSource *source;        /* (owned) (nullable) */
  gint64              connection_id; /* of the model */
  char               *model;         /* (owned) (nullable) */
  gboolean            is_loading;
};

G_DEFINE_FINAL_TYPE (CantripParametersEditor, cantrip_parameters_editor, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Who is to obey; borrows from @info and @effort. */
static CantripParameterTarget
get_target (CantripParametersEditor *self, const CantripModelInfo *info, const char *effort)
{
  const CantripModelOffer *offer = NULL;
  CantripParameterTarget   target = { .mode = cantrip_parameters_editor_get_mode (self) };

  if (self->source != NULL && self->model != NULL)
    offer = cantrip_model_source_find (self->source, self->connection_id);
  if (offer == NULL)
    return target;

  target.connection = offer->connection;
  target.info = info;
  target.model =
      cantrip_model_source_find_in_catalog (self->source, self->connection_id, self->model);
  target.reasoning_effort = effort;

  return target;
}

static void
show_schema (CantripParametersEditor *self, const CantripParameterTarget *target)
{
  g_autofree char *note = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *markup = NULL;
  const char      *text;
  gboolean accepted = cantrip_parameter_rules_accept (CANTRIP_PARAMETER_JSON_SCHEMA, target, &note);

  if (self->schema != NULL)
    summary = cantrip_schema_dup_summary (self->schema);
  if (note != NULL && (!accepted || summary != NULL))
    text = note;
  else
    text = summary != NULL ? summary : _ ("The reply is free text");

  markup = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (self->schema_row, markup);
  gtk_widget_set_sensitive (self->schema_edit, accepted);
  gtk_widget_set_visible (self->schema_clear, self->schema != NULL);
  if (accepted)
    gtk_widget_remove_css_class (GTK_WIDGET (self->schema_row), "refused");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->schema_row), "refused");
}

static void
show_row (CantripParametersEditor *self, gsize i, const CantripParameterTarget *target)
{
  g_autofree char *text = cantrip_parameter_row_dup_text (self->rows[i]);
  g_autofree char *note = NULL;
  g_autofree char *problem = cantrip_parameter_value_dup_problem (LINES[i].name, text);
  gboolean         accepted = cantrip_parameter_rules_accept (LINES[i].parameter, target, &note);

  cantrip_parameter_row_set_state (self->rows[i], accepted, note, problem);
}

static void
show_stop (CantripParametersEditor *self)
{
  g_auto (GStrv) stop = cantrip_stop_row_dup_stop (self->stop_row);
  g_autofree char *problem = cantrip_parameter_value_dup_stop_problem ((const char *const *) stop);

  cantrip_stop_row_set_problem (self->stop_row, problem);
}

/* What of the hidden ones is set, so that nothing is overlooked. */
static void
show_more (CantripParametersEditor *self)
{
  g_auto (GStrv) stop = cantrip_stop_row_dup_stop (self->stop_row);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      g_autofree char *value = cantrip_parameter_row_dup_text (self->rows[i]);

      if (!LINES[i].is_usual && *value != '\0')
        g_ptr_array_add (names, (char *) _ (LINES[i].title));
    }
  if (stop[0] != NULL)
    g_ptr_array_add (names, (char *) _ ("Stop sequences"));
  if (cantrip_parameters_editor_get_mode (self) != CANTRIP_MODE_CHAT)
    g_ptr_array_add (names, (char *) _ ("Text to continue"));
  g_ptr_array_add (names, NULL);

  text = g_strjoinv (", ", (char **) names->pdata);
  markup = g_markup_escape_text (text, -1);
  adw_expander_row_set_subtitle (self->more, *markup != '\0' ? markup : _ ("None is set"));
}

static void
refresh (CantripParametersEditor *self)
{
  g_autofree char *effort = NULL;
  g_autoptr (CantripModelInfo) info = NULL;
  CantripParameterTarget target;

  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      if (LINES[i].parameter == CANTRIP_PARAMETER_REASONING_EFFORT)
        effort = cantrip_parameter_row_dup_text (self->rows[i]);
    }
  if (self->source != NULL && self->model != NULL)
    info = cantrip_model_source_dup_model (self->source, self->connection_id, self->model);
  target = get_target (self, info, effort);

  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    show_row (self, i, &target);
  show_schema (self, &target);
  show_stop (self);
  show_more (self);
}

static void
changed (CantripParametersEditor *self)
{
  if (self->is_loading)
    return;

  refresh (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
mode_changed_cb (CantripParametersEditor *self)
{
  changed (self);
}

/* @schema: (nullable): copied */
static void
set_schema (CantripParametersEditor *self, JsonNode *schema)
{
  g_autoptr (JsonNode) before = g_steal_pointer (&self->schema);

  self->schema = schema != NULL ? json_node_copy (schema) : NULL;
}

static void
schema_applied_cb (CantripParametersEditor *self, JsonNode *schema)
{
  set_schema (self, schema);
  changed (self);
}

static void
schema_edit_cb (CantripParametersEditor *self)
{
  CantripSchemaDialog *dialog = cantrip_schema_dialog_new (self->schema);

  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog,
                           "applied",
                           G_CALLBACK (schema_applied_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
schema_clear_cb (CantripParametersEditor *self)
{
  set_schema (self, NULL);
  changed (self);
}

static void
cantrip_parameters_editor_dispose (GObject *object)
{
  CantripParametersEditor *self = CANTRIP_PARAMETERS_EDITOR (object);

  g_clear_object (&self->source);
  gtk_widget_dispose_template (GTK_WIDGET (self), CANTRIP_TYPE_PARAMETERS_EDITOR);

  G_OBJECT_CLASS (cantrip_parameters_editor_parent_class)->dispose (object);
}

static void
cantrip_parameters_editor_finalize (GObject *object)
{
  CantripParametersEditor *self = CANTRIP_PARAMETERS_EDITOR (object);

  g_clear_pointer (&self->schema, json_node_unref);
  g_clear_pointer (&self->model, g_free);

  G_OBJECT_CLASS (cantrip_parameters_editor_parent_class)->finalize (object);
}

static void
cantrip_parameters_editor_class_init (CantripParametersEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_parameters_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_parameters_editor_finalize;

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
                                               "/org/cantrip/Cantrip/build/"
                                               "cantrip-parameters-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripParametersEditor, more);
  gtk_widget_class_bind_template_child (widget_class, CantripParametersEditor, mode);
  gtk_widget_class_bind_template_child (widget_class, CantripParametersEditor, schema_row);
  gtk_widget_class_bind_template_child (widget_class, CantripParametersEditor, schema_edit);
  gtk_widget_class_bind_template_child (widget_class, CantripParametersEditor, schema_clear);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, schema_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, schema_clear_cb);
}

static void
add_rows (CantripParametersEditor *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      gboolean   is_effort = LINES[i].parameter == CANTRIP_PARAMETER_REASONING_EFFORT;
      GtkWidget *row = cantrip_parameter_row_new (_ (LINES[i].title),
                                                  _ (LINES[i].hint),
                                                  is_effort ? EFFORTS : NULL);

      g_signal_connect_object (row, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
      self->rows[i] = CANTRIP_PARAMETER_ROW (row);
      if (LINES[i].is_usual)
        adw_preferences_group_add (self->group, row);
      else
        adw_expander_row_add_row (self->more, row);
    }

  adw_preferences_group_add (self->group, GTK_WIDGET (self->schema_row));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->more));

  self->stop_row = CANTRIP_STOP_ROW (cantrip_stop_row_new ());
  g_signal_connect_object (self->stop_row,
                           "changed",
                           G_CALLBACK (changed),
                           self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->more, GTK_WIDGET (self->stop_row));
}

static void
cantrip_parameters_editor_init (CantripParametersEditor *self)
{
  self->is_loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->group = ADW_PREFERENCES_GROUP (adw_bin_get_child (ADW_BIN (self)));
  add_rows (self);
  self->is_loading = FALSE;
  refresh (self);
}

void
cantrip_parameters_editor_set_parameters (CantripParametersEditor *self,
                                          JsonObject              *parameters,
                                          CantripMode              mode)
{
  g_auto (GStrv) stop = NULL;

  g_return_if_fail (CANTRIP_IS_PARAMETERS_EDITOR (self));

  self->is_loading = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      g_autofree char *text =
          cantrip_json_dup_value_text (cantrip_json_get_node (parameters, LINES[i].name));

      cantrip_parameter_row_set_text (self->rows[i], text);
    }
  stop = cantrip_parameter_value_dup_strings (cantrip_json_get_array (parameters, "stop"));
  cantrip_stop_row_set_stop (self->stop_row, (const char *const *) stop);
  set_schema (self, cantrip_json_get_node (parameters, "json_schema"));
  adw_combo_row_set_selected (self->mode, mode);
  self->is_loading = FALSE;
  refresh (self);
}

JsonObject *
cantrip_parameters_editor_dup_parameters (CantripParametersEditor *self)
{
  JsonObject *parameters = json_object_new ();
  g_auto (GStrv) stop = NULL;

  g_return_val_if_fail (CANTRIP_IS_PARAMETERS_EDITOR (self), parameters);

  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      g_autofree char *text = cantrip_parameter_row_dup_text (self->rows[i]);

      if (*text != '\0')
        json_object_set_member (parameters,
                                LINES[i].name,
                                cantrip_parameter_value_read (LINES[i].name, text));
    }
  stop = cantrip_stop_row_dup_stop (self->stop_row);
  if (stop[0] != NULL)
    json_object_set_array_member (parameters,
                                  "stop",
                                  cantrip_parameter_value_to_array ((const char *const *) stop));
  if (self->schema != NULL)
    json_object_set_member (parameters, "json_schema", json_node_copy (self->schema));

  return parameters;
}

CantripMode
cantrip_parameters_editor_get_mode (CantripParametersEditor *self)
{
  g_return_val_if_fail (CANTRIP_IS_PARAMETERS_EDITOR (self), CANTRIP_MODE_CHAT);

  return (CantripMode) adw_combo_row_get_selected (self->mode);
}

void
cantrip_parameters_editor_set_model (CantripParametersEditor *self,
                                     CantripModelSource      *source,
                                     gint64                   connection_id,
                                     const char              *model)
{
  g_autofree char *before = NULL;

  g_return_if_fail (CANTRIP_IS_PARAMETERS_EDITOR (self));

  g_set_object (&self->source, source);
  self->connection_id = connection_id;
  before = g_steal_pointer (&self->model);
  self->model = g_strdup (model);
  refresh (self);
}
