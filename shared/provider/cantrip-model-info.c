/* cantrip-model-info.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-model-info.h"

CantripModelInfo *
cantrip_model_info_new (const char *id)
{
  CantripModelInfo *self = g_new0 (CantripModelInfo, 1);

  self->id = g_strdup (id);
  self->generates_text = TRUE;
  self->input_usd_nanos = -1;
  self->output_usd_nanos = -1;
  self->accepts_sampling = TRUE;
  self->accepts_penalties = TRUE;
  self->accepts_seed = TRUE;
  self->accepts_schema = TRUE;

  return self;
}

CantripModelInfo *
cantrip_model_info_copy (const CantripModelInfo *self)
{
  CantripModelInfo *copy = g_new (CantripModelInfo, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->title = g_strdup (self->title);
  copy->priced_on = g_strdup (self->priced_on);
  copy->retires_on = g_strdup (self->retires_on);

  return copy;
}

void
cantrip_model_info_free (CantripModelInfo *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->priced_on);
  g_free (self->retires_on);
  g_free (self);
}

static void
add_price (CantripModelInfo *self, const CantripModel *model)
{
  if (self->input_usd_nanos >= 0 && self->output_usd_nanos >= 0)
    return;

  self->input_usd_nanos = cantrip_model_get_input_usd_nanos (model);
  self->output_usd_nanos = cantrip_model_get_output_usd_nanos (model);
  if (self->input_usd_nanos >= 0)
    self->priced_on = g_strdup (cantrip_model_get_as_of (model));
}

void
cantrip_model_info_merge (CantripModelInfo     *self,
                          const CantripModel   *model,
                          const CantripDialect *dialect)
{
  g_return_if_fail (self != NULL);

  if (dialect != NULL)
    {
      self->accepts_seed = cantrip_dialect_get_seed_field (dialect) != NULL;
      self->accepts_schema = cantrip_dialect_get_schema (dialect) == CANTRIP_SCHEMA_JSON_SCHEMA;
    }
  if (model == NULL)
    return;

  self->is_known = TRUE;
  self->generates_text &= cantrip_model_generates_text (model);
  if (self->title == NULL)
    self->title = g_strdup (cantrip_model_get_title (model));
  if (self->context_tokens == 0)
    self->context_tokens = cantrip_model_get_context_tokens (model);
  if (self->max_output_tokens == 0)
    self->max_output_tokens = cantrip_model_get_max_output_tokens (model);
  add_price (self, model);
  if (self->retires_on == NULL)
    self->retires_on = g_strdup (cantrip_model_get_shutdown (model));
  self->accepts_sampling = cantrip_model_accepts_sampling (model, "none");
  self->accepts_penalties = cantrip_model_accepts_penalties (model);
}

GPtrArray *
cantrip_model_info_list_known (CantripCatalog *catalog, const char *dialect)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify) cantrip_model_info_free);
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (CANTRIP_IS_CATALOG (catalog) && dialect != NULL, infos);

  ids = cantrip_catalog_list (catalog, dialect);
  for (guint i = 0; i < ids->len; i++)
    {
      CantripModelInfo *info = cantrip_model_info_new (g_ptr_array_index (ids, i));

      cantrip_model_info_merge (info,
                                cantrip_catalog_find (catalog, dialect, info->id),
                                cantrip_dialect_find (dialect, NULL));
      g_ptr_array_add (infos, info);
    }

  return infos;
}
