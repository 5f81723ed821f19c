/* cantrip-fake-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A model server on loopback for tests and benchmarks: OpenAI's protocol as far as Cantrip
 * speaks it, with answers that a test decides. It runs in a thread of its own, so that code
 * that blocks can be tested too, and every function here may be called from any thread, at any
 * time.
 *
 *   g_autoptr (CantripFakeModel) model = cantrip_fake_model_new ();
 *
 *   cantrip_fake_model_set_reply (model, "Hello");
 *   … a connection with the base URL cantrip_fake_model_get_base_url (model) …
 *   g_assert_cmpuint (cantrip_fake_model_get_n_calls (model), ==, 1);
 *
 * It answers `POST …/chat/completions` and `POST …/completions`, streamed if the request says
 * so, and `GET …/models`. Tokens are words: those of all messages, and those of the reply. A
 * call counts as soon as its request is there.
 *
 * Other processes, which have only its address, see and steer it with two more requests, which are
 * no calls: `GET /control/calls` is cantrip_fake_model_describe_calls(), and `POST /control/delay`
 * with `{"ms": 25000}` is cantrip_fake_model_set_delay_ms().
 *
 * What decides about a call, first to last: a script of cantrip_fake_model_play_next(), then
 * cantrip_fake_model_fail_next(), cantrip_fake_model_fail_every(), then the reply.
 */
typedef struct _CantripFakeModel CantripFakeModel;

/* (transfer full): a server that listens, and replies “Hello” */
CantripFakeModel *cantrip_fake_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Stops the server and waits for its thread; calls in flight are cut off. */
void cantrip_fake_model_free (CantripFakeModel *self);

/* (transfer none): `http://127.0.0.1:PORT/v1` */
const char *cantrip_fake_model_get_base_url (CantripFakeModel *self);

/* Replies @text to every call from now on. */
void cantrip_fake_model_set_reply (CantripFakeModel *self, const char *text);

/**
 * CantripFakeReplyFunc:
 * @last_user_message: content of the last message of the user, or the text to continue
 * @user_data: data given with the function
 *
 * Makes a reply. Called in the server's thread, one call at a time.
 *
 * Returns: (transfer full): the text
 */
typedef char *(*CantripFakeReplyFunc) (const char *last_user_message, gpointer user_data);

/* Asks @func for every reply from now on. */
void cantrip_fake_model_set_reply_func (CantripFakeModel    *self,
                                        CantripFakeReplyFunc func,
                                        gpointer             user_data);

/* A CantripFakeReplyFunc: replies what was said. */
char *cantrip_fake_model_echo (const char *last_user_message,
                               gpointer    user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Answers 200 with @body as it is, in place of a reply; %NULL: replies again. */
void cantrip_fake_model_set_body (CantripFakeModel *self, const char *body);

/**
 * cantrip_fake_model_fail_next:
 * @self: a server
 * @status: the HTTP status, such as 429
 * @body: the body, usually JSON
 * @headers: (nullable): more headers, `Retry-After: 1\r\nX-Other: 2`
 * @n: how many calls to answer so
 *
 * Fails the next @n calls. Several calls of this line up one after the other.
 */
void cantrip_fake_model_fail_next (CantripFakeModel *self,
                                   guint             status,
                                   const char       *body,
                                   const char       *headers,
                                   guint             n);

/* Answers every @n-th call with 503; 0: none. */
void cantrip_fake_model_fail_every (CantripFakeModel *self, guint n);

/**
 * CantripFakeEnd:
 * @CANTRIP_FAKE_END_CLOSE: the connection is closed after the last byte
 * @CANTRIP_FAKE_END_RESET: the connection is reset after the last byte
 * @CANTRIP_FAKE_END_SILENCE: it stays open and nothing more comes
 */
typedef enum
{
  CANTRIP_FAKE_END_CLOSE,
  CANTRIP_FAKE_END_RESET,
  CANTRIP_FAKE_END_SILENCE,
} CantripFakeEnd;

/**
 * cantrip_fake_model_play_next:
 * @self: a server
 * @bytes: (nullable): what is written to the connection in place of an HTTP reply, headers
 *   included; may be cut off, malformed or empty
 * @length: how many bytes; -1: a text
 * @piece_bytes: how many are written at once; 0: all
 * @pause_ms: how long to wait before each piece
 * @end: what comes after the last
 *
 * Plays exact bytes to the next call. Several calls of this line up one after the other.
 */
void cantrip_fake_model_play_next (CantripFakeModel *self,
                                   const char       *bytes,
                                   gssize            length,
                                   gsize             piece_bytes,
                                   guint             pause_ms,
                                   CantripFakeEnd    end);

/* Waits before it answers a call; 0: answers at once. */
void cantrip_fake_model_set_delay_ms (CantripFakeModel *self, guint delay_ms);

/* Answers no call from now on, until cantrip_fake_model_release(), which answers them all. */
void cantrip_fake_model_hold (CantripFakeModel *self);
void cantrip_fake_model_release (CantripFakeModel *self);

/* Calls whose request has come. */
guint cantrip_fake_model_get_n_calls (CantripFakeModel *self);

/* Connections that calls have come on: fewer than calls where they are kept. */
guint cantrip_fake_model_get_n_connections (CantripFakeModel *self);

/* Calls whose answer is not out yet, now and at most. */
guint cantrip_fake_model_get_n_in_flight (CantripFakeModel *self);
guint cantrip_fake_model_get_max_in_flight (CantripFakeModel *self);

/* (transfer full): `{"total": 3, "by_message": {"hello": 2, "bye": 1}}`: completions asked for so
 * far, by the last message of the user */
char *cantrip_fake_model_describe_calls (CantripFakeModel *self) G_GNUC_WARN_UNUSED_RESULT;

/* Runs the caller's main context until at least @n calls have come; has a deadline. */
void cantrip_fake_model_wait_for_calls (CantripFakeModel *self, guint n);

/* The same, until no call is in flight: all are answered, or their connections closed. */
void cantrip_fake_model_wait_until_idle (CantripFakeModel *self);

/* (transfer full) (nullable): of the last call; %NULL if there was none, or no such header. */
char *cantrip_fake_model_dup_last_body (CantripFakeModel *self) G_GNUC_WARN_UNUSED_RESULT;
char *cantrip_fake_model_dup_last_path (CantripFakeModel *self) G_GNUC_WARN_UNUSED_RESULT;
char *cantrip_fake_model_dup_last_header (CantripFakeModel *self,
                                          const char       *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripFakeModel, cantrip_fake_model_free)

G_END_DECLS
