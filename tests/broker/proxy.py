"""A TCP proxy on loopback between clients and a broker, that can break connections in the ways networks do."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from typing import Self


class Proxy:
    """Forwards `port`, which it finds itself, to `target`. A context manager."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._deaf: set[socket.socket] = set()
        self._stalled_until = 0.0
        self._open = True

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False
        self._listener.close()
        for pair in self._pairs:
            for end in pair:
                end.close()

    def reset(self) -> None:
        """Every connection ends with RST, in the middle of whatever it carries."""
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    end.close()

    def stall(self, seconds: float) -> None:
        """Nothing is forwarded for a while; no connection ends."""
        self._stalled_until = time.monotonic() + seconds

    def half_open(self) -> None:
        """The connections of now stay up and carry nothing any more; new ones work."""
        self._deaf.update(end for pair in self._pairs for end in pair)

    def _accept(self) -> None:
        while self._open:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                client.close()
                continue
            self._pairs.append((client, server))
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                while (wait := self._stalled_until - time.monotonic()) > 0:
                    time.sleep(min(wait, 0.05))
                if source not in self._deaf:
                    sink.sendall(data)
        for end in (source, sink):
            if source not in self._deaf:
                with contextlib.suppress(OSError):
                    end.close()
