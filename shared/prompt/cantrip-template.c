/* cantrip-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-template.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"
#include "prompt/cantrip-token.h"

/* A stretch of the text that is copied, or a variable. */
typedef struct
{
  const char *text;     /* (borrowed from the template's text) (nullable) */
  gsize       length;   /* bytes of text */
  const char *variable; /* (borrowed from the template's variables) (nullable) */
} Segment;

struct _CantripTemplate
{
  char      *text;      /* (owned) */
  GArray    *segments;  /* (owned) (element-type Segment) */
  GPtrArray *variables; /* (owned) (element-type utf8); ends in NULL */
};

static void
add_text (CantripTemplate *self, const char *text, gsize length)
{
  Segment  segment = { text, length, NULL };
  Segment *last = NULL;

  if (self->segments->len > 0)
    last = &g_array_index (self->segments, Segment, self->segments->len - 1);

  if (last != NULL && last->text != NULL && last->text + last->length == text)
    last->length += length;
  else
    g_array_append_val (self->segments, segment);
}

static void
add_variable (CantripTemplate *self, GHashTable *seen, const CantripToken *token)
{
  g_autofree char *name = g_strndup (token->name, token->name_length);
  Segment          segment = { NULL, 0, g_hash_table_lookup (seen, name) };

  if (segment.variable == NULL)
    {
      segment.variable = name;
      g_hash_table_add (seen, name);
      g_ptr_array_add (self->variables, g_steal_pointer (&name));
    }

  g_array_append_val (self->segments, segment);
}

static void
compile (CantripTemplate *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  CantripToken token;

  for (const char *p = self->text; *p != '\0'; p += token.length)
    {
      token = cantrip_token_read (p);

      switch (token.kind)
        {
        case CANTRIP_TOKEN_VARIABLE:
          add_variable (self, seen, &token);
          break;

        case CANTRIP_TOKEN_ESCAPE:
          add_text (self, token.start + 1, token.length - 1);
          break;

        case CANTRIP_TOKEN_TEXT:
        case CANTRIP_TOKEN_UNCLOSED:
        case CANTRIP_TOKEN_EMPTY:
        case CANTRIP_TOKEN_LINE_BREAK:
        default:
          add_text (self, token.start, token.length);
          break;
        }
    }

  g_ptr_array_add (self->variables, NULL);
}

CantripTemplate *
cantrip_template_new (const char *text, gssize length, GError **error)
{
  CantripTemplate *self;
  const char      *end;
  gsize            size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (!g_utf8_validate_len (text, size, &end))
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "The text %s at byte %" G_GSIZE_FORMAT "; remove it",
                         *end == '\0' ? "holds the character U+0000" : "is not UTF-8",
                         (gsize) (end - text) + 1);
      return NULL;
    }

  self = g_new0 (CantripTemplate, 1);
  self->text = g_strndup (text, size);
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  self->variables = g_ptr_array_new_with_free_func (g_free);
  compile (self);

  return self;
}

void
cantrip_template_free (CantripTemplate *self)
{
  g_free (self->text);
  g_array_unref (self->segments);
  g_ptr_array_unref (self->variables);
  g_free (self);
}

const char *
cantrip_template_get_text (CantripTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

const char *const *
cantrip_template_get_variables (CantripTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->variables->pdata;
}

static gboolean
append_value (GString *text, CantripResolver *resolver, const char *variable, GError **error)
{
  JsonNode        *value = cantrip_resolver_find (resolver, variable, error);
  g_autofree char *value_text = NULL;

  if (value == NULL)
    return FALSE;

  value_text = cantrip_json_dup_value_text (value);
  g_string_append (text, value_text);

  return TRUE;
}

char *
cantrip_template_render (CantripTemplate *self, CantripResolver *resolver, GError **error)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (resolver != NULL, NULL);

  text = g_string_sized_new (strlen (self->text));
  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);

      if (segment->variable == NULL)
        g_string_append_len (text, segment->text, (gssize) segment->length);
      else if (!append_value (text, resolver, segment->variable, error))
        return NULL;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
