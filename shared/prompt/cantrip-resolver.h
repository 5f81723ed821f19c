/* cantrip-resolver.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "prompt/cantrip-inputs.h"

G_BEGIN_DECLS

/*
 * Finds the values of variables in one row. Remembers the JSON it had to parse, so make one for
 * all messages of a rendering. Used by one thread.
 */
typedef struct _CantripResolver CantripResolver;

/* (transfer full): looks into @inputs, which it keeps a reference to. */
CantripResolver *cantrip_resolver_new (CantripInputs *inputs) G_GNUC_WARN_UNUSED_RESULT;
void             cantrip_resolver_free (CantripResolver *self);

/**
 * cantrip_resolver_find:
 * @self: a resolver
 * @variable: (not nullable): what stands between the braces: a whole name, `data.city` or
 *   `items.0.name`, where a number counts the elements of an array from 0
 * @error: return location for an error
 *
 * Finds a value. A path reads into a JSON object or array, or into a text that holds one.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` naming the variable and, where there is one, the nearest
 * that would have a value.
 *
 * Returns: (transfer none) (nullable): the value, which lives as long as the resolver
 */
JsonNode *cantrip_resolver_find (CantripResolver *self, const char *variable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripResolver, cantrip_resolver_free)

G_END_DECLS
