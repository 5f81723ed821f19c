# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs functions as TAP tests, and makes small trees for them to look at."""

import pathlib
import sys
import tempfile
import traceback


class Skip(Exception):
    """Raised by a test that cannot run here; says why."""


def run(subject, tests):
    """Runs @tests, functions without arguments; `says_what` becomes `/subject/says-what`."""
    print(f'1..{len(tests)}')
    failed = 0
    for number, test in enumerate(tests, 1):
        name = f'{number} /{subject}/{test.__name__.replace("_", "-")}'
        try:
            test()
            print('ok', name)
        except Skip as reason:
            print('ok', name, '# SKIP', reason)
        except Exception:
            failed += 1
            print('not ok', name)
            print(''.join('# ' + line for line in traceback.format_exc().splitlines(True)))
        sys.stdout.flush()
    return 1 if failed else 0


def equal(got, wanted):
    if got != wanted:
        raise AssertionError(f'got {got!r}, wanted {wanted!r}')


def none(problems):
    """Fails with the whole list, one per line."""
    if problems:
        raise AssertionError('\n' + '\n'.join(problems))


def tree(files):
    """A temporary folder with @files, path to text; a context manager that gives its Path."""
    folder = tempfile.TemporaryDirectory()
    for path, text in files.items():
        target = pathlib.Path(folder.name, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding='utf-8')
    return _Tree(folder)


class _Tree:
    def __init__(self, folder):
        self._folder = folder

    def __enter__(self):
        return pathlib.Path(self._folder.__enter__())

    def __exit__(self, *reason):
        return self._folder.__exit__(*reason)
