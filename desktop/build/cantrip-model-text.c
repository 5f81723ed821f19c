/* cantrip-model-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "build/cantrip-model-text.h"

#include <string.h>

#include "connections/cantrip-connection-model.h"

char *
cantrip_model_text_dup_price (const CantripModelInfo *info)
{
  g_autofree char *input = NULL;
  g_autofree char *output = NULL;

  g_return_val_if_fail (info != NULL, NULL);

  if (info->input_usd_nanos < 0 || info->output_usd_nanos < 0)
    return g_strdup (_ ("price unknown"));
  if (info->input_usd_nanos == 0 && info->output_usd_nanos == 0)
    return g_strdup (_ ("free"));

  input = cantrip_connection_model_dup_usd (info->input_usd_nanos);
  output = cantrip_connection_model_dup_usd (info->output_usd_nanos);

  /* Translators: prices such as “$0.10” */
  return g_strdup_printf (_ ("%s in, %s out per million tokens"), input, output);
}

/* “128K”, “1.05M”: what a person compares. */
static char *
dup_count (gint64 n_tokens)
{
  if (n_tokens >= 1000000)
    return g_strdup_printf ("%.3gM", (double) n_tokens / 1000000);
  if (n_tokens >= 1000)
    return g_strdup_printf ("%.0fK", (double) n_tokens / 1000);

  return g_strdup_printf ("%" G_GINT64_FORMAT, n_tokens);
}

char *
cantrip_model_text_dup_details (const CantripModelInfo *info, gboolean is_sample)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *price = NULL;

  g_return_val_if_fail (info != NULL, NULL);

  if (is_sample)
    return g_strdup (_ ("Not a language model: composes text from the prompt, free"));

  price = cantrip_model_text_dup_price (info);
  text = g_string_new (price);
  if (info->context_tokens > 0)
    {
      g_autofree char *count = dup_count (info->context_tokens);

      g_string_append (text, " · ");
      /* Translators: %s is a number of tokens such as “128K” */
      g_string_append_printf (text, _ ("%s context"), count);
    }
  if (info->retires_on != NULL)
    {
      g_string_append (text, " · ");
      /* Translators: %s is a day: 2027-01-14 */
      g_string_append_printf (text, _ ("turned off on %s"), info->retires_on);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
cantrip_model_text_get_title (const CantripModelInfo *info)
{
  g_return_val_if_fail (info != NULL, NULL);

  return info->title != NULL ? info->title : info->id;
}
