/* cantrip-test-socket.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cantrip-test-service.h"

G_BEGIN_DECLS

/* (transfer full): a bare connection to the bridge; dropping it hangs up */
GSocketConnection *
cantrip_test_socket_connect (CantripTestService *service) G_GNUC_WARN_UNUSED_RESULT;

/* Writes @text as it is. */
void cantrip_test_socket_write (GSocketConnection *connection, const char *text);

/* Writes a request without a body; @headers end in CR LF each. */
void cantrip_test_socket_request (GSocketConnection *connection,
                                  const char        *method,
                                  const char        *target,
                                  const char        *headers);

/* (transfer full): everything until the bridge closes the connection */
char *cantrip_test_socket_read_all (GSocketConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): one whole reply, on a connection that is kept */
char *cantrip_test_socket_read_reply (GSocketConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

/* Hangs up at once. */
void cantrip_test_socket_hang_up (GSocketConnection *connection);

G_END_DECLS
