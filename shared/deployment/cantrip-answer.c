/* cantrip-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "deployment/cantrip-answer.h"

#include <string.h>

#include "base/cantrip-time.h"
#include "prompt/cantrip-message.h"

CantripAnswer *
cantrip_answer_new (void)
{
  CantripAnswer *self = g_new0 (CantripAnswer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->input_tokens = -1;
  self->output_tokens = -1;
  self->created_at_us = cantrip_time_now_us ();

  return self;
}

CantripAnswer *
cantrip_answer_ref (CantripAnswer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
cantrip_answer_unref (CantripAnswer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->output);
  g_free (self->model);
  g_free (self);
}

gboolean
cantrip_answer_is_refusal (const CantripAnswer *self)
{
  return self->finish == CANTRIP_FINISH_CONTENT_FILTER && self->output[0] == '\0';
}

/* The length goes in front, so that no two lists of messages give the same bytes. */
static void
add_field (GChecksum *checksum, const char *text, gsize length)
{
  guint64 length_le = GUINT64_TO_LE (length);

  g_checksum_update (checksum, (const guchar *) &length_le, sizeof length_le);
  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
}

char *
cantrip_answer_content_sha256 (gint64 variant_id, GPtrArray *messages)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 variant_id_le = GINT64_TO_LE (variant_id);

  add_field (checksum, (const char *) &variant_id_le, sizeof variant_id_le);
  for (guint i = 0; i < messages->len; i++)
    {
      CantripMessage *message = g_ptr_array_index (messages, i);
      const char     *role = cantrip_role_to_text (message->role);

      add_field (checksum, role, strlen (role));
      add_field (checksum, message->content, strlen (message->content));
    }

  return g_strdup (g_checksum_get_string (checksum));
}
