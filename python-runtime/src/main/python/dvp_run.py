"""Calls a plugin's operations: the process that ``dvp run`` and the local engine start.

``dvp`` runs this file with ``python -I -S -B`` and talks with it over its standard input and output,
by the rules of PROTOCOL.md. The plugin's code shares the process, so nothing in here holds against
somebody who means harm to it: it is there to contain accidents, while the caller bounds time and
output and ends the process with all that it started.
"""

from __future__ import annotations

import sys

# What Python itself starts with, before this script loads more.
_AT_START = frozenset(sys.modules)

import os
from typing import Tuple

__all__ = ["main"]


def take_descriptors() -> Tuple[int, int, int]:
    """Moves the talk to descriptors that children do not inherit.

    In their places come the null device, and what the plugin's errors go to.

    :return: the descriptor to read, the one to write, and the one for errors
    """
    incoming, outgoing, errors = os.dup(0), os.dup(1), os.dup(2)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    for stream in (sys.stdout, sys.stderr):
        # Python buffers the two apart when neither is a terminal: their lines would come in disorder.
        stream.reconfigure(line_buffering=True)  # type: ignore[attr-defined]
    return incoming, outgoing, errors


def main() -> None:
    """Talks until the caller closes, and ends whatever still runs in this process."""
    leave = os._exit
    incoming, outgoing, errors = take_descriptors()
    # The package lies beside this file, where `-I` does not let Python look.
    own = os.path.dirname(os.path.abspath(__file__))
    sys.path[:0] = [own, os.path.join(own, "packages")]
    from _dvp.frames import Frames
    from _dvp.loading import flush, leave_alone
    from _dvp.session import serve

    del sys.path[:2]
    leave_alone()
    serve(Frames(incoming, outgoing), errors, set(_AT_START), leave)
    flush()
    leave(0)


if __name__ == "__main__":
    main()
