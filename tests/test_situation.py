"""A situation is taken exactly as it was told, or refused with a reason for each answer."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.facts.vocabulary import ARRANGEMENTS, EVENTS, SECTORS, STATUSES
from webapp.situation import BadSituation, Period, Situation, parse, to_json

TODAY = "2026-11-24"


def codes_of(data: object) -> dict[str, str]:
    with pytest.raises(BadSituation) as caught:
        parse(data)
    return {error.key: error.code for error in caught.value.errors}


def test_nothing_told_is_a_situation() -> None:
    assert parse({}) == Situation()


def test_every_key_of_the_contract_is_taken() -> None:
    told = {
        "nationalities": ["NP", "XX"],
        "work_country": "MY",
        "status": "work-permit",
        "arrangement": "employee",
        "sector": "manufacturing",
        "employer_size": 0,
        "contract_months": 24,
        "months_in_country": 30,
        "age": 29,
        "sex": "female",
        "history": [
            {"country": "MY", "from": "2024-05", "to": "2026-10", "insured": "yes"},
            {"country": "CN", "months": 12, "region": "CN-ZJ"},
            {"country": "NP", "from": "2020-01"},
        ],
        "home_region": "CN-SC",
        "hukou": "rural",
        "live_country": "NP",
        "family_countries": ["NP", "IN"],
        "events": ["work-injury", "unpaid"],
        "date": TODAY,
    }
    situation = parse(told)
    assert situation.date == date(2026, 11, 24)
    assert situation.history[0] == Period("MY", None, (2024, 5), (2026, 10), "yes")
    assert to_json(situation) == told


@pytest.mark.parametrize(
    ("told", "key", "code"),
    [
        ({"favourite_colour": "red"}, "favourite_colour", "unknown-key"),
        ({"status": "tourist"}, "status", "unknown-word"),
        ({"status": ["work-permit"]}, "status", "unknown-word"),
        ({"work_country": "QQ"}, "work_country", "unknown-country"),
        ({"work_country": "EU"}, "work_country", "unknown-country"),
        ({"work_country": "XX"}, "work_country", "unknown-country"),
        ({"work_country": "np"}, "work_country", "unknown-country"),
        ({"nationalities": "NP"}, "nationalities", "not-a-list"),
        ({"nationalities": ["NP", "QQ"]}, "nationalities.1", "unknown-country"),
        ({"age": 9}, "age", "out-of-range"),
        ({"age": 111}, "age", "out-of-range"),
        ({"age": "30"}, "age", "not-a-whole-number"),
        ({"age": True}, "age", "not-a-whole-number"),
        ({"employer_size": -1}, "employer_size", "out-of-range"),
        ({"employer_size": 2.5}, "employer_size", "not-a-whole-number"),
        ({"history": [{"country": "MY"}]}, "history.0.months", "missing"),
        ({"history": [{"months": 3}]}, "history.0.country", "missing"),
        ({"history": [{"country": "MY", "months": 0}]}, "history.0.months", "out-of-range"),
        ({"history": [{"country": "MY", "months": 901}]}, "history.0.months", "out-of-range"),
        (
            {"history": [{"country": "MY", "months": 3, "from": "2020-01"}]},
            "history.0.months",
            "months-or-dates",
        ),
        ({"history": [{"country": "MY", "from": "2020-13"}]}, "history.0.from", "not-a-month"),
        (
            {"history": [{"country": "MY", "from": "2020-05", "to": "2020-04"}]},
            "history.0.to",
            "ends-before-it-begins",
        ),
        (
            {"history": [{"country": "MY", "from": "2020-05"}], "date": "2019-01-01"},
            "history.0.from",
            "begins-in-the-future",
        ),
        (
            {"history": [{"country": "MY", "months": 2, "region": "CN-ZJ"}]},
            "history.0.region",
            "region-of-another-country",
        ),
        ({"history": [7]}, "history.0", "not-an-object"),
        ({"date": "2026-02-30"}, "date", "not-a-day"),
        ({"date": "20261124"}, "date", "not-a-day"),
        ({"events": ["party"]}, "events.0", "unknown-word"),
        ({"home_region": "ZZ-1"}, "home_region", "unknown-region"),
        ([], "", "not-an-object"),
        (None, "", "not-an-object"),
    ],
)
def test_a_wrong_answer_is_refused_by_its_key(told: object, key: str, code: str) -> None:
    assert codes_of(told)[key] == code


def test_every_wrong_answer_is_named_at_once() -> None:
    assert codes_of({"age": 5, "sex": "x", "history": [{"country": "QQ", "months": 0}]}) == {
        "age": "out-of-range",
        "sex": "unknown-word",
        "history.0.country": "unknown-country",
        "history.0.months": "out-of-range",
    }


words = {
    "status": st.sampled_from(STATUSES),
    "arrangement": st.sampled_from(ARRANGEMENTS),
    "sector": st.sampled_from(SECTORS),
    "age": st.integers(10, 110),
    "employer_size": st.integers(0, 500),
    "events": st.lists(st.sampled_from(EVENTS), unique=True),
    "nationalities": st.lists(st.sampled_from(["NP", "PH", "XX", "EC"]), unique=True),
}


@given(st.fixed_dictionaries({}, optional=words))
def test_what_is_told_is_written_back_unchanged(told: dict[str, object]) -> None:
    kept = {key: value for key, value in told.items() if value != []}
    assert to_json(parse(told)) == kept


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["history", "age", "country", "from", "nationalities", "x"]),
                inner,
                max_size=3,
            )
        ),
        max_leaves=12,
    )
)
def test_anything_at_all_is_taken_or_refused_but_never_breaks(data: object) -> None:
    try:
        situation = parse(data)
    except BadSituation:
        return
    assert parse(to_json(situation)) == situation
