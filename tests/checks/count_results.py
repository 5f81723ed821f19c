# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the tests in meson's testlog.json; the last line is “N passed, N failed”.

A TAP program counts with each of its tests, any other as one. A program that crashed, timed out
or said nothing is a failure, and so is a log without any test.
"""

import json
import pathlib
import re
import sys

TAP_LINE = re.compile(r'(not )?ok\b\s*\d*\s*([^#]*?)\s*(?:#\s*(SKIP|TO' r'DO)\b.*)?$', re.IGNORECASE)
GOOD = ('OK', 'SKIP', 'EXPECTEDFAIL')


def count(entries):
    """Returns how many passed, and the names of those that failed and that were skipped."""
    passed, failed, skipped = 0, [], []
    for entry in entries:
        of_program = _count_program(entry)
        passed += of_program[0]
        failed += of_program[1]
        skipped += of_program[2]
    if passed == 0 and not failed:
        failed.append('no test ran')
    return passed, failed, skipped


def _count_program(entry):
    name = entry['name']
    passed, failed, skipped = 0, [], []
    lines = [TAP_LINE.match(line) for line in (entry.get('stdout') or '').splitlines()]
    for line in filter(None, lines):
        broken, what, directive = line.groups()
        if directive:
            skipped.append(f'{name}: {what}')
        elif broken:
            failed.append(f'{name}: {what}')
        else:
            passed += 1

    if entry['result'] not in GOOD:
        if not failed:
            failed.append(f'{name}: {entry["result"].lower()}')
    elif not (passed or failed or skipped):
        if entry['result'] == 'SKIP':
            skipped.append(name)
        else:
            passed = 1
    return passed, failed, skipped


def read(path):
    """Returns the entries of a log; none if there is no log."""
    try:
        return [json.loads(line) for line in pathlib.Path(path).read_text().splitlines()]
    except FileNotFoundError:
        return []


def spoilt(entries):
    """Returns the tests that say nothing, because LeakSanitizer itself crashed after them."""
    return [entry['name'].split(' / ')[-1] for entry in entries
            if entry['result'] not in GOOD
            and 'LeakSanitizer has encountered a fatal error' in (entry.get('stderr') or '')]


def main(path, *later_paths):
    entries = {entry['name']: entry for entry in read(path)}
    for later_path in later_paths:
        entries.update({entry['name']: entry for entry in read(later_path)})

    passed, failed, skipped = count(entries.values())
    for name in skipped:
        print('skipped:', name)
    for name in failed:
        print('failed:', name)
    print(f'{passed} passed, {len(failed)} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    if sys.argv[1] == '--spoilt':
        print('\n'.join(spoilt(read(sys.argv[2]))))
        sys.exit(0)
    sys.exit(main(*sys.argv[1:]))
