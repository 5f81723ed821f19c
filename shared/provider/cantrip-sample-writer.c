/* cantrip-sample-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider/cantrip-sample-writer.h"

#include <string.h>

#include "base/cantrip-text.h"
#include "provider/cantrip-sample-material.h"

#define MAX_QUOTED 120 /* characters of the prompt */

typedef const char *const Phrases[];

/* In phrases, %t is the topic, %a the audience and %n the number. */
static Phrases PLAIN_SUBJECTS = { "You are invited", "Don't miss this", "Something new for you",
                                  "Save the date",   "Good news",       "Join us" };
static Phrases PLAIN_GREETINGS = { "Hello,", "Hi there,", "Dear customer,", "Good day," };
static Phrases PLAIN_OPENINGS = {
  "We are happy to tell you about %t.",
  "Have you heard about %t?",
  "It is almost time for %t.",
  "We have something to share with you: %t.",
  "There is a lot to look forward to with %t.",
  "Here is some news about %t.",
};
static Phrases PLAIN_MIDDLES = {
  "It will be a great experience for everyone.",
  "There is something in it for all tastes.",
  "We are sure that you will enjoy it.",
  "You really should not miss this.",
  "It is going to be wonderful.",
  "Bring your friends and have a good time.",
};
static Phrases PLAIN_CLOSINGS = {
  "See you soon!", "We look forward to seeing you.", "Get in touch to learn more.",
  "Be there!",     "Don't wait too long.",           "Contact us today.",
};

static Phrases CAREFUL_SUBJECTS = {
  "%t: your invitation",
  "Your place at %t",
  "%t, and you are on the list",
  "An invitation to %t",
};
static Phrases CAREFUL_OPENINGS = {
  "You are warmly invited to %t.",
  "We would like to have you with us at %t.",
  "We are writing to you first, because we think that %t will suit you.",
  "%t is coming up, and we have kept a place for you.",
};
static Phrases CAREFUL_AUDIENCES = {
  "It is planned with %a in mind, from the first minute to the last.",
  "Everything about it is arranged for %a, so you will be among people who share your interests.",
  "We asked ourselves what %a would want to know, see and try, and built the programme on that.",
  "This one is made for %a: no detours, just what matters to you.",
};
static Phrases SMALL_NUMBERS = {
  "With %n people in the room there is time for every question.",
  "We keep it to %n people, so that nobody stays a stranger.",
};
static Phrases MIDDLE_NUMBERS = {
  "We expect %n people: enough to meet somebody new, few enough to find each other again.",
  "There are %n places, and we would like one of them to be yours.",
};
static Phrases LARGE_NUMBERS = {
  "With %n people expected, it pays to decide early.",
  "We are preparing for %n people, and your place is easiest to keep if we hear from you soon.",
};
static Phrases CAREFUL_CLOSINGS = {
  "Please answer this message with “I am coming”, and we will confirm your place.",
  "One short reply is enough: tell us how many of you will come, and we will do the rest.",
  "If you would like to come, answer this message, and we will send you the details.",
  "Simply reply with your name, and your place is kept.",
};

static Phrases PLAIN_HEADLINES = { "Discover %t today", "%t: don't miss it", "The best of %t",
                                   "%t is here",        "Get ready for %t",  "%t for everyone" };
static Phrases CAREFUL_HEADLINES = { "%t, made for %a",
                                     "%a, this is yours: %t",
                                     "%t: the one that %a asked for" };
static Phrases PLAIN_ITEMS = { "Start early.",       "Keep it simple.",    "Ask for feedback.",
                               "Tell your friends.", "Try something new.", "Make a plan.",
                               "Stay positive.",     "Use social media." };
static Phrases PLAIN_TEXTS = {
  "There is a lot to say about %t.",
  "%t is an interesting subject.",
  "Many people think about %t.",
  "%t deserves some attention.",
};

static Phrases CAREFUL_TEXTS = {
  "This is about %t. ",
  "Let us begin with what matters: %t. ",
  "%t, step by step. ",
};

/* Classes for a prompt that names none. */
static const char *const MOODS[] = { "positive", "neutral", "negative", NULL };

guint
cantrip_sample_writer_pick (CantripSampleWriter *self, guint count)
{
  guint64 mixed;

  g_return_val_if_fail (count > 0, 0);

  /* SplitMix64: Steele, Lea and Flood, “Fast splittable pseudorandom number generators”, 2014. */
  self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  mixed = self->state;
  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  mixed ^= mixed >> 31;

  return (guint) (mixed % count);
}

/* Appends @phrase with the values of the prompt in it, beginning with a capital. */
static void
append_phrase (CantripSampleWriter *self, GString *text, const char *phrase)
{
  const CantripSampleBrief *brief = self->brief;
  g_autoptr (GString) filled = g_string_new (NULL);
  gunichar first;

  for (; *phrase != '\0'; phrase++)
    {
      if (*phrase != '%')
        {
          g_string_append_c (filled, *phrase);
          continue;
        }
      phrase++;
      g_string_append (filled,
                       *phrase == 't'   ? brief->topic
                       : *phrase == 'a' ? brief->audience
                                        : brief->number);
    }

  first = g_utf8_get_char (filled->str);
  g_string_append_unichar (text, g_unichar_toupper (first));
  g_string_append (text, g_utf8_next_char (filled->str));
}

static void
append_any (CantripSampleWriter *self, GString *text, const char *const *phrases, guint count)
{
  append_phrase (self, text, phrases[cantrip_sample_writer_pick (self, count)]);
}

#define ANY(phrases) append_any (self, text, phrases, G_N_ELEMENTS (phrases))

static void
append_number (CantripSampleWriter *self, GString *text)
{
  g_autofree char *digits = g_strdup (self->brief->number);
  char            *end = digits;
  gint64           number;

  for (const char *p = digits; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        *end++ = *p;
    }
  *end = '\0';

  number = g_ascii_strtoll (digits, NULL, 10);
  if (number <= 50)
    ANY (SMALL_NUMBERS);
  else if (number <= 500)
    ANY (MIDDLE_NUMBERS);
  else
    ANY (LARGE_NUMBERS);
}

/* What is known of the topic, in sentences with a space before each. */
static void
append_details (CantripSampleWriter *self, GString *text)
{
  if (self->brief->audience != NULL)
    {
      g_string_append_c (text, ' ');
      ANY (CAREFUL_AUDIENCES);
    }
  if (self->brief->number != NULL)
    {
      g_string_append_c (text, ' ');
      append_number (self, text);
    }
}

static void
append_email (CantripSampleWriter *self, GString *text)
{
  g_string_append (text, "Subject: ");
  if (!self->careful)
    {
      ANY (PLAIN_SUBJECTS);
      g_string_append (text, "\n\n");
      ANY (PLAIN_GREETINGS);
      g_string_append (text, "\n\n");
      ANY (PLAIN_OPENINGS);
      g_string_append_c (text, ' ');
      ANY (PLAIN_MIDDLES);
      g_string_append_c (text, ' ');
      ANY (PLAIN_CLOSINGS);
      g_string_append (text, "\n\nThe team");
      return;
    }

  ANY (CAREFUL_SUBJECTS);
  g_string_append (text, "\n\n");
  append_phrase (self, text, self->brief->audience != NULL ? "Dear %a," : "Dear guests,");
  g_string_append (text, "\n\n");
  ANY (CAREFUL_OPENINGS);
  append_details (self, text);
  g_string_append (text, "\n\n");
  ANY (CAREFUL_CLOSINGS);
  g_string_append (text, "\n\nWith kind regards\nYour hosts");
}

static void
append_headline (CantripSampleWriter *self, GString *text)
{
  if (self->careful && self->brief->audience != NULL)
    ANY (CAREFUL_HEADLINES);
  else
    ANY (PLAIN_HEADLINES);
  if (self->careful && self->brief->number != NULL)
    append_phrase (self, text, " (%n places)");
}

static void
append_list (CantripSampleWriter *self, GString *text)
{
  if (self->careful)
    {
      append_phrase (self, text, "- Say in one sentence why %t matters.\n- ");
      append_phrase (self,
                     text,
                     self->brief->audience != NULL
                         ? "Ask three of the %a what they expect, and write it down.\n- "
                         : "Ask three people what they expect, and write it down.\n- ");
      if (self->brief->number != NULL)
        append_phrase (self, text, "Check each step against %n people.\n- ");
      append_phrase (self, text, "Name one person who decides about %t, and a date.");
      return;
    }

  append_phrase (self, text, "Some ideas for %t:");
  for (guint i = 0, at = cantrip_sample_writer_pick (self, G_N_ELEMENTS (PLAIN_ITEMS)); i < 3; i++)
    {
      g_string_append (text, "\n- ");
      g_string_append (text, PLAIN_ITEMS[(at + i) % G_N_ELEMENTS (PLAIN_ITEMS)]);
    }
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", text, 0, 0);

  return g_strv_length (words);
}

/* It knows no language: it says what would be translated. */
static void
append_translation (CantripSampleWriter *self, GString *text)
{
  const CantripSampleBrief *brief = self->brief;
  g_autofree char          *quoted =
      cantrip_text_shorten (brief->material, self->careful ? MAX_QUOTED : MAX_QUOTED / 3);

  if (self->careful)
    g_string_append_printf (text,
                            "The %s translation of these %u words belongs here: “%s”",
                            brief->language != NULL ? brief->language : "requested",
                            count_words (brief->material),
                            quoted);
  else
    g_string_append_printf (text, "The translation belongs here: “%s”", quoted);
}

/* It knows no facts: it says what was asked. */
static void
append_question (CantripSampleWriter *self, GString *text)
{
  g_autofree char *quoted = cantrip_text_shorten (self->brief->material, MAX_QUOTED);

  g_string_append_printf (text, "The answer to “%s” belongs here.", quoted);
  if (self->careful)
    g_string_append_printf (text,
                            " The question has %u words; this sample knows no facts, so connect a "
                            "model to have it answered.",
                            count_words (self->brief->material));
}

static void
append_text (CantripSampleWriter *self, GString *text)
{
  if (!self->careful)
    {
      ANY (PLAIN_TEXTS);
      g_string_append_c (text, ' ');
      g_string_append (text, "More could be said, but these are the main points.");
      return;
    }

  ANY (CAREFUL_TEXTS);
  if (self->brief->audience != NULL)
    append_phrase (self, text, "It is written for %a, so it begins with what they need. ");
  if (self->brief->number != NULL)
    append_phrase (self, text, "Plan with %n, and keep some room above it. ");
  append_phrase (self, text, "The next step is to agree on what a good result for %t looks like.");
}

char *
cantrip_sample_writer_write (CantripSampleWriter *self)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *part = NULL;

  switch (self->brief->task)
    {
    case CANTRIP_SAMPLE_TASK_EMAIL:
      append_email (self, text);
      break;
    case CANTRIP_SAMPLE_TASK_HEADLINE:
      append_headline (self, text);
      break;
    case CANTRIP_SAMPLE_TASK_LIST:
      append_list (self, text);
      break;
    case CANTRIP_SAMPLE_TASK_TRANSLATION:
      append_translation (self, text);
      break;
    case CANTRIP_SAMPLE_TASK_QUESTION:
      append_question (self, text);
      break;
    case CANTRIP_SAMPLE_TASK_CLASSIFICATION:
      part = cantrip_sample_writer_write_choice (self);
      g_string_append (text, part);
      break;
    case CANTRIP_SAMPLE_TASK_SUMMARY:
      part = cantrip_sample_material_summarize (self->brief->material, self->careful);
      g_string_append (text, part);
      break;
    case CANTRIP_SAMPLE_TASK_TEXT:
    default:
      append_text (self, text);
      break;
    }

  return g_string_free (text, FALSE);
}

char *
cantrip_sample_writer_write_headline (CantripSampleWriter *self)
{
  GString *text = g_string_new (NULL);

  append_headline (self, text);

  return g_string_free (text, FALSE);
}

char *
cantrip_sample_writer_write_choice (CantripSampleWriter *self)
{
  const char *const *choices =
      self->brief->choices != NULL ? (const char *const *) self->brief->choices : MOODS;
  guint       at = cantrip_sample_writer_pick (self, g_strv_length ((char **) choices));
  const char *found = NULL;

  if (self->careful)
    found = cantrip_sample_material_choose (self->brief->material, choices);

  return g_strdup (found != NULL ? found : choices[at]);
}
