/* cantrip-prompt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-prompt.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "base/cantrip-text.h"
#include "prompt/cantrip-template.h"

#define MAX_MESSAGES 200
#define MAX_BYTES (1024 * 1024)
#define MAX_SHOWN 40 /* characters of a name in an error */

typedef struct
{
  CantripRole      role;
  CantripTemplate *content; /* (owned) */
} Part;

static void
part_free (Part *part)
{
  g_clear_pointer (&part->content, cantrip_template_free);
  g_free (part);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, part_free)

struct _CantripPrompt
{
  gatomicrefcount ref_count;

  GPtrArray *parts;     /* (owned) (element-type Part) */
  GPtrArray *variables; /* (owned); strings are (borrowed from parts); ends in NULL */
};

static gboolean
check_members (JsonObject *object, GError **error)
{
  static const char *const known[] = { "role", "content", NULL };
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *shown = NULL;

      if (g_strv_contains (known, l->data))
        continue;

      shown = cantrip_text_shorten (l->data, MAX_SHOWN);
      return cantrip_set_error (error,
                                CANTRIP_ERROR_INVALID_INPUT,
                                "it has “%s”, but a message is made of “role” and “content” only",
                                shown);
    }

  return TRUE;
}

static Part *
part_new (JsonObject *object, GError **error)
{
  g_autoptr (Part) part = g_new0 (Part, 1);
  const char *content = cantrip_json_get_string (object, "content");

  if (object == NULL)
    {
      cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "it is not an object");
      return NULL;
    }
  if (!check_members (object, error))
    return NULL;
  if (!cantrip_role_from_text (cantrip_json_get_string (object, "role"), &part->role))
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "its “role” must be “system”, “user” or “assistant”");
      return NULL;
    }
  if (content == NULL)
    {
      cantrip_set_error (error, CANTRIP_ERROR_INVALID_INPUT, "its “content” must be a text");
      return NULL;
    }

  part->content = cantrip_template_new (content, -1, error);

  return part->content != NULL ? g_steal_pointer (&part) : NULL;
}

static gboolean
read_parts (CantripPrompt *self, JsonArray *messages, GError **error)
{
  gsize bytes = 0;

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      Part *part = part_new (cantrip_json_element_object (messages, i), error);

      if (part == NULL)
        {
          g_prefix_error (error, "Message %u cannot be used: ", i + 1);
          return FALSE;
        }
      g_ptr_array_add (self->parts, part);

      bytes += strlen (cantrip_template_get_text (part->content));
      if (bytes > MAX_BYTES)
        return cantrip_set_error (error,
                                  CANTRIP_ERROR_INVALID_INPUT,
                                  "Message %u brings the prompt to more than 1 MiB; shorten it",
                                  i + 1);
    }

  return TRUE;
}

static void
collect_variables (CantripPrompt *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part              *part = g_ptr_array_index (self->parts, i);
      const char *const *names = cantrip_template_get_variables (part->content);

      for (gsize j = 0; names[j] != NULL; j++)
        {
          if (g_hash_table_add (seen, (gpointer) names[j]))
            g_ptr_array_add (self->variables, (gpointer) names[j]);
        }
    }

  g_ptr_array_add (self->variables, NULL);
}

CantripPrompt *
cantrip_prompt_new_from_json (JsonArray *messages, GError **error)
{
  g_autoptr (CantripPrompt) self = NULL;
  guint count = messages != NULL ? json_array_get_length (messages) : 0;

  if (count == 0 || count > MAX_MESSAGES)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "A prompt needs between 1 and %d messages, as a list",
                         MAX_MESSAGES);
      return NULL;
    }

  self = g_new0 (CantripPrompt, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->variables = g_ptr_array_new ();

  if (!read_parts (self, messages, error))
    return NULL;

  collect_variables (self);

  return g_steal_pointer (&self);
}

CantripPrompt *
cantrip_prompt_ref (CantripPrompt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_prompt_unref (CantripPrompt *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->variables);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

JsonArray *
cantrip_prompt_to_json (CantripPrompt *self)
{
  JsonArray *messages;

  g_return_val_if_fail (self != NULL, NULL);

  messages = json_array_sized_new (self->parts->len);
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part       *part = g_ptr_array_index (self->parts, i);
      JsonObject *message = json_object_new ();

      json_object_set_string_member (message, "role", cantrip_role_to_text (part->role));
      json_object_set_string_member (message, "content", cantrip_template_get_text (part->content));
      json_array_add_object_element (messages, message);
    }

  return messages;
}

const char *const *
cantrip_prompt_get_variables (CantripPrompt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->variables->pdata;
}

GPtrArray *
cantrip_prompt_render (CantripPrompt *self, CantripInputs *inputs, GError **error)
{
  g_autoptr (CantripResolver) resolver = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (inputs != NULL, NULL);

  resolver = cantrip_resolver_new (inputs);
  messages = cantrip_message_list_new ();
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);
      char *content = cantrip_template_render (part->content, resolver, error);

      if (content == NULL)
        return NULL;
      g_ptr_array_add (messages, cantrip_message_new_take (part->role, content));
    }

  return g_steal_pointer (&messages);
}
