/* cantrip-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include "provider/cantrip-reason.h"

#include <string.h>

#include "base/cantrip-text.h"

/* More of a reason is not looked at; it would be cut off anyway. */
#define MAX_BYTES 1000

/* The shortest stretch that may be a key, and the shortest that is taken for the prompt. */
#define LEAST_KEY 16
#define LEAST_PROMPT 16

#define MASK "…"

static gboolean
is_key_letter (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-_*.", c) != NULL);
}

/* Model names have letters and digits too, but seldom so many without a hyphen or a dot. */
static gboolean
looks_like_key (const char *text, gsize length)
{
  gsize    run = 0;
  gsize    longest = 0;
  gboolean has_letter = FALSE;
  gboolean has_digit = FALSE;
  gboolean has_mask = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      has_letter |= g_ascii_isalpha (text[i]);
      has_digit |= g_ascii_isdigit (text[i]);
      has_mask |= text[i] == '*';
      run = g_ascii_isalnum (text[i]) ? run + 1 : 0;
      longest = MAX (longest, run);
    }

  return length >= LEAST_KEY && (has_mask || (has_letter && has_digit && longest >= LEAST_KEY) ||
                                 g_str_has_prefix (text, "sk-"));
}

static char *
mask_keys (const char *text)
{
  GString *masked = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize length = 0;

      while (is_key_letter (text[length]))
        length++;

      if (length > 0 && looks_like_key (text, length))
        g_string_append (masked, MASK);
      else
        g_string_append_len (masked, text, (gssize) MAX (length, 1));
      text += MAX (length, 1);
    }

  return g_string_free (masked, FALSE);
}

/* Bytes from @text on that also stand in @prompt, if there are enough of them; else 0. */
static gsize
count_shared (const char *text, gsize length, const char *prompt, gsize prompt_length)
{
  const char *found;
  gsize       shared = LEAST_PROMPT;

  if (length < LEAST_PROMPT || prompt_length < LEAST_PROMPT ||
      (found = memmem (prompt, prompt_length, text, LEAST_PROMPT)) == NULL)
    return 0;

  while (shared < length && found + shared < prompt + prompt_length &&
         text[shared] == found[shared])
    shared++;

  return shared;
}

static char *
mask_prompt (const char *text, const char *prompt, gsize prompt_length)
{
  GString *masked = g_string_new (NULL);
  gsize    length = strlen (text);

  for (gsize i = 0; i < length;)
    {
      gsize shared = count_shared (text + i, length - i, prompt, prompt_length);

      if (shared > 0)
        g_string_append (masked, MASK);
      else
        g_string_append_c (masked, text[i]);
      i += MAX (shared, 1);
    }

  return g_string_free (masked, FALSE);
}

static void
flatten (char *text)
{
  for (char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
}

/* At most so many characters, without the period that ends the sentence. */
static char *
cut (const char *text)
{
  g_autofree char *valid = g_strstrip (g_utf8_make_valid (text, -1));

  if (g_str_has_suffix (valid, "."))
    valid[strlen (valid) - 1] = '\0';

  return cantrip_text_shorten (valid, CANTRIP_REASON_MAX_CHARACTERS);
}

char *
cantrip_reason_clean (const char *reason, const char *key, const char *prompt, gsize prompt_length)
{
  g_autoptr (GString) text = g_string_new_len (reason, (gssize) strnlen (reason, MAX_BYTES));
  g_autofree char *without_prompt = NULL;
  g_autofree char *without_keys = NULL;

  if (key != NULL && key[0] != '\0')
    g_string_replace (text, key, MASK, 0);
  without_prompt = mask_prompt (text->str, prompt, prompt != NULL ? prompt_length : 0);
  without_keys = mask_keys (without_prompt);
  flatten (without_keys);

  return cut (without_keys);
}
