#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import sys

import headers
import tap

ROOT, BUILD = sys.argv[1:]


def each_of_shared_compiles_alone():
    tap.none(headers.find(headers.flags_of(BUILD), pathlib.Path(ROOT, 'shared'), BUILD))


def one_that_needs_another_is_caught():
    with tap.tree({'base/good.h': '#pragma once\n\n#include <glib.h>\n\ngboolean good (void);\n',
                   'base/bad.h': '#pragma once\n\ngboolean bad (void);\n'}) as root:
        problems = headers.find(headers.flags_of(BUILD), root, BUILD)
    tap.equal(len(problems), 1)
    tap.equal(problems[0].startswith('base/bad.h: '), True)


sys.exit(tap.run('headers', [
    each_of_shared_compiles_alone,
    one_that_needs_another_is_caught,
]))
