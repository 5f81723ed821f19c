/* cantrip-catalog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-catalog.h"

#include <math.h>

#include "base/cantrip-data.h"
#include "base/cantrip-error.h"
#include "base/cantrip-json.h"

/*
 * Prices are kept in trillionths of a dollar per token, which is exact for prices of up to six
 * decimals per million tokens: 0.0375 USD are 37,500. With these limits a sum of three
 * products fits into 63 bits.
 */
#define PICOS_PER_USD_OF_MILLION 1000000.0
#define PICOS_PER_NANO 1000
#define NANOS_OF_MILLION_PER_PICO 1000
#define MAX_USD_PER_MILLION 1000.0
#define MAX_TOKENS G_GINT64_CONSTANT (1000000000)

typedef enum
{
  SAMPLING_ALWAYS,
  SAMPLING_WITHOUT_REASONING, /* only together with the reasoning effort “none” */
  SAMPLING_NEVER,
} Sampling;

/* Prices that hold from a number of input tokens on; -1: not known. */
typedef struct
{
  gint64 above_tokens; /* more input tokens than this */
  gint64 input_picos;
  gint64 cached_input_picos;
  gint64 output_picos;
} Tier;

struct _CantripModel
{
  gint64   context_tokens;
  gint64   max_output_tokens;
  Sampling sampling;
  gboolean generates_text;
  char    *provider; /* (owned) */
  char    *id;       /* (owned) */
  char    *title;    /* (owned) (nullable) */
  char    *shutdown; /* (owned) (nullable) */
  char    *as_of;    /* (owned) (nullable) */
  GArray  *tiers;    /* (owned) (element-type Tier); the first is the base, then ascending */
};

struct _CantripCatalog
{
  GObject parent_instance;

  GHashTable *models; /* (owned): “provider\nmodel” (owned) → CantripModel (owned) */
  GPtrArray  *order;  /* (owned) (element-type CantripModel, borrowed): as in the file */
};

G_DEFINE_FINAL_TYPE (CantripCatalog, cantrip_catalog, G_TYPE_OBJECT)

static void
model_free (CantripModel *model)
{
  g_free (model->provider);
  g_free (model->id);
  g_free (model->title);
  g_free (model->shutdown);
  g_free (model->as_of);
  g_array_unref (model->tiers);
  g_free (model);
}

static void
cantrip_catalog_finalize (GObject *object)
{
  CantripCatalog *self = CANTRIP_CATALOG (object);

  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->models, g_hash_table_unref);

  G_OBJECT_CLASS (cantrip_catalog_parent_class)->finalize (object);
}

static void
cantrip_catalog_class_init (CantripCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_catalog_finalize;
}

static void
cantrip_catalog_init (CantripCatalog *self)
{
  self->models =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) model_free);
  self->order = g_ptr_array_new ();
}

static gint64
read_price (JsonObject *object, const char *name)
{
  double usd = cantrip_json_get_double (object, name, -1);

  return usd >= 0 && usd <= MAX_USD_PER_MILLION ? llround (usd * PICOS_PER_USD_OF_MILLION) : -1;
}

/*
 * A cached price of 0 is how the sources write “no discount known”, and a tier seldom says its
 * own: then cached input costs the same share of the input price as in the base tier.
 */
static Tier
read_tier (JsonObject *object, const Tier *base)
{
  Tier tier = {
    .above_tokens = cantrip_json_get_int (object, "above", 0),
    .input_picos = read_price (object, "input"),
    .cached_input_picos = read_price (object, "cache_read"),
    .output_picos = read_price (object, "output"),
  };

  if (tier.cached_input_picos <= 0 && base != NULL && base->input_picos > 0)
    tier.cached_input_picos = (gint64) ceil (
        (double) tier.input_picos * (double) base->cached_input_picos / (double) base->input_picos);
  if (tier.cached_input_picos <= 0)
    tier.cached_input_picos = tier.input_picos;

  return tier;
}

static int
compare_tiers (gconstpointer a, gconstpointer b)
{
  const Tier *tier_a = a;
  const Tier *tier_b = b;

  return (tier_a->above_tokens > tier_b->above_tokens) -
         (tier_a->above_tokens < tier_b->above_tokens);
}

static Sampling
read_sampling (JsonObject *object)
{
  const char *text = cantrip_json_get_string (object, "temperature");

  if (g_strcmp0 (text, "never") == 0)
    return SAMPLING_NEVER;
  if (g_strcmp0 (text, "effort=none") == 0)
    return SAMPLING_WITHOUT_REASONING;

  return SAMPLING_ALWAYS;
}

/* `{"provider", "id", "name", "type": "chat" | "embedding", "shutdown": date?, "context",
 * "max_output", "input", "output", "cache_read", "tiers":
 * [{"above", "input", "output"}], "temperature", "as_of"}`; prices in USD per million tokens. */
static CantripModel *
read_model (JsonObject *object)
{
  CantripModel *model = g_new0 (CantripModel, 1);
  JsonArray    *tiers = cantrip_json_get_array (object, "tiers");
  Tier          base = read_tier (object, NULL);

  model->context_tokens = MAX (0, cantrip_json_get_int (object, "context", 0));
  model->max_output_tokens = MAX (0, cantrip_json_get_int (object, "max_output", 0));
  model->sampling = read_sampling (object);
  model->generates_text = g_strcmp0 (cantrip_json_get_string (object, "type"), "embedding") != 0;
  model->provider = g_strdup (cantrip_json_get_string (object, "provider"));
  model->id = g_strdup (cantrip_json_get_string (object, "id"));
  model->title = g_strdup (cantrip_json_get_string (object, "name"));
  model->shutdown = g_strdup (cantrip_json_get_string (object, "shutdown"));
  model->as_of = g_strdup (cantrip_json_get_string (object, "as_of"));
  model->tiers = g_array_new (FALSE, FALSE, sizeof (Tier));

  g_array_append_val (model->tiers, base);
  for (guint i = 0; tiers != NULL && i < json_array_get_length (tiers); i++)
    {
      Tier tier = read_tier (cantrip_json_element_object (tiers, i), &base);

      g_array_append_val (model->tiers, tier);
    }
  g_array_sort (model->tiers, compare_tiers);

  return model;
}

static char *
make_key (const char *provider, const char *model)
{
  return g_strconcat (provider, "\n", model, NULL);
}

/* Takes both; an entry that is named before stays as it is. */
static void
add_model (CantripCatalog *self, char *key, CantripModel *model)
{
  if (g_hash_table_contains (self->models, key))
    {
      g_free (key);
      model_free (model);
      return;
    }

  g_hash_table_insert (self->models, key, model);
  g_ptr_array_add (self->order, model);
}

CantripCatalog *
cantrip_catalog_new (const char *path, GError **error)
{
  g_autoptr (CantripCatalog) self = g_object_new (CANTRIP_TYPE_CATALOG, NULL);
  g_autofree char *found = path != NULL ? g_strdup (path) : cantrip_data_path ("models.json");
  g_autoptr (JsonNode) root = cantrip_data_read_json (found, error);
  JsonArray *array = cantrip_json_root_array (root);

  if (root == NULL)
    return NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = cantrip_json_element_object (array, i);
      const char *provider = cantrip_json_get_string (object, "provider");
      const char *id = cantrip_json_get_string (object, "id");

      if (provider == NULL || id == NULL)
        {
          cantrip_set_error (error,
                             CANTRIP_ERROR_INVALID_INPUT,
                             "Could not read “%s”: entry %u lacks “provider” or “id”",
                             found,
                             i + 1);
          return NULL;
        }
      add_model (self, make_key (provider, id), read_model (object));
    }
  if (array == NULL)
    {
      cantrip_set_error (error,
                         CANTRIP_ERROR_INVALID_INPUT,
                         "Could not read “%s”: it must be a list of models",
                         found);
      return NULL;
    }

  return g_steal_pointer (&self);
}

const CantripModel *
cantrip_catalog_find (CantripCatalog *self, const char *dialect, const char *model)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (CANTRIP_IS_CATALOG (self), NULL);
  g_return_val_if_fail (dialect != NULL && model != NULL, NULL);

  key = make_key (dialect, model);

  return g_hash_table_lookup (self->models, key);
}

GPtrArray *
cantrip_catalog_list (CantripCatalog *self, const char *dialect)
{
  GPtrArray *ids = g_ptr_array_new ();

  g_return_val_if_fail (CANTRIP_IS_CATALOG (self) && dialect != NULL, ids);

  for (guint i = 0; i < self->order->len; i++)
    {
      const CantripModel *model = g_ptr_array_index (self->order, i);

      if (g_str_equal (model->provider, dialect))
        g_ptr_array_add (ids, model->id);
    }

  return ids;
}

const char *
cantrip_model_get_title (const CantripModel *self)
{
  return self != NULL ? self->title : NULL;
}

gboolean
cantrip_model_generates_text (const CantripModel *self)
{
  return self == NULL || self->generates_text;
}

const char *
cantrip_model_get_shutdown (const CantripModel *self)
{
  return self != NULL ? self->shutdown : NULL;
}

static gint64
price_to_nanos (gint64 picos)
{
  return picos >= 0 ? picos * NANOS_OF_MILLION_PER_PICO : -1;
}

gint64
cantrip_model_get_input_usd_nanos (const CantripModel *self)
{
  return self != NULL ? price_to_nanos (g_array_index (self->tiers, Tier, 0).input_picos) : -1;
}

gint64
cantrip_model_get_output_usd_nanos (const CantripModel *self)
{
  return self != NULL ? price_to_nanos (g_array_index (self->tiers, Tier, 0).output_picos) : -1;
}

gint64
cantrip_model_get_context_tokens (const CantripModel *self)
{
  return self != NULL ? self->context_tokens : 0;
}

gint64
cantrip_model_get_max_output_tokens (const CantripModel *self)
{
  return self != NULL ? self->max_output_tokens : 0;
}

const char *
cantrip_model_get_as_of (const CantripModel *self)
{
  return self != NULL ? self->as_of : NULL;
}

gboolean
cantrip_model_accepts_sampling (const CantripModel *self, const char *reasoning_effort)
{
  if (self == NULL || self->sampling == SAMPLING_ALWAYS)
    return TRUE;

  return self->sampling == SAMPLING_WITHOUT_REASONING && g_strcmp0 (reasoning_effort, "none") == 0;
}

gboolean
cantrip_model_accepts_penalties (const CantripModel *self)
{
  return self == NULL || self->sampling == SAMPLING_ALWAYS;
}

static const Tier *
find_tier (const CantripModel *self, gint64 input_tokens)
{
  const Tier *found = &g_array_index (self->tiers, Tier, 0);

  for (guint i = 1; i < self->tiers->len; i++)
    {
      const Tier *tier = &g_array_index (self->tiers, Tier, i);

      if (input_tokens > tier->above_tokens)
        found = tier;
    }

  return found;
}

gint64
cantrip_model_get_cost_usd_nanos (const CantripModel *self,
                                  gint64              input_tokens,
                                  gint64              cached_input_tokens,
                                  gint64              output_tokens)
{
  gint64      cached_tokens = CLAMP (cached_input_tokens, 0, MAX (input_tokens, 0));
  const Tier *tier;
  gint64      picos;

  if (self == NULL || input_tokens < 0 || input_tokens > MAX_TOKENS || output_tokens < 0 ||
      output_tokens > MAX_TOKENS)
    return -1;

  tier = find_tier (self, input_tokens);
  if (tier->input_picos < 0 || tier->output_picos < 0)
    return -1;

  picos = (input_tokens - cached_tokens) * tier->input_picos +
          cached_tokens * tier->cached_input_picos + output_tokens * tier->output_picos;

  return (picos + PICOS_PER_NANO - 1) / PICOS_PER_NANO;
}
