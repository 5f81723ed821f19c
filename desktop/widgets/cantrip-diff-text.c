/* cantrip-diff-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/cantrip-diff-text.h"

#include "base/cantrip-text-diff.h"

/* A tint over whatever background the label has. */
#define TINT 0x4800

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (list, attribute);
}

static void
mark (PangoAttrList *list, CantripDiffKind kind, gsize start, gsize end)
{
  if (kind == CANTRIP_DIFF_SAME)
    return;

  if (kind == CANTRIP_DIFF_REMOVED)
    {
      add_attribute (list, pango_attr_strikethrough_new (TRUE), start, end);
      add_attribute (list, pango_attr_background_new (0xe600, 0x6100, 0x0000), start, end);
    }
  else
    {
      add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
      add_attribute (list, pango_attr_background_new (0x3500, 0x8400, 0xe400), start, end);
    }
  add_attribute (list, pango_attr_background_alpha_new (TINT), start, end);
}

CantripDiffText *
cantrip_diff_text_new (const char *old_text, const char *new_text)
{
  CantripDiffText *self = g_new0 (CantripDiffText, 1);
  g_autoptr (GArray) spans = cantrip_text_diff (old_text, new_text);
  GString        *text = g_string_new (NULL);
  gsize           longer = MAX (strlen (old_text), strlen (new_text));
  gsize           n_same = 0;
  CantripDiffKind before = CANTRIP_DIFF_SAME;

  self->attributes = pango_attr_list_new ();
  for (guint i = 0; i < spans->len; i++)
    {
      const CantripDiffSpan *span = &g_array_index (spans, CantripDiffSpan, i);
      gsize                  start;

      /* So that they can be told apart without colours too. */
      if (before == CANTRIP_DIFF_REMOVED && span->kind == CANTRIP_DIFF_ADDED &&
          !g_ascii_isspace (text->str[text->len - 1]))
        g_string_append_c (text, ' ');
      start = text->len;
      g_string_append_len (text, span->text, (gssize) span->length);
      mark (self->attributes, span->kind, start, text->len);
      if (span->kind == CANTRIP_DIFF_SAME)
        n_same += span->length;
      else if (before == CANTRIP_DIFF_SAME)
        self->n_changes++;
      before = span->kind;
    }
  self->text = g_string_free (text, FALSE);
  self->percent_same = longer > 0 ? (guint) (n_same * 100 / longer) : 100;

  return self;
}

void
cantrip_diff_text_free (CantripDiffText *self)
{
  g_free (self->text);
  pango_attr_list_unref (self->attributes);
  g_free (self);
}

void
cantrip_diff_text_show (const CantripDiffText *self, GtkLabel *label)
{
  g_autofree char *description =
      g_strdup_printf (ngettext ("%u change", "%u changes", self->n_changes), self->n_changes);

  gtk_label_set_text (label, self->text);
  gtk_label_set_attributes (label, self->attributes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
}
