"""A name stands for one identity in all its spellings; where several are possible, for none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.enrich import RULES_VERSION, entities, gazetteer, own_lists, rules_version
from pipeline.enrich.names_arms import arms_in
from pipeline.enrich.names_roles import holder
from pipeline.enrich.names_spelling import fold, official, one_slip, romanize, skeleton
from pipeline.errors import TerminalError
from tests.enrich.sheet import names, read


@pytest.mark.parametrize(
    "spelling",
    [
        "Volodymyr Zelenskyy",
        "Volodymyr Zelensky",
        "Vladimir Zelenskiy",
        "Volodymyr Zelenskyi",
        "Володимир Зеленський",
        "Zelensky",
    ],
)
def test_every_romanisation_of_a_person_is_one_name(spelling: str) -> None:
    assert names(f"Kyiv is calm, {spelling} said.", "PERSON") == [(spelling, "Volodymyr Zelenskyy")]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Hanna Malyar", "Hanna Maliar"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Oleksander Syrsky", "Oleksandr Syrskyi"),
        ("Andriy Yermak", "Andriy Yermak"),
        ("Evgeniy Prigozhin", "Yevgeny Prigozhin"),
        ("Serhii Haidai", "Serhiy Haidai"),
        ("Valeriy Zaluzhniy", "Valerii Zaluzhnyi"),
        ("Igor Konashenkow", "Igor Konashenkov"),
        ("Сергей Лавров", "Sergey Lavrov"),
    ],
)
def test_a_spelling_that_no_list_holds_resolves_by_rule(spelling: str, name: str) -> None:
    assert names(f"The plan is ready, {spelling} said.", "PERSON") == [(spelling, name)]


def test_a_slip_of_one_letter_resolves_and_another_name_does_not() -> None:
    assert names("Igor Konashenkvo said so.", "PERSON") == [("Igor Konashenkvo", "Igor Konashenkov")]
    assert names("Oleksandr Kosarenko said so.", "PERSON") == [("Oleksandr Kosarenko", "Oleksandr Kosarenko")]


def test_a_surname_alone_resolves_after_the_full_name() -> None:
    text = "Denys Prykladenko, 40, opened the door. Prykladenko waited."
    assert names(text, "PERSON") == [("Denys Prykladenko", "Denys Prykladenko"), ("Prykladenko", "Denys Prykladenko")]
    assert names("Prykladenko waited.", "PERSON") == []


def test_the_surname_of_an_office_holder_resolves_where_he_speaks() -> None:
    assert names("That is what Kyrylenko wrote.", "PERSON") == [("Kyrylenko", "Pavlo Kyrylenko")]
    assert names("The road to Kyrylenko was shut.", "PERSON") == []


def test_a_call_sign_is_a_person() -> None:
    assert names("The commander goes by Tykhyi and is 29.", "PERSON") == [("Tykhyi", "Tykhyi")]


def test_a_verb_that_opens_a_question_is_no_given_name() -> None:
    assert names("Q: Will Bakhmut hold?", "PERSON") == []


def test_people_unknown_to_all_lists_are_found_by_their_setting() -> None:
    assert names("A baker, Vesnyana Zrazkovenko, 31, kept the oven hot.", "PERSON") == [("Vesnyana Zrazkovenko",) * 2]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ukraine's General Staff", "General Staff of the Armed Forces of Ukraine"),
        ("the General Staff", "General Staff of the Armed Forces of Ukraine"),
        ("Russia's Defense Ministry", "Russian Ministry of Defence"),
        ("the UK's Ministry of Defence", "UK Ministry of Defence"),
        ("the ISW", "Institute for the Study of War"),
        ("the Wagner private military company", "Wagner Group"),
    ],
)
def test_institutions_have_one_name(words: str, name: str) -> None:
    assert [found for _, found in names(f"A new map was drawn by {words} today.", "ORG")] == [name]


def test_a_bare_institution_takes_the_state_that_its_officer_serves() -> None:
    found = names("Chief of the General Staff Valery Gerasimov flew to the front.", "ORG")
    assert [name for _, name in found] == ["General Staff of the Armed Forces of the Russian Federation"]


def test_what_an_institution_speaks_about_is_not_its_state() -> None:
    found = names("In its daily intelligence update, the Ministry of Defence said Russian forces were tired.", "ORG")
    assert [name for _, name in found] == ["UK Ministry of Defence"]
    assert names("The Defence Ministry said Russian forces were tired.", "ORG") == []


def test_a_bare_defence_ministry_without_any_state_stays_open() -> None:
    assert names("The Defence Ministry gave no figure.", "ORG") == []


def test_organisations_unknown_to_all_lists_are_found_by_their_form() -> None:
    text = "Volunteers of the Grey Heron Foundation came. The Foundation has two vans."
    assert [name for _, name in names(text, "ORG")] == ["Grey Heron Foundation", "Grey Heron Foundation"]


def test_a_lower_case_description_is_no_name() -> None:
    assert names("It was a bad week for the Russian army and its defence ministry.", "ORG") == []


def test_numbered_formations_are_units() -> None:
    text = "The 93rd Mechanized Brigade relieved the 1st Guards Tank Army's neighbours."
    assert [name for _, name in names(text, "UNIT")] == ["93rd Mechanized Brigade", "1st Guards Tank Army"]


@pytest.mark.parametrize(
    ("words", "name"),
    [("Shaheds", "Shahed"), ("Shahed-136", "Shahed-136"), ("HIMARS", "HIMARS"), ("Kinzhal", "Kinzhal"),
     ("T-90M", "T-90"),     ("Kh-22", "Kh-22"), ("S-300", "S-300")],
)  # fmt: skip
def test_weapon_systems_have_one_name(words: str, name: str) -> None:
    assert names(f"They saw two {words} near the depot.", "WEAPON") == [(words, name)]


def test_kinds_of_arms_are_told_apart_from_names() -> None:
    text = "Two armoured vehicles and a HIMARS launcher stood by the road."
    context = read(text)
    assert [m.text for m in context.mentions if m.type == "WEAPON"] == ["HIMARS"]
    assert [text[start:end] for start, end in arms_in(context)] == ["armoured vehicles", "HIMARS"]


@pytest.mark.parametrize(
    ("role", "on", "name"),
    [
        ("the Ukrainian president", "2023-01-03", "Volodymyr Zelenskyy"),
        ("the British prime minister", "2022-10-01", "Liz Truss"),
        ("the British prime minister", "2023-01-03", "Rishi Sunak"),
        ("the governor of Luhansk region", "2023-01-03", "Serhiy Haidai"),
        ("the UK defence secretary", "2023-01-03", "Ben Wallace"),
        ("the governor of Nowhere", "2023-01-03", None),
    ],
)
def test_a_role_resolves_by_the_date_of_office(role: str, on: str, name: str | None) -> None:
    found = holder(role, date.fromisoformat(on))
    assert (found.name if found else None) == name


def test_every_office_is_held_by_somebody_in_the_list_of_people() -> None:
    known = entities.entities()
    assert [o.holder for rows in known.offices.values() for o in rows if o.holder not in known.by_name] == []


def test_the_reviewed_lists_are_as_broad_as_promised() -> None:
    kinds = [entity.type for entity in entities.entities().by_id.values()]
    assert kinds.count("PERSON") >= 400
    assert kinds.count("ORG") >= 250
    assert kinds.count("WEAPON") >= 300


def test_official_romanisation() -> None:
    assert romanize("Згурський, Єнакієве, Щастя, Яготин, Гадяч") == "Zghurskyi, Yenakiieve, Shchastia, Yahotyn, Hadiach"
    assert official("Maslyakivka") == "Masliakivka"
    assert official("Avdiyivka") == "Avdiivka"


def test_keys_join_romanisations_and_skeletons_join_languages() -> None:
    assert len({fold(name) for name in ("Zelenskyy", "Zelensky", "Zelenskii", "Зеленський")}) == 1
    assert len({skeleton(fold(name)) for name in ("Shyrokyne", "Shirokino", "Широкине")}) == 1
    assert fold("Kupiansk") != fold("Kupyensk")
    assert one_slip("konashenkov", "konashenkvo")
    assert not one_slip("kosarenko", "komarenko")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder; what is cached of the lists is read again before and after."""
    monkeypatch.setenv("SITREP_HOME", str(tmp_path))
    caches = (settings.current, entities.entities, gazetteer.gazetteer, own_lists.mark)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


def test_a_user_adds_an_alias_in_one_line(home: Path) -> None:
    (home / "names.tsv").write_text("Wagner Group\tORG\tRU\tThe Musicians\n", encoding="utf-8")
    assert names("They were hired by The Musicians in May.", "ORG") == [("The Musicians", "Wagner Group")]


def test_a_user_adds_a_place_in_one_line(home: Path) -> None:
    (home / "places.tsv").write_text(
        "Checkpoint Willow\tpoint\tUA\tDonetsk Oblast\t48.5\t37.9\tWillow Post\n", encoding="utf-8"
    )
    place = read("Shells fell near Checkpoint Willow today.").places[0]
    assert (place.name, place.lat, place.lon, place.admin1) == ("Checkpoint Willow", 48.5, 37.9, "Donetsk Oblast")


def test_a_wrong_line_is_refused_with_its_number(home: Path) -> None:
    (home / "names.tsv").write_text("# mine\nWagner Group\tBAND\tRU\tThe Musicians\n", encoding="utf-8")
    with pytest.raises(TerminalError, match="BAND"):
        entities.entities()


def test_what_is_stored_tells_the_lists_of_the_user_and_nothing_without_them(home: Path) -> None:
    assert rules_version() == RULES_VERSION
    versions = set()
    for file, line in (("names.tsv", "# mine\n"), ("names.tsv", "# ours\n"), ("places.tsv", "# mine\n")):
        (home / file).write_text(line, encoding="utf-8")
        own_lists.mark.cache_clear()
        versions.add(rules_version())
    assert len(versions) == 3
    assert {round(float(version)) for version in versions} == {int(RULES_VERSION)}


def test_a_surname_behind_a_rank_is_a_person() -> None:
    found = read("Lieutenant Colonel Bachurin was not among the dead of Major League's game.").mentions
    assert [(m.text, m.type) for m in found if m.type == "PERSON"] == [("Bachurin", "PERSON")]
