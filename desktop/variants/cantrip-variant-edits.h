/* cantrip-variant-edits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "variant/cantrip-variant.h"

G_BEGIN_DECLS

/* Edits of a variant that can be undone. @from: a widget inside the shell, which says what was
 * done. */

void cantrip_variant_rename (GtkWidget *from, const CantripVariant *variant, const char *name);

void cantrip_variant_annotate (GtkWidget *from, const CantripVariant *variant, const char *note);

/* @archived: %FALSE brings it back. */
void cantrip_variant_archive (GtkWidget *from, const CantripVariant *variant, gboolean archived);

/* Makes it the draft of its app; the draft that was there comes back with undo. */
void cantrip_variant_duplicate_to_draft (GtkWidget *from, const CantripVariant *variant);

/* Asks for a new name or note; modal for the window of @from. */
void cantrip_variant_ask_name (GtkWidget *from, const CantripVariant *variant);
void cantrip_variant_ask_note (GtkWidget *from, const CantripVariant *variant);

G_END_DECLS
