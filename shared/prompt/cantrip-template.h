/* cantrip-template.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "prompt/cantrip-resolver.h"

G_BEGIN_DECLS

/*
 * A text with `{{variables}}`, compiled once and rendered for each row. cantrip-token.h says
 * what a variable is. Immutable, so it may cross threads.
 */
typedef struct _CantripTemplate CantripTemplate;

/**
 * cantrip_template_new:
 * @text: UTF-8; what is not a variable or `\{{` stays as it is
 * @length: bytes, or -1 if @text ends in a NUL
 * @error: return location for an error
 *
 * Compiles a template, in time proportional to its length.
 *
 * Errors: `CANTRIP_ERROR_INVALID_INPUT` for a text that is not UTF-8 or that holds a NUL, with
 * its place.
 *
 * Returns: (transfer full): the template, or %NULL with @error set
 */
CantripTemplate *
cantrip_template_new (const char *text, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cantrip_template_free (CantripTemplate *self);

/* (transfer none): the text as it was given. */
const char *cantrip_template_get_text (CantripTemplate *self);

/* (transfer none) (array zero-terminated=1): each once, in order of their first appearance. */
const char *const *cantrip_template_get_variables (CantripTemplate *self);

/**
 * cantrip_template_render:
 * @self: a template
 * @resolver: finds the values of this row
 * @error: return location for an error
 *
 * Puts the values in place of the variables, as they are: never escaped, never expanded again.
 *
 * Errors: as cantrip_resolver_find().
 *
 * Returns: (transfer full): the text, or %NULL with @error set
 */
char *cantrip_template_render (CantripTemplate *self,
                               CantripResolver *resolver,
                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTemplate, cantrip_template_free)

G_END_DECLS
