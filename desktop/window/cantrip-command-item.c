/* cantrip-command-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/cantrip-command-item.h"

struct _CantripCommandItem
{
  GObject parent_instance;

  const char *icon_name; /* (static) */
  char       *title;     /* (owned) */
  const char *kind;      /* (static) */
  const char *action;    /* (static) */
  char       *target;    /* (owned) (nullable) */
  char       *folded;    /* (owned): what is searched */
};

G_DEFINE_FINAL_TYPE (CantripCommandItem, cantrip_command_item, G_TYPE_OBJECT)

static void
cantrip_command_item_finalize (GObject *object)
{
  CantripCommandItem *self = CANTRIP_COMMAND_ITEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (cantrip_command_item_parent_class)->finalize (object);
}

static void
cantrip_command_item_class_init (CantripCommandItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cantrip_command_item_finalize;
}

static void
cantrip_command_item_init (CantripCommandItem *self G_GNUC_UNUSED)
{
}

CantripCommandItem *
cantrip_command_item_new (const char *icon_name,
                          const char *title,
                          const char *kind,
                          const char *action,
                          const char *target)
{
  CantripCommandItem *self = g_object_new (CANTRIP_TYPE_COMMAND_ITEM, NULL);
  g_autofree char    *searched = g_strdup_printf ("%s %s", title, kind);

  self->icon_name = g_intern_string (icon_name);
  self->title = g_strdup (title);
  self->kind = g_intern_string (kind);
  self->action = g_intern_string (action);
  self->target = g_strdup (target);
  self->folded = g_utf8_casefold (searched, -1);

  return self;
}

const char *
cantrip_command_item_get_icon_name (CantripCommandItem *self)
{
  return self->icon_name;
}

const char *
cantrip_command_item_get_title (CantripCommandItem *self)
{
  return self->title;
}

const char *
cantrip_command_item_get_kind (CantripCommandItem *self)
{
  return self->kind;
}

const char *
cantrip_command_item_get_action (CantripCommandItem *self)
{
  return self->action;
}

const char *
cantrip_command_item_get_target (CantripCommandItem *self)
{
  return self->target;
}

gboolean
cantrip_command_item_matches (CantripCommandItem *self, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *found = strstr (self->folded, words[i]);

      while (found != NULL && found != self->folded && found[-1] != ' ' && found[-1] != '/')
        found = strstr (found + 1, words[i]);
      if (found == NULL)
        return FALSE;
    }

  return TRUE;
}
