/* cantrip-fake-reply.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A request of OpenAI's protocol, as far as the fake model looks at it. */
typedef struct
{
  char    *model;             /* (owned) */
  char    *last_user_message; /* (owned) */
  gint64   n_words;           /* of all messages */
  gboolean streamed;
  gboolean chat; /* else the legacy completion of a text */
} CantripFakeRequest;

/* (transfer full): what @body, of a request for @path, asks; never %NULL */
CantripFakeRequest *cantrip_fake_request_new (const char *path,
                                              const char *body,
                                              gsize       length) G_GNUC_WARN_UNUSED_RESULT;
void                cantrip_fake_request_free (CantripFakeRequest *self);

/* (transfer full): the body of a reply with @text, as events if the request is streamed */
char *cantrip_fake_request_make_reply (const CantripFakeRequest *self,
                                       const char               *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripFakeRequest, cantrip_fake_request_free)

G_END_DECLS
