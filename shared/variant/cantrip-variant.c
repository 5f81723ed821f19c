/* cantrip-variant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "variant/cantrip-variant.h"

void
cantrip_app_free (CantripApp *self)
{
  g_free (self->slug);
  g_free (self->name);
  g_free (self);
}

CantripVariant *
cantrip_variant_copy (const CantripVariant *self)
{
  CantripVariant *copy = g_new (CantripVariant, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->note = g_strdup (self->note);
  cantrip_recipe_ref (copy->recipe);

  return copy;
}

void
cantrip_variant_free (CantripVariant *self)
{
  g_free (self->name);
  g_free (self->note);
  g_clear_pointer (&self->recipe, cantrip_recipe_unref);
  g_free (self);
}
