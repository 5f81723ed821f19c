#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

import file_rules
import tap

SPDX = '/* SPDX-License-Identifier: MIT */\n'


def problems_of(path, text):
    with tap.tree({path: text}) as root:
        return file_rules.find(root)


def caught(path, text, reason):
    problems = problems_of(path, text)
    if len(problems) != 1 or reason not in problems[0]:
        raise AssertionError(f'wanted “{reason}” once, got {problems}')


def function_of(lines):
    return SPDX + 'void\nf (void)\n{\n' + '  g ();\n' * lines + '}\n'


def this_tree_keeps_them():
    tap.none(file_rules.find(sys.argv[1]))


def a_missing_licence_is_caught():
    for path in ('a.c', 'a.h', 'a.js', 'a.py', 'a.sh', 'a.lua'):
        caught(path, 'a\n', 'SPDX')
    caught('run', '#!/bin/sh\n', 'SPDX')
    tap.none(problems_of('table.csv', 'a,b\n'))


def a_tab_is_caught():
    caught('a.js', SPDX + '\ta ();\n', 'a tab')


def an_unfinished_note_is_caught():
    for word in ('TO' 'DO', 'FIX' 'ME'):
        caught('a.c', SPDX + f'/* {word}: later */\n', 'finish')


def a_long_file_is_caught():
    tap.none(problems_of('a.c', SPDX + '\n' * 499))
    caught('a.c', SPDX + '\n' * 500, '501 lines')


def a_long_function_is_caught():
    tap.none(problems_of('a.c', function_of(60)))
    caught('a.c', function_of(61), 'a function of 61 lines')


def what_was_built_is_not_looked_at():
    tap.none(problems_of('build-test/a.c', 'a\n'))
    tap.none(problems_of('tests/node_modules/a.js', 'a\n'))


sys.exit(tap.run('file-rules', [
    this_tree_keeps_them,
    a_missing_licence_is_caught,
    a_tab_is_caught,
    an_unfinished_note_is_caught,
    a_long_file_is_caught,
    a_long_function_is_caught,
    what_was_built_is_not_looked_at,
]))
