#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

import re
import shutil
import subprocess
import sys

import sources
import tap

SHELL = re.compile(r'#!\S*[ /](ba)?sh\n')


def find(root):
    """Returns what shellcheck says of the shell scripts under @root."""
    if not shutil.which('shellcheck'):
        raise tap.Skip('shellcheck is not installed')
    scripts = [path for path, text in sources.walk(root)
               if path.endswith('.sh') or SHELL.match(text)]
    if not scripts:
        raise AssertionError(f'no shell script under {root}')
    result = subprocess.run(['shellcheck', '--format=gcc', '--external-sources', *scripts],
                            cwd=root, capture_output=True, text=True)
    return result.stdout.splitlines()


def this_tree_is_clean():
    tap.none(find(sys.argv[1]))


def what_only_bash_knows_is_caught():
    with tap.tree({'dev': '#!/bin/sh\n[[ a == a ]]\n'}) as root:
        tap.equal('SC3010' in find(root)[0], True)


def a_word_split_by_accident_is_caught():
    with tap.tree({'a.sh': '#!/bin/sh\nrm $1\n'}) as root:
        tap.equal('SC2086' in find(root)[0], True)


sys.exit(tap.run('shell', [
    this_tree_is_clean,
    what_only_bash_knows_is_caught,
    a_word_split_by_accident_is_caught,
]))
