# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that a library shows to others."""

import subprocess


def find(library):
    """Returns the public symbols of the static @library without our prefix."""
    listing = subprocess.run(['nm', '--extern-only', '--defined-only', '--format=posix', library],
                             check=True, capture_output=True, text=True).stdout
    names = {line.split()[0] for line in listing.splitlines()
             if line.strip() and not line.endswith(':')}
    if not names:
        raise AssertionError(f'{library} has no symbols')
    # Two underscores are the compiler's own, such as those of the sanitizers.
    return sorted(name for name in names
                  if not name.startswith(('cantrip_', '_cantrip_', '__')))
