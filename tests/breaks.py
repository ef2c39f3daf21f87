"""`make breaks`: each promise can fail. Breaks a copy of the tree in the ways of `breaks.toml`, and wants to see red.

Reads the tree and `tests/breaks.toml`; writes copies into a temporary folder, and a table on the screen. First every
test named must be green on an untouched copy; then each must be red on the copy that was broken for it, because
something that it asserts is not true, and not because of a program that no longer runs or a test out of time.
Rows may be given: `python -m tests.breaks 2 9`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.settings import ROOT

DECLARED = Path(__file__).with_suffix(".toml")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "artifacts", "__pycache__", ".*_cache")
# What a failure begins with when something that the test asserts is not true; another exception may only say that the
# edit made no program.
ASSERTED = ("AssertionError", "assert ", "Failed: DID NOT RAISE")


@dataclass(frozen=True, slots=True)
class Break:
    """One way to break a promise, and the test that notices."""

    row: int
    breaks: str
    file: str
    old: str
    new: str
    test: str

    def fault(self, tree: Path) -> str | None:
        """Why it cannot be done to this tree; None if it can."""
        text = (tree / self.file).read_text(encoding="utf-8")
        if (times := text.count(self.old)) != 1:
            return f"the old text stands {times} times in {self.file}"
        try:
            compile(text.replace(self.old, self.new), self.file, "exec")
        except SyntaxError as error:
            return f"broken so, {self.file} is no Python: {error}"
        return None

    def apply(self, tree: Path) -> None:
        path = tree / self.file
        path.write_text(path.read_text(encoding="utf-8").replace(self.old, self.new), encoding="utf-8")


def declared() -> tuple[dict[int, str], list[Break]]:
    """What each row of the table of promises is about, and every way to break one."""
    content = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    return {int(row): about for row, about in content["rows"].items()}, [Break(**each) for each in content["breaks"]]


def copied(folder: Path) -> Path:
    """A fresh copy of the tree; in a new place, so that nothing compiled from another one is found."""
    return Path(shutil.copytree(ROOT, Path(tempfile.mkdtemp(dir=folder)) / "tree", ignore=LEFT_OUT))


def failures(tree: Path, tests: Sequence[str]) -> dict[str, str]:
    """Runs tests in a tree: those that did not pass, by name, with the first line of why."""
    report = tree / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *tests]
    given = os.environ | {"PYTHONPATH": str(tree)}
    done = subprocess.run(command, cwd=tree, env=given, capture_output=True, text=True, check=False)
    cases = list(Xml.parse(report).iter("testcase")) if report.exists() else []  # noqa: S314 -- our own report
    if not cases:
        return dict.fromkeys(tests, f"nothing ran: {(done.stdout + done.stderr).strip()[-300:]}")
    wrong = {case.get("name", ""): why for case in cases for why in case if why.tag in ("failure", "error", "skipped")}
    return {name: f"{_kind(why)}{(why.get('message') or '').splitlines()[0]}" for name, why in wrong.items()}


def _kind(why: Xml.Element) -> str:
    return "" if why.tag == "failure" else f"{why.tag}: "


def verdict(broken: Break, folder: Path) -> tuple[bool, str]:
    """Whether the test turned red for what it asserts, and what it said."""
    tree = copied(folder)
    try:
        if fault := broken.fault(tree):
            return False, fault
        broken.apply(tree)
        said = " ".join(failures(tree, [broken.test]).values())
        return said.startswith(ASSERTED), said or "stayed green"
    finally:
        shutil.rmtree(tree.parent)


def main(rows: Sequence[str]) -> int:
    console = Console()
    about, every = declared()
    chosen = [each for each in every if not rows or str(each.row) in rows]
    heads = ["row", "what is broken", "test", "red?", "what it said"]
    table = Table(*heads, title="Promises, broken one by one")
    columns = SpinnerColumn(), TextColumn("{task.completed}/{task.total} {task.description}"), TimeElapsedColumn()
    with tempfile.TemporaryDirectory(prefix="sitrep-breaks-") as made, Progress(*columns, console=console) as progress:
        work = progress.add_task("every test on an untouched copy", total=len(chosen) + 1)
        if wrong := failures(copied(Path(made)), list(dict.fromkeys(each.test for each in chosen))):
            console.print("Not green before anything is broken:", *wrong.items(), sep="\n  ")
            return 1
        reds = 0
        for each in chosen:
            progress.update(work, advance=1, description=f"row {each.row}, {about[each.row]}: {each.breaks}")
            red, said = verdict(each, Path(made))
            reds += red
            name = each.test.partition("::")[2]
            table.add_row(*map(Text, (str(each.row), each.breaks, name, "red" if red else "NO", said[:160])))
            if not red:
                console.print(f"row {each.row}, {each.breaks}: {said}", markup=False)
        progress.update(work, advance=1, description="done")
    console.print(table)
    console.print(f"{reds} of {len(chosen)} turned red.")
    return 0 if reds == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
