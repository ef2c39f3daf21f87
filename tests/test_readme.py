"""README.md and docs/ name what exists, and what exists is named there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from corpus.evaluate import LISTS, NAMED
from pipeline import topics
from pipeline.cli import app
from pipeline.settings import PREFIX, ROOT, Settings
from pipeline.store import Snapshot
from pipeline.topics import takedown
from tests.readme import DOCS, PAGES, README, code, section, spans

# What a path in code begins with, to be held to the repository.
TOP = {path.name for path in ROOT.iterdir()} - {"var", ".git", ".venv"}
SUFFIXES = {".md", ".py", ".toml", ".yml", ".png", ".lock", ".json", ".sql"}


def command_names(command: Any = None, prefix: str = "") -> Iterator[str]:
    """Every sub-command, those of groups with the name of their group."""
    for name, each in (command or typer.main.get_command(app)).commands.items():
        yield f"{prefix}{name}"
        if hasattr(each, "commands"):
            yield from command_names(each, f"{prefix}{name} ")


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))


def settings_rows() -> list[str]:
    """The table of docs/settings.md."""
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "unset" if field.default is None else f"`{str(field.default).replace(f'{ROOT}/', '')}`"
        rows.append(
            f"| `{PREFIX}{name.upper()}` | {default if field.default != '' else 'empty'} | {field.description} |"
        )
    return rows


def relations(snapshot: Snapshot) -> set[str]:
    _, rows = snapshot.ask("SELECT table_name FROM information_schema.tables WHERE table_catalog = current_catalog()")
    return {name for (name,) in rows}


# What is named exists.


def test_every_command_named_exists() -> None:
    known = set(command_names())
    named = {
        name
        for page in PAGES.values()
        for text in code(page)
        for name in re.findall(r"\bsitrep ([a-z][a-z-]*)\b", text)
    }
    assert len(named) > 5
    assert named <= known


def test_every_option_named_beside_a_command_exists() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    used = re.findall(
        r"\bsitrep ([a-z][a-z-]*)((?: [^\n`]*)?)", "\n".join(text for p in PAGES.values() for text in code(p))
    )
    for name, rest in used:
        command = commands[name]
        for word in rest.split():  # a group's command has the options
            command = getattr(command, "commands", {}).get(word, command)
        options = {word for parameter in command.params for word in parameter.opts} | {"--help"}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest.partition("#")[0])) <= options, f"sitrep {name}{rest}"
    described = re.findall(r"^\| `sitrep ([a-z-]+)((?: [a-z-]+)?)` \| (.*) \|$", README, re.MULTILINE)
    for name, inner, words in described:
        command = commands[name].commands[inner.strip()] if inner else commands[name]
        options = {word for parameter in command.params for word in parameter.opts}
        assert set(re.findall(r"`(--[a-z-]+)", words)) <= options, f"sitrep {name}: {words}"


def test_every_make_target_named_exists() -> None:
    named = {name for page in PAGES.values() for text in code(page) for name in re.findall(r"\bmake ([a-z-]+)", text)}
    assert named
    assert named <= targets()


def test_every_setting_named_exists() -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {f"{PREFIX}CONFIG"}
    named = {name for page in PAGES.values() for name in re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", page)}
    assert named
    assert named <= known


def test_every_topic_named_exists() -> None:
    schemas = {topic.schema for topic in topics.ALL} | {f"{topic.schema}.json" for topic in topics.ALL}
    named = {
        span for page in PAGES.values() for span in spans(page) if re.search(r"^[a-z][a-z.-]*\.v\d+(\.json)?$", span)
    }
    assert named
    assert named <= schemas | topics.BY_NAME.keys() | {topic.ce_type for topic in topics.ALL} | {takedown.CE_TYPE}


def paths(page: str) -> Iterator[str]:
    """What is set as code and looks like a path of this repository."""
    for span in spans(page):
        if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", span) and (
            span.partition("/")[0] in TOP or ("/" in span and Path(span).suffix in SUFFIXES)
        ):
            yield span


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_every_path_named_and_every_link_leads_somewhere(name: Path) -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\((?!https?:|#)([^)]+)\)", PAGES[name])]
    named = {ROOT / path for path in paths(PAGES[name])} | {(ROOT / name).parent / link for link in links}
    assert [str(path) for path in sorted(named) if not path.exists()] == []


def test_every_link_within_the_readme_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.*)$", README, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= headings


def test_every_name_listed_as_table_or_view_is_one(empty_snapshot: Snapshot) -> None:
    rows = re.findall(r"^\| (`.*?) \|", section("Tables and views"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named
    assert named <= relations(empty_snapshot)


# What exists is named.


def test_every_command_has_its_row() -> None:
    missing = [name for name in command_names() if f"| `sitrep {name}` |" not in README]
    assert not missing, f"README, Commands: no row for {missing}"


def test_every_make_target_has_its_row() -> None:
    assert {name for name in targets() if f"| `make {name}` |" not in README} == set()


def test_every_setting_has_its_row_with_its_default_and_meaning() -> None:
    page = DOCS[Path("docs/settings.md")].splitlines()
    missing = [row for row in settings_rows() if row not in page]
    assert not missing, "docs/settings.md lacks:\n" + "\n".join(missing)
    assert len([line for line in page if line.startswith(f"| `{PREFIX}")]) == len(Settings.model_fields)


def test_the_settings_shown_in_the_readme_have_these_defaults() -> None:
    shown = re.findall(rf"^(\| `{PREFIX}\w+` \| .*? \|) ", section("Settings"), re.MULTILINE)
    assert shown
    assert [row for row in shown if not any(full.startswith(row) for full in settings_rows())] == []


def test_every_topic_has_its_row_with_its_partitions() -> None:
    rows = dict(re.findall(r"^\| `([a-z.-]+\.v\d+)` \| (\d+) \|", section("Topics"), re.MULTILINE))
    assert rows == {topic.name: str(topic.partitions) for topic in topics.ALL}


def test_every_table_and_view_is_listed(empty_snapshot: Snapshot) -> None:
    rows = re.findall(r"^\| (`.*?) \|", section("Tables and views"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert relations(empty_snapshot) - named == set()


def test_every_part_of_the_repository_has_its_place_in_the_layout() -> None:
    layout = section("Where everything lives")
    parts = [p for p in (ROOT / "pipeline").iterdir() if p.is_dir() and p.name != "__pycache__"]
    tops = [ROOT / name for name in ("dags", "schemas", "expectations", "corpus", "tests", "docs")]
    assert [str(p.relative_to(ROOT)) for p in parts + tops if f"`{p.relative_to(ROOT)}/" not in layout] == []


def test_the_table_of_figures_is_filled_and_names_every_list_that_is_measured() -> None:
    rows = re.findall(r"^\| ([a-z][a-z ]*[a-z]) +\| (.*) \|$", section("Measured"), re.MULTILINE)
    told = {measure: cells.split(" | ") for measure, cells in rows if measure != "measure"}
    figures = {measure: [float(cell) for cell in cells if cell != "–"] for measure, cells in told.items()}
    unseen = {*LISTS, "claims found", "claims strict", "speakers"}
    assert unseen | {*NAMED.values(), "text"} <= figures.keys()
    assert all(figures[measure][0] >= 1 and len(figures[measure]) == len(told[measure]) for measure in unseen)
    assert all(0 < shares[-1] <= 1 for shares in figures.values())
