"""Bulletins in Ukrainian are read by rules; any other Ukrainian text is kept and left alone."""

from __future__ import annotations

import pytest

from corpus.evaluate_totals import days, evaluate_totals, share
from pipeline.enrich import enrich
from pipeline.enrich.ukrainian.numbers import figures
from pipeline.models import Article, Document, Findings

STAFF = "General Staff of the Armed Forces of Ukraine"
SUMMARY = """Оперативна інформація станом на 06.00 05.01.2023 щодо російського вторгнення.

Протягом минулої доби противник завдав 7 ракетних та 18 авіаційних ударів, здійснив понад 85 обстрілів з РСЗВ.

Підрозділи Сил оборони відбили атаки в районах населених пунктів Макіївка та Білогорівка Луганської області і \
Бахмут, Кліщіївка Донецької області.

Обстрілів зазнали райони населених пунктів Вовчанськ і Дворічна Харківської області.

Авіація Сил оборони за добу завдала 22 ударів, а підрозділи ракетних військ уразили три пункти управління."""
AIR = (
    "У ніч на 2 січня окупанти атакували Україну ударними безпілотниками. Силами та засобами Повітряних сил збито "
    "39 ударних БПЛА Shahed-136/131 та два розвідувальні «Орлан-10». Усього ворог запустив 40 дронів."
)


def read(text: str, published: str | None, language: str = "uk") -> Findings:
    return enrich([Document("d", Article(None, text, [], published, None, None, language, None))])[0]


def rows(findings: Findings) -> list[tuple[object, ...]]:
    return [(c.measure, c.low, c.high, c.approx, c.unit, c.side, c.start, c.end, c.speaker) for c in findings.claims]


def test_the_summary_of_the_day_gives_strikes_with_their_side() -> None:
    found = read(SUMMARY, "2023-01-05")
    day = ("2023-01-04", "2023-01-05", STAFF)
    assert found.analysis == "bulletin"
    assert rows(found) == [
        ("launched", 7, 7, None, "missile strikes", "RU", *day),
        ("launched", 18, 18, None, "air strikes", "RU", *day),
        ("launched", 85, None, "more than", "shellings", "RU", *day),
        ("launched", 22, 22, None, "air strikes", "UA", *day),
        ("hit", 3, 3, None, "command posts", "RU", *day),
    ]


def test_its_lists_of_places_become_fighting_and_shelling_in_the_stated_oblast() -> None:
    found = read(SUMMARY, "2023-01-05")
    assert [(i.kind, i.place) for i in found.incidents] == [
        ("fighting", "Makiivka"), ("fighting", "Bilohorivka"), ("fighting", "Bakhmut"), ("fighting", "Klishchiivka"),
        ("shelling", "Vovchansk"), ("shelling", "Dvorichna"),
    ]  # fmt: skip
    assert {(p.name, p.admin1) for p in found.places} >= {
        ("Makiivka", "Luhansk Oblast"), ("Bilohorivka", "Luhansk Oblast"), ("Bakhmut", "Donetsk Oblast"),
    }  # fmt: skip


def test_the_air_force_counts_what_flew_and_what_fell_in_the_night() -> None:
    found = read(AIR, "2023-01-02")
    assert [(c.measure, c.low, c.unit, c.side, c.weapon, c.start, c.end, c.speaker) for c in found.claims] == [
        ("shot_down", 39, "drones", "RU", "Shahed", "2023-01-01", "2023-01-02", "Ukrainian Air Force"),
        ("shot_down", 2, "drones", "RU", "Orlan-10", "2023-01-01", "2023-01-02", "Ukrainian Air Force"),
        ("launched", 40, "drones", "RU", None, "2023-01-01", "2023-01-02", "Ukrainian Air Force"),
    ]


def test_a_share_of_a_total_is_its_part_and_no_claim() -> None:
    found = read("Генштаб: росіяни втратили близько 110 250 осіб, із них 530 за минулу добу.", "2023-01-06")
    assert [(c.low, [(p.low, p.of) for p in c.parts]) for c in found.claims] == [
        (110250, [(530, "за минулу добу")]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "З початку повномасштабного вторгнення ЗСУ знищили 3 064 танки, повідомляє Генштаб. За добу — 23 танки.",
            [("destroyed", 3064, "tanks", True), ("destroyed", 23, "tanks", False)],
        ),
        (
            "Мінус 530 окупантів за добу: Генштаб про втрати ворога. Загалом від початку війни – понад 110 250 осіб.",
            [("losses", 530, None, False), ("losses", 110250, None, True)],
        ),
        (
            "Втрати ворога, Генштаб:\n\n• 3 064 (+23) танки\n• 285 (+0) літаків",
            [
                ("destroyed", 23, "tanks", False),
                ("destroyed", 3064, "tanks", True),
                ("destroyed", 285, "aircraft", True),
            ],
        ),
        ("Генштаб: знищено вже 3064 російські танки, 23 з них — за минулу добу.", [("destroyed", 3064, "tanks", True)]),
        (
            "Упродовж доби захисники знищили 8 артсистем та 1 літак окупантів, ідеться у зведенні Генштабу.",
            [("destroyed", 8, "artillery systems", False), ("destroyed", 1, "aircraft", False)],
        ),
    ],
)
def test_totals_and_figures_of_the_day_are_told_apart(text: str, expected: list[tuple[object, ...]]) -> None:
    found = read(text, "2023-01-06")
    assert [(c.measure, c.low, c.unit, c.cumulative) for c in found.claims] == expected


def test_the_figure_of_the_day_before_counts_the_day_before() -> None:
    text = "За минулу добу Сили оборони ліквідували 530 окупантів і знищили 23 танки, повідомив Генштаб ЗСУ."
    assert rows(read(text, "2023-01-06")) == [
        ("killed", 530, 530, None, None, "RU", "2023-01-05", "2023-01-06", STAFF),
        ("destroyed", 23, 23, None, "tanks", "RU", "2023-01-05", "2023-01-06", STAFF),
    ]


def test_a_bulletin_of_an_earlier_day_keeps_its_own_day() -> None:
    text = "Загальні бойові втрати противника з 24.02.22 по 05.01.23: особового складу ‒ близько 109720 осіб."
    assert [(c.end, c.stated_on) for c in read(text, "2023-01-06").claims] == [("2023-01-05", "2023-01-06")]


@pytest.mark.parametrize(
    "text",
    [
        "За словами голови області, за перші три години обстріли фіксували 14 разів, загинув один рятувальник.",
        "У підвалі школи зібралося близько сорока людей, а воду привозять двічі на день, по двадцять літрів.",
        "Ціна пального зросла на 12 гривень, втрати врожаю сягнули 30 відсотків.",
    ],
)
def test_what_a_reporter_tells_in_ukrainian_is_not_analysed(text: str) -> None:
    found = read(text, "2023-01-07")
    assert (found.analysis, found.claims, found.incidents) == ("language", [], [])


def test_russian_text_is_not_analysed() -> None:
    text = "Генштаб сообщил о потерях противника: личного состава – 110250, танков – 3064."
    assert read(text, "2023-01-06", "ru").analysis == "language"


def test_every_quote_is_the_text_at_its_offsets() -> None:
    for text in (SUMMARY, AIR):
        found = read(text, "2023-01-05")
        spans = [*found.claims, *found.incidents]
        assert spans and all(text[s.char_start : s.char_end] == s.quote for s in spans)
        assert all(text[m.char_start : m.char_end] == m.text for m in [*found.mentions, *found.places, *found.times])


def test_a_text_without_a_day_leaves_the_days_open() -> None:
    found = read(AIR.replace("на 2 січня ", ""), None)
    assert [(c.start, c.end, c.stated_on) for c in found.claims] == [(None, None, None)] * 3


@pytest.mark.parametrize(
    ("text", "value", "approx"),
    [
        ("110250", 110250, None), ("110 250", 110250, None), ("110\u00a0250", 110250, None), ("110.250", 110250, None),
        ("110,5 тис.", 110500, None), ("110 тисяч 250", 110250, None), ("близько 110 тисяч", 110000, "about"),
        ("понад 85", 85, "more than"), ("щонайменше п’ять", 5, "at least"), ("дванадцять", 12, None),
        ("двома", 2, None),
    ],
)  # fmt: skip
def test_figures_are_read_as_ukrainian_writes_them(text: str, value: float, approx: str | None) -> None:
    (figure,) = figures(text)
    assert (figure.low, figure.approx) == (value, approx)


@pytest.mark.parametrize("text", ["24.02.22", "о 06.00", "С-300", "2 січня", "30 %", "Shahed-136/131", "30%"])
def test_dates_hours_shares_and_names_are_no_figures(text: str) -> None:
    assert [*figures(text)] == []


def test_the_totals_of_the_general_staff_are_read_in_many_phrasings() -> None:
    assert len([*days()]) == 200
    tallies = evaluate_totals(every=10)
    assert (share("dev", tallies) >= 0.98, share("test", tallies) >= 0.5) == (True, True)
