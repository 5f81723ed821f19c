/* cantrip-prompt-marks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-prompt-marks.h"

#include "prompt/cantrip-token.h"

#define TAG_VARIABLE "cantrip-variable"
#define TAG_ESCAPE "cantrip-escape"
#define TAG_ERROR "cantrip-error"
#define TAG_WARNING "cantrip-warning"

static const char *const TAGS[] = { TAG_VARIABLE, TAG_ESCAPE, TAG_ERROR, TAG_WARNING };

static void
set_colour (GtkTextBuffer *buffer, const char *tag_name, const char *property, const char *text)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), tag_name);
  GdkRGBA     colour;

  gdk_rgba_parse (&colour, text);
  g_object_set (tag, property, &colour, NULL);
}

void
cantrip_prompt_marks_add_tags (GtkTextBuffer *buffer)
{
  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  gtk_text_buffer_create_tag (buffer, TAG_VARIABLE, NULL);
  gtk_text_buffer_create_tag (buffer, TAG_ESCAPE, NULL);
  gtk_text_buffer_create_tag (buffer, TAG_ERROR, "underline", PANGO_UNDERLINE_ERROR, NULL);
  gtk_text_buffer_create_tag (buffer, TAG_WARNING, "underline", PANGO_UNDERLINE_ERROR, NULL);
  cantrip_prompt_marks_set_dark (buffer, FALSE);
}

void
cantrip_prompt_marks_set_dark (GtkTextBuffer *buffer, gboolean dark)
{
  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  set_colour (buffer, TAG_VARIABLE, "foreground-rgba", dark ? "#99c1f1" : "#1a5fb4");
  set_colour (buffer, TAG_VARIABLE, "background-rgba", "rgba(53,132,228,0.14)");
  set_colour (buffer, TAG_ESCAPE, "foreground-rgba", dark ? "#9a9996" : "#77767b");
  set_colour (buffer, TAG_ERROR, "underline-rgba", dark ? "#ff7b63" : "#e01b24");
  set_colour (buffer, TAG_WARNING, "underline-rgba", dark ? "#f8e45c" : "#e5a50a");
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
tag_range (GtkTextBuffer *buffer, const char *tag, int offset, int length)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + length);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
}

static void
tag_tokens (GtkTextBuffer *buffer, const char *text)
{
  CantripToken token;
  int          offset = 0;

  for (const char *p = text; *p != '\0'; p += token.length)
    {
      int length;

      token = cantrip_token_read (p);
      length = (int) g_utf8_strlen (token.start, (gssize) token.length);
      if (token.kind == CANTRIP_TOKEN_VARIABLE)
        tag_range (buffer, TAG_VARIABLE, offset, length);
      else if (token.kind == CANTRIP_TOKEN_ESCAPE)
        tag_range (buffer, TAG_ESCAPE, offset, length);
      offset += length;
    }
}

/*
 * A reader of lines as the linter counts them; the buffer counts others too, such as U+2029.
 * Problems come in the order of the text, so that one walk finds them all.
 */
typedef struct
{
  const char *place; /* (borrowed) */
  int         offset;
  guint       line;
  guint       column;
} Walk;

/* Whether there is such a place. */
static gboolean
walk_to (Walk *walk, guint line, guint column)
{
  while (walk->line < line || (walk->line == line && walk->column < column))
    {
      if (*walk->place == '\0')
        return FALSE;
      if (*walk->place == '\n' || (*walk->place == '\r' && walk->place[1] != '\n'))
        {
          walk->line++;
          walk->column = 1;
        }
      else
        walk->column++;
      walk->place = g_utf8_next_char (walk->place);
      walk->offset++;
    }

  return walk->line == line && walk->column == column;
}

static void
tag_problems (GtkTextBuffer *buffer, const char *text, GPtrArray *problems, guint message)
{
  Walk walk = { text, 0, 1, 1 };

  for (guint i = 0; i < problems->len; i++)
    {
      const CantripPromptProblem *problem = g_ptr_array_index (problems, i);

      if (problem->message == message && problem->length > 0 &&
          walk_to (&walk, problem->line, problem->column))
        tag_range (buffer,
                   problem->severity == CANTRIP_SEVERITY_ERROR ? TAG_ERROR : TAG_WARNING,
                   walk.offset,
                   (int) problem->length);
    }
}

void
cantrip_prompt_marks_apply (GtkTextBuffer *buffer, GPtrArray *problems, guint message)
{
  g_autofree char *text = NULL;
  GtkTextIter      start;
  GtkTextIter      end;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (problems != NULL);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (TAGS); i++)
    gtk_text_buffer_remove_tag_by_name (buffer, TAGS[i], &start, &end);

  text = dup_text (buffer);
  tag_tokens (buffer, text);
  tag_problems (buffer, text, problems, message);
}

gboolean
cantrip_prompt_marks_find (GtkTextBuffer              *buffer,
                           const CantripPromptProblem *problem,
                           GtkTextIter                *ret_start,
                           GtkTextIter                *ret_end)
{
  g_autofree char *text = NULL;
  Walk             walk = { NULL, 0, 1, 1 };

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);
  g_return_val_if_fail (problem != NULL, FALSE);

  text = dup_text (buffer);
  walk.place = text;
  if (problem->length == 0 || !walk_to (&walk, problem->line, problem->column))
    return FALSE;

  gtk_text_buffer_get_iter_at_offset (buffer, ret_start, walk.offset);
  gtk_text_buffer_get_iter_at_offset (buffer, ret_end, walk.offset + (int) problem->length);

  return TRUE;
}
