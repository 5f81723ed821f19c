/* cantrip-sample-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "provider/cantrip-sample-brief.h"

G_BEGIN_DECLS

/**
 * CantripSampleWriter:
 * @brief: (borrowed): what is asked
 * @careful: whether the details of the prompt are used; otherwise the text stays general
 * @state: where the next choice between phrases comes from; starts as a hash of the request, so
 *   that the same request gives the same text
 *
 * Composes the texts of the built-in sample models from ready phrases. It does not pretend to know
 * anything: names and numbers come from the prompt, and a question is not answered.
 */
typedef struct
{
  const CantripSampleBrief *brief;
  gboolean                  careful;
  guint64                   state;
} CantripSampleWriter;

/* A number below @count (at least 1), the next of the row that @self->state began. */
guint cantrip_sample_writer_pick (CantripSampleWriter *self, guint count);

/* (transfer full): the text that the task asks for */
char *cantrip_sample_writer_write (CantripSampleWriter *self) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): one line about the topic */
char *cantrip_sample_writer_write_headline (CantripSampleWriter *self) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): one of the choices that the prompt gives, else of positive, neutral, negative */
char *cantrip_sample_writer_write_choice (CantripSampleWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
