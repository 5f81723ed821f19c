/* cantrip-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * One connection of somebody who calls. Known to the acceptor, which bounds how many there are
 * and how long one may take to send a request, and to the exchanges that come by it. Counted;
 * safe from any thread.
 */
typedef struct _CantripClient CantripClient;

/**
 * cantrip_client_new:
 * @socket: a connection that was just accepted; not kept alive
 * @now_us: monotonic clock
 *
 * Returns: (transfer full) (nullable): a new client, found again by its requests; %NULL if it
 *   is gone already
 */
CantripClient *cantrip_client_new (GSocket *socket, gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;

CantripClient *cantrip_client_ref (CantripClient *self);
void           cantrip_client_unref (CantripClient *self);

/* (transfer none): the client at the remote @address of its socket */
CantripClient *cantrip_client_from_address (GSocketAddress *address);

/* (transfer none): the client that @message came from */
CantripClient *cantrip_client_from_message (SoupServerMessage *message);

/* (transfer full) (nullable): its socket; %NULL once the connection is over */
GSocket *cantrip_client_dup_socket (CantripClient *self) G_GNUC_WARN_UNUSED_RESULT;

/* A request of it has come whole; was answered; and the answer is out. @now_us: monotonic clock */
void cantrip_client_begin_request (CantripClient *self);
void cantrip_client_end_request (CantripClient *self, gint64 now_us);
void cantrip_client_end_reply (CantripClient *self, gint64 now_us);

/* It is about to be read from. @now_us: monotonic clock */
void cantrip_client_note_read (CantripClient *self, gint64 now_us);

/* It sends nothing more. Returns: %TRUE if that is new since its last whole request */
gboolean cantrip_client_note_end (CantripClient *self);

/*
 * Monotonic time since when it has asked nothing; -1 while a request of it waits to be read, comes,
 * is being answered, or its answer is going out.
 */
gint64 cantrip_client_get_idle_since_us (CantripClient *self, gint64 now_us);

/* Ends the connection; the worker sees the end of the stream, and closes. */
void cantrip_client_end (CantripClient *self);

/**
 * cantrip_client_check:
 * @self: a client
 * @now_us: monotonic clock
 * @patience_us: how long it may be without a whole request
 *
 * Ends the connection of a client that has asked nothing for too long, or sends or reads too
 * slowly: a byte now and then must not keep others out.
 *
 * Returns: %TRUE while the connection is there
 */
gboolean cantrip_client_check (CantripClient *self, gint64 now_us, gint64 patience_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantripClient, cantrip_client_unref)

G_END_DECLS
