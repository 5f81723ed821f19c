#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""LibreOffice Calc, a client that nobody here wrote, against a running bridge. README.md says what must be there."""

import json
import os
import shutil
import sys
import tempfile
import time
import traceback
import urllib.parse
import urllib.request

from relay import Relay
from soffice import Soffice

BRIDGE = os.environ.get("CANTRIP_BRIDGE_URL", "")
CELL_KEY = os.environ.get("CANTRIP_CELL_KEY", "")
CONTROL = os.environ.get("CANTRIP_MODEL_CONTROL", "").rstrip("/")
STARTED = f"{os.getpid()}-{time.time_ns()}"  # no earlier run has sent a text that ends in this


class Model:
    """The scripted model behind the bridge."""

    def calls(self, messages):
        with urllib.request.urlopen(CONTROL + "/calls", timeout=10) as reply:
            by_message = json.load(reply)["by_message"]
        return [by_message.get(message, 0) for message in messages]

    def delay(self, milliseconds):
        body = json.dumps({"ms": milliseconds}).encode()
        request = urllib.request.Request(CONTROL + "/delay", body, {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=10).close()


class Fixture:
    def __init__(self, folder):
        target = urllib.parse.urlsplit(BRIDGE)
        self.relay = Relay(target.hostname, target.port or 80)
        self.soffice = Soffice(folder)
        self.model = Model()

    def ask(self, texts, slug="echo", key=CELL_KEY, more=""):
        """The answers to the formula of docs/spreadsheets.md, one row per text."""
        self.relay.reset()
        start = f"{self.relay.url}/v1/cell/{slug}?text="
        web = '=IF([.A{0}]="";"";COM.MICROSOFT.WEBSERVICE("{1}"&COM.MICROSOFT.ENCODEURL([.A{0}])&"&k={2}{3}"))'
        rows = [[text, web.format(row, start, key, more)] for row, text in enumerate(texts, 1)]
        answers = [line[1] for line in self.soffice.calculate(rows)]
        equal(len(answers), len(texts))
        return answers


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def unique(text):
    return f"{text} {STARTED}"


def shows_the_answer(fixture):
    texts = [unique("plain"), unique('"quotes", commas & <tags> +1% #x'), unique("two\nlines"), unique("=1+1")]
    equal(fixture.ask(texts), texts)
    equal(fixture.model.calls(texts), [1, 1, 1, 1])


def keeps_utf8(fixture):
    texts = [unique("Grüße aus Köln"), unique("漢字とかな"), unique("😀 naïve “quotes”")]
    equal(fixture.ask(texts), texts)


def a_blank_input_is_blank_and_free(fixture):
    text = unique("beside a blank")
    equal(fixture.ask([text, "", " "]), [text, "", ""])
    equal(fixture.model.calls([text, "", " "]), [1, 0, 0])


def an_unknown_deployment_is_a_readable_error(fixture):
    (answer,) = fixture.ask([unique("a")], slug="ecko")
    assert answer.startswith("#CANTRIP UNKNOWN_DEPLOYMENT: "), answer
    assert "echo" in answer, answer


def a_wrong_key_is_a_readable_error(fixture):
    (answer,) = fixture.ask([unique("a")], key="wrong")
    assert answer.startswith("#CANTRIP BAD_KEY: "), answer


def a_slow_answer_arrives(fixture):
    texts = [unique("slow")]
    fixture.model.delay(3000)
    before = time.monotonic()
    equal(fixture.ask(texts), texts)
    assert time.monotonic() - before >= 3, "the model was not slow"
    equal(fixture.model.calls(texts), [1])


def what_takes_too_long_is_pending_and_there_when_reopened(fixture):
    texts = [unique("later")]
    fixture.model.delay(5000)
    (answer,) = fixture.ask(texts, more="&wait=1")
    assert answer.startswith("#CANTRIP PENDING: "), answer
    equal(fixture.ask(texts, more="&wait=20"), texts)
    equal(fixture.model.calls(texts), [1])


def two_hundred_rows_are_two_hundred_calls(fixture):
    texts = [unique(f"row {i}") for i in range(200)]
    equal(fixture.ask(texts), texts)
    equal(fixture.model.calls(texts), [1] * 200)
    for method in ("OPTIONS", "HEAD", "GET"):
        assert fixture.relay.counts[method] >= 200, f"{method}: {fixture.relay.counts}"


def a_reopened_sheet_asks_no_model(fixture):
    texts = [unique(f"reopened {i}") for i in range(5)]
    equal(fixture.ask(texts), texts)
    equal(fixture.ask(texts), texts)
    equal(fixture.model.calls(texts), [1] * 5)


CASES = [
    shows_the_answer,
    keeps_utf8,
    a_blank_input_is_blank_and_free,
    an_unknown_deployment_is_a_readable_error,
    a_wrong_key_is_a_readable_error,
    a_slow_answer_arrives,
    what_takes_too_long_is_pending_and_there_when_reopened,
    two_hundred_rows_are_two_hundred_calls,
    a_reopened_sheet_asks_no_model,
]


def run(number, case, fixture):
    name = "/libreoffice/webservice/" + case.__name__.replace("_", "-")
    try:
        case(fixture)
        print(f"ok {number} - {name}", flush=True)
        return True
    except Exception:  # a test that breaks is a test that fails
        for line in traceback.format_exc().splitlines():
            print("# " + line)
        print(f"not ok {number} - {name}", flush=True)
        return False
    finally:
        fixture.model.delay(0)


def main():
    if not (BRIDGE and CELL_KEY and CONTROL):
        print("Bail out! Set CANTRIP_BRIDGE_URL, CANTRIP_CELL_KEY and CANTRIP_MODEL_CONTROL; README.md says to what.")
        sys.exit(1)
    if not shutil.which("soffice"):
        print("Bail out! LibreOffice is not installed: there is no soffice. Install the package libreoffice-calc.")
        sys.exit(1)
    print(f"1..{len(CASES)}")
    with tempfile.TemporaryDirectory(prefix="cantrip-libreoffice-") as folder:
        fixture = Fixture(folder)
        results = [run(number, case, fixture) for number, case in enumerate(CASES, 1)]
    sys.exit(0 if all(results) else 1)


main()
