/* cantrip-connection-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connections/cantrip-connection-model.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/cantrip-decimal.h"

struct _CantripConnectionModel
{
  GObject parent_instance;

  CantripModelInfo *info;     /* (owned) */
  char             *details;  /* (owned) */
  char             *price;    /* (owned) */
  char             *haystack; /* (owned): what is searched, in lower case */
};

G_DEFINE_FINAL_TYPE (CantripConnectionModel, cantrip_connection_model, G_TYPE_OBJECT)

static void
cantrip_connection_model_finalize (GObject *object)
{
  CantripConnectionModel *self = CANTRIP_CONNECTION_MODEL (object);

  g_clear_pointer (&self->info, cantrip_model_info_free);
  g_clear_pointer (&self->details, g_free);
  g_clear_pointer (&self->price, g_free);
  g_clear_pointer (&self->haystack, g_free);

  G_OBJECT_CLASS (cantrip_connection_model_parent_class)->finalize (object);
}

static void
cantrip_connection_model_class_init (CantripConnectionModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_connection_model_finalize;
}

static void
cantrip_connection_model_init (CantripConnectionModel *self G_GNUC_UNUSED)
{
}

char *
cantrip_connection_model_dup_count (gint64 n)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, n);
}

/* At least two decimals, as money is written. */
char *
cantrip_connection_model_dup_usd (gint64 usd_nanos)
{
  g_autofree char *amount = cantrip_decimal_to_text (usd_nanos, 9);
  const char      *point = strchr (amount, '.');
  gsize            n_decimals = point != NULL ? strlen (point + 1) : 0;

  return g_strconcat ("$",
                      amount,
                      point == NULL ? "." : "",
                      n_decimals == 0   ? "00"
                      : n_decimals == 1 ? "0"
                                        : "",
                      NULL);
}

/* What it takes, of what differs between models. */
static char *
describe_parameters (const CantripModelInfo *info)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *text = NULL;

  if (info->accepts_sampling)
    g_strv_builder_add (names, _ ("temperature"));
  if (info->accepts_penalties)
    g_strv_builder_add (names, _ ("penalties"));
  if (info->accepts_seed)
    g_strv_builder_add (names, _ ("seed"));
  if (info->accepts_schema)
    g_strv_builder_add (names, _ ("JSON schema"));
  list = g_strv_builder_end (names);
  if (list[0] == NULL)
    return NULL;

  text = g_strjoinv (", ", list);

  /* Translators: “%s” is a list of parameters: temperature, seed */
  return g_strdup_printf (_ ("takes %s"), text);
}

static void
add (GString *details, const char *part)
{
  if (details->len > 0)
    g_string_append (details, " · ");
  g_string_append (details, part);
}

static char *
describe (const CantripModelInfo *info)
{
  g_autoptr (GString) details = g_string_new (info->title);
  g_autofree char *context = cantrip_connection_model_dup_count (info->context_tokens);
  g_autofree char *parameters = describe_parameters (info);

  if (!info->is_known)
    add (details, _ ("unknown to the catalog"));
  if (!info->generates_text)
    add (details, _ ("writes no text"));
  if (info->context_tokens > 0)
    {
      g_autofree char *part = g_strdup_printf (_ ("%s tokens of context"), context);

      add (details, part);
    }
  if (info->is_known && info->generates_text && parameters != NULL)
    add (details, parameters);
  if (info->retires_on != NULL)
    {
      /* Translators: “%s” is a date: 2027-01-14 */
      g_autofree char *part = g_strdup_printf (_ ("ends on %s"), info->retires_on);

      add (details, part);
    }

  return g_strdup (details->str);
}

static char *
describe_price (const CantripModelInfo *info)
{
  g_autofree char *input = NULL;
  g_autofree char *output = NULL;

  if (info->input_usd_nanos == 0 && info->output_usd_nanos == 0)
    return g_strdup (_ ("free"));
  if (info->input_usd_nanos < 0 || (info->output_usd_nanos < 0 && info->generates_text))
    return g_strdup ("");

  input = cantrip_connection_model_dup_usd (info->input_usd_nanos);
  if (info->output_usd_nanos < 0)
    return g_strdup_printf (_ ("%s in"), input);

  output = cantrip_connection_model_dup_usd (info->output_usd_nanos);

  return g_strdup_printf (_ ("%s in, %s out"), input, output);
}

CantripConnectionModel *
cantrip_connection_model_new (const CantripModelInfo *info)
{
  CantripConnectionModel *self = g_object_new (CANTRIP_TYPE_CONNECTION_MODEL, NULL);
  g_autofree char        *all = NULL;

  self->info = cantrip_model_info_copy (info);
  self->details = describe (info);
  self->price = describe_price (info);
  all = g_strconcat (info->id, " ", self->details, NULL);
  self->haystack = g_utf8_strdown (all, -1);

  return self;
}

const CantripModelInfo *
cantrip_connection_model_get_info (CantripConnectionModel *self)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_MODEL (self), NULL);

  return self->info;
}

const char *
cantrip_connection_model_get_id (CantripConnectionModel *self)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_MODEL (self), NULL);

  return self->info->id;
}

const char *
cantrip_connection_model_get_details (CantripConnectionModel *self)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_MODEL (self), NULL);

  return self->details;
}

const char *
cantrip_connection_model_get_price (CantripConnectionModel *self)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_MODEL (self), NULL);

  return self->price;
}

gboolean
cantrip_connection_model_matches (CantripConnectionModel *self, char **words)
{
  g_return_val_if_fail (CANTRIP_IS_CONNECTION_MODEL (self), FALSE);

  for (char **word = words; *word != NULL; word++)
    if (strstr (self->haystack, *word) == NULL)
      return FALSE;

  return TRUE;
}
