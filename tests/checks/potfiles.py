# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names each file with texts for people, and no other."""

import pathlib
import re

import sources

IN_C = re.compile(r'\b(?:_|N_|C_|ngettext) ?\(\s*"')
IN_UI = re.compile(r'translatable="(?:yes|true)"')


def has_texts(path, text):
    if path.endswith('.c'):
        return IN_C.search(text) is not None
    if path.endswith('.ui'):
        return IN_UI.search(text) is not None
    return path.endswith(('.desktop.in', '.metainfo.xml.in'))


def wanted(root):
    return [path for path, text in sources.walk(root)
            if path.startswith(('desktop/', 'data/')) and has_texts(path, text)]


def find(root):
    """Returns one sentence for each file that is missing or too many."""
    listed = [line for line in pathlib.Path(root, 'po/POTFILES.in').read_text().splitlines()
              if line and not line.startswith('#')]
    should = wanted(root)
    return ([f'po/POTFILES.in does not name {path}' for path in should if path not in listed] +
            [f'po/POTFILES.in names {path}, which has no texts' for path in listed
             if path not in should])
