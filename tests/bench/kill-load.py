# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls a deployment from some connections until the server goes away.

Arguments: address, key, a word of this run, and the file that gets the request_id of each whole
answer. Every second call repeats the one before, so that stored answers are among them.
"""

import http.client
import json
import os
import sys
import threading
import urllib.parse

CONNECTIONS = 8


def call_until_gone(address, key, prefix, output, failures):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    headers = {'Authorization': f'Bearer {key}', 'Content-Type': 'application/json'}
    for number in range(1_000_000):
        body = json.dumps({'inputs': {'event': f'{prefix}-{number // 2}'}})
        try:
            connection.request('POST', address.path, body, headers)
            reply = connection.getresponse()
            answer = reply.read()
        except (OSError, http.client.HTTPException):
            return  # killed; this call was not answered
        if reply.status != 200:
            failures.append(f'HTTP {reply.status}: {answer[:200]!r}')
            return
        os.write(output, (json.loads(answer)['request_id'] + '\n').encode())


def main():
    address, key, word, path = sys.argv[1:]
    failures = []
    output = os.open(path, os.O_WRONLY | os.O_APPEND)
    threads = [
        threading.Thread(target=call_until_gone, args=(
            urllib.parse.urlsplit(address), key, f'{word}-{index}', output, failures))
        for index in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(failures[0])


main()
