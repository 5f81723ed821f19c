/* cantrip-test-call.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "cantrip-test-service.h"

G_BEGIN_DECLS

/* One request to the bridge, and, once it was waited for, its reply. */
typedef struct
{
  CantripTestService *service; /* (borrowed) */
  SoupMessage        *message; /* (owned) */
  GAsyncResult       *result;  /* (owned) (nullable): its end came */

  guint       status; /* 0: no reply came */
  char       *text;   /* (owned) (nullable): the body */
  JsonNode   *root;   /* (owned) (nullable): the body as JSON, if it is any */
  JsonObject *object; /* (borrowed from @root) (nullable) */
} CantripTestCall;

/**
 * cantrip_test_call_start:
 * @path: path and query, encoded
 * @key: (nullable): for the Authorization header
 * @body: (nullable): JSON; apostrophes stand for quotes
 *
 * Sends a request. It must be waited for before it is freed.
 */
CantripTestCall *cantrip_test_call_start (CantripTestService *service,
                                          const char         *method,
                                          const char         *path,
                                          const char         *key,
                                          const char         *body) G_GNUC_WARN_UNUSED_RESULT;

/* Waits for the reply. */
void cantrip_test_call_wait (CantripTestCall *self);

/* Sends a request and waits for its reply. */
CantripTestCall *cantrip_test_call_new (CantripTestService *service,
                                        const char         *method,
                                        const char         *path,
                                        const char         *key,
                                        const char         *body) G_GNUC_WARN_UNUSED_RESULT;

/* `POST /v1/deployments/copy/call` with @event and the full key. */
CantripTestCall *cantrip_test_call_start_copy (CantripTestService *service,
                                               const char         *event) G_GNUC_WARN_UNUSED_RESULT;
CantripTestCall *
cantrip_test_call_copy (CantripTestService *service, const char *event) G_GNUC_WARN_UNUSED_RESULT;

/* `GET` with the cell key in the query; @path ends in its fields. */
CantripTestCall *cantrip_test_call_start_cell (CantripTestService *service,
                                               const char         *path) G_GNUC_WARN_UNUSED_RESULT;
CantripTestCall *
cantrip_test_call_cell (CantripTestService *service, const char *path) G_GNUC_WARN_UNUSED_RESULT;

void cantrip_test_call_free (CantripTestCall *self);

/* (nullable): a header of the reply */
const char *cantrip_test_call_get_header (CantripTestCall *self, const char *name);

/* (nullable): a text at the top of the reply */
const char *cantrip_test_call_get_text (CantripTestCall *self, const char *name);

/* Fails the test unless the reply is an error as every error must be. */
void cantrip_test_call_assert_error (CantripTestCall *self, guint status, const char *code);

/* Fails the test unless the reply is of a call that gave @output. */
void cantrip_test_call_assert_output (CantripTestCall *self, const char *output, gboolean cached);

/* Fails the test unless the reply is a text or table of @text, with this `X-Cantrip-Status`. */
void
cantrip_test_call_assert_cell (CantripTestCall *self, const char *text, const char *cell_status);

/* Fails the test unless the text is `#CANTRIP CODE: …`, one line, with status 200. */
void cantrip_test_call_assert_cell_error (CantripTestCall *self, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripTestCall, cantrip_test_call_free)

G_END_DECLS
