# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a source tree, without what was built or fetched."""

import os
import pathlib


def walk(root):
    """Gives (path relative to @root, with /; text) for each text file, in order."""
    root = pathlib.Path(root)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders
            if name not in ('.git', 'node_modules', '__pycache__')
            and not (pathlib.Path(folder) == root and name.startswith('build')))
        for name in sorted(names):
            path = pathlib.Path(folder, name)
            try:
                yield path.relative_to(root).as_posix(), path.read_text(encoding='utf-8')
            except UnicodeDecodeError:
                continue  # a picture, or a table of another encoding
