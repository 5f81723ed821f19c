/* cantrip-sample-brief.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-sample-brief.h"

#include <string.h>

#include "base/cantrip-text.h"

#define MAX_READ 20000 /* characters of a message */
#define MAX_VALUE 80   /* characters of a value that is repeated in a reply */

typedef enum
{
  PATTERN_TASK,
  PATTERN_TOPIC_LINE,
  PATTERN_TOPIC_PHRASE,
  PATTERN_AUDIENCE_LINE,
  PATTERN_AUDIENCE_PHRASE,
  PATTERN_NUMBER_LINE,
  PATTERN_NUMBER_PHRASE,
  PATTERN_MATERIAL_LINE,
  PATTERN_MATERIAL_PHRASE,
  PATTERN_QUOTED,
  PATTERN_LANGUAGE,
  PATTERN_CHOICES,
  PATTERN_JSON,
  PATTERN_JSON_MEMBER,
  PATTERN_MEMBER_LIST,
  N_PATTERNS,
} Pattern;

#define LINE(names) "^[ \\t*-]*(?:" names ")\\**[ \\t]*:\\**[ \\t]*(\\S.*)$"
#define WORD "[“\"'‘`]?[\\w-]+[”\"'’`]?"

/* The value is the first group; of PATTERN_TASK, the group that matches tells the task. */
static const char *const PATTERNS[N_PATTERNS] = {
  [PATTERN_TASK] = "\\b(?:(translat\\w*)|(classif\\w*|categori[sz]\\w*|sentiment)|"
                   "(summar\\w*|tl;dr|shorten)|(e-?mails?|newsletters?|invitations?|letters?)|"
                   "(headlines?|slogans?|taglines?|tweets?|captions?|adverts?|advertisements?)|"
                   "(bullets?|ideas|brainstorm\\w*|suggest\\w*|lists?))\\b",
  [PATTERN_TOPIC_LINE] = LINE ("event|topic|subject|product|title|occasion|name"),
  [PATTERN_TOPIC_PHRASE] = "\\b(?:about|regarding|announcing|promoting|advertising)\\s+"
                           "(.+?)(?=\\sfor\\s|[.!?;:](?:\\s|$)|$)",
  [PATTERN_AUDIENCE_LINE] = LINE ("audience|demographic|target(?: group| audience)?|readers?|"
                                  "customers?|recipients?"),
  [PATTERN_AUDIENCE_PHRASE] = "\\bfor\\s+(.+?)(?=,\\s*(?:about\\s+|around\\s+)?\\d|"
                              "[.!?;:](?:\\s|$)|$)",
  [PATTERN_NUMBER_LINE] = "^[ \\t*-]*(?:[\\w ]*(?:size|number|guests|people|attendance|seats|"
                          "places))\\**[ \\t]*:[^\\d\\n]*(\\d+(?:[.,]\\d+)*)",
  [PATTERN_NUMBER_PHRASE] = "(\\d+(?:[.,]\\d+)*)\\s+(?:people|persons|guests|customers|members|"
                            "participants|attendees|visitors|seats|places)\\b",
  [PATTERN_MATERIAL_LINE] =
      "(?:^|[.!?][ \\t])[ \\t*-]*(?:text|review|comment|ticket|message|article|document|"
      "input|feedback|complaint|passage)\\**[ \\t]*:\\s*([\\s\\S]+)",
  [PATTERN_MATERIAL_PHRASE] = ":\\s*+([^:]{20,}+)\\z",
  [PATTERN_QUOTED] = "[“\"«]([^“”\"«»]{3,})[”\"»]",
  [PATTERN_LANGUAGE] = "\\b(?:in|into|to)\\s+(Arabic|Bengali|Chinese|Czech|Danish|Dutch|English|"
                       "Finnish|French|German|Greek|Hebrew|Hindi|Hungarian|Italian|Japanese|"
                       "Korean|Norwegian|Polish|Portuguese|Romanian|Russian|Spanish|Swedish|"
                       "Turkish|Ukrainian|Vietnamese)\\b",
  [PATTERN_CHOICES] = "\\b(?:as|into|of|between|is|either|categories|classes|labels|with)\\b:?\\s+"
                      "(" WORD "(?:(?:\\s*,\\s*or\\s+|\\s*,\\s*|\\s*/\\s*|\\s+or\\s+)" WORD ")+)",
  [PATTERN_JSON] = "\\b(json)\\b",
  [PATTERN_JSON_MEMBER] = "[\"“]([A-Za-z_][\\w -]{0,40})[\"”]\\s*:",
  [PATTERN_MEMBER_LIST] = "\\b(?:keys|fields|members|properties|attributes)\\b:?\\s+"
                          "(" WORD "(?:(?:\\s*,\\s*and\\s+|\\s*,\\s*|\\s+and\\s+)" WORD ")+)",
};

static GRegex *
get_regex (Pattern pattern)
{
  static GRegex *compiled[N_PATTERNS];

  if (g_once_init_enter (&compiled[pattern]))
    {
      GRegex *regex = g_regex_new (PATTERNS[pattern],
                                   G_REGEX_CASELESS | G_REGEX_MULTILINE | G_REGEX_OPTIMIZE,
                                   0,
                                   NULL);

      g_assert (regex != NULL);
      g_once_init_leave (&compiled[pattern], regex);
    }

  return compiled[pattern];
}

/* The first value that a pattern finds; @ret_end: (nullable): set to where it ends. */
static char *
find (Pattern pattern, const char *text, const char **ret_end)
{
  g_autoptr (GMatchInfo) match = NULL;
  int end;

  if (!g_regex_match (get_regex (pattern), text, 0, &match))
    return NULL;

  if (ret_end != NULL && g_match_info_fetch_pos (match, 1, NULL, &end))
    *ret_end = text + end;

  return g_match_info_fetch (match, 1);
}

/* A value fit to stand in a sentence: without marks around it, and not too long. */
static char *
tidy (char *value)
{
  static const char *const around[] = { "“", "”", "‘", "’", "\"", "'", "`",
                                        ",", ".", "*", " ", "\t", "\r" };
  gboolean                 changed = TRUE;
  char                    *start = value;
  g_autofree char         *owned = value;

  while (value != NULL && changed)
    {
      changed = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
        {
          if (g_str_has_prefix (start, around[i]))
            {
              start += strlen (around[i]);
              changed = TRUE;
            }
          if (g_str_has_suffix (start, around[i]))
            {
              start[strlen (start) - strlen (around[i])] = '\0';
              changed = TRUE;
            }
        }
    }

  return value != NULL && *start != '\0' ? cantrip_text_shorten (start, MAX_VALUE) : NULL;
}

static gboolean
find_task (const char *text, CantripSampleTask *ret_task)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (get_regex (PATTERN_TASK), text, 0, &match))
    return FALSE;

  /* This is one more than the number of the last group that matched. */
  *ret_task = (CantripSampleTask) (CANTRIP_SAMPLE_TASK_TRANSLATION +
                                   g_match_info_get_match_count (match) - 2);

  return TRUE;
}

static CantripSampleTask
read_task (const char *instructions, const char *question)
{
  CantripSampleTask task = CANTRIP_SAMPLE_TASK_TEXT;

  if (find_task (question, &task) || find_task (instructions, &task))
    return task;

  return g_str_has_suffix (question, "?") ? CANTRIP_SAMPLE_TASK_QUESTION : CANTRIP_SAMPLE_TASK_TEXT;
}

static void
read_values (CantripSampleBrief *self, const char *question)
{
  const char *after_topic = question;

  self->topic = tidy (find (PATTERN_TOPIC_LINE, question, NULL));
  if (self->topic == NULL)
    self->topic = tidy (find (PATTERN_TOPIC_PHRASE, question, &after_topic));
  if (self->topic == NULL && !self->wants_json) /* there, names of members are quoted */
    self->topic = tidy (find (PATTERN_QUOTED, question, NULL));

  self->audience = tidy (find (PATTERN_AUDIENCE_LINE, question, NULL));
  if (self->audience == NULL && (self->topic != NULL || !self->wants_json))
    self->audience = tidy (find (PATTERN_AUDIENCE_PHRASE, after_topic, NULL));

  self->number = find (PATTERN_NUMBER_LINE, question, NULL);
  if (self->number == NULL)
    self->number = find (PATTERN_NUMBER_PHRASE, question, NULL);
}

static void
read_material (CantripSampleBrief *self, const char *question)
{
  self->material = find (PATTERN_MATERIAL_LINE, question, NULL);
  if (self->material == NULL)
    self->material = find (PATTERN_MATERIAL_PHRASE, question, NULL);
  if (self->material == NULL)
    self->material = find (PATTERN_QUOTED, question, NULL);
  if (self->material == NULL)
    self->material = g_strdup (question);

  g_strstrip (self->material);
  if (self->topic == NULL)
    self->topic = tidy (g_strdelimit (g_strdup (self->material), "\r\n\t", ' '));
  if (self->topic == NULL)
    self->topic = g_strdup ("an empty message");
}

/* The words of a list such as `“a”, b or c`. */
static char **
split_words (const char *list)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) parts = g_regex_split_simple ("\\s*(?:,|/)\\s*(?:or|and)?\\s*|\\s+(?:or|and)\\s+",
                                               list,
                                               G_REGEX_CASELESS,
                                               0);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *word = tidy (g_strdup (parts[i]));

      if (word != NULL)
        g_strv_builder_add (words, word);
    }

  return g_strv_builder_end (words);
}

static char **
read_list (Pattern pattern, const char *question, const char *instructions)
{
  g_autofree char *list = find (pattern, question, NULL);

  if (list == NULL)
    list = find (pattern, instructions, NULL);

  return list != NULL ? split_words (list) : NULL;
}

/* The names in `{"name": …}`, each once; %NULL if there is none. */
static char **
read_member_names (const char *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (get_regex (PATTERN_JSON_MEMBER), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      char *name = g_match_info_fetch (match, 1);

      if (!g_hash_table_contains (seen, name))
        g_strv_builder_add (names, name);
      g_hash_table_add (seen, name);
    }

  return g_hash_table_size (seen) > 0 ? g_strv_builder_end (names) : NULL;
}

static void
read_json (CantripSampleBrief *self, const char *instructions, const char *question)
{
  self->wants_json = g_regex_match (get_regex (PATTERN_JSON), question, 0, NULL) ||
                     g_regex_match (get_regex (PATTERN_JSON), instructions, 0, NULL);
  if (!self->wants_json)
    return;

  self->members = read_list (PATTERN_MEMBER_LIST, question, instructions);
  if (self->members == NULL)
    self->members = read_member_names (question);
  if (self->members == NULL)
    self->members = read_member_names (instructions);
}

/* At most the first MAX_READ characters, without spaces around them. */
static char *
dup_beginning (const char *text)
{
  return g_strstrip (cantrip_text_shorten (text, MAX_READ));
}

CantripSampleBrief *
cantrip_sample_brief_new (const char *instructions, const char *question)
{
  CantripSampleBrief *self = g_new0 (CantripSampleBrief, 1);
  g_autofree char    *general = dup_beginning (instructions);
  g_autofree char    *special = dup_beginning (question);

  self->task = read_task (general, special);
  read_json (self, general, special);
  read_values (self, special);
  read_material (self, special);
  self->language = find (PATTERN_LANGUAGE, special, NULL);
  if (self->language == NULL)
    self->language = find (PATTERN_LANGUAGE, general, NULL);
  self->choices = read_list (PATTERN_CHOICES, special, general);

  return self;
}

void
cantrip_sample_brief_free (CantripSampleBrief *self)
{
  g_free (self->topic);
  g_free (self->audience);
  g_free (self->number);
  g_free (self->material);
  g_free (self->language);
  g_strfreev (self->choices);
  g_strfreev (self->members);
  g_free (self);
}
