"""The register of ratifications gives the figures of ILO document GB.344/POL/1 (appendix, January 2022)."""

from dataclasses import replace
from datetime import date

import pytest

from webapp.app import create_app
from webapp.facts.load import load
from webapp.facts.register import registered
from webapp.settings import Settings

FACTS = load(Settings(secret_keys=("unused",)).content_dir / "facts")

APPENDIX_DAY = date(2022, 1, 31)

APPENDIX = {
    "C19": 121,
    "C102": 60,
    "C97": 53,
    "C118": 38,
    "C121": 24,
    "C128": 17,
    "C130": 16,
    "C143": 28,
    "C157": 4,
    "C168": 8,
    "MLC": 98,
}
"""Ratifications as of January 2022; the appendix counts every one that was registered, denounced or not."""


@pytest.mark.parametrize(("instrument", "count"), APPENDIX.items())
def test_the_appendix_of_the_governing_body_counts_as_many_ratifications(instrument: str, count: int) -> None:
    found = registered(FACTS, instrument, APPENDIX_DAY, denounced_too=True)
    assert len(found) == count, [row.country for row in found]


def test_the_netherlands_denounced_convention_118_so_that_37_states_are_bound() -> None:
    counted = {row.country for row in registered(FACTS, "C118", APPENDIX_DAY, denounced_too=True)}
    bound = {row.country for row in registered(FACTS, "C118", APPENDIX_DAY)}
    assert counted - bound == {"NL"}
    assert len(bound) == 37


def test_a_ratification_counts_from_the_day_on_which_it_was_registered() -> None:
    """Paraguay registered Convention 102 on 25 October 2021."""
    before = {row.country for row in registered(FACTS, "C102", date(2021, 10, 24))}
    since = {row.country for row in registered(FACTS, "C102", date(2021, 10, 25))}
    assert since - before == {"PY"}


def test_a_ratification_of_which_only_the_year_is_known_counts_at_its_end() -> None:
    """Nobody is told that a state is bound before it may have been."""
    row = FACTS.ratifications["C102"]["CI"]
    assert row.registered == date(2023, 12, 31)
    assert row not in registered(FACTS, "C102", date(2023, 12, 30))
    assert row in registered(FACTS, "C102", date(2023, 12, 31))


def test_a_ratification_without_a_date_counts_from_the_day_of_its_source() -> None:
    row = replace(FACTS.ratifications["C118"]["IN"], registered=None)
    undated = replace(FACTS, ratifications={"C118": {"IN": row}})
    day = FACTS.sources[row.source].as_of
    assert registered(undated, "C118", day) == (row,)
    assert registered(undated, "C118", day.replace(year=day.year - 1)) == ()


def test_an_instrument_that_nobody_can_ratify_has_no_ratifications() -> None:
    assert registered(FACTS, "R202", APPENDIX_DAY) == ()


def test_the_page_of_instruments_shows_the_counts_of_an_earlier_day() -> None:
    client = create_app(Settings()).test_client()
    page = client.get(f"/en/instruments/on/{APPENDIX_DAY}").text
    for instrument, count in APPENDIX.items():
        row = page.split(f'href="/en/instruments/{instrument}"', 1)[1].split("</tr>", 1)[0]
        assert row.endswith(f"<td>{count}</td>"), instrument
    assert "January 31, 2022" in page


@pytest.mark.parametrize("day", ["2022-02-30", "20220131", "9999-01-01", "1900-01-01", "yesterday"])
def test_a_day_that_the_register_does_not_know_is_not_found(day: str) -> None:
    assert create_app(Settings()).test_client().get(f"/en/instruments/on/{day}").status_code == 404
