"""Invalidity pensions that ask for more months from older people: whose age is not told is asked for it."""

import pytest
from factory import DAY, benefit, country, make_facts, permit_worker, scheme

from webapp.rules.assess import assess
from webapp.rules.assessment import Entitlement

# In the manner of the Slovak law (461/2003, s. 72): nothing below 20, five years from 28 on, and more from 34.
RISING = {"20": 12, "22": 24, "28": 60, "34": 96}
FACTS = make_facts(
    country("FR", scheme("fr-invalidity", benefit("invalidity", 0, qualifying_months_by_age=RISING)))
)


def invalidity(months: int, age: int | None) -> Entitlement:
    answers = {} if age is None else {"age": age}
    found = assess(permit_worker(months, **answers), FACTS, today=DAY)
    return next(one for one in found.entitlements if one.branch == "invalidity")


@pytest.mark.parametrize(
    ("age", "needed"), [(20, 12), (21, 12), (22, 24), (27, 24), (28, 60), (33, 60), (60, 96)]
)
def test_the_age_decides_how_many_months_are_asked(age: int, needed: int) -> None:
    assert invalidity(needed, age).verdict == "yes"
    short = invalidity(needed - 1, age)
    assert (short.verdict, short.months_needed, short.months_missing) == ("not-yet", needed, 1)


def test_below_the_first_age_no_month_is_asked() -> None:
    assert invalidity(1, 19).verdict == "yes"


def test_without_an_age_it_depends_on_the_answer_and_nobody_is_promised_anything() -> None:
    found = invalidity(30, None)
    assert found.verdict == "if"
    assert "age" in found.depends_on
    assert "needed-months-depend-on-age" in {reason.code for reason in found.reasons}


def test_enough_for_every_age_needs_no_age() -> None:
    assert invalidity(96, None).verdict == "yes"
