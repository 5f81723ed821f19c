/* cantrip-column-slots.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Where the values of each column stand in a stored row. A column keeps its slot for life and a
 * slot is never given to another column, so that columns come, go and move without a row being
 * rewritten: a new one is empty in the rows that end before its slot.
 */
typedef struct _CantripColumnSlots CantripColumnSlots;

/**
 * cantrip_column_slots_new_from_json:
 * @slots_json: (not nullable): `[0,2]`, a slot for each column, in column order; `[]` when
 *   they are 0, 1, 2, …
 * @n_columns: how many columns there are
 * @next_slot: slots from here on were never given to a column; a smaller number than that of
 *   the slots in use is made larger
 *
 * Reads what the workspace keeps. A column without a valid slot is empty in all rows.
 *
 * Returns: (transfer full): the slots
 */
CantripColumnSlots *cantrip_column_slots_new_from_json (const char *slots_json,
                                                        guint       n_columns,
                                                        gint64 next_slot) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_column_slots_free (CantripColumnSlots *self);

/* (transfer full): as new_from_json() reads it */
char *cantrip_column_slots_to_json (CantripColumnSlots *self) G_GNUC_WARN_UNUSED_RESULT;

guint cantrip_column_slots_get_next (CantripColumnSlots *self);

/* A new column at @column, with a new slot. */
void cantrip_column_slots_insert (CantripColumnSlots *self, guint column);

void cantrip_column_slots_remove (CantripColumnSlots *self, guint column);

/* @to: the place of the column after the move */
void cantrip_column_slots_move (CantripColumnSlots *self, guint from, guint to);

/**
 * cantrip_column_slots_read:
 * @self: slots
 * @stored_json: (not nullable): the values of a row as they are stored
 *
 * Returns: (transfer full): the values as a JSON array in column order; what is no array is
 *   given back as it is, for its reader to refuse
 */
char *cantrip_column_slots_read (CantripColumnSlots *self,
                                 const char         *stored_json) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cantrip_column_slots_write:
 * @self: slots
 * @stored_json: (nullable): the values of a row as they are stored; %NULL for a new row
 * @first_column: the first to change
 * @values_json: (array length=n_values) (element-type utf8): a JSON value for each of the next
 *   columns
 * @n_values: how many
 *
 * Returns: (transfer full): the row with these values in it, as it is stored
 */
char *cantrip_column_slots_write (CantripColumnSlots *self,
                                  const char         *stored_json,
                                  guint               first_column,
                                  char *const        *values_json,
                                  guint               n_values) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripColumnSlots, cantrip_column_slots_free)

G_END_DECLS
