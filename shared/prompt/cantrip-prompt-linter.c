/* cantrip-prompt-linter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "prompt/cantrip-prompt-linter.h"

#include <string.h>

#include "base/cantrip-text.h"
#include "prompt/cantrip-inputs.h"
#include "prompt/cantrip-token.h"

#define MAX_SHOWN 60 /* characters of the prompt in a sentence */

typedef struct
{
  GPtrArray     *problems; /* (owned) (element-type CantripPromptProblem) */
  CantripInputs *columns;  /* (owned) (nullable); a row of nulls */
  GHashTable    *used;     /* (owned); names of columns */

  guint       message; /* number of the one that is checked */
  const char *place;   /* (borrowed): in its text; only moves on */
  guint       line;    /* of place */
  guint       column;  /* of place */
} Linter;

static void
linter_clear (Linter *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->columns, cantrip_inputs_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Linter, linter_clear)

static gboolean
is_full (Linter *self)
{
  return self->problems->len >= CANTRIP_PROMPT_LINTER_MAX_PROBLEMS;
}

static void
move_to (Linter *self, const char *place)
{
  for (; self->place < place; self->place = g_utf8_next_char (self->place))
    {
      if (*self->place == '\n' || (*self->place == '\r' && self->place[1] != '\n'))
        {
          self->line++;
          self->column = 1;
        }
      else
        self->column++;
    }
}

/* @text and @replacement: (transfer full) */
static void
report (Linter         *self,
        CantripSeverity severity,
        const char     *start,
        gsize           bytes,
        char           *text,
        char           *replacement)
{
  CantripPromptProblem *problem = g_new0 (CantripPromptProblem, 1);

  move_to (self, start);
  problem->severity = severity;
  problem->message = self->message;
  problem->line = self->line;
  problem->column = self->column;
  problem->length = (guint) g_utf8_strlen (start, (gssize) bytes);
  problem->text = text;
  problem->replacement = replacement;
  g_ptr_array_add (self->problems, problem);
}

/* For the message as a whole. */
static void
report_message (Linter *self, CantripSeverity severity, const char *text)
{
  report (self, severity, self->place, 0, g_strdup (text), NULL);
}

static void
report_prompt (Linter *self, CantripSeverity severity, char *text)
{
  CantripPromptProblem *problem = g_new0 (CantripPromptProblem, 1);

  problem->severity = severity;
  problem->text = text;
  g_ptr_array_add (self->problems, problem);
}

/* Whether a name reads like `#if x`, `/each`, `^x`, `> part`, `else` or `x | upper`. */
static gboolean
is_instruction (const char *name)
{
  if (name[0] != '\0' && strchr ("#/^>!&~", name[0]) != NULL)
    return TRUE;

  return g_str_equal (name, "else") || g_str_has_prefix (name, "else ") ||
         strstr (name, " | ") != NULL;
}

static void
report_unknown_column (Linter *self, const CantripToken *token, const char *name)
{
  g_autofree char *shown = cantrip_text_shorten (name, MAX_SHOWN);
  g_autofree char *nearest = cantrip_inputs_dup_nearest (self->columns, name);

  if (nearest != NULL)
    report (self,
            CANTRIP_SEVERITY_ERROR,
            token->start,
            token->length,
            g_strdup_printf ("There is no column “%s”; did you mean “%s”?", shown, nearest),
            g_strdup_printf ("{{%s}}", nearest));
  else
    report (self,
            CANTRIP_SEVERITY_ERROR,
            token->start,
            token->length,
            g_strdup_printf ("There is no column “%s”; add it, or change the name", shown),
            NULL);
}

static void
check_variable (Linter *self, const CantripToken *token)
{
  g_autofree char *name = g_strndup (token->name, token->name_length);
  g_autofree char *shown = NULL;
  gsize            name_bytes;

  if (self->columns != NULL &&
      cantrip_inputs_get_for_variable (self->columns, name, &name_bytes) != NULL)
    {
      g_hash_table_add (self->used, g_strndup (name, name_bytes));
      return;
    }

  if (is_instruction (name))
    {
      /* Without columns it may still be one: “# orders” is a fine name. */
      shown = cantrip_text_shorten (name, MAX_SHOWN);
      report (self,
              self->columns != NULL ? CANTRIP_SEVERITY_ERROR : CANTRIP_SEVERITY_WARNING,
              token->start,
              token->length,
              g_strdup_printf ("“%s” is taken for the name of a column: there are no "
                               "instructions or filters; use the data as it is",
                               shown),
              NULL);
    }
  else if (self->columns != NULL)
    report_unknown_column (self, token, name);
}

static void
check_unclosed (Linter *self, const CantripToken *token)
{
  char *replacement = NULL;

  if (token->name_length > 0)
    replacement = g_strdup_printf ("{{%.*s}}", (int) token->name_length, token->name);

  report (self,
          CANTRIP_SEVERITY_ERROR,
          token->start,
          token->length,
          g_strdup ("“{{” is never closed; end the name with “}}”, or write “\\{{” for the "
                    "braces themselves"),
          replacement);
}

static void
check_line_break (Linter *self, const CantripToken *token)
{
  g_autofree char *name = g_strndup (token->name, token->name_length);
  g_auto (GStrv) words = g_strsplit_set (name, " \t\r\n", -1);
  g_autoptr (GString) joined = g_string_new ("{{");

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      if (joined->len > strlen ("{{"))
        g_string_append_c (joined, ' ');
      g_string_append (joined, words[i]);
    }
  g_string_append (joined, "}}");

  report (self,
          CANTRIP_SEVERITY_ERROR,
          token->start,
          token->length,
          g_strdup ("The name between these braces has a line break; write it on one line"),
          g_string_free (g_steal_pointer (&joined), FALSE));
}

/* @start is a single brace, @end the one that closes it. */
static void
check_single_braces (Linter *self, const char *start, const char *end)
{
  gsize            bytes = (gsize) (end + 1 - start);
  g_autofree char *name = g_strndup (start + 1, bytes - 2);

  if (bytes >= 4 && ((start[1] == '%' && end[-1] == '%') || (start[1] == '#' && end[-1] == '#')))
    {
      report (self,
              CANTRIP_SEVERITY_WARNING,
              start,
              bytes,
              g_strdup ("This stays text: templates have no instructions or comments"),
              NULL);
      return;
    }

  g_strstrip (name);
  if (self->columns != NULL && cantrip_inputs_get (self->columns, name) != NULL)
    {
      g_autofree char *shown = cantrip_text_shorten (name, MAX_SHOWN);

      report (self,
              CANTRIP_SEVERITY_WARNING,
              start,
              bytes,
              g_strdup_printf ("Single braces stay text; did you mean “{{%s}}”?", shown),
              g_strdup_printf ("{{%s}}", name));
    }
}

static void
check_text (Linter *self, const CantripToken *token)
{
  const char *end = token->start + token->length;
  const char *p = token->start;

  while (p < end && (p = memchr (p, '{', (gsize) (end - p))) != NULL && !is_full (self))
    {
      const char *close = p + 1 + strcspn (p + 1, "{}\r\n");

      if (*close == '}')
        check_single_braces (self, p, close);
      p = close;
    }
}

static void
check_token (Linter *self, const CantripToken *token)
{
  switch (token->kind)
    {
    case CANTRIP_TOKEN_TEXT:
      check_text (self, token);
      break;

    case CANTRIP_TOKEN_VARIABLE:
      check_variable (self, token);
      break;

    case CANTRIP_TOKEN_UNCLOSED:
      check_unclosed (self, token);
      break;

    case CANTRIP_TOKEN_EMPTY:
      report (self,
              CANTRIP_SEVERITY_ERROR,
              token->start,
              token->length,
              g_strdup ("The braces are empty; write the name of a column between them"),
              NULL);
      break;

    case CANTRIP_TOKEN_LINE_BREAK:
      check_line_break (self, token);
      break;

    case CANTRIP_TOKEN_ESCAPE:
    default:
      break;
    }
}

static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}

static void
check_role (Linter *self, GPtrArray *messages, CantripRole role, gboolean has_system)
{
  if (role == CANTRIP_ROLE_SYSTEM && has_system)
    report_message (self,
                    CANTRIP_SEVERITY_WARNING,
                    "There is a system message already; put both into one, many models take "
                    "only one");
  else if (role == CANTRIP_ROLE_SYSTEM && self->message > 1)
    report_message (self,
                    CANTRIP_SEVERITY_WARNING,
                    "A system message belongs first; many models refuse it elsewhere");

  if (role != CANTRIP_ROLE_USER && self->message == messages->len)
    report_message (self,
                    CANTRIP_SEVERITY_WARNING,
                    "The last message is not from the user; models answer to the user's last "
                    "message");
}

static void
check_messages (Linter *self, GPtrArray *messages)
{
  gboolean has_system = FALSE;

  for (guint i = 0; i < messages->len && !is_full (self); i++)
    {
      const CantripMessage *message = g_ptr_array_index (messages, i);
      CantripToken          token;

      self->message = i + 1;
      self->place = message->content;
      self->line = 1;
      self->column = 1;

      check_role (self, messages, message->role, has_system);
      has_system = has_system || message->role == CANTRIP_ROLE_SYSTEM;
      if (is_blank (message->content))
        report_message (self,
                        CANTRIP_SEVERITY_ERROR,
                        "The message is empty; write something, or remove it");

      for (const char *p = message->content; *p != '\0' && !is_full (self); p += token.length)
        {
          token = cantrip_token_read (p);
          check_token (self, &token);
        }
    }
}

static void
check_unused_columns (Linter *self, const char *const *columns)
{
  for (gsize i = 0; columns[i] != NULL && !is_full (self); i++)
    {
      g_autofree char *shown = NULL;

      if (g_hash_table_contains (self->used, columns[i]))
        continue;

      shown = cantrip_text_shorten (columns[i], MAX_SHOWN);
      report_prompt (self,
                     CANTRIP_SEVERITY_WARNING,
                     g_strdup_printf ("The column “%s” is not used", shown));
    }
}

GPtrArray *
cantrip_prompt_linter_check (GPtrArray *messages, const char *const *columns)
{
  g_auto (Linter) self = { NULL };

  g_return_val_if_fail (messages != NULL, NULL);

  self.problems = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_prompt_problem_free);
  self.used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (columns != NULL)
    {
      g_autoptr (JsonArray) no_values = json_array_new ();

      self.columns = cantrip_inputs_new_from_row (columns, no_values);
    }

  if (messages->len == 0)
    report_prompt (&self,
                   CANTRIP_SEVERITY_ERROR,
                   g_strdup ("There is no message; write what the model is asked"));
  check_messages (&self, messages);

  /* Columns that only the rest of a text that was given up would use are not known. */
  if (columns != NULL && !is_full (&self))
    check_unused_columns (&self, cantrip_inputs_get_names (self.columns));
  if (is_full (&self))
    g_ptr_array_set_size (self.problems, CANTRIP_PROMPT_LINTER_MAX_PROBLEMS);

  return g_steal_pointer (&self.problems);
}
