#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/bench/compare, which every measurement of two commands relies on."""

import pathlib
import re
import subprocess
import sys

import tap

COMPARE = pathlib.Path(sys.argv[1], 'tests/bench/compare')


def compare(*arguments, cwd=None):
    return subprocess.run([COMPARE, '--runs', '3', *arguments],
                          capture_output=True, text=True, cwd=cwd, timeout=60)


def it_names_both_and_their_ratio():
    result = compare('naps', 'sleep 0.2', 'sleep 0.1')
    tap.equal(result.returncode, 0)
    line = re.fullmatch(r'naps: ratio ([0-9.]+) \(A ([0-9.]+) ms, B ([0-9.]+) ms; '
                        r'sleep 0\.2 vs sleep 0\.1\)', result.stdout.splitlines()[0])
    ratio, a, b = map(float, line.groups())
    tap.equal(a >= 200 and b >= 100, True)
    tap.equal(abs(ratio - a / b) < 0.02, True)


def it_runs_them_in_turn():
    with tap.tree({}) as root:
        compare('--before', 'echo - >>log', 'turns', 'echo a >>log', 'echo b >>log', cwd=root)
        tap.equal((root / 'log').read_text().split(), ['-', 'a', '-', 'b'] * 3)


def a_ratio_above_the_limit_fails():
    result = compare('--at-most', '0.001', 'naps', 'sleep 0.02', 'true')
    tap.equal(result.returncode, 1)
    tap.equal(result.stdout.splitlines()[0].endswith('; wanted at most 0.001) MISSED'), True)
    tap.equal(compare('--at-most', '1000', 'naps', 'sleep 0.02', 'true').returncode, 0)


def a_command_that_fails_is_no_measurement():
    result = compare('broken', 'echo reason >&2; exit 3', 'true')
    tap.equal((result.returncode, result.stdout), (1, ''))
    tap.equal('status 3' in result.stderr and 'reason' in result.stderr, True)


sys.exit(tap.run('compare', [
    it_names_both_and_their_ratio,
    it_runs_them_in_turn,
    a_ratio_above_the_limit_fails,
    a_command_that_fails_is_no_measurement,
]))
