/* cantrip-column-completion.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-column-completion.h"

#include <string.h>

/* One column that is offered. */
#define CANTRIP_TYPE_COLUMN_PROPOSAL (cantrip_column_proposal_get_type ())

G_DECLARE_FINAL_TYPE (CantripColumnProposal,
                      cantrip_column_proposal,
                      CANTRIP,
                      COLUMN_PROPOSAL,
                      GObject)

struct _CantripColumnProposal
{
  GObject parent_instance;

  char *column; /* (owned) */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripColumnProposal,
                               cantrip_column_proposal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, NULL))

static void
cantrip_column_proposal_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_COLUMN_PROPOSAL (object)->column, g_free);

  G_OBJECT_CLASS (cantrip_column_proposal_parent_class)->finalize (object);
}

static void
cantrip_column_proposal_class_init (CantripColumnProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_column_proposal_finalize;
}

static void
cantrip_column_proposal_init (CantripColumnProposal *self G_GNUC_UNUSED)
{
}

struct _CantripColumnCompletion
{
  GObject parent_instance;

  char **columns; /* (owned) (nullable) */
};

static void provider_init (GtkSourceCompletionProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CantripColumnCompletion,
                               cantrip_column_completion,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      provider_init))

char *
cantrip_column_completion_find_name (const GtkTextIter *cursor, GtkTextIter *ret_start)
{
  GtkTextIter      line = *cursor;
  g_autofree char *text = NULL;
  const char      *open;

  gtk_text_iter_set_line_offset (&line, 0);
  text = gtk_text_iter_get_text (&line, cursor);
  open = g_strrstr (text, "{{");
  if (open == NULL || strchr (open, '}') != NULL || (open > text && open[-1] == '\\'))
    return NULL;

  *ret_start = line;
  gtk_text_iter_forward_chars (ret_start, (int) g_utf8_strlen (text, open + 2 - text));

  return g_strdup (open + 2);
}

/* Past the white space and the braces that follow the cursor, if it is these that close a name. */
static void
skip_closing_braces (GtkTextIter *end)
{
  GtkTextIter behind = *end;
  GtkTextIter line_end = *end;

  if (!gtk_text_iter_ends_line (&line_end))
    gtk_text_iter_forward_to_line_end (&line_end);
  for (int n_braces = 0; n_braces < 2; n_braces++)
    {
      if (gtk_text_iter_compare (&behind, &line_end) >= 0 ||
          gtk_text_iter_get_char (&behind) != '}')
        return;
      gtk_text_iter_forward_char (&behind);
    }
  *end = behind;
}

void
cantrip_column_completion_insert (GtkTextBuffer *buffer, const char *column)
{
  g_autofree char *variable = g_strdup_printf ("{{%s}}", column);
  g_autofree char *name = NULL;
  GtkTextIter      start;
  GtkTextIter      end;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (column != NULL);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, FALSE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  start = end;
  name = cantrip_column_completion_find_name (&end, &start);
  if (name != NULL)
    {
      gtk_text_iter_backward_chars (&start, 2);
      skip_closing_braces (&end);
      gtk_text_buffer_delete (buffer, &start, &end);
    }
  gtk_text_buffer_insert (buffer, &start, variable, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static char *
get_title (GtkSourceCompletionProvider *provider)
{
  return g_strdup (_ ("Columns"));
}

static gboolean
is_trigger (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar character)
{
  g_autofree char *name = NULL;
  GtkTextIter      start;

  if (character == '{')
    name = cantrip_column_completion_find_name (iter, &start);

  return name != NULL;
}

/* (nullable): the part of a name that is being written in @context, folded. */
static char *
dup_key (GtkSourceCompletionContext *context)
{
  GtkTextBuffer   *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  g_autofree char *name = NULL;
  GtkTextIter      cursor;
  GtkTextIter      start;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  name = cantrip_column_completion_find_name (&cursor, &start);

  return name != NULL ? g_utf8_casefold (g_strstrip (name), -1) : NULL;
}

/* Columns whose names begin with what is written first, then those that have it elsewhere. */
static void
fill (CantripColumnCompletion *self, GListStore *store, const char *key)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (int pass = 0; pass < 2 && key != NULL; pass++)
    for (gsize i = 0; self->columns != NULL && self->columns[i] != NULL; i++)
      {
        g_autofree char       *folded = g_utf8_casefold (self->columns[i], -1);
        const char            *place = strstr (folded, key);
        CantripColumnProposal *proposal;

        if (place == NULL || (place == folded) != (pass == 0))
          continue;
        proposal = g_object_new (CANTRIP_TYPE_COLUMN_PROPOSAL, NULL);
        proposal->column = g_strdup (self->columns[i]);
        g_ptr_array_add (found, proposal);
      }

  g_list_store_splice (store,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (store)),
                       found->pdata,
                       found->len);
}

static GListModel *
populate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext  *context,
          GError                     **error)
{
  g_autoptr (GListStore) store = g_list_store_new (CANTRIP_TYPE_COLUMN_PROPOSAL);
  g_autofree char *key = dup_key (context);

  fill (CANTRIP_COLUMN_COMPLETION (provider), store, key);

  return G_LIST_MODEL (g_steal_pointer (&store));
}

static void
refilter (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext  *context,
          GListModel                  *model)
{
  g_autofree char *key = dup_key (context);

  fill (CANTRIP_COLUMN_COMPLETION (provider), G_LIST_STORE (model), key);
}

static void
display (GtkSourceCompletionProvider *provider,
         GtkSourceCompletionContext  *context,
         GtkSourceCompletionProposal *proposal,
         GtkSourceCompletionCell     *cell)
{
  switch (gtk_source_completion_cell_get_column (cell))
    {
    case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
      gtk_source_completion_cell_set_text (cell, CANTRIP_COLUMN_PROPOSAL (proposal)->column);
      break;

    case GTK_SOURCE_COMPLETION_COLUMN_ICON:
    case GTK_SOURCE_COMPLETION_COLUMN_BEFORE:
    case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
    case GTK_SOURCE_COMPLETION_COLUMN_COMMENT:
    case GTK_SOURCE_COMPLETION_COLUMN_DETAILS:
    default:
      gtk_source_completion_cell_set_text (cell, NULL);
      break;
    }
}

static void
activate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext  *context,
          GtkSourceCompletionProposal *proposal)
{
  g_autofree char *column = g_strdup (CANTRIP_COLUMN_PROPOSAL (proposal)->column);
  GtkTextBuffer   *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));

  cantrip_column_completion_insert (buffer, column);
}

static void
provider_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->get_title = get_title;
  iface->is_trigger = is_trigger;
  iface->populate = populate;
  iface->refilter = refilter;
  iface->display = display;
  iface->activate = activate;
}

static void
cantrip_column_completion_finalize (GObject *object)
{
  g_clear_pointer (&CANTRIP_COLUMN_COMPLETION (object)->columns, g_strfreev);

  G_OBJECT_CLASS (cantrip_column_completion_parent_class)->finalize (object);
}

static void
cantrip_column_completion_class_init (CantripColumnCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_column_completion_finalize;
}

static void
cantrip_column_completion_init (CantripColumnCompletion *self G_GNUC_UNUSED)
{
}

CantripColumnCompletion *
cantrip_column_completion_new (void)
{
  return g_object_new (CANTRIP_TYPE_COLUMN_COMPLETION, NULL);
}

void
cantrip_column_completion_set_columns (CantripColumnCompletion *self, const char *const *columns)
{
  g_auto (GStrv) before = NULL;

  g_return_if_fail (CANTRIP_IS_COLUMN_COMPLETION (self));

  before = g_steal_pointer (&self->columns);
  self->columns = g_strdupv ((char **) columns);
}
