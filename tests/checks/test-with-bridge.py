#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/sheets-bridge/with-bridge.py around stand-ins for the bridge and for the model."""

import os
import pathlib
import subprocess
import sys
import tempfile

import tap

RUNNER = pathlib.Path(sys.argv[1], 'tests/sheets-bridge/with-bridge.py')
DEADLINE_S = 60

# Serves as a bridge, or, without arguments, as a model. FAULT names what the bridge does wrong.
STAND_IN = r'''#!/usr/bin/env python3
import http.server, os, signal, sys

arguments = sys.argv[1:]
fault = os.environ.get('FAULT', '') if arguments else os.environ.get('MODEL_FAULT', '')
verb = arguments[0] if arguments else 'serve'


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b'{"total": 1, "by_message": {"the text of a row, which is long": 1}}'
        self.send_response(200 if self.path in ('/readyz', '/control/calls') else 404)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if verb == fault:
    sys.exit(7)
if verb == 'key':
    print('key-of-' + arguments[2])
if verb == 'serve':
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(3 if fault == 'ends-badly' else 0))
    server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
    print(f'Serving http://127.0.0.1:{server.server_port}{"" if arguments else "/v1"} now', flush=True)
    print({'says-key': 'got key-of-cell', 'says-input': 'lost “the text of a row…”',
           'sanitizer': 'ERROR: AddressSanitizer: heap-use-after-free'}.get(fault, ''), flush=True)
    if fault == 'dies':
        server.handle_request()
        sys.exit(0)
    server.serve_forever()
'''


def run(command, **environment):
    """Runs @command, a shell command, with stand-ins; returns (code, standard output, errors)."""
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, 'cantrip-bridge')
        program.write_text(STAND_IN)
        program.chmod(0o755)
        result = subprocess.run(
            [sys.executable, RUNNER, 'sh', '-c', command], timeout=DEADLINE_S,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
            env={**os.environ, 'CANTRIP_BRIDGE': str(program), 'CANTRIP_FAKE_MODEL': str(program),
                 **environment})
    return result.returncode, result.stdout, result.stderr


def fails(reason, **environment):
    code, _, errors = run('true', **environment)
    tap.equal(code, 1)
    if reason not in errors:
        raise AssertionError(f'wanted “{reason}”, got {errors}')


def output_and_exit_code_are_those_of_the_command():
    tap.equal(run('echo ok 1 - x'), (0, 'ok 1 - x\n', ''))
    code, output, _ = run('echo not ok 1 - x; exit 5')
    tap.equal((code, output), (5, 'not ok 1 - x\n'))


def the_command_gets_addresses_and_keys():
    _, output, _ = run('echo $CANTRIP_KEY $CANTRIP_KEY_LIMITED $CANTRIP_CELL_KEY;'
                       ' echo $CANTRIP_BRIDGE_URL; echo $CANTRIP_MODEL_CONTROL')
    keys, bridge, control = output.splitlines()
    tap.equal(keys, 'key-of-unlimited key-of-limited key-of-cell')
    tap.equal(bridge.rsplit(':', 1)[0], 'http://127.0.0.1')
    tap.equal((control.rsplit(':', 1)[0], control.rsplit('/', 1)[1]), ('http://127.0.0.1', 'control'))


def a_bridge_that_says_a_secret_fails():
    fails('said a key or an input', FAULT='says-key')
    fails('said a key or an input', FAULT='says-input')


def a_report_of_a_sanitizer_fails():
    fails('a sanitizer found a fault', FAULT='sanitizer')
    fails('a sanitizer found a fault', MODEL_FAULT='sanitizer')


def programs_that_end_badly_fail():
    fails('ended badly, code 3', FAULT='ends-badly')
    fails('ended badly, code 3', MODEL_FAULT='ends-badly')
    fails('cantrip-bridge ended', FAULT='dies')  # before it is asked to, or while


def programs_that_do_not_start_fail():
    fails('init failed with code 7', FAULT='init')
    fails('key failed with code 7', FAULT='key')
    fails('did not say where it listens', FAULT='serve')
    fails('did not say where it listens', MODEL_FAULT='serve')


sys.exit(tap.run('with-bridge', [
    output_and_exit_code_are_those_of_the_command,
    the_command_gets_addresses_and_keys,
    a_bridge_that_says_a_secret_fails,
    a_report_of_a_sanitizer_fails,
    programs_that_end_badly_fail,
    programs_that_do_not_start_fail,
]))
