/* cantrip-token.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The grammar of templates, in one place: what renders a text and what complains about it must
 * see the same pieces.
 *
 *   variable = "{{" spaces name spaces "}}"
 *   name     = one or more characters other than "{", "}", line feed and carriage return
 *   escape   = "\{{", which stands for "{{"
 *
 * Everything else is text. Of more than two braces the innermost two count: `{{{x}}}` is the
 * value of x in single braces.
 */

/**
 * CantripTokenKind:
 * @CANTRIP_TOKEN_TEXT: text
 * @CANTRIP_TOKEN_ESCAPE: `\{{`
 * @CANTRIP_TOKEN_VARIABLE: `{{name}}`
 * @CANTRIP_TOKEN_UNCLOSED: `{{`, or `{{name}`; stays text
 * @CANTRIP_TOKEN_EMPTY: `{{ }}`; stays text
 * @CANTRIP_TOKEN_LINE_BREAK: `{{a name over two lines}}`; stays text
 */
typedef enum
{
  CANTRIP_TOKEN_TEXT,
  CANTRIP_TOKEN_ESCAPE,
  CANTRIP_TOKEN_VARIABLE,
  CANTRIP_TOKEN_UNCLOSED,
  CANTRIP_TOKEN_EMPTY,
  CANTRIP_TOKEN_LINE_BREAK,
} CantripTokenKind;

/**
 * CantripToken:
 * @kind: what it is
 * @start: (borrowed): its first byte
 * @length: bytes, at least 1
 * @name: (borrowed): the trimmed name between the braces, if there is one
 * @name_length: bytes of @name; 0: there is none
 *
 * A piece of a template. Tokens follow each other without a gap.
 */
typedef struct
{
  CantripTokenKind kind;
  const char      *start;
  gsize            length;
  const char      *name;
  gsize            name_length;
} CantripToken;

/**
 * cantrip_token_read:
 * @text: valid UTF-8 that is not empty: a template, or what follows a token of it
 *
 * Reads the first token. Reading all tokens of a text takes time in proportion to its length.
 *
 * Returns: the token
 */
CantripToken cantrip_token_read (const char *text);

G_END_DECLS
