"""What must hold for every situation, on the real facts."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.facts.base import FactBase
from webapp.facts.load import load
from webapp.facts.vocabulary import ARRANGEMENTS, BRANCHES, EVENTS, SECTORS, STATUSES
from webapp.rules.assess import assess
from webapp.rules.assessment import RANK
from webapp.rules.json_form import assessment_json
from webapp.settings import Settings
from webapp.situation import Period, Situation

FACTS = load(Settings(secret_keys=("unused",)).content_dir / "facts")
COUNTRIES = sorted(code for code, country in FACTS.countries.items() if country.scheme)
PEOPLE = sorted({origin for origin, _ in FACTS.migrants} | set(COUNTRIES))
BOUNDED = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def maybe(values: Any) -> Any:
    return st.none() | values


periods = st.builds(
    Period,
    country=st.sampled_from(COUNTRIES),
    months=st.integers(1, 400),
    insured=st.sampled_from(["yes", "no", "unknown"]),
)
situations = st.builds(
    Situation,
    nationalities=st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple),
    work_country=maybe(st.sampled_from(COUNTRIES)),
    status=maybe(st.sampled_from(STATUSES)),
    arrangement=maybe(st.sampled_from(ARRANGEMENTS)),
    sector=maybe(st.sampled_from(SECTORS)),
    employer_size=maybe(st.integers(0, 300)),
    contract_months=maybe(st.integers(0, 60)),
    months_in_country=maybe(st.integers(0, 400)),
    age=maybe(st.integers(16, 80)),
    sex=maybe(st.sampled_from(["female", "male"])),
    history=st.lists(periods, max_size=3).map(tuple),
    live_country=maybe(st.sampled_from(PEOPLE)),
    family_countries=st.lists(st.sampled_from(PEOPLE), max_size=1).map(tuple),
    events=st.lists(st.sampled_from(EVENTS), max_size=2, unique=True).map(tuple),
)


def verdicts(told: Situation, facts: FactBase = FACTS) -> dict[str, str]:
    return {entry.branch: entry.verdict for entry in assess(told, facts).entitlements}


@given(situations)
@BOUNDED
def test_every_situation_gets_nine_answers_in_the_order_of_convention_102(told: Situation) -> None:
    assert [entry.branch for entry in assess(told, FACTS).entitlements] == list(BRANCHES)


@given(situations)
@BOUNDED
def test_a_no_rests_on_a_source_that_was_read(told: Situation) -> None:
    for entry in assess(told, FACTS).entitlements:
        if entry.verdict == "no":
            read = [
                source
                for reason in entry.reasons
                if reason.checked != "no"
                for source in reason.sources
                if FACTS.sources[source].seen == "excerpt"
            ]
            assert read, (entry.branch, entry.scheme, [reason.code for reason in entry.reasons])


@given(situations)
@BOUNDED
def test_what_an_answer_waits_for_was_not_told(told: Situation) -> None:
    found = assess(told, FACTS)
    for entry in found.entitlements:
        assert bool(entry.depends_on) <= (entry.verdict in ("if", "unknown")), (entry.branch, entry.verdict)
        for key in entry.depends_on:
            assert key == "history" or getattr(told, key) in (None, ()), (entry.branch, key)
    assert {key for entry in found.entitlements for key in entry.depends_on} <= set(found.questions)


@pytest.mark.parametrize(
    ("key", "answers"),
    [
        ("status", STATUSES),
        ("sector", SECTORS),
        ("arrangement", ARRANGEMENTS),
        ("employer_size", (0, 4, 9, 49, 500)),
    ],
)
@given(told=situations)
@BOUNDED
def test_a_question_left_open_gives_no_firmer_verdict_than_its_answers_could(
    told: Situation, key: str, answers: Any
) -> None:
    """A yes or a no without an answer is the same yes or no whatever the answer is."""
    open_ = verdicts(replace(told, **{key: None}))
    if (
        key == "status"
        and told.work_country
        and told.nationalities
        and told.work_country not in told.nationalities
    ):
        answers = [status for status in answers if status not in ("national", "internal-migrant")]
    for answer in answers:
        given_ = verdicts(replace(told, **{key: answer}))
        for branch, verdict in open_.items():
            if verdict in ("yes", "no"):
                assert given_[branch] == verdict, (branch, key, answer)


@given(situations, st.integers(1, 200))
@BOUNDED
def test_more_insured_months_never_lose_an_entitlement(told: Situation, months: int) -> None:
    if told.work_country is None:
        return
    before = verdicts(told)
    more = replace(told, history=(*told.history, Period(told.work_country, months, insured="yes")))
    for branch, verdict in verdicts(more).items():
        if before[branch] in ("yes", "not-yet"):
            assert RANK[verdict] >= RANK[before[branch]], branch


@given(situations)
@BOUNDED
def test_the_order_of_the_history_does_not_matter(told: Situation) -> None:
    turned = replace(told, history=tuple(reversed(told.history)))
    assert verdicts(told) == verdicts(turned)


@given(situations)
@BOUNDED
def test_the_same_situation_gives_the_same_bytes(told: Situation) -> None:
    once, again = (orjson.dumps(assessment_json(assess(told, FACTS), FACTS)) for _ in range(2))
    assert once == again
