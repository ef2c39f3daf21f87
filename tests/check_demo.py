"""What `make demo` must have left behind: `python -m tests.check_demo` after it. Prints what is wrong, if anything."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pipeline.settings import load
from pipeline.store import open_snapshot

DAYS = [f"2022-12-{day}" for day in (30, 31)] + [f"2023-01-0{day}" for day in range(1, 9)]


def problems(home: Path) -> list[str]:
    """Everything that is not as it should be, a line each."""
    days = sorted(path.stem for path in (home / "digests").glob("????-??-??.json"))
    found = (
        [] if days == DAYS else [f"there are digests of {', '.join(days)}, and should be of {DAYS[0]} to {DAYS[-1]}"]
    )
    with open_snapshot(home / "snapshot.duckdb") as snapshot:
        totals = snapshot.reconciliation()
    if not totals["balanced"] or totals["events_pending"]:
        found.append(f"the totals do not balance: {totals}")
    disputes = [dispute for day in days for dispute in _read(home, day)["disagreements"]]
    if not any(_is_makiivka(dispute) for dispute in disputes):
        found.append("no digest sets Ukraine's count of the New Year strike on Makiivka beside Russia's")
    crashed = [log.stem for log in sorted((home / "logs").glob("*.log")) if "Traceback (most" in log.read_text()]
    found += [f"{service} stopped with an error: see its log" for service in crashed]
    silent = [day for day in days if not _read(home, day)["top"]]
    return found + [f"the digest of {day} has no top line" for day in silent]


def _read(home: Path, day: str) -> dict[str, Any]:
    digest: dict[str, Any] = json.loads((home / "digests" / f"{day}.json").read_text())
    return digest


def _is_makiivka(dispute: dict[str, Any]) -> bool:
    said = {(each["voice"], each["low"]) for each in dispute["statements"] if each["place"] == "Makiivka"}
    ours = any("Ukraine" in voice and figure == 400 for voice, figure in said)
    return ours and ("Russian Ministry of Defence", 63) in said


if __name__ == "__main__":
    wrong = problems(load().home / "demo")
    sys.stdout.writelines(f"The demo's result is wrong: {line}\n" for line in wrong)
    sys.stdout.write("" if wrong else "The demo's result is as it should be.\n")
    sys.exit(1 if wrong else 0)
