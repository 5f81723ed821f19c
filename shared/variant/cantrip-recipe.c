/* cantrip-recipe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variant/cantrip-recipe.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-nearest.h"

#define MAX_MODEL_BYTES 200

/* What a provider puts around one message, and around them all: roles, separators, markers. */
#define FRAME_TOKENS 16

static const char *const MEMBERS[] = { "model", "mode", "messages", "parameters", NULL };

static const char *const MODES[] = { "chat", "completion", NULL };

struct _CantripRecipe
{
  char              *json;  /* (owned); canonical */
  char              *model; /* (owned) */
  CantripMode        mode;
  CantripPrompt     *prompt;     /* (owned) */
  CantripParameters *parameters; /* (owned) */
};

static gboolean
check_members (JsonObject *object, GError **error)
{
  JsonObjectIter iter;
  const char    *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      const char *nearest;

      if (g_strv_contains (MEMBERS, name))
        continue;

      nearest = cantrip_nearest_name (name, MEMBERS);
      if (nearest != NULL)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "A recipe has no “%s”; did you mean “%s”?",
                                  name,
                                  nearest);

      return cantrip_set_error (error,
                                CANTRIP_ERROR_INVALID_INPUT,
                                "A recipe has no “%s”, only “model”, “mode”, “messages” and "
                                "“parameters”",
                                name);
    }

  return TRUE;
}

static gboolean
read_model (CantripRecipe *self, JsonObject *object, GError **error)
{
  const char *model = cantrip_json_get_string (object, "model");

  if (model == NULL || *model == '\0')
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The recipe names no model; give \"model\" as the provider spells "
                              "it");

  if (strlen (model) > MAX_MODEL_BYTES)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The name of the model is longer than %d bytes",
                              MAX_MODEL_BYTES);

  self->model = g_strdup (model);

  return TRUE;
}

static gboolean
read_mode (CantripRecipe *self, JsonObject *object, GError **error)
{
  const char *mode = cantrip_json_get_string (object, "mode");

  if (!json_object_has_member (object, "mode") || g_strcmp0 (mode, MODES[CANTRIP_MODE_CHAT]) == 0)
    self->mode = CANTRIP_MODE_CHAT;
  else if (g_strcmp0 (mode, MODES[CANTRIP_MODE_COMPLETION]) == 0)
    self->mode = CANTRIP_MODE_COMPLETION;
  else
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The mode of a recipe is “chat” or “completion”");

  return TRUE;
}

static gboolean
read_parameters (CantripRecipe *self, JsonObject *object, GError **error)
{
  JsonObject *parameters = cantrip_json_get_object (object, "parameters");

  if (parameters == NULL && json_object_has_member (object, "parameters"))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The parameters of a recipe must be an object, such as "
                              "{\"max_tokens\": 400}");

  self->parameters = cantrip_parameters_new_from_json (parameters, error);

  return self->parameters != NULL;
}

/* What holds without being said is left out, so that it makes no difference whether it was. */
static char *
write_json (CantripRecipe *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) parameters = cantrip_parameters_to_json (self->parameters);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "model", self->model);
  if (self->mode != CANTRIP_MODE_CHAT)
    json_object_set_string_member (object, "mode", MODES[self->mode]);
  json_object_set_array_member (object, "messages", cantrip_prompt_to_json (self->prompt));
  if (json_object_get_size (parameters) > 0)
    json_object_set_object_member (object, "parameters", g_steal_pointer (&parameters));
  json_node_take_object (root, object);

  return cantrip_json_to_canonical_text (root);
}

static void
clear (CantripRecipe *self)
{
  g_clear_pointer (&self->json, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->prompt, cantrip_prompt_unref);
  g_clear_pointer (&self->parameters, cantrip_parameters_free);
}

CantripRecipe *
cantrip_recipe_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (CantripRecipe) self = g_atomic_rc_box_new0 (CantripRecipe);

  if (object == NULL)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "A recipe must be an object with “model” and “messages”");
      return NULL;
    }

  if (!check_members (object, error) || !read_model (self, object, error) ||
      !read_mode (self, object, error) || !read_parameters (self, object, error))
    return NULL;

  self->prompt = cantrip_prompt_new_from_json (cantrip_json_get_array (object, "messages"), error);
  if (self->prompt == NULL)
    return NULL;

  self->json = write_json (self);

  return g_steal_pointer (&self);
}

CantripRecipe *
cantrip_recipe_new_from_text (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  node = cantrip_json_parse_text (text, -1, error);
  if (node == NULL)
    return NULL;

  return cantrip_recipe_new_from_json (cantrip_json_root_object (node), error);
}

CantripRecipe *
cantrip_recipe_ref (CantripRecipe *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
cantrip_recipe_unref (CantripRecipe *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

const char *
cantrip_recipe_get_json (CantripRecipe *self)
{
  return self->json;
}

const char *
cantrip_recipe_get_model (CantripRecipe *self)
{
  return self->model;
}

CantripPrompt *
cantrip_recipe_get_prompt (CantripRecipe *self)
{
  return self->prompt;
}

const CantripParameters *
cantrip_recipe_get_parameters (CantripRecipe *self)
{
  return self->parameters;
}

void
cantrip_recipe_init_request (CantripRecipe *self, GPtrArray *messages, CantripRequest *ret_request)
{
  g_return_if_fail (messages != NULL);
  g_return_if_fail (ret_request != NULL);

  *ret_request = (CantripRequest){
    .model = self->model,
    .mode = self->mode,
    .messages = messages,
    .parameters = self->parameters,
  };
}

/* Most tokens the reply can have; -1 if nothing says so. */
static gint64
bound_output_tokens (CantripRecipe *self, const CantripModel *model)
{
  gint64 most_tokens = cantrip_model_get_max_output_tokens (model);

  if (most_tokens == 0)
    most_tokens = cantrip_model_get_context_tokens (model);
  if (most_tokens == 0)
    most_tokens = G_MAXINT64;
  if (self->parameters->max_tokens >= 0)
    most_tokens = MIN (most_tokens, self->parameters->max_tokens);

  return most_tokens < G_MAXINT64 ? most_tokens : -1;
}

gint64
cantrip_recipe_estimate_worst_cost_usd_nanos (CantripRecipe      *self,
                                              GPtrArray          *messages,
                                              const CantripModel *model)
{
  gint64 input_tokens = FRAME_TOKENS;

  g_return_val_if_fail (messages != NULL, -1);

  if (model == NULL)
    return -1;

  for (guint i = 0; i < messages->len; i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);

      input_tokens += FRAME_TOKENS + (gint64) strlen (message->content);
    }

  if (self->parameters->json_schema != NULL)
    {
      g_autofree char *schema = cantrip_json_to_text (self->parameters->json_schema);

      input_tokens += (gint64) strlen (schema);
    }

  return cantrip_model_get_cost_usd_nanos (model,
                                           input_tokens,
                                           -1,
                                           bound_output_tokens (self, model));
}
