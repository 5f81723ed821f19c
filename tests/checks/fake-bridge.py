#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for cantrip-bridge where the script around it is tested.

Keeps each command in the workspace, a text file; FAKE_BRIDGE_FAILS names a verb that fails.
"""

import http.server
import os
import pathlib
import signal
import sys
import urllib.parse

KEY = 'cell-key'


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        fields = dict(urllib.parse.parse_qsl(address.query))
        if address.path == '/readyz':
            self.answer(200, 'ready')
        elif address.path == '/v1/cell/marketing-copy' and fields.pop('k', None) == KEY:
            self.answer(200, 'Answer for ' + ', '.join(f'{k} {v}' for k, v in fields.items()))
        else:
            self.answer(404, 'not here')

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(listen):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    host, port = listen.split(':')
    http.server.HTTPServer((host, int(port)), Handler).serve_forever()


def main():
    verb, *rest = sys.argv[1:]
    place = rest.index('--workspace')
    workspace = pathlib.Path(rest[place + 1])
    del rest[place:place + 2]

    if verb == os.environ.get('FAKE_BRIDGE_FAILS'):
        sys.exit('cantrip-bridge: it failed')
    with workspace.open('w' if verb == 'init' else 'a') as file:
        print(os.getpid(), verb, *rest, file=file)
    if verb == 'key':
        print(KEY)
    elif verb == 'serve':
        serve(rest[rest.index('--listen') + 1])


main()
