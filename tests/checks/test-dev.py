#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`./dev` itself, around a stand-in for the bridge and for the programs that build it."""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import urllib.request

import tap

ROOT = pathlib.Path(sys.argv[1])
DEADLINE_S = 30


class Checkout:
    """A copy of the command in a folder of its own, with its own data and programs."""

    def __init__(self, root):
        self.root = root
        self.port = free_port()
        self.data = root / 'home' / 'cantrip'
        self.programs = root / 'programs'
        self.programs.mkdir()
        for name in ('meson', 'ninja'):
            self.add_program(name, 'exit 0')
        for name in ('apt-get', 'sudo'):
            self.add_program(name, 'echo "must not be called" >&2; exit 9')
        for module in ('libgiognutls.so', 'libpixbufloader-svg.so'):
            (root / module).touch()
        self.add_program('pkg-config', f'echo {root}')
        shutil.copy(ROOT / 'dev', root)
        bridge = root / 'build' / 'sheets-bridge' / 'cantrip-bridge'
        bridge.parent.mkdir(parents=True)
        shutil.copy(ROOT / 'tests/checks/fake-bridge.py', bridge)
        bridge.chmod(0o755)

    def add_program(self, name, script):
        path = self.programs / name
        path.write_text(f'#!/bin/sh\n{script}\n')
        path.chmod(0o755)

    def start(self, *arguments, **environment):
        return subprocess.Popen(
            [self.root / 'dev', *arguments], text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, 'PATH': f'{self.programs}:{os.environ["PATH"]}',
                 'XDG_DATA_HOME': str(self.root / 'home'), 'CANTRIP_PORT': str(self.port),
                 'DISPLAY': '', 'WAYLAND_DISPLAY': '', **environment})

    def fail(self, *arguments, **environment):
        """The error text of a call that must fail."""
        process = self.start(*arguments, **environment)
        errors = process.communicate(timeout=DEADLINE_S)[1]
        tap.equal(process.returncode, 1)
        return errors

    def serve(self, **environment):
        """Starts `./dev run`; returns it and what it said until it was ready."""
        process = self.start('run', **environment)
        said = ''
        for line in process.stdout:
            said += line
            if 'Press Ctrl-C' in line:
                return process, said
        raise AssertionError(f'ended early: {said}{process.stderr.read()}')

    def verbs(self):
        lines = (self.data / 'sample.cantrip').read_text().splitlines()
        return [line.split()[1] for line in lines]

    def bridge_pid(self):
        return int((self.data / 'sample.cantrip').read_text().splitlines()[-1].split()[0])


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def checkout():
    with tap.tree({}) as root:
        yield Checkout(root)


def stop(checked, process, send):
    """Ends `./dev run` with @send, and sees that no bridge is left."""
    pid = checked.bridge_pid()
    send(process)
    status = process.wait(timeout=DEADLINE_S)
    process.stdout.close()
    process.stderr.close()
    is_gone(pid)
    return status


def is_gone(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        raise AssertionError(f'process {pid} still runs')


def press_ctrl_c(process):
    os.killpg(process.pid, signal.SIGINT)


def formula_url(said):
    return re.search(r'=WEBSERVICE\("([^"]+)"\)', said).group(1)


def run_prepares_answers_and_stops():
    with checkout() as checked:
        process, said = checked.serve()
        answer = 'Answer for event Spring sale, demographic students, size 200'
        tap.equal(f'    {answer}\n' in said, True)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(formula_url(said), timeout=DEADLINE_S) as reply:
            tap.equal(reply.read().decode(), answer)
        tap.equal(stop(checked, process, press_ctrl_c), 0)
        tap.equal(checked.verbs(), ['init', 'import', 'apply', 'key', 'serve'])
        tap.equal(stat.S_IMODE((checked.data / 'sample.key').stat().st_mode), 0o600)


def a_second_run_keeps_workspace_and_formula():
    with checkout() as checked:
        formulas = []
        for _ in range(2):
            process, said = checked.serve()
            formulas.append(formula_url(said))
            stop(checked, process, press_ctrl_c)
        tap.equal(formulas[0], formulas[1])
        tap.equal(checked.verbs()[4:], ['serve', 'serve'])


def a_signal_to_it_alone_ends_the_bridge_too():
    with checkout() as checked:
        process, _ = checked.serve()
        tap.equal(stop(checked, process, lambda it: it.terminate()), 143)


def the_desktop_program_opens_where_there_is_a_display():
    with checkout() as checked:
        desktop = checked.root / 'build' / 'desktop' / 'cantrip-desktop'
        desktop.parent.mkdir()
        desktop.write_text('#!/bin/sh\necho "$$ $1" >"$LOG"\nexec sleep 600\n')
        desktop.chmod(0o755)
        log = checked.root / 'log'
        os.mkfifo(log)

        process, _ = checked.serve(DISPLAY=':9', LOG=str(log))
        pid, workspace = log.read_text().split()  # waits until it has started
        tap.equal(workspace, str(checked.data / 'sample.cantrip'))
        stop(checked, process, press_ctrl_c)
        is_gone(int(pid))


def a_port_that_is_taken_gets_one_sentence():
    with checkout() as checked, socket.socket() as other:
        other.bind(('127.0.0.1', checked.port))
        other.listen()
        errors = checked.fail('run').splitlines()
        tap.equal(len(errors), 1)
        tap.equal(f'Port {checked.port} is taken' in errors[0], True)


def a_bridge_that_ends_is_reported():
    with checkout() as checked:
        errors = checked.fail('run', FAKE_BRIDGE_FAILS='serve')
        tap.equal('it failed' in errors and 'ended at once' in errors, True)


def a_half_made_workspace_is_made_anew():
    with checkout() as checked:
        for verb in ('import', 'apply', 'key'):
            tap.equal('it failed' in checked.fail('run', FAKE_BRIDGE_FAILS=verb), True)
            tap.equal((checked.data / 'sample.key').exists(), False)
        process, _ = checked.serve()
        stop(checked, process, press_ctrl_c)
        tap.equal(checked.verbs(), ['init', 'import', 'apply', 'key', 'serve'])


def bare_system(checked):
    """A PATH with little more than a shell."""
    for name in ('awk', 'cat', 'dirname', 'env', 'id', 'sort', 'tr'):
        (checked.programs / name).symlink_to(shutil.which(name))
    for name in ('meson', 'ninja', 'pkg-config', 'apt-get', 'sudo'):
        (checked.programs / name).unlink()
    # The command adds the folders of system programs itself; here they must stay away.
    script = (checked.root / 'dev').read_text()
    (checked.root / 'dev').write_text(re.sub(r'^PATH=.*\n', '', script, flags=re.MULTILINE))
    return {'PATH': str(checked.programs)}


def elsewhere_than_debian_the_packages_are_named():
    with checkout() as checked:
        errors = checked.fail('run', **bare_system(checked))
        for words in ('Fedora: sudo dnf install', 'libsoup3-devel', 'Arch:', ' libsoup3 '):
            tap.equal((words, words in errors), (words, True))


def install_on_debian(checked, user_id):
    """What apt-get, which brings nothing, was called with by a user without programs."""
    environment = bare_system(checked)
    (checked.programs / 'id').unlink()
    checked.add_program('id', f'echo {user_id}')
    checked.add_program('apt-get', 'echo "$@" >>"$LOG"')
    if user_id != 0:
        checked.add_program('sudo', 'echo "sudo $1" >>"$LOG"; exec "$@"')
    log = checked.root / 'log'
    errors = checked.fail('run', LOG=str(log), **environment)
    tap.equal('too old, or broken' in errors, True)
    return log.read_text().splitlines()


def on_debian_what_is_missing_is_installed():
    with checkout() as checked:
        update, install = install_on_debian(checked, 0)
        tap.equal(update.endswith('update'), True)
        words = install.split()
        tap.equal('--no-install-recommends' in words and 'libsoup-3.0-dev' in words, True)
        tap.equal('nginx-light' in words or 'libreoffice-calc' in words, False)


def only_root_installs():
    with checkout() as checked:
        lines = install_on_debian(checked, 1000)
        tap.equal([lines[0], lines[2]], ['sudo env', 'sudo env'])
        tap.equal(len(lines), 4)
    with checkout() as checked:
        environment = bare_system(checked)
        checked.add_program('apt-get', 'exit 9')
        (checked.programs / 'id').unlink()
        checked.add_program('id', 'echo 1000')
        errors = checked.fail('run', **environment)
        tap.equal('apt-get install --no-install-recommends' in errors, True)


sys.exit(tap.run('dev', [
    run_prepares_answers_and_stops,
    a_second_run_keeps_workspace_and_formula,
    a_signal_to_it_alone_ends_the_bridge_too,
    the_desktop_program_opens_where_there_is_a_display,
    a_port_that_is_taken_gets_one_sentence,
    a_bridge_that_ends_is_reported,
    a_half_made_workspace_is_made_anew,
    elsewhere_than_debian_the_packages_are_named,
    on_debian_what_is_missing_is_installed,
    only_root_installs,
]))
