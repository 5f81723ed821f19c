/* cantrip-variant-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "generation/cantrip-last-run.h"
#include "variant/cantrip-variant.h"

G_BEGIN_DECLS

/*
 * A variant in the list of those of an app. What is done with it are actions of the page, whose
 * target is the variant's id: `variants.rename`, `annotate`, `archive`, `restore`, `duplicate`.
 *
 * Property: `chosen`, whether it is to be compared.
 */
#define CANTRIP_TYPE_VARIANT_ROW (cantrip_variant_row_get_type ())

G_DECLARE_FINAL_TYPE (CantripVariantRow, cantrip_variant_row, CANTRIP, VARIANT_ROW, GtkListBoxRow)

/* Takes a copy of @variant. */
GtkWidget *cantrip_variant_row_new (const CantripVariant *variant) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) */
const CantripVariant *cantrip_variant_row_get_variant (CantripVariantRow *self);

gboolean cantrip_variant_row_get_chosen (CantripVariantRow *self);
void     cantrip_variant_row_set_chosen (CantripVariantRow *self, gboolean chosen);

/* @last_run: (nullable): %NULL: it was never run */
void cantrip_variant_row_set_last_run (CantripVariantRow *self, const CantripLastRun *last_run);

G_END_DECLS
