"""Who asserts what: quotations, reported speech, relays, posts, pronouns and unnamed people."""

from __future__ import annotations

import pytest

from pipeline.enrich import enrich
from pipeline.enrich.speakers import attribute
from pipeline.enrich.speakers_statements import statements_at
from pipeline.models import Article, Block, Document
from tests.enrich import sheet
from tests.enrich.reading import PUBLISHED, read, speaker_of
from tests.enrich.speaker_cases import SENTENCES
from tests.enrich.speaker_cases_documents import DOCUMENTS
from tests.enrich.speaker_cases_found import FOUND
from tests.enrich.speaker_cases_prose import PROSE
from tests.enrich.speaker_cases_registers import REGISTERS
from tests.enrich.speaker_cases_texts import TEXTS

ONE_SENTENCE = [
    ("Three people were killed in Kherson.", None),
    ("“Three people were killed,” the mayor of Kherson said.", "mayor of Kherson"),
    ("Three people were killed, according to police.", "police"),
    ("According to Western officials, three soldiers were killed.", "Western officials"),
    ("Kyiv said three soldiers were killed.", "Ukraine"),
    ("The Kremlin said three soldiers were killed.", "Russia"),
    ("Three people were killed, Governor Pavlo Kyrylenko, who was in town, said.", "Pavlo Kyrylenko"),
    (
        "Three people were killed in Kherson, the head of the region, Yaroslav Yanushevych, said on Sunday.",
        "Yaroslav Yanushevych",
    ),
    ("British military intelligence said three soldiers were killed.", "UK Ministry of Defence"),
    ("It was reported that three soldiers were killed.", None),
    ("An officer of the 20th Brigade said three soldiers were killed.", "officer of the 20th Brigade"),
    ("A man who calls himself Ivan Testovyi said three soldiers were killed.", "Ivan Testovyi"),
    ("Two police sources said three soldiers were killed.", "police sources"),
    ("Ihor Terekhov: three people were killed.", "Ihor Terekhov"),
]


@pytest.mark.parametrize(("text", "speaker"), ONE_SENTENCE, ids=[text for text, _ in ONE_SENTENCE])
def test_the_speaker_of_a_sentence(text: str, speaker: str | None) -> None:
    (claim,) = read(text).claims
    assert claim.speaker == speaker


@pytest.mark.parametrize(
    ("text", "voices"),
    SENTENCES + TEXTS + PROSE + FOUND + REGISTERS,
    ids=lambda case: case[:70] if isinstance(case, str) else "",
)
def test_words_have_their_speaker_and_those_who_pass_them_on(
    text: str, voices: list[tuple[str, str | None, list[str]]]
) -> None:
    context = sheet.read(text)
    attribute(context)
    found = []
    for words, *_ in voices:
        told = [s for s in statements_at(context, text.index(words), text.index(words) + 1) if s.speaker is not None]
        found.append((words, told[0].speaker, list(told[0].relayed_by)) if told else (words, None, []))
    assert found == voices


@pytest.mark.parametrize(("title", "text", "voices"), DOCUMENTS, ids=lambda case: str(case)[:60])
def test_a_document_has_the_voice_that_its_form_names(
    title: str | None, text: str, voices: list[tuple[str, str | None]]
) -> None:
    claims = read(text, title=title).claims
    assert [(words, next(c.speaker for c in claims if words in c.quote)) for words, _ in voices] == voices


def test_an_outlet_does_not_relay_what_it_is_told() -> None:
    text = "Governor Pavlo Kyrylenko told Reuters that three people had died."
    relays = []
    for url in ("https://www.reuters.com/world/1", "https://harborpost.example/1"):
        article = Article(None, text, [], PUBLISHED, None, None, "en", url)
        relays.append(enrich([Document("told", article, [])])[0].claims[0].relayed_by)
    assert relays == [[], ["Reuters"]]


@pytest.mark.parametrize(
    ("published", "speaker"), [("2024-02-01", "Valerii Zaluzhnyi"), ("2024-02-20", "Oleksandr Syrskyi"), (None, None)]
)
def test_an_office_speaks_as_who_held_it_on_the_day(published: str | None, speaker: str | None) -> None:
    (claim,) = read("Ukraine’s commander-in-chief said 12 drones had been shot down.", published).claims
    assert claim.speaker == (speaker or "Ukraine’s commander-in-chief")


def test_clauses_beside_each_other_have_each_their_own_speaker() -> None:
    text = "Moscow said 63 soldiers had died, while Kyiv put the toll at 400."
    assert (speaker_of(text, "63"), speaker_of(text, "400")) == ("Russia", "Ukraine")


def test_parts_between_semicolons_have_each_their_own_speaker() -> None:
    text = (
        "In Kramatorsk two people were hurt, police said; in Kherson four were wounded, "
        "according to the regional council."
    )
    assert (speaker_of(text, "two people"), speaker_of(text, "four")) == ("police", "regional council")


def test_a_quotation_runs_on_over_the_words_of_saying_and_over_paragraphs() -> None:
    text = (
        "“We were under fire all night,” Olena Zrazkova, a nurse, said. “Two of our patients were killed.\n\n"
        "“Three doctors were wounded.”"
    )
    assert {c.speaker for c in read(text).claims} == {"Olena Zrazkova"}


def test_a_pronoun_means_the_last_one_who_fits_it() -> None:
    text = (
        "Hanna Maliar spoke in Kyiv on Tuesday. Oleksandr Syrskyi, the commander, stood beside her."
        " Twelve soldiers had been captured, she said."
    )
    assert speaker_of(text, "Twelve") == "Hanna Maliar"


def test_who_cites_relays_and_who_is_cited_speaks() -> None:
    (claim,) = read("TASS reported, citing the Russian defence ministry, that three drones were shot down.").claims
    assert (claim.speaker, claim.relayed_by) == ("Russian Ministry of Defence", ["TASS"])


def test_media_that_were_told_relay_and_reporters_do_not() -> None:
    (told,) = read("Governor Pavlo Kyrylenko told Reuters that three people had died.").claims
    (asked,) = read("Governor Pavlo Kyrylenko told reporters that three people had died.").claims
    assert (told.relayed_by, asked.relayed_by) == (["Reuters"], [])


def test_a_day_that_modifies_the_verb_of_saying_dates_the_statement() -> None:
    (claim,) = read("Three people were killed in Kherson, police said on Sunday.").claims
    assert (claim.stated_on, claim.start) == ("2023-01-01", None)


def test_a_post_is_its_authors_on_its_own_day() -> None:
    text = "Two of three drones were shot down over Kyiv."
    block = Block(
        "post", 0, len(text), author="Ministry of Defence 🇬🇧", handle="DefenceHQ", time="2023-01-01T08:00:00Z"
    )
    claims = read(text, blocks=(block,)).claims
    assert {(c.speaker, c.stated_on) for c in claims} == {("UK Ministry of Defence", "2023-01-01")}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Russia admitted that 89 soldiers were killed.", "confirms"),
        ("Russia denied that 89 soldiers were killed.", "denies"),
        ("Russia said 89 soldiers were killed.", "asserts"),
        ("Two people were hurt, not four, police said.", "asserts"),
        ("“They killed nine of us, I admit that,” the sergeant said.", "confirms"),
        ("“We can confirm that nine people died,” the mayor said.", "confirms"),
        ("Nine people died, as the mayor will confirm.", "asserts"),
        ("The mayor stressed that he could not confirm that 89 soldiers were killed.", "repeats"),
    ],
)
def test_only_words_of_confirming_and_denying_change_the_stance(text: str, stance: str) -> None:
    assert read(text).claims[0].stance == stance


@pytest.mark.parametrize(
    "source",
    [
        "The figures come from the General Staff of Ukraine.",
        "The number is that of Ukraine's General Staff and cannot be checked.",
        "So says the General Staff of Ukraine.",
        "The Ukrainian General Staff published the figures on Facebook.",
    ],
)
def test_a_source_named_after_the_figures_has_those_that_nobody_else_has(source: str) -> None:
    text = f"Russia lost 530 soldiers on Saturday. Three people died in Kherson, the mayor said. {source}"
    speakers = [claim.speaker for claim in read(text).claims]
    assert speakers == ["General Staff of the Armed Forces of Ukraine", "mayor"]


def test_figures_that_somebody_disputes_are_not_his() -> None:
    (claim,) = read("Russia lost 530 soldiers on Saturday. The figures are disputed by the Kremlin.").claims
    assert claim.speaker is None
