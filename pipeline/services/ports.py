"""Whether a port can be bound. An open port would be no proof that what listens there is ours."""

import socket

from pipeline.errors import TerminalError


def require_free(port: int, setting: str, what: str) -> None:
    """Raises TerminalError, naming the setting that changes it, where the loopback port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise TerminalError(
                f"Port {port} on 127.0.0.1, meant for {what}, is in use. "
                f"Stop what uses it, or choose another: {setting}=…"
            ) from error
