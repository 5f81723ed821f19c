/* cantrip-table-widths.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/cantrip-table-widths.h"

#include "base/cantrip-id.h"

#define KEY "column-widths"
#define MAX_DATASETS 100

/* %NULL where the program was not installed, so that there is no schema. */
static GSettings *
settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, "org.cantrip.Cantrip", TRUE) : NULL;

  return schema != NULL ? g_settings_new ("org.cantrip.Cantrip") : NULL;
}

void
cantrip_table_widths_restore (CantripTableView *table, gint64 dataset_id)
{
  GPtrArray       *columns = cantrip_table_view_get_columns (table);
  g_autofree char *id = cantrip_id_to_text (dataset_id);
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (GVariant) datasets = NULL;
  g_autoptr (GVariant) widths = NULL;
  GVariantIter iter;
  const char  *other;
  GVariant    *found;

  if (settings == NULL)
    return;

  datasets = g_settings_get_value (settings, KEY);
  g_variant_iter_init (&iter, datasets);
  while (widths == NULL && g_variant_iter_next (&iter, "(&s@a{si})", &other, &found))
    {
      if (g_str_equal (other, id))
        widths = found;
      else
        g_variant_unref (found);
    }

  for (guint i = 0; widths != NULL && i < columns->len; i++)
    {
      CantripTableColumn *column = columns->pdata[i];
      int                 width;

      if (g_variant_lookup (widths, cantrip_table_column_get_name (column), "i", &width))
        gtk_column_view_column_set_fixed_width (cantrip_table_column_get_view_column (column),
                                                CLAMP (width, 24, 4000));
    }
}

static GVariant *
read_widths (CantripTableView *table)
{
  GPtrArray      *columns = cantrip_table_view_get_columns (table);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));

  for (guint i = 0; i < columns->len; i++)
    g_variant_builder_add (&builder,
                           "{si}",
                           cantrip_table_column_get_name (columns->pdata[i]),
                           gtk_column_view_column_get_fixed_width (
                               cantrip_table_column_get_view_column (columns->pdata[i])));

  return g_variant_builder_end (&builder);
}

void
cantrip_table_widths_save (CantripTableView *table, gint64 dataset_id)
{
  g_autofree char *id = cantrip_id_to_text (dataset_id);
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (GVariant) before = NULL;
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sa{si})"));
  GVariantIter    iter;
  const char     *other;
  GVariant       *widths;
  guint           n_kept = 1;

  if (settings == NULL)
    return;

  g_variant_builder_add (&builder, "(s@a{si})", id, read_widths (table));
  before = g_settings_get_value (settings, KEY);
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "(&s@a{si})", &other, &widths))
    {
      if (!g_str_equal (other, id) && n_kept++ < MAX_DATASETS)
        g_variant_builder_add (&builder, "(s@a{si})", other, widths);
      g_variant_unref (widths);
    }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
