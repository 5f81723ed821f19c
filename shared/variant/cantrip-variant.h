/* cantrip-variant.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "variant/cantrip-recipe.h"

G_BEGIN_DECLS

/**
 * CantripApp:
 * @slug: (not nullable) (owned): 1 to 64 of `a-z 0-9 -`, how commands call it
 * @name: (not nullable) (owned): how people call it
 * @archived_at_us: when it was put away; 0: it was not
 *
 * One use case.
 */
typedef struct
{
  gint64 id;
  char  *slug;
  char  *name;
  gint64 archived_at_us;
} CantripApp;

void cantrip_app_free (CantripApp *self);

/**
 * CantripVariant:
 * @number: 1 for the first variant of its app, and on
 * @name: (not nullable) (owned): unique in its app
 * @note: (not nullable) (owned): why it was made; may be empty
 * @recipe: (not nullable) (owned): what it asks
 * @archived_at_us: when it was put away; 0: it was not
 *
 * An immutable, numbered and named recipe of an app.
 */
typedef struct
{
  gint64         id;
  gint64         app_id;
  gint64         number;
  char          *name;
  char          *note;
  gint64         connection_id;
  CantripRecipe *recipe;
  gint64         created_at_us;
  gint64         archived_at_us;
} CantripVariant;

CantripVariant *cantrip_variant_copy (const CantripVariant *self) G_GNUC_WARN_UNUSED_RESULT;
void            cantrip_variant_free (CantripVariant *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripApp, cantrip_app_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripVariant, cantrip_variant_free)

G_END_DECLS
