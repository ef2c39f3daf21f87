"""Runs a command that ends when its parent does, so that a killed supervisor leaves nothing behind.

Reads its arguments (`PARENT_PID COMMAND…`), writes nothing: it becomes the command.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Ask the kernel (Linux) for SIGTERM when the parent thread ends; elsewhere the supervisor's stop has to do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # the parent died before we asked
            sys.exit(1)


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 -- a list, no shell; the commands are the supervisor's own
