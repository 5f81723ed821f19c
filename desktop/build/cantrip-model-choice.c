/* cantrip-model-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-model-choice.h"

#include <string.h>

#include "build/cantrip-model-text.h"

struct _CantripModelChoice
{
  GObject parent_instance;

  CantripModelChoiceKind kind;
  gint64                 connection_id;
  char                  *model;   /* (owned) (nullable) */
  char                  *title;   /* (owned) */
  char                  *details; /* (owned) */
  gboolean               is_asking;
};

G_DEFINE_FINAL_TYPE (CantripModelChoice, cantrip_model_choice, G_TYPE_OBJECT)

static void
cantrip_model_choice_finalize (GObject *object)
{
  CantripModelChoice *self = CANTRIP_MODEL_CHOICE (object);

  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->details, g_free);

  G_OBJECT_CLASS (cantrip_model_choice_parent_class)->finalize (object);
}

static void
cantrip_model_choice_class_init (CantripModelChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_model_choice_finalize;
}

static void
cantrip_model_choice_init (CantripModelChoice *self G_GNUC_UNUSED)
{
}

static gboolean
is_sample (const CantripModelOffer *offer)
{
  return g_str_equal (offer->connection->protocol, "sample");
}

/* @title, @details: (transfer full) */
static CantripModelChoice *
choice_new (CantripModelChoiceKind   kind,
            const CantripModelOffer *offer,
            const char              *model,
            char                    *title,
            char                    *details)
{
  CantripModelChoice *self = g_object_new (CANTRIP_TYPE_MODEL_CHOICE, NULL);

  self->kind = kind;
  self->connection_id = offer->connection->id;
  self->model = g_strdup (model);
  self->title = title;
  self->details = details;

  return self;
}

static CantripModelChoice *
heading_new (const CantripModelOffer *offer)
{
  CantripModelChoice *self;
  g_autofree char    *details = NULL;

  if (offer->problem != NULL)
    details = g_strdup_printf (_ ("These are the models known here; the server did not list its "
                                  "own: %s"),
                               offer->problem);
  self = choice_new (CANTRIP_MODEL_CHOICE_HEADING,
                     offer,
                     NULL,
                     g_strdup (offer->connection->name),
                     details != NULL ? g_steal_pointer (&details) : g_strdup (""));
  self->is_asking = offer->is_asking;

  return self;
}

/* @words: folded */
static gboolean
matches (const CantripModelOffer *offer, const CantripModelInfo *model, char **words)
{
  g_autofree char *all = g_strjoin ("\n",
                                    model->id,
                                    cantrip_model_text_get_title (model),
                                    offer->connection->name,
                                    NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (strstr (folded, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* The id stands beside a title: it is what requests, logs and bills say. */
static CantripModelChoice *
model_new (const CantripModelOffer *offer, const CantripModelInfo *model)
{
  g_autofree char *details = cantrip_model_text_dup_details (model, is_sample (offer));
  char            *both = model->title != NULL && !g_str_equal (model->title, model->id)
                              ? g_strdup_printf ("%s · %s", model->id, details)
                              : g_steal_pointer (&details);

  return choice_new (CANTRIP_MODEL_CHOICE_MODEL,
                     offer,
                     model->id,
                     g_strdup (cantrip_model_text_get_title (model)),
                     both);
}

static void
add_offer (GPtrArray *choices, const CantripModelOffer *offer, const char *typed, char **words)
{
  gboolean is_listed = FALSE;

  g_ptr_array_add (choices, heading_new (offer));
  for (guint i = 0; i < offer->models->len; i++)
    {
      const CantripModelInfo *model = g_ptr_array_index (offer->models, i);

      is_listed |= g_str_equal (model->id, typed);
      if (matches (offer, model, words))
        g_ptr_array_add (choices, model_new (offer, model));
    }

  if (*typed != '\0' && !is_listed && !is_sample (offer))
    g_ptr_array_add (choices,
                     choice_new (CANTRIP_MODEL_CHOICE_TYPED,
                                 offer,
                                 typed,
                                 g_strdup_printf (_ ("Use “%s”"), typed),
                                 g_strdup (_ ("As typed, for a model that is not listed"))));

  /* A connection with nothing to choose is left out while somebody searches. */
  if (*typed != '\0' && cantrip_model_choice_get_kind (choices->pdata[choices->len - 1]) ==
                            CANTRIP_MODEL_CHOICE_HEADING)
    g_ptr_array_set_size (choices, (int) choices->len - 1);
}

GPtrArray *
cantrip_model_choice_list (GPtrArray *offers, const char *search)
{
  GPtrArray       *choices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *typed = g_strstrip (g_strdup (search));
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  g_return_val_if_fail (offers != NULL, choices);

  for (guint i = 0; i < offers->len; i++)
    {
      const CantripModelOffer *offer = g_ptr_array_index (offers, i);

      if (offer->connection->archived_at_us == 0)
        add_offer (choices, offer, typed, words);
    }

  return choices;
}

CantripModelChoiceKind
cantrip_model_choice_get_kind (CantripModelChoice *self)
{
  return self->kind;
}

gint64
cantrip_model_choice_get_connection_id (CantripModelChoice *self)
{
  return self->connection_id;
}

const char *
cantrip_model_choice_get_model (CantripModelChoice *self)
{
  return self->model;
}

const char *
cantrip_model_choice_get_title (CantripModelChoice *self)
{
  return self->title;
}

const char *
cantrip_model_choice_get_details (CantripModelChoice *self)
{
  return self->details;
}

gboolean
cantrip_model_choice_is_asking (CantripModelChoice *self)
{
  return self->is_asking;
}
