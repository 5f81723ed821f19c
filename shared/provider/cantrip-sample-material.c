/* cantrip-sample-material.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-sample-material.h"

#include <string.h>

#include "base/cantrip-text.h"

#define MAX_SENTENCE 200 /* characters */
#define MAX_BEGINNING 60 /* characters */

static const char *const FRIENDLY[] = { "good",  "great", "love",      "excellent",
                                        "happy", "thank", "perfect",   "friendly",
                                        "fast",  "best",  "recommend", "easy" };
static const char *const UNFRIENDLY[] = { "bad",   "late",       "broken", "slow",
                                          "never", "terrible",   "refund", "worst",
                                          "rude",  "disappoint", "cancel", "problem" };

/* The sentence of the rest that carries a number, else the last one. */
static const char *
find_telling (char **sentences)
{
  const char *last = NULL;

  for (gsize i = 1; sentences[0] != NULL && sentences[i] != NULL; i++)
    {
      if (strpbrk (sentences[i], "0123456789") != NULL)
        return sentences[i];
      if (sentences[i][0] != '\0')
        last = sentences[i];
    }

  return last;
}

char *
cantrip_sample_material_summarize (const char *material, gboolean careful)
{
  g_auto (GStrv) sentences = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const char      *telling;

  if (!careful)
    return cantrip_text_shorten (material, MAX_BEGINNING);

  sentences = g_regex_split_simple ("(?<=[.!?])\\s+|\\n+", material, 0, 0);
  for (gsize i = 0; sentences[i] != NULL; i++)
    g_strstrip (sentences[i]);
  first = cantrip_text_shorten (sentences[0] != NULL ? sentences[0] : "", MAX_SENTENCE);
  telling = find_telling (sentences);
  if (telling == NULL)
    return g_steal_pointer (&first);

  second = cantrip_text_shorten (telling, MAX_SENTENCE);

  return g_strdup_printf ("%s %s", first, second);
}

static int
count_any (const char *text, const char *const *words, gsize n_words)
{
  int count = 0;

  for (gsize i = 0; i < n_words; i++)
    count += strstr (text, words[i]) != NULL ? 1 : 0;

  return count;
}

/* How much a text in lower case speaks for a class in lower case. */
static int
score (const char *text, const char *choice)
{
  int mood = count_any (text, FRIENDLY, G_N_ELEMENTS (FRIENDLY)) -
             count_any (text, UNFRIENDLY, G_N_ELEMENTS (UNFRIENDLY));

  if (g_str_has_prefix (choice, "pos"))
    return mood;
  if (g_str_has_prefix (choice, "neg"))
    return -mood;
  if (g_str_has_prefix (choice, "neu"))
    return mood == 0 ? 1 : 0;

  return strstr (text, choice) != NULL ? 1 : 0;
}

const char *
cantrip_sample_material_choose (const char *material, const char *const *choices)
{
  g_autofree char *text = g_utf8_strdown (material, -1);
  const char      *chosen = NULL;
  int              most = 0;

  for (gsize i = 0; choices[i] != NULL; i++)
    {
      g_autofree char *choice = g_utf8_strdown (choices[i], -1);
      int              points = score (text, choice);

      if (points > most)
        {
          chosen = choices[i];
          most = points;
        }
    }

  return chosen;
}
