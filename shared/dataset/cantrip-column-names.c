/* cantrip-column-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-column-names.h"

#include <string.h>

#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

static char *
make_usable (const char *raw, guint number)
{
  g_autofree char *name = g_strdelimit (g_strdup (raw), "\t\n\v\f\r", ' ');

  g_strdelimit (name, "{", '(');
  g_strdelimit (name, "}", ')');
  g_strstrip (name);

  return *name != '\0' ? g_steal_pointer (&name) : g_strdup_printf ("Column %u", number);
}

/* @next holds, for each name that was wanted twice, the number that the next one gets. */
static char *
make_unique (char *name, GHashTable *taken, GHashTable *next)
{
  g_autofree char *wanted = name;
  g_autofree char *unique = g_strdup (wanted);
  guint            number = MAX (GPOINTER_TO_UINT (g_hash_table_lookup (next, wanted)), 2);

  if (!g_hash_table_contains (taken, unique))
    return g_steal_pointer (&unique);

  do
    {
      g_free (unique);
      unique = g_strdup_printf ("%s %u", wanted, number++);
    }
  while (g_hash_table_contains (taken, unique));
  g_hash_table_insert (next, g_steal_pointer (&wanted), GUINT_TO_POINTER (number));

  return g_steal_pointer (&unique);
}

static void
note_change (GPtrArray *notes, guint number, const char *raw, const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (raw));

  if (*trimmed == '\0')
    g_ptr_array_add (notes,
                     g_strdup_printf ("Column %u has no name and is called “%s”.", number, name));
  else if (!g_str_equal (trimmed, name))
    g_ptr_array_add (notes,
                     g_strdup_printf ("Column %u, “%s”, is called “%s”.", number, trimmed, name));
}

char **
cantrip_column_names_new (GPtrArray *raw, GPtrArray *notes)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **names = g_new0 (char *, raw->len + 1);

  for (guint i = 0; i < raw->len; i++)
    {
      names[i] = make_unique (make_usable (raw->pdata[i], i + 1), taken, next);
      g_hash_table_add (taken, names[i]);
      note_change (notes, i + 1, raw->pdata[i], names[i]);
    }

  return names;
}

gboolean
cantrip_column_name_check (const char *name, const char *const *columns, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  if (*trimmed == '\0' || !g_str_equal (trimmed, name))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "A column needs a name that does not begin or end with a space; "
                              "give it one");
  if (!g_utf8_validate (name, -1, NULL) || strpbrk (name, "{}\t\n\v\f\r") != NULL)
    return cantrip_set_error (error,
                              CANTRIP_ERROR_INVALID_INPUT,
                              "The name of a column is one line without braces, so that prompts "
                              "can "
                              "name it; leave them out");
  if (g_strv_contains (columns, name))
    return cantrip_set_error (error,
                              CANTRIP_ERROR_CONFLICT,
                              "There is a column “%s” already; choose another name",
                              name);

  return TRUE;
}

char *
cantrip_column_names_to_json (const char *const *names)
{
  GString *json = g_string_new ("[");

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      cantrip_json_append_string (json, names[i], -1);
    }
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}
