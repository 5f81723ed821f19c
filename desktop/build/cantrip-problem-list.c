/* cantrip-problem-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-problem-list.h"

#include "widgets/cantrip-wrap-layout.h"

/* More are not read before the first are mended. */
#define MAX_LINES 4

struct _CantripProblemList
{
  AdwBin parent_instance;

  GtkBox *lines; /* the child */
};

G_DEFINE_FINAL_TYPE (CantripProblemList, cantrip_problem_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_MEND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
mend_cb (CantripProblemList *self, GtkButton *button)
{
  g_signal_emit (self,
                 signals[SIGNAL_MEND],
                 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static GtkWidget *
mend_button_new (CantripProblemList *self, const CantripPromptProblem *problem, guint index)
{
  /* Translators: %s is a variable such as {{event}} */
  g_autofree char *label = g_strdup_printf (_ ("Use %s"), problem->replacement);
  GtkWidget       *button = gtk_button_new_with_label (label);
  GtkWidget       *child = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (child), 32);
  gtk_widget_add_css_class (button, "mend");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (mend_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
text_label_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "sentence");

  return label;
}

static void
add_line (CantripProblemList *self, const CantripPromptProblem *problem, guint index)
{
  gboolean   is_error = problem->severity == CANTRIP_SEVERITY_ERROR;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon =
      gtk_image_new_from_icon_name (is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, is_error ? "error" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_error ? _ ("Error") : _ ("Warning"),
                                  -1);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), icon);

  /* In a narrow window the button stands below the sentence. */
  gtk_widget_set_layout_manager (words, cantrip_wrap_layout_new (6));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), text_label_new (problem->text));
  if (problem->replacement != NULL)
    gtk_box_append (GTK_BOX (words), mend_button_new (self, problem, index));
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (self->lines, line);
}

static void
clear (CantripProblemList *self)
{
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);
}

static void
cantrip_problem_list_class_init (CantripProblemListClass *klass)
{
  signals[SIGNAL_MEND] = g_signal_new ("mend",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_UINT);
}

static void
cantrip_problem_list_init (CantripProblemList *self)
{
  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->lines), "problems");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->lines));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
cantrip_problem_list_show (CantripProblemList *self,
                           GPtrArray          *problems,
                           guint               message,
                           gboolean            forgive_empty)
{
  guint n_problems = 0;

  g_return_if_fail (CANTRIP_IS_PROBLEM_LIST (self));
  g_return_if_fail (problems != NULL);

  clear (self);
  for (guint i = 0; i < problems->len; i++)
    {
      const CantripPromptProblem *problem = g_ptr_array_index (problems, i);

      if (problem->message != message ||
          (forgive_empty && problem->length == 0 && problem->severity == CANTRIP_SEVERITY_ERROR))
        continue;
      if (++n_problems <= MAX_LINES)
        add_line (self, problem, i);
    }

  if (n_problems > MAX_LINES)
    {
      guint            n_more = n_problems - MAX_LINES;
      g_autofree char *text =
          g_strdup_printf (ngettext ("…and %u more", "…and %u more", n_more), n_more);

      gtk_box_append (self->lines, text_label_new (text));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_problems > 0);
}
