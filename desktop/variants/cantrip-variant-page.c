/* cantrip-variant-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "variants/cantrip-variant-page.h"

#include "variants/cantrip-recipe-parts.h"
#include "variants/cantrip-variant-edits.h"
#include "window/cantrip-shell.h"

struct _CantripVariantPage
{
  CantripPage parent_instance;

  AdwComboRow *base;
  GtkLabel    *legend;
  GtkBox      *messages;
  GtkListBox  *settings;

  gint64          variant_id;
  gint64          base_id;  /* 0: it is not compared */
  CantripVariant *variant;  /* (owned) (nullable): what is shown */
  GArray         *base_ids; /* (owned) (element-type gint64): of the choices, 0 being the first */
  char           *slug;     /* (owned) (nullable): of its app */
  gboolean        is_filling;
};

G_DEFINE_FINAL_TYPE (CantripVariantPage, cantrip_variant_page, CANTRIP_TYPE_PAGE)

/* What is to be read, and what was. */
typedef struct
{
  gint64          variant_id;
  gint64          base_id;
  CantripVariant *variant; /* (owned) */
  GPtrArray      *others;  /* (owned) (element-type CantripVariant) */
  GPtrArray      *parts;   /* (owned) (element-type CantripRecipePart) */
  CantripApp     *app;     /* (owned) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->variant, cantrip_variant_free);
  g_clear_pointer (&reading->others, g_ptr_array_unref);
  g_clear_pointer (&reading->parts, g_ptr_array_unref);
  g_clear_pointer (&reading->app, cantrip_app_free);
  g_free (reading);
}

static gpointer
read_variant (CantripSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Reading  *request = data;
  Reading        *reading = g_new0 (Reading, 1);
  CantripVariant *base = NULL;

  reading->variant =
      cantrip_variant_repository_get_variant (session->variants, request->variant_id, error);
  if (reading->variant == NULL ||
      (reading->app = cantrip_variant_repository_get_app (session->variants,
                                                          reading->variant->app_id,
                                                          error)) == NULL ||
      (reading->others = cantrip_variant_repository_list_variants (session->variants,
                                                                   reading->variant->app_id,
                                                                   error)) == NULL)
    {
      reading_free (reading);
      return NULL;
    }

  for (guint i = 0; i < reading->others->len; i++)
    {
      CantripVariant *other = g_ptr_array_index (reading->others, i);

      if (other->id == request->base_id)
        base = other;
    }
  reading->base_id = base != NULL ? base->id : 0;
  reading->parts =
      cantrip_recipe_parts_new (reading->variant->recipe, base != NULL ? base->recipe : NULL);

  return reading;
}

static const CantripWork READ_VARIANT = {
  .lane = CANTRIP_LANE_READ,
  .run = read_variant,
  .free_data = g_free,
  .free_result = reading_free,
};

static GtkWidget *
text_new (const CantripRecipePart *part)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (part->diff != NULL)
    cantrip_diff_text_show (part->diff, GTK_LABEL (label));
  else
    gtk_label_set_text (GTK_LABEL (label), part->text);

  return label;
}

static GtkWidget *
message_new (const CantripRecipePart *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (part->title);
  GtkWidget *text = text_new (part);
  GtkWidget *card = adw_bin_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_margin_start (text, 12);
  gtk_widget_set_margin_end (text, 12);
  gtk_widget_set_margin_top (text, 12);
  gtk_widget_set_margin_bottom (text, 12);
  adw_bin_set_child (ADW_BIN (card), text);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), card);

  return box;
}

static GtkWidget *
setting_new (const CantripRecipePart *part)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *text = text_new (part);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), part->title);
  gtk_label_set_xalign (GTK_LABEL (text), 1);
  gtk_widget_set_margin_top (text, 12);
  gtk_widget_set_margin_bottom (text, 12);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), text);

  return row;
}

static void
show_parts (CantripVariantPage *self, GPtrArray *parts)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->messages))) != NULL)
    gtk_box_remove (self->messages, child);
  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->settings, 0))) != NULL)
    gtk_list_box_remove (self->settings, child);

  for (guint i = 0; i < parts->len; i++)
    {
      const CantripRecipePart *part = g_ptr_array_index (parts, i);

      if (part->is_message)
        gtk_box_append (self->messages, message_new (part));
      else
        gtk_list_box_append (self->settings, setting_new (part));
    }
}

/* What the colours mean, in the same colours; or that there is nothing to show. */
static void
show_legend (CantripVariantPage *self, GPtrArray *parts)
{
  g_autoptr (CantripDiffText) legend = cantrip_diff_text_new (_ ("Removed"), _ ("Added"));
  guint n_changes = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const CantripRecipePart *part = g_ptr_array_index (parts, i);

      n_changes += part->diff != NULL ? part->diff->n_changes : 0;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->legend), self->base_id != 0);
  if (n_changes == 0)
    {
      gtk_label_set_attributes (self->legend, NULL);
      gtk_label_set_text (self->legend, _ ("Both ask the same."));
      return;
    }

  cantrip_diff_text_show (legend, self->legend);
}

static char *
make_choice (const CantripVariant *variant)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " – %s", variant->number, variant->name);
}

static void
show_choices (CantripVariantPage *self, const Reading *reading)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 nothing = 0;
  guint  selected = 0;

  gtk_string_list_append (names, _ ("Nothing"));
  g_array_set_size (self->base_ids, 0);
  g_array_append_val (self->base_ids, nothing);
  for (guint i = 0; i < reading->others->len; i++)
    {
      const CantripVariant *other = g_ptr_array_index (reading->others, i);

      if (other->id == reading->variant->id)
        continue;
      if (other->id == reading->base_id)
        selected = self->base_ids->len;
      g_array_append_val (self->base_ids, other->id);
      gtk_string_list_take (names, make_choice (other));
    }

  self->is_filling = TRUE;
  adw_combo_row_set_model (self->base, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->base, selected);
  self->is_filling = FALSE;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantripVariantPage) self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = cantrip_workspace_run_finish (CANTRIP_WORKSPACE (object), result, &error);
  g_autofree char *title = NULL;

  if (reading == NULL)
    {
      cantrip_shell_report (GTK_WIDGET (self), error);
      return;
    }

  self->base_id = reading->base_id;
  g_free (self->slug);
  self->slug = g_strdup (reading->app->slug);
  g_clear_pointer (&self->variant, cantrip_variant_free);
  self->variant = g_steal_pointer (&reading->variant);
  title = make_choice (self->variant);
  cantrip_page_set_title (CANTRIP_PAGE (self), title);
  reading->variant = cantrip_variant_copy (self->variant);
  show_choices (self, reading);
  show_parts (self, reading->parts);
  show_legend (self, reading->parts);
  reading_free (reading);
}

static void
cantrip_variant_page_reload (CantripPage *page)
{
  CantripVariantPage *self = CANTRIP_VARIANT_PAGE (page);
  Reading            *request = g_new0 (Reading, 1);

  request->variant_id = self->variant_id;
  request->base_id = self->base_id;
  cantrip_workspace_run_async (cantrip_page_get_workspace (page),
                               &READ_VARIANT,
                               request,
                               cantrip_page_get_cancellable (page),
                               read_cb,
                               g_object_ref (self));
}

static void
base_chosen_cb (CantripVariantPage *self)
{
  guint selected = adw_combo_row_get_selected (self->base);

  if (self->is_filling || selected >= self->base_ids->len)
    return;

  self->base_id = g_array_index (self->base_ids, gint64, selected);
  cantrip_page_reload (CANTRIP_PAGE (self));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripVariantPage *self = CANTRIP_VARIANT_PAGE (widget);
  g_autofree char    *place = NULL;

  if (self->slug == NULL)
    return;

  place = g_strconcat ("app/", self->slug, "/variants", NULL);
  cantrip_shell_show_place (widget, place);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CantripVariantPage *self = CANTRIP_VARIANT_PAGE (widget);
  g_autofree char    *place = NULL;

  if (self->variant == NULL)
    return;

  place = g_strconcat ("app/", self->slug, "/build", NULL);
  cantrip_variant_duplicate_to_draft (widget, self->variant);
  cantrip_shell_show_place (widget, place);
}

static void
cantrip_variant_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CANTRIP_TYPE_VARIANT_PAGE);

  G_OBJECT_CLASS (cantrip_variant_page_parent_class)->dispose (object);
}

static void
cantrip_variant_page_finalize (GObject *object)
{
  CantripVariantPage *self = CANTRIP_VARIANT_PAGE (object);

  g_clear_pointer (&self->variant, cantrip_variant_free);
  g_clear_pointer (&self->base_ids, g_array_unref);
  g_clear_pointer (&self->slug, g_free);

  G_OBJECT_CLASS (cantrip_variant_page_parent_class)->finalize (object);
}

static void
cantrip_variant_page_class_init (CantripVariantPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cantrip_variant_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cantrip_variant_page_finalize;
  CANTRIP_PAGE_CLASS (klass)->reload = cantrip_variant_page_reload;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/cantrip/Cantrip/variants/"
                                               "cantrip-variant-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CantripVariantPage, base);
  gtk_widget_class_bind_template_child (widget_class, CantripVariantPage, legend);
  gtk_widget_class_bind_template_child (widget_class, CantripVariantPage, messages);
  gtk_widget_class_bind_template_child (widget_class, CantripVariantPage, settings);
  gtk_widget_class_bind_template_callback (widget_class, base_chosen_cb);

  gtk_widget_class_install_action (widget_class, "variant.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "variant.duplicate", NULL, duplicate_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Left,
                                       GDK_ALT_MASK,
                                       "variant.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "variant.back", NULL);
}

static void
cantrip_variant_page_init (CantripVariantPage *self)
{
  self->base_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

CantripPage *
cantrip_variant_page_new (CantripWorkspace *workspace, const char *argument)
{
  CantripVariantPage *self = g_object_new (CANTRIP_TYPE_VARIANT_PAGE, "workspace", workspace, NULL);
  char               *end;

  self->variant_id = g_ascii_strtoll (argument, &end, 10);
  self->base_id = *end == '+' ? g_ascii_strtoll (end + 1, NULL, 10) : 0;
  if (cantrip_workspace_get_read_only (workspace))
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "variant.duplicate", FALSE);

  return CANTRIP_PAGE (self);
}
