#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

import subprocess
import sys

import symbols
import tap

LIBRARY, *COMPILER = sys.argv[1:]


def those_of_the_core_carry_the_prefix():
    tap.none(symbols.find(LIBRARY))


def one_without_it_is_caught():
    source = ('int cantrip_good;\nint _cantrip_private;\nstatic int hidden;\n'
              'int *bad (void);\nint *bad (void) { return &hidden; }\n')
    with tap.tree({'a.c': source}) as root:
        subprocess.run([*COMPILER, '-c', 'a.c', '-o', 'a.o'], cwd=root, check=True)
        subprocess.run(['ar', 'rc', 'liba.a', 'a.o'], cwd=root, check=True)
        tap.equal(symbols.find(root / 'liba.a'), ['bad'])


sys.exit(tap.run('symbols', [
    those_of_the_core_carry_the_prefix,
    one_without_it_is_caught,
]))
