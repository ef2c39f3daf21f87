"""The errors that stages raise: transient ones may be tried again, terminal ones may not.

Reads nothing, writes nothing. A message says what happened and what the user can do about it.
"""

from __future__ import annotations


class PipelineError(Exception):
    """Anything that a stage raises on purpose."""


class TransientError(PipelineError):
    """May succeed if tried again later: a host that does not answer, a broker that restarts."""


class TerminalError(PipelineError):
    """Will fail again in the same way until a person changes something: a wrong setting, a broken file."""


class ParserKilled(TerminalError):
    """A page used more time or memory than a parser may have; the page is dropped as `parser_killed`."""


class MalformedDocument(TerminalError):
    """An input document cannot be read at all; `code` is a short machine-readable word."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type[MalformedDocument], tuple[str, str]]:
        return type(self), (self.code, str(self))  # an exception is unpickled with its arguments, and there are two
