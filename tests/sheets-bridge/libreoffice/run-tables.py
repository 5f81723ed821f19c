#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables to and from LibreOffice Calc: it writes what `import` reads, and reads what `generate --out` writes."""

import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

from soffice import Soffice

BRIDGE = os.environ.get("CANTRIP_BRIDGE", "")
SAMPLE = pathlib.Path(os.environ.get("CANTRIP_DATA_DIR", ""), "sample/sample-workspace.json")
ROWS = [
    ["event", "demographic", "size"],
    ["Spring sale", "two\nlines, and “quotes”", "40"],
    ["=1+2", '"x"', "007"],
    ["+49 30 1234", "a  b", "1.10"],
    ["@home", "Zoë 🎉", "-3.5"],
    ["", "\tindented", "12345678901234567890"],
]


class Fixture:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.soffice = Soffice(folder)
        self.workspace = self.folder / "w.cantrip"
        self.table = self.folder / "table.csv"
        with self.table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(ROWS)
        self.bridge("init")
        self.bridge("apply", SAMPLE)

    def bridge(self, *arguments):
        return subprocess.run([BRIDGE, *map(str, arguments), "--workspace", str(self.workspace)],
                              check=True, capture_output=True, text=True, timeout=60).stdout

    def convert(self, source, target, *options):
        """Converts a file in LibreOffice; all columns of CSV stay text (2)."""
        made = source.with_suffix("." + target.split(":")[0])
        made.unlink(missing_ok=True)
        self.soffice.run("--convert-to", target, *options, "--outdir", str(source.parent), str(source))
        if not made.exists():  # its exit status says nothing
            raise AssertionError(f"LibreOffice did not write {made.name}")
        return made

    def read(self, path):
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def imports(fixture, ending):
    """What LibreOffice made of the table comes back as it was."""
    book = fixture.convert(fixture.table, ending, "--infilter=CSV:44,34,76,1,1/2/2/2/3/2")
    fixture.bridge("import", book, "--dataset", ending)
    out = fixture.folder / f"{ending}.csv"
    fixture.bridge("generate", "marketing-copy/first", ending, "--out", out)
    equal([row[:3] for row in fixture.read(out)], ROWS)


def imports_xlsx(fixture):
    imports(fixture, "xlsx")


def imports_ods(fixture):
    imports(fixture, "ods")


def exports_xlsx(fixture):
    """LibreOffice shows the workbook as it shows CSV, and calculates nothing."""
    fixture.bridge("import", fixture.table, "--dataset", "out")
    out = fixture.folder / "out.csv"
    fixture.bridge("generate", "marketing-copy/first", "out", "--out", out)
    expected = fixture.read(out)
    book = fixture.folder / "book.xlsx"
    fixture.bridge("generate", "marketing-copy/first", "out", "--out", book)
    shown = fixture.convert(book, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true")
    latency = expected[0].index("latency_ms")
    equal([row[:latency] for row in fixture.read(shown)], [row[:latency] for row in expected])


CASES = [imports_xlsx, imports_ods, exports_xlsx]


def run(number, case, fixture):
    name = case.__name__.replace("_", "-")
    try:
        case(fixture)
    except Exception:  # whatever it is, the next case is tried
        print(f"not ok {number} /tables/{name}")
        print("".join(f"# {line}\n" for line in traceback.format_exc().splitlines()), end="", flush=True)
        return False
    print(f"ok {number} /tables/{name}", flush=True)
    return True


def main():
    if not shutil.which("soffice"):
        print("Bail out! LibreOffice is not installed: there is no soffice. Install the package libreoffice-calc.")
        sys.exit(1)
    print(f"1..{len(CASES)}")
    with tempfile.TemporaryDirectory(prefix="cantrip-tables-") as folder:
        fixture = Fixture(folder)
        results = [run(number, case, fixture) for number, case in enumerate(CASES, 1)]
    sys.exit(0 if all(results) else 1)


main()
