/* cantrip-bench-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cantrip-bench-table.h"

#include <string.h>

#include "dataset/cantrip-dataset-import-repository.h"

#define BATCH_ROWS 5000

gint64
cantrip_bench_make_table (CantripStore *store, const char *name, guint n_rows)
{
  static const char *const COLUMNS[] = { "id",     "name", "city", "amount", "comment",
                                         "status", "date", "tags", NULL };
  static const char *const CITIES[] = { "Zürich", "berlin", "Ålesund", "Oslo", "", "New York" };
  g_autoptr (CantripDatasetImportRepository) imports =
      cantrip_dataset_import_repository_new (store, NULL);
  gint64 id = 0;

  g_assert_true (cantrip_dataset_import_repository_begin (imports, COLUMNS, "made", &id, NULL));
  for (guint first = 1; first <= n_rows; first += BATCH_ROWS)
    {
      g_autoptr (GString) values = g_string_new (NULL);
      g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));

      for (guint i = first; i < first + BATCH_ROWS && i <= n_rows; i++)
        {
          guint mixed = i * 2654435761u;

          g_string_append_printf (values,
                                  "[%u,\"Customer %u of the house\",\"%s\",%u.%02u,"
                                  "\"A comment that is about as long as comments are\","
                                  "\"open\",\"2026-%02u-%02u\",[\"a\",\"b\"]]",
                                  i,
                                  mixed,
                                  CITIES[mixed % G_N_ELEMENTS (CITIES)],
                                  mixed % 9973,
                                  mixed % 100,
                                  mixed % 12 + 1,
                                  mixed % 28 + 1);
          g_array_append_val (ends, values->len);
        }
      g_assert_true (
          cantrip_dataset_import_repository_append (imports, id, first, values, ends, NULL));
    }
  g_assert_true (cantrip_dataset_import_repository_finish (imports, id, name, n_rows, NULL));

  return id;
}

double
cantrip_bench_get_mib (const char *name)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, name);

  return line != NULL ? g_ascii_strtod (line + strlen (name), NULL) / 1024 : 0;
}
