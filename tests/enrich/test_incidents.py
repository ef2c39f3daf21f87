"""Strikes, shelling and fighting: kind, actor, place, day, and told once."""

from __future__ import annotations

import pytest

from tests.enrich.reading import read

KINDS = [
    ("A missile hit a factory in Dnipro on Saturday.", "strike", "Dnipro", None),
    ("Russian artillery shelled Nikopol overnight.", "shelling", "Nikopol", "Russia"),
    ("Ukrainian troops repelled assaults near Bakhmut.", "fighting", "Bakhmut", "Russia"),
    ("A resident of Kherson was killed by a mortar round on Sunday.", "shelling", "Kherson", None),
]


@pytest.mark.parametrize(("text", "kind", "place", "actor"), KINDS, ids=[text for text, *_ in KINDS])
def test_an_incident_has_kind_place_and_actor(text: str, kind: str, place: str, actor: str | None) -> None:
    incidents = read(text).incidents
    assert [(i.kind, i.place) for i in incidents] == [(kind, place)]
    if actor is not None:
        assert incidents[0].actor == actor


def test_an_incident_is_told_once_a_text() -> None:
    text = "A missile hit Dnipro on Saturday. The strike on Dnipro destroyed a house."
    assert len(read(text).incidents) == 1


def test_what_may_come_is_no_incident() -> None:
    assert read("Russia will strike Dnipro with missiles, officials warn.").incidents == []
