"""The `sitrep` command. Each sub-command is one call into jobs; what it prints is made here.

Reads arguments, standard input and the settings; writes to the terminal.
"""

from __future__ import annotations

import logging
import os
import sys

import typer

from pipeline.cli import amend, aside, documents, questions, running, work
from pipeline.errors import PipelineError

app = typer.Typer(
    name="sitrep",
    help="War reporting, turned into a daily situation report that a reader can check line by line.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (running, work, documents, questions, aside, amend):
    module.register(app)


def main() -> None:
    """Runs `sitrep`; an error of ours ends it with its message and exit status 1."""
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.WARNING, format=form, stream=sys.stderr)
    logging.getLogger("sitrep").setLevel(logging.INFO)
    try:
        app()
    except PipelineError as error:
        typer.echo(f"sitrep: {error}", err=True)
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
