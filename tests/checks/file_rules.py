# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that hold for each source file."""

import re

import sources

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
ENDINGS = ('.c', '.h', '.js', '.lua', '.py', '.sh')
UNFINISHED = re.compile(r'\b(TO' r'DO|FIX' r'ME)\b')


def find(root):
    """Returns one sentence for each place under @root that breaks a rule."""
    problems = []
    for path, text in sources.walk(root):
        if path.endswith(ENDINGS) or text.startswith('#!'):
            problems += _in_any_file(path, text)
        if path.endswith('.c'):
            problems += _in_c(path, text)
    return problems


def _in_any_file(path, text):
    lines = text.splitlines()
    if not any('SPDX-License-Identifier: ' in line for line in lines[:12]):
        yield f'{path}:1: no “SPDX-License-Identifier:” line at the top'
    for number, line in enumerate(lines, 1):
        if '\t' in line:
            yield f'{path}:{number}: a tab; indent with spaces'
        if UNFINISHED.search(line):
            yield f'{path}:{number}: a note to finish this later; finish it, or open an issue'


def _in_c(path, text):
    lines = text.splitlines()
    if len(lines) > MAX_FILE_LINES:
        yield f'{path}:1: {len(lines)} lines, more than {MAX_FILE_LINES}; two types in one file?'

    # In our brace style a function begins and ends with a brace alone in the first column.
    start = None
    for number, line in enumerate(lines, 1):
        if line == '{':
            start = number
        elif line == '}' and start is not None:
            length = number - start - 1
            if length > MAX_FUNCTION_LINES:
                yield (f'{path}:{start}: a function of {length} lines, '
                       f'more than {MAX_FUNCTION_LINES}')
            start = None
