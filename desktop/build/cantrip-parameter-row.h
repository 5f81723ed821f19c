/* cantrip-parameter-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A parameter that is one number or word. Empty means that it is not sent.
 *
 * Signal `changed`: the person changed it.
 */
#define CANTRIP_TYPE_PARAMETER_ROW (cantrip_parameter_row_get_type ())

G_DECLARE_FINAL_TYPE (CantripParameterRow,
                      cantrip_parameter_row,
                      CANTRIP,
                      PARAMETER_ROW,
                      AdwActionRow)

/**
 * cantrip_parameter_row_new:
 * @title: what people call it
 * @hint: what it does, in a few words
 * @words: (nullable) (array zero-terminated=1): values to choose from, besides typing one
 */
GtkWidget *
cantrip_parameter_row_new (const char *title, const char *hint, const char *const *words);

/* (transfer none): as it was typed, without white space around. */
char *cantrip_parameter_row_dup_text (CantripParameterRow *self) G_GNUC_WARN_UNUSED_RESULT;

/* Emits nothing. */
void cantrip_parameter_row_set_text (CantripParameterRow *self, const char *text);

/**
 * cantrip_parameter_row_set_state:
 * @accepted: whether the model takes it; if not it is greyed, and can only be emptied
 * @note: (nullable): why not, or what to know, in place of the hint
 * @problem: (nullable): what is wrong with what was typed; stands before @note
 */
void cantrip_parameter_row_set_state (CantripParameterRow *self,
                                      gboolean             accepted,
                                      const char          *note,
                                      const char          *problem);

G_END_DECLS
