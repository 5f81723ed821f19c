# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom, and where SQL may stand."""

import pathlib
import re

import sources

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
SQL = re.compile(
    r'\b(?:SELECT\s|INSERT\s+(?:INTO|OR)\b|DELETE\s+FROM\b|REPLACE\s+INTO\b|PRAGMA\s'
    r'|(?:CREATE|DROP|ALTER)\s+(?:TABLE|INDEX|VIEW|TRIGGER)\b'
    r'|BEGIN\s+IMMEDIATE\b|ROLLBACK\b)|^"\s*UPDATE\s+\w+')
WINDOW_SYSTEM = re.compile(r'^(gtk|gdk|gsk|adwaita|libadwaita)\b')


def find(root):
    """Returns one sentence for each place under @root that breaks a rule."""
    order = _order(pathlib.Path(root, 'shared/meson.build'))
    problems = []
    for path, text in sources.walk(root):
        if path.endswith(('.c', '.h')) and path.startswith(('shared/', 'desktop/', 'sheets-bridge/')):
            for number, line in enumerate(text.splitlines(), 1):
                for reason in _reasons(path, line, order):
                    problems.append(f'{path}:{number}: {reason}')
    return problems


def _order(build_file):
    """The folders of shared/, in the order in which the build file names them."""
    return re.findall(r"^subdir\('([^']+)'\)", build_file.read_text(), re.MULTILINE)


def _reasons(path, line, order):
    include = INCLUDE.match(line)
    if include:
        own, system = include.groups()
        if own and path.startswith('shared/'):
            yield from _folder_reasons(path, own, order)
        if own and path.startswith('sheets-bridge/') and own.startswith('desktop/'):
            yield 'the bridge includes something of the desktop program'
        header = own or system
        if WINDOW_SYSTEM.match(header) and not path.startswith('desktop/'):
            yield f'<{header}> belongs into desktop/'
        if header == 'sqlite3.h' and not path.startswith('shared/store/'):
            yield '<sqlite3.h> belongs into shared/store/; use CantripStatement'
    elif not _may_hold_sql(path) and any(SQL.search(text) for text in STRING.findall(line)):
        yield 'SQL belongs into a *-repository.c'


def _folder_reasons(path, header, order):
    if header == 'config.h':
        return
    here = path.split('/')[1]
    there = header.split('/')[0] if '/' in header else None
    if there not in order:
        yield f'"{header}" is not the path of a header of shared/, with its folder'
    elif here not in order:
        yield f'shared/meson.build does not name the folder {here}'
    elif order.index(there) > order.index(here):
        yield f'{here} includes {there}, which comes after it in shared/meson.build'


def _may_hold_sql(path):
    return (path.endswith('-repository.c')
            or path.startswith(('shared/store/', 'shared/request-log/')))
