/* cantrip-app-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/cantrip-app-item.h"

struct _CantripAppItem
{
  GObject parent_instance;

  gint64 id;
  char  *slug; /* (owned) */
  char  *name; /* (owned) */
};

enum
{
  PROP_NAME = 1,
  PROP_SLUG,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CantripAppItem, cantrip_app_item, G_TYPE_OBJECT)

static void
cantrip_app_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CantripAppItem *self = CANTRIP_APP_ITEM (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_SLUG:
      g_value_set_string (value, self->slug);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cantrip_app_item_finalize (GObject *object)
{
  CantripAppItem *self = CANTRIP_APP_ITEM (object);

  g_clear_pointer (&self->slug, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (cantrip_app_item_parent_class)->finalize (object);
}

static void
cantrip_app_item_class_init (CantripAppItemClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cantrip_app_item_get_property;
  object_class->finalize = cantrip_app_item_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SLUG] = g_param_spec_string ("slug", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cantrip_app_item_init (CantripAppItem *self G_GNUC_UNUSED)
{
}

CantripAppItem *
cantrip_app_item_new (const CantripApp *app)
{
  CantripAppItem *self = g_object_new (CANTRIP_TYPE_APP_ITEM, NULL);

  self->id = app->id;
  self->slug = g_strdup (app->slug);
  self->name = g_strdup (app->name);

  return self;
}

gint64
cantrip_app_item_get_id (CantripAppItem *self)
{
  return self->id;
}

const char *
cantrip_app_item_get_slug (CantripAppItem *self)
{
  return self->slug;
}

const char *
cantrip_app_item_get_name (CantripAppItem *self)
{
  return self->name;
}
