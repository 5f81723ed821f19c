#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

import layers
import tap

ORDER = "subdir('base')\nsubdir('store')\nsubdir('dataset')\nsubdir('provider')\n"


def problems_of(path, text):
    with tap.tree({'shared/meson.build': ORDER, path: text}) as root:
        return layers.find(root)


def caught(path, text, reason):
    problems = problems_of(path, text)
    if len(problems) != 1 or reason not in problems[0] or not problems[0].startswith(path + ':'):
        raise AssertionError(f'wanted “{reason}” once, got {problems}')


def this_tree_keeps_them():
    tap.none(layers.find(sys.argv[1]))


def folders_before_are_allowed():
    tap.none(problems_of('shared/dataset/a.c',
                         '#include "config.h"\n\n#include "dataset/a.h"\n\n'
                         '#include <gio/gio.h>\n\n#include "base/b.h"\n#include "store/c.h"\n'))


def a_later_folder_is_caught():
    caught('shared/dataset/a.h', '#include "provider/b.h"\n', 'comes after it')


def a_program_is_caught():
    caught('shared/dataset/a.c', '#include "desktop/window.h"\n', 'not the path')
    caught('shared/dataset/a.c', '#  include "sheets-bridge/server.h"\n', 'not the path')
    caught('sheets-bridge/a.c', '#include "desktop/window.h"\n', 'desktop program')


def a_header_without_folder_is_caught():
    caught('shared/base/a.c', '#include "cantrip-id.h"\n', 'with its folder')


def a_folder_that_is_not_built_is_caught():
    caught('shared/extra/a.c', '#include "base/b.h"\n', 'does not name')


def the_window_system_is_caught():
    caught('shared/base/a.h', '#include <gtk/gtk.h>\n', 'desktop/')
    caught('sheets-bridge/a.c', '#include <adwaita.h>\n', 'desktop/')
    tap.none(problems_of('desktop/window/a.c', '#include <gtk/gtk.h>\n'))


def sqlite_outside_the_store_is_caught():
    caught('shared/dataset/a-repository.c', '#include <sqlite3.h>\n', 'shared/store/')
    tap.none(problems_of('shared/store/a.c', '#include <sqlite3.h>\n'))


def sql_outside_a_repository_is_caught():
    for sql in ('SELECT id FROM row', 'INSERT INTO row VALUES ($1)', 'UPDATE row SET id = 1',
                'DELETE FROM row', 'PRAGMA user_version', 'CREATE TABLE row (id)'):
        caught('shared/dataset/a.c', f'  run ("{sql}");\n', 'repository')
        caught('sheets-bridge/a.c', f'  run ("{sql}");\n', 'repository')
        tap.none(problems_of('shared/dataset/a-repository.c', f'  run ("{sql}");\n'))


def prose_is_not_sql():
    tap.none(problems_of('shared/dataset/a.c', '  say ("Select a row, or update it");\n'
                                               '  /* SELECT is explained elsewhere */\n'))


sys.exit(tap.run('layers', [
    this_tree_keeps_them,
    folders_before_are_allowed,
    a_later_folder_is_caught,
    a_program_is_caught,
    a_header_without_folder_is_caught,
    a_folder_that_is_not_built_is_caught,
    the_window_system_is_caught,
    sqlite_outside_the_store_is_caught,
    sql_outside_a_repository_is_caught,
    prose_is_not_sql,
]))
