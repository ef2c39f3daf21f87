"""What a process of ours asks of the machine: a free port, and to end when its parent does.

`python -m pipeline.machine PARENT_PID COMMAND…` becomes the command, so that a killed supervisor leaves nothing behind.
Reads its arguments, writes nothing.
"""

import ctypes
import os
import signal
import socket
import sys

from pipeline.errors import TerminalError

PR_SET_PDEATHSIG = 1


def require_free(port: int, setting: str, what: str) -> None:
    """Raises TerminalError, naming the setting that changes it, where the loopback port is taken.

    Whether it can be bound, that is: an open port would be no proof that what listens there is ours.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise TerminalError(
                f"Port {port} on 127.0.0.1, meant for {what}, is in use. "
                f"Stop what uses it, or choose another: {setting}=…"
            ) from error


def die_with_parent(parent: int) -> None:
    """Ask the kernel (Linux) for SIGTERM when the parent thread ends; elsewhere the supervisor's stop has to do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # the parent died before we asked
            sys.exit(1)


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 -- a list, no shell; the commands are the supervisor's own
