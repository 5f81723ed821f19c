#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import io
import json
import sys

import count_results
import tap


def count(*programs):
    """What is counted for @programs, (result, output) each."""
    passed, failed, skipped = count_results.count(
        {'name': 'program', 'result': result, 'stdout': output} for result, output in programs)
    return passed, len(failed), len(skipped)


def last_line(text):
    """The last line printed for a log of @text, and the exit status; None: no log."""
    files = {} if text is None else {'log.json': text}
    output = io.StringIO()
    with tap.tree(files) as root, contextlib.redirect_stdout(output):
        status = count_results.main(root / 'log.json')
    return output.getvalue().splitlines()[-1], status


def each_subtest_counts():
    tap.equal(count(('OK', '1..2\n# Start of a tests\nok 1 /a/b\nok 2 /a/c\n')), (2, 0, 0))
    tap.equal(count(('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n')), (1, 1, 0))


def lines_that_only_look_alike_do_not():
    tap.equal(count(('OK', '1..1\nokay then\n    ok 1 nested\nok 1 /a\n')), (1, 0, 0))


def skipped_is_neither():
    tap.equal(count(('OK', '1..2\nok 1 /a\nok 2 /b # SKIP no display\n')), (1, 0, 1))
    tap.equal(count(('SKIP', ''), ('OK', 'ok 1 /a\n')), (1, 0, 1))


def a_program_without_tap_counts_once():
    tap.equal(count(('OK', 'all is well\n'), ('FAIL', 'no\n')), (1, 1, 0))


def a_crash_is_a_failure():
    tap.equal(count(('ERROR', '1..3\nok 1 /a\n')), (1, 1, 0))
    tap.equal(count(('ERROR', '1..3\nok 1 /a\nnot ok /b - ERROR\nBail out!\n')), (1, 1, 0))


def a_time_out_is_a_failure():
    tap.equal(count(('TIMEOUT', '1..2\nok 1 /a\n')), (1, 1, 0))
    tap.equal(count(('INTERRUPT', None)), (0, 1, 0))


def a_crash_of_the_leak_checker_is_told_apart():
    crash = '==7==LeakSanitizer has encountered a fatal error.'
    entries = [
        {'name': 'project:core / a/b', 'result': 'ERROR', 'stderr': crash},
        {'name': 'project:core / a/c', 'result': 'ERROR', 'stderr': '==7==ERROR: LeakSanitizer: leaks'},
        {'name': 'project:core / a/d', 'result': 'OK', 'stderr': crash},
    ]
    tap.equal(count_results.spoilt(entries), ['a/b'])


def a_later_log_takes_the_place_of_what_it_ran_again():
    def entry(name, result):
        return json.dumps({'name': name, 'result': result, 'stdout': 'ok 1 /x\n'}) + '\n'

    files = {'log.json': entry('a', 'ERROR') + entry('b', 'OK'), 'again.json': entry('a', 'OK')}
    with tap.tree(files) as root, contextlib.redirect_stdout(io.StringIO()) as output:
        tap.equal(count_results.main(root / 'log.json', root / 'again.json'), 0)
    tap.equal(output.getvalue(), '2 passed, 0 failed\n')


def no_test_is_a_failure():
    tap.equal(count(), (0, 1, 0))
    tap.equal(last_line(None), ('0 passed, 1 failed', 1))
    tap.equal(last_line(''), ('0 passed, 1 failed', 1))


def the_last_line_is_exact():
    log = {'name': 'a', 'result': 'OK', 'stdout': '1..2\nok 1 /a\nok 2 /b\n'}
    tap.equal(last_line(json.dumps(log) + '\n'), ('2 passed, 0 failed', 0))


sys.exit(tap.run('count-results', [
    each_subtest_counts,
    lines_that_only_look_alike_do_not,
    skipped_is_neither,
    a_program_without_tap_counts_once,
    a_crash_is_a_failure,
    a_time_out_is_a_failure,
    a_crash_of_the_leak_checker_is_told_apart,
    a_later_log_takes_the_place_of_what_it_ran_again,
    no_test_is_a_failure,
    the_last_line_is_exact,
]))
