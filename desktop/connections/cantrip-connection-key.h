/* cantrip-connection-key.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "provider/cantrip-dialect.h"

G_BEGIN_DECLS

/*
 * Where the key of a connection is kept: in the key ring, where it is typed in, or elsewhere, where
 * it is referred to. Says what is missing, and what to do when there is no key ring.
 *
 * The signal `changed` is emitted when somebody has typed.
 */
#define CANTRIP_TYPE_CONNECTION_KEY (cantrip_connection_key_get_type ())

G_DECLARE_FINAL_TYPE (CantripConnectionKey, cantrip_connection_key, CANTRIP, CONNECTION_KEY, AdwBin)

/**
 * cantrip_connection_key_set_reference:
 * @self: a key
 * @reference: (nullable): what the connection says now; %NULL: it has no key
 * @dialect: (nullable): how its server speaks
 * @is_new: whether @reference is still to be chosen
 *
 * Fills the fields.
 */
void cantrip_connection_key_set_reference (CantripConnectionKey *self,
                                           const char           *reference,
                                           const CantripDialect *dialect,
                                           gboolean              is_new);

/* (transfer full) (nullable): what the fields say; %NULL: no key is needed */
char *cantrip_connection_key_dup_reference (CantripConnectionKey *self) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable) (secret): a key typed for the key ring, which is not there yet */
const char *cantrip_connection_key_get_key (CantripConnectionKey *self);

/* Whether the key ring was chosen, and neither holds a key nor was one typed. */
gboolean cantrip_connection_key_lacks_key (CantripConnectionKey *self);

/* The key that was typed is in the key ring now, or is not, for the reason @error. */
void cantrip_connection_key_note_stored (CantripConnectionKey *self, const GError *error);

/* Marks the field that no reference could be made of. */
void cantrip_connection_key_mark (CantripConnectionKey *self);

G_END_DECLS
