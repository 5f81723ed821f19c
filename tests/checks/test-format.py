#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import shutil
import subprocess
import sys

import tap

ROOT = pathlib.Path(sys.argv[1])
MESSY = '/* SPDX-License-Identifier: MIT */\nint   f(void){return 1;}\n'


def format_tree(root, *flags):
    if not (shutil.which('clang-format-14') or shutil.which('clang-format')):
        raise tap.Skip('clang-format is not installed')
    return subprocess.run([root / 'dev', 'format', *flags], capture_output=True, text=True)


def copy_of_the_command(root):
    shutil.copy(ROOT / 'dev', root)
    shutil.copy(ROOT / '.clang-format', root)


def this_tree_is_in_shape():
    result = format_tree(ROOT, '--check')
    tap.none(result.stderr.splitlines() if result.returncode else [])


def a_file_out_of_shape_is_caught():
    with tap.tree({'shared/a.c': MESSY}) as root:
        copy_of_the_command(root)
        tap.equal(format_tree(root, '--check').returncode != 0, True)
        tap.equal((root / 'shared/a.c').read_text(), MESSY)


def format_brings_it_into_shape():
    with tap.tree({'shared/a.c': MESSY}) as root:
        copy_of_the_command(root)
        tap.equal(format_tree(root).returncode, 0)
        tap.equal(format_tree(root, '--check').returncode, 0)


def what_was_built_is_left_alone():
    with tap.tree({'build/a.c': MESSY, 'shared/a.h': '#pragma once\n'}) as root:
        copy_of_the_command(root)
        tap.equal(format_tree(root, '--check').returncode, 0)


sys.exit(tap.run('format', [
    this_tree_is_in_shape,
    a_file_out_of_shape_is_caught,
    format_brings_it_into_shape,
    what_was_built_is_left_alone,
]))
