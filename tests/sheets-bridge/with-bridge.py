#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""with-bridge.py COMMAND…: runs a command against a bridge and a scripted model of its own.

The programs are $CANTRIP_BRIDGE and $CANTRIP_FAKE_MODEL. The command gets what add-on/README.md and
libreoffice/README.md list, writes its own TAP, and decides the exit code, unless the bridge or the model
ended badly or said what nobody may read.
"""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

START_S = 30
STOP_S = 60  # the bridge finishes calls for up to 30 s
SHOWN_LINES = 60
SECRET_CHARACTERS = 16  # so much of a text tells it from others, even where a log cuts it
SANITIZER_REPORTS = ("Sanitizer:", "runtime error:")
MESSAGES = {"echo": "{{text}}", "twice": "{{text}}{{text}}", "three": "{{event}}|{{demographic}}|{{size}}"}


class Failure(Exception):
    """Why the programs cannot be trusted; a sentence."""


def workspace_file(model_url):
    variants = [{"name": name, "connection": "model", "model": "scripted", "parameters": {"max_tokens": 32000},
                 "messages": [{"role": "user", "content": text}]} for name, text in MESSAGES.items()]
    return {
        "connections": [{"name": "model", "protocol": "openai", "base_url": model_url}],
        "apps": [{"slug": "cases", "name": "Cases", "variants": variants}],
        "deployments": [{"slug": name, "app": "cases", "variant": name} for name in MESSAGES],
    }


class Program:
    """A server in the background; what it says goes to a file."""

    def __init__(self, log, *command):
        self.name = pathlib.Path(command[0]).name
        self.log = log
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)

    def said(self):
        return self.log.read_text("utf-8", "replace")

    def word(self, prefix):
        """The first word with this prefix that it says."""
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self.process.poll() is None:
            for line in self.said().splitlines(keepends=True):
                if line.endswith("\n") and any(word.startswith(prefix) for word in line.split()):
                    return next(word for word in line.split() if word.startswith(prefix))
            time.sleep(0.02)
        raise Failure(f"{self.name} did not say where it listens. It said:\n{self.said()}")

    def stop(self):
        """Asks it to end, and waits; kills what does not."""
        ended_early = self.process.poll() is not None
        self.process.terminate()
        try:
            code = self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failure(f"{self.name} did not end within {STOP_S} s of SIGTERM") from None
        if ended_early or code != 0:
            raise Failure(f"{self.name} ended {'before it was asked to' if ended_early else 'badly'}, code {code}")


def check_quiet(program, secrets):
    said = program.said()
    for report in SANITIZER_REPORTS:
        if report in said:
            raise Failure(f"{program.name}: a sanitizer found a fault")
    for secret in secrets:
        if secret in said:
            raise Failure(f"{program.name} said a key or an input")


def fetch(url):
    with urllib.request.urlopen(url, timeout=START_S) as reply:
        return reply.read()


def wait_until_ready(url):
    deadline = time.monotonic() + START_S
    while True:
        try:
            return fetch(url + "/readyz")
        except OSError as reason:
            if time.monotonic() > deadline:
                raise Failure(f"The bridge did not get ready within {START_S} s: {reason}") from None
            time.sleep(0.05)


class Bridge:
    """The bridge program and its workspace in a scratch folder."""

    def __init__(self, folder):
        self.folder = folder
        self.at = ["--workspace", str(folder / "cases.cantrip")]

    def run(self, *arguments):
        result = subprocess.run([os.environ["CANTRIP_BRIDGE"], *arguments, *self.at], timeout=START_S,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        if result.returncode != 0:
            raise Failure(f"cantrip-bridge {arguments[0]} failed with code {result.returncode}")
        return result.stdout.strip()

    def fill(self, model_url):
        file = self.folder / "cases.json"
        file.write_text(json.dumps(workspace_file(model_url)))
        self.run("init")
        self.run("apply", str(file))

    def make_keys(self):
        return {
            "CANTRIP_KEY": self.run("key", "create", "unlimited"),
            "CANTRIP_KEY_LIMITED": self.run("key", "create", "limited", "--rate", "2"),
            "CANTRIP_CELL_KEY": self.run("key", "create", "cell", "--cell", "--deployments", "echo"),
        }

    def serve(self):
        return Program(self.folder / "bridge.log", os.environ["CANTRIP_BRIDGE"], "serve", "--listen", "127.0.0.1:0",
                       *self.at)


@contextlib.contextmanager
def running(program):
    """Stops the program in any case; an error of the body counts more than one of stopping."""
    try:
        yield program
    except BaseException:
        with contextlib.suppress(Failure):
            program.stop()
        raise
    program.stop()


def run(command, folder):
    bridge = Bridge(folder)
    with running(Program(folder / "model.log", os.environ["CANTRIP_FAKE_MODEL"])) as model:
        model_url = model.word("http://")
        control = model_url.removesuffix("/v1") + "/control"
        bridge.fill(model_url)
        keys = bridge.make_keys()
        with running(bridge.serve()) as server:
            url = server.word("http://")
            wait_until_ready(url)
            environment = {**os.environ, **keys, "CANTRIP_BRIDGE_URL": url, "CANTRIP_MODEL_CONTROL": control}
            code = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode
            messages = json.loads(fetch(control + "/calls"))["by_message"]
    check_quiet(model, [])
    check_quiet(server, [*keys.values(), *(message[:SECRET_CHARACTERS] for message in messages)])
    return code


def show_logs(folder):
    for log in sorted(folder.glob("*.log")):
        lines = log.read_text("utf-8", "replace").splitlines()[-SHOWN_LINES:]
        print(f"{log.name} ends with:", *lines, sep="\n  ", file=sys.stderr)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="cantrip-bridge-") as name:
        folder = pathlib.Path(name)
        try:
            code = run(sys.argv[1:], folder)
        except (Failure, OSError, subprocess.TimeoutExpired) as reason:
            print(reason, file=sys.stderr)
            code = 1
        if code != 0:
            show_logs(folder)
        return code


sys.exit(main())
