/* cantrip-sample-material.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the built-in sample models do with a text that they are given: they use its own words and
 * count, nothing more.
 */

/**
 * cantrip_sample_material_summarize:
 * @material: (not nullable): a text
 * @careful: %TRUE: its first sentence, and the first other one that has a number in it, or the
 *   last; %FALSE: its first words
 *
 * Returns: (transfer full): at most two sentences
 */
char *cantrip_sample_material_summarize (const char *material,
                                         gboolean    careful) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_sample_material_choose:
 * @material: (not nullable): a text
 * @choices: (array zero-terminated=1): classes
 *
 * Finds the class that the text speaks for: by naming it, or, for classes that begin with
 * “pos”, “neg” and “neu”, by friendly and unfriendly words.
 *
 * Returns: (transfer none) (nullable): one of @choices; %NULL if the text speaks for none
 */
const char *cantrip_sample_material_choose (const char *material, const char *const *choices);

G_END_DECLS
