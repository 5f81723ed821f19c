# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP relay to the bridge that changes no byte and counts the requests that pass, by method."""

import collections
import contextlib
import re
import socket
import threading

REQUEST_LINE = re.compile(rb"(?:^|\r\n\r\n)([A-Z]+) \S+ HTTP/1\.[01]\r\n")  # WEBSERVICE sends no bodies


class Relay:
    def __init__(self, host, port):
        self.target = (host, port)
        self.counts = collections.Counter()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def reset(self):
        with self.lock:
            self.counts.clear()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            try:
                server = socket.create_connection(self.target)
            except OSError:
                client.close()
                continue
            threading.Thread(target=self.pass_requests, args=(client, server), daemon=True).start()
            threading.Thread(target=self.pass_answers, args=(server, client), daemon=True).start()

    def pass_requests(self, client, server):
        seen = b""
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                seen = self.count(seen + data)
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)

    def pass_answers(self, server, client):
        with server, client, contextlib.suppress(OSError):
            with contextlib.suppress(OSError):
                while data := server.recv(65536):
                    client.sendall(data)
            client.shutdown(socket.SHUT_RDWR)  # close() alone does not end what pass_requests() waits for

    def count(self, data):
        """Counts complete request lines and returns what may be the beginning of another."""
        end = 0
        for match in REQUEST_LINE.finditer(data):
            with self.lock:
                self.counts[match[1].decode()] += 1
            end = match.end()
        return data[end:]
