/* cantrip-sample-brief.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantripSampleTask:
 * @CANTRIP_SAMPLE_TASK_TEXT: none of the others was recognized
 * @CANTRIP_SAMPLE_TASK_QUESTION: the prompt ends in a question mark
 */
typedef enum
{
  CANTRIP_SAMPLE_TASK_TEXT,
  CANTRIP_SAMPLE_TASK_QUESTION,
  CANTRIP_SAMPLE_TASK_TRANSLATION,
  CANTRIP_SAMPLE_TASK_CLASSIFICATION,
  CANTRIP_SAMPLE_TASK_SUMMARY,
  CANTRIP_SAMPLE_TASK_EMAIL,
  CANTRIP_SAMPLE_TASK_HEADLINE,
  CANTRIP_SAMPLE_TASK_LIST,
} CantripSampleTask;

/**
 * CantripSampleBrief:
 * @task: what is to be written
 * @topic: (not nullable) (owned): what about; the beginning of the prompt if nothing better is
 * there
 * @audience: (nullable) (owned): for whom
 * @number: (nullable) (owned): how many people, as it is written: `1,200`
 * @material: (not nullable) (owned): the text to work on, such as the one to summarize
 * @language: (nullable) (owned): language to translate into
 * @choices: (nullable) (owned) (array zero-terminated=1): classes to choose from
 * @wants_json: whether the reply must be JSON
 * @members: (nullable) (owned) (array zero-terminated=1): names of the members of that JSON
 *
 * What the built-in sample models understand of a prompt: a few words and places, found with
 * patterns. It knows English task words only.
 */
typedef struct
{
  CantripSampleTask task;
  char             *topic;
  char             *audience;
  char             *number;
  char             *material;
  char             *language;
  char            **choices;
  gboolean          wants_json;
  char            **members;
} CantripSampleBrief;

/**
 * cantrip_sample_brief_new:
 * @instructions: (not nullable): the system messages; may be empty
 * @question: (not nullable): the last message of the user
 *
 * Reads at most the first 20,000 characters of each.
 *
 * Returns: (transfer full): what is asked
 */
CantripSampleBrief *
cantrip_sample_brief_new (const char *instructions, const char *question) G_GNUC_WARN_UNUSED_RESULT;
void cantrip_sample_brief_free (CantripSampleBrief *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripSampleBrief, cantrip_sample_brief_free)

G_END_DECLS
