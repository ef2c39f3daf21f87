"""The contracts with subscribers and analysts: checked against the last release, and written out for people.

Reads `schemas/` and the migrations; writes `schemas/asyncapi.yaml`, `docs/reference.md` and `schemas/released/`.
"""

from __future__ import annotations

from pipeline.store import reference
from pipeline.topics import asyncapi, compatibility


def check() -> list[str]:
    """What the edits since the last release break, a line each."""
    return compatibility.check()


def write() -> list[str]:
    """Write what is made from the declarations; returns the files."""
    asyncapi.FILE.write_text(asyncapi.render(), encoding="utf-8")
    reference.write()
    return [str(asyncapi.FILE), str(reference.FILE)]


def release() -> list[str]:
    """Make the schemas of now the published ones; returns their names."""
    return compatibility.release()
