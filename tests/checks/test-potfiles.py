#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

import potfiles
import tap

ROOT = sys.argv[1]


def this_tree_names_all():
    tap.none(potfiles.find(ROOT))


def a_file_that_is_missing_is_caught():
    with tap.tree({'desktop/a.c': 'say (_ ("Hello"));\n',
                   'desktop/b.ui': '<property name="label" translatable="yes">Hello</property>\n',
                   'desktop/c.c': 'no texts\n',
                   'po/POTFILES.in': 'desktop/a.c\n'}) as root:
        tap.equal(potfiles.find(root), ['po/POTFILES.in does not name desktop/b.ui'])


def one_too_many_is_caught():
    with tap.tree({'desktop/c.c': 'no texts\n', 'po/POTFILES.in': 'desktop/c.c\n'}) as root:
        tap.equal(potfiles.find(root),
                  ['po/POTFILES.in names desktop/c.c, which has no texts'])


sys.exit(tap.run('potfiles', [
    this_tree_names_all,
    a_file_that_is_missing_is_caught,
    one_too_many_is_caught,
]))
