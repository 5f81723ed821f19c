/* cantrip-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dataset/cantrip-sheet.h"

#include "base/cantrip-error.h"

/* How many names an error tells. */
#define MAX_NAMES 8

CantripSheet *
cantrip_sheet_new (char *name, gboolean is_hidden)
{
  CantripSheet *self = g_new0 (CantripSheet, 1);

  self->name = name;
  self->is_hidden = is_hidden;
  self->n_rows = -1;
  self->n_columns = -1;

  return self;
}

void
cantrip_sheet_free (CantripSheet *self)
{
  g_free (self->name);
  g_free (self);
}

static void
set_not_found (GPtrArray *sheets, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (sheets->len, MAX_NAMES); i++)
    {
      const CantripSheet *sheet = g_ptr_array_index (sheets, i);

      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", sheet->name);
    }
  if (sheets->len > MAX_NAMES)
    g_string_append (names, ", …");

  cantrip_set_error (error,
                     CANTRIP_ERROR_NOT_FOUND,
                     "There is no sheet “%s”; there are %s",
                     name,
                     names->str);
}

CantripSheet *
cantrip_sheet_choose (GPtrArray *sheets, const char *name, GError **error)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      CantripSheet *sheet = g_ptr_array_index (sheets, i);

      if (name != NULL ? g_str_equal (sheet->name, name) : !sheet->is_hidden)
        return sheet;
    }

  if (sheets->len == 0)
    cantrip_set_error (error,
                       CANTRIP_ERROR_INVALID_INPUT,
                       "There is no sheet with rows in the file; choose another file");
  else if (name != NULL)
    set_not_found (sheets, name, error);
  else
    return g_ptr_array_index (sheets, 0); /* all are hidden */

  return NULL;
}
