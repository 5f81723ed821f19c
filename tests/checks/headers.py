# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles each header of shared/ alone."""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess


def flags_of(build_folder):
    """The compiler and its flags, as the build uses them for a file of shared/."""
    commands = json.loads(pathlib.Path(build_folder, 'compile_commands.json').read_text())
    for entry in commands:
        if entry['file'].endswith('shared/base/cantrip-error.c'):
            words = shlex.split(entry['command'])
            return words[:words.index('-MD')]
    raise AssertionError('compile_commands.json does not name shared/base/cantrip-error.c')


def find(flags, folder, directory):
    """Returns the compiler's words for each header under @folder that does not stand alone."""
    headers = sorted(path.relative_to(folder).as_posix()
                     for path in pathlib.Path(folder).rglob('*.h'))

    def compile_one(header):
        result = subprocess.run(
            flags + ['-Werror', '-I', str(folder), '-fsyntax-only', '-x', 'c', '-'],
            input=f'#include "{header}"\n', cwd=directory, capture_output=True, text=True)
        return f'{header}: {result.stderr}' if result.returncode else None

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [problem for problem in pool.map(compile_one, headers) if problem]
