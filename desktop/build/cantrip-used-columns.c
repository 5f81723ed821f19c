/* cantrip-used-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "build/cantrip-used-columns.h"

#include "prompt/cantrip-inputs.h"
#include "prompt/cantrip-token.h"

static void
add_used (GHashTable *used, CantripInputs *row, const char *text)
{
  CantripToken token;

  for (const char *p = text; *p != '\0'; p += token.length)
    {
      g_autofree char *name = NULL;
      gsize            name_bytes;

      token = cantrip_token_read (p);
      if (token.kind != CANTRIP_TOKEN_VARIABLE)
        continue;
      name = g_strndup (token.name, token.name_length);
      if (cantrip_inputs_get_for_variable (row, name, &name_bytes) != NULL)
        g_hash_table_add (used, g_strndup (name, name_bytes));
    }
}

GHashTable *
cantrip_used_columns_find (GPtrArray *messages, const char *const *columns)
{
  GHashTable *used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonArray) no_values = json_array_new ();
  g_autoptr (CantripInputs) row = NULL;

  g_return_val_if_fail (messages != NULL && columns != NULL, used);

  row = cantrip_inputs_new_from_row (columns, no_values);
  for (guint i = 0; i < messages->len; i++)
    add_used (used, row, ((const CantripMessage *) messages->pdata[i])->content);

  return used;
}
