/* cantrip-refusal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * cantrip_refusal_send:
 * @message: a request of which only the headers came; gone afterwards
 * @status: HTTP status
 * @error: (transfer full): of the service
 *
 * Replies at once and closes the connection, in the thread-default main context, without
 * blocking. libsoup would first read the whole body into memory, however long it is. What the
 * client still sends is thrown away for a while, since a connection that is closed with
 * something unread is reset, and the client may then never see the reply.
 */
void cantrip_refusal_send (SoupServerMessage *message, guint status, GError *error);

G_END_DECLS
