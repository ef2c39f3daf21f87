"""README.md and docs/ name what exists, and what exists is named there.

Reads README.md, docs/*.md and what they speak of; runs the README's SQL and Python on a snapshot made for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from corpus.evaluate import LISTS, NAMED
from pipeline import topics
from pipeline.cli import app
from pipeline.relate import relate
from pipeline.settings import PREFIX, ROOT, Settings
from pipeline.store import Snapshot, Store, open_snapshot
from pipeline.store.parquet import export
from pipeline.topics import takedown
from tests.relate.ledger import article, fetch

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES = {Path("README.md"): README} | DOCS
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The README's questions to the tables, each with its query.
QUESTIONS = dict(re.findall(r"^([A-Z][^\n]*\?)\n\n```sql\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))
# What the answer to each must hold, of the few days that `tell` tells.
ANSWERS = {
    "What do the sources say about one strike, in the order of their saying it?": ["400.0", "63.0", "Three"],
    "Where are two speakers furthest apart?": ["400.0", "63.0", "6.3"],
    "Which figures are repeated by many outlets, but come from one origin?": ["63.0", "Russian Ministry of Defence"],
    "Who revised what, and how does it relate to what others say?": [
        "revision | Russian Ministry of Defence | 63.0 | 63.0 | 2023-01-03",
        "contradiction | Armed Forces of Ukraine | 400.0",
    ],
    "What was expected, by whom, and with which probability?": [
        "UK Ministry of Defence | Soledar | None | None | unlikely | PHIA | unlikely | 25 | 35 | Its fall is unlikely"
    ],
    "Which claims were at odds by what had been fetched then, and what rested on one origin?": [
        "Armed Forces of Ukraine | 400.0 | Russian Ministry of Defence | 63.0",
        "the figures do not overlap. | 1 | 1 | 3",
    ],
    "How did a running total grow from day to day, and did it ever fall?": ["2023-01-03 | 108190.0 | 750.0"],
    "How many drones and missiles were launched, and how many shot down, by whose account?": ["drones | 40.0 | 39.0"],
    "Who says who holds a town?": ["Soledar", "UA | holds", "Hanna Maliar"],
    "What does an intelligence service think likely, on its own scale?": ["unlikely | 25 | 35 | Its fall"],
    "What had been known at a moment in the past?": ["400.0"],
    "Which articles were changed after publication, and which figures did they lose or gain?": [
        "['Nine wounded'] | ['Ten wounded']"
    ],
    "Where was there shelling and fighting, for a map?": ["Soledar | 48.69 | 38.07 | fighting | 1"],
    "Which sources are silent or lose pages, and why?": ["Nine | ok | None | 1 | 0 | 1 | not_found"],
    "Is anything missing?": ["True | 11 | 11"],
}
# What a path in code begins with, to be held to the repository.
TOP = {path.name for path in ROOT.iterdir()} - {"var", ".git", ".venv"}
SUFFIXES = {".md", ".py", ".toml", ".yml", ".png", ".lock", ".json", ".sql"}


def fenced(page: str, language: str) -> list[str]:
    return [content for name, content in FENCE.findall(page) if name == language]


def code(page: str) -> list[str]:
    """Everything set as code: fenced blocks and spans."""
    return [content for _, content in FENCE.findall(page)] + spans(page)


def spans(page: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", page))


def section(title: str) -> str:
    """The text below a heading of the README, up to the next of its level."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


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


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """An empty store as an analyst sees it: its snapshot, locked down."""
    home = tmp_path_factory.mktemp("readme")
    with Store(home / "live.duckdb") as store:
        store.publish_snapshot(home / "var" / "snapshot.duckdb")
    with open_snapshot(home / "var" / "snapshot.duckdb", untrusted=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A few days of reporting, small enough to know every answer."""
    home = tmp_path_factory.mktemp("told")
    with Store(home / "live.duckdb") as store:
        tell(store.connection)
        relate(store.connection, None)
        store.publish_snapshot(home / "var" / "snapshot.duckdb")
        export(store.connection, home / "var" / "parquet", budget=60.0)
    with open_snapshot(home / "var" / "snapshot.duckdb", untrusted=True) as opened:
        yield opened


def tell(store: Any) -> None:
    """Two counts of one strike, three outlets that repeat one of them, and whatever else is asked about."""
    strike = {"side": "RU", "place": "Makiivka", "start": "2023-01-01", "end": "2023-01-01"}
    here, there = {"speaker": "Armed Forces of Ukraine"} | strike, {"speaker": "Russian Ministry of Defence"} | strike
    article(store, "One", "400 killed at Makiivka.").place("Makiivka").claim("400 killed at Makiivka", low=400, **here)
    for outlet in ("Two", "Three", "Four"):
        page = article(store, outlet, f"{outlet} reports 63 killed at Makiivka.", "2023-01-03")
        page.place("Makiivka").claim("63 killed at Makiivka", low=63, **there)
    staff = {"side": "RU", "speaker": "General Staff of the Armed Forces of Ukraine", "cumulative": True}
    for day, dead in (("2023-01-02", 107_440), ("2023-01-03", 108_190)):
        total = {"start": "2022-02-24", "end": day} | staff
        article(store, "Five", f"{dead} killed.", day).claim(f"{dead} killed", low=dead, **total)
    night = article(store, "Six", "40 drones launched, 39 shot down.", "2023-01-02")
    force = {"unit": "drones", "speaker": "Ukrainian Air Force", "start": "2023-01-01", "end": "2023-01-02"}
    night.claim("40 drones launched", "launched", 40, side="RU", **force)
    night.claim("39 shot down", "shot_down", 39, side="UA", **force)
    town = article(store, "Seven", "Soledar holds. Its fall is unlikely. Fighting went on in Soledar.").place("Soledar")
    town.claim("Soledar holds", "control", side="UA", place="Soledar", action="holds", speaker="Hanna Maliar")
    doubted = {"target_start": 15, "target_end": 23, "ordinal": 0, "speaker": "UK Ministry of Defence"}
    town.add("hedges", "unlikely", phrase="unlikely", scale="PHIA", band="unlikely", low=25, high=35, **doubted)
    town.add(
        "estimates",
        "Its fall is unlikely",
        quote="Its fall is unlikely",
        speaker="UK Ministry of Defence",
        place="Soledar",
        hedge=0,
    )
    town.incident("Fighting went on in Soledar", "fighting", place="Soledar", start="2023-01-02", end="2023-01-02")
    for text, fetched in (
        ("Nine wounded.", "2023-01-04T08:00:00+00:00"),
        ("Ten wounded.", "2023-01-04T18:00:00+00:00"),
    ):
        page = article(
            store, "Eight", text, "2023-01-04", url="https://eight.example/toll", title="Toll", fetched=fetched
        )
        page.claim(text.strip("."), "wounded", 9)
    later = article(store, "Ten", "89 killed at Makiivka.", "2023-01-08", fetched="2023-01-08T20:00:00+00:00")
    later.place("Makiivka").claim("89 killed at Makiivka", low=89, **there)
    failed = {"fetched": datetime(2023, 1, 4, tzinfo=UTC), "outlet": "Nine", "reason": "not_found"}
    fetch(store, "https://nine.example/lost", "dropped", **failed)


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


def test_every_name_listed_as_table_or_view_is_one(snapshot: Snapshot) -> None:
    rows = re.findall(r"^\| (`.*?) \|", section("Tables and views"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named
    assert named <= relations(snapshot)


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


def test_every_table_and_view_is_listed(snapshot: Snapshot) -> None:
    rows = re.findall(r"^\| (`.*?) \|", section("Tables and views"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert relations(snapshot) - named == set()


def test_every_part_of_the_repository_has_its_place_in_the_layout() -> None:
    layout = section("Where everything lives")
    parts = [p for p in (ROOT / "pipeline").iterdir() if p.is_dir() and p.name != "__pycache__"]
    tops = [ROOT / name for name in ("dags", "schemas", "expectations", "corpus", "tests", "docs")]
    assert [str(p.relative_to(ROOT)) for p in parts + tops if f"`{p.relative_to(ROOT)}/" not in layout] == []


def test_the_table_of_figures_is_filled_and_names_every_list_that_is_measured() -> None:
    rows = re.findall(r"^\| ([a-z][a-z ]*[a-z]) +\| (.*) \|$", section("Measured"), re.MULTILINE)
    figures = {measure: [float(cell) for cell in cells.split("|")] for measure, cells in rows if measure != "measure"}
    assert {*LISTS, *NAMED.values(), "text", "claims found", "claims strict", "speakers"} <= figures.keys()
    assert all(gold >= 1 and max(shares) <= 1 for gold, *shares in figures.values())


# What is shown runs.


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_runs_on_an_empty_store(snapshot: Snapshot, question: str) -> None:
    columns, _ = snapshot.ask(QUESTIONS[question])
    assert columns


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_finds_what_was_put_there(told: Snapshot, question: str) -> None:
    _, rows = told.ask(QUESTIONS[question])
    found = " | ".join(str(cell) for row in rows for cell in row)
    assert question in ANSWERS, f"say in ANSWERS what the answer to {question!r} must hold"
    assert [answer for answer in ANSWERS[question] if answer not in found] == [], found


def test_a_question_to_the_past_does_not_know_what_came_later(told: Snapshot) -> None:
    _, past = told.ask(QUESTIONS["What had been known at a moment in the past?"])
    _, now = told.ask("SELECT low FROM current_claims WHERE place = 'Makiivka'")
    assert 89 in [low for (low,) in now]
    assert 89 not in [row[1] for row in past]


def test_relations_and_origins_of_the_past_do_not_know_what_came_later(told: Snapshot) -> None:
    then, later = "TIMESTAMPTZ '2023-01-08 12:00:00+00'", "TIMESTAMPTZ '2023-01-09 12:00:00+00'"
    for moment, dead in ((then, {63}), (later, {63, 89})):
        _, rows = told.ask(f"SELECT DISTINCT other_low FROM comparisons_as_of({moment}) WHERE kind = 'contradiction'")  # noqa: S608
        assert {low for (low,) in rows} == dead
        _, rows = told.ask(f"SELECT DISTINCT low FROM corroboration_as_of({moment}) WHERE speaker LIKE 'Russian%'")  # noqa: S608
        assert {low for (low,) in rows} == dead


def test_the_python_that_reads_the_snapshot_and_parquet_runs(told: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(told.path.parent.parent)
    blocks = fenced(README, "python")
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 -- what we tell people to run
