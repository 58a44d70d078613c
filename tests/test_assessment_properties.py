"""What must hold for every situation, on the real facts.

Answers that contradict each other are left out where a test compares answers: a permit beside the nationality of the
country of work, a stay shorter than the work done there. "Posted" asks for the law of another country and is left
out where the question is what this country's law gives.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from webapp.facts.base import FactBase, build
from webapp.facts.load import load
from webapp.facts.vocabulary import ARRANGEMENTS, BRANCHES, EVENTS, SECTORS, STATUSES
from webapp.rules.assess import assess
from webapp.rules.assessment import RANK, Entitlement
from webapp.rules.json_form import assessment_json
from webapp.rules.months import length
from webapp.settings import Settings
from webapp.situation import Period, Situation, to_json

FOLDER = Settings(secret_keys=("unused",)).content_dir / "facts"
FACTS = load(FOLDER)
DAY = date(2026, 11, 22)
COUNTRIES = sorted(code for code, country in FACTS.countries.items() if country.scheme)
PEOPLE = sorted({origin for origin, _ in FACTS.migrants} | set(COUNTRIES) | {"XX"})
OWN = ("national", "internal-migrant")
FIRM = ("yes", "no", "not-yet")


def bounded(examples: int) -> Any:
    """The same examples on every run, and no more of them than so many."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


def maybe(values: Any) -> Any:
    return st.none() | values | values


@st.composite
def periods_in(draw: st.DrawFn, countries: Any) -> Period:
    """Months without a place in time, or dated months that may reach the day asked about."""
    code, insured = draw(countries), draw(st.sampled_from(["yes", "yes", "no", "unknown"]))
    if draw(st.booleans()):
        return Period(code, months=draw(st.integers(1, 400)), insured=insured)
    first = draw(st.integers(1985 * 12, 2026 * 12 + 9))
    if draw(st.booleans()):
        return Period(code, from_=(first // 12, first % 12 + 1), insured=insured)
    last = draw(st.integers(first, 2026 * 12 + 10))
    return Period(code, from_=(first // 12, first % 12 + 1), to=(last // 12, last % 12 + 1), insured=insured)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Anybody: answers given or left out, at home or abroad, with work in the country of work more often than not."""
    work = draw(st.sampled_from(COUNTRIES))
    anywhere = st.sampled_from(COUNTRIES)
    nationalities = st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple)
    return Situation(
        nationalities=draw(nationalities | nationalities | nationalities | st.just((work,))),
        work_country=draw(st.sampled_from([work] * 9 + [None])),
        status=draw(maybe(st.sampled_from(STATUSES))),
        arrangement=draw(maybe(st.sampled_from(ARRANGEMENTS))),
        sector=draw(maybe(st.sampled_from(SECTORS))),
        employer_size=draw(maybe(st.sampled_from([0, 1, 3, 5, 10, 20, 300]))),
        contract_months=draw(maybe(st.integers(0, 60))),
        months_in_country=draw(maybe(st.sampled_from([0, 2, 6, 12, 60, 240]))),
        age=draw(maybe(st.integers(16, 80))),
        sex=draw(maybe(st.sampled_from(["female", "male"]))),
        history=draw(st.lists(periods_in(st.just(work) | anywhere), max_size=3).map(tuple)),
        live_country=draw(maybe(st.sampled_from(PEOPLE).filter(lambda code: code != "XX"))),
        family_countries=draw(st.lists(anywhere, max_size=1).map(tuple)),
        events=draw(st.lists(st.sampled_from(EVENTS), max_size=2, unique=True).map(tuple)),
        date=DAY,
    )


def entries(told: Situation, facts: FactBase = FACTS) -> dict[str, Entitlement]:
    return {entry.branch: entry for entry in assess(told, facts).entitlements}


def verdicts(told: Situation, facts: FactBase = FACTS) -> dict[str, str]:
    return {branch: entry.verdict for branch, entry in entries(told, facts).items()}


def codes(entry: Entitlement) -> list[str]:
    return [reason.code for reason in entry.reasons]


# ---- the shape of the answer -------------------------------------------------------------------------------


@given(situations())
@bounded(90)
def test_every_situation_gets_nine_answers_in_the_order_of_convention_102(told: Situation) -> None:
    assert [entry.branch for entry in assess(told, FACTS).entitlements] == list(BRANCHES)


@given(situations())
@bounded(120)
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
            assert read, (entry.branch, entry.scheme, codes(entry))


@given(situations())
@bounded(60)
def test_every_source_that_a_reason_cites_stands_under_the_answer(told: Situation) -> None:
    written = assessment_json(assess(told, FACTS), FACTS)
    cited = {source for entry in written["entitlements"] for r in entry["reasons"] for source in r["sources"]}
    assert cited <= set(written["sources"])


@given(situations())
@bounded(120)
def test_months_counted_needed_and_missing_add_up(told: Situation) -> None:
    for entry in assess(told, FACTS).entitlements:
        if entry.verdict == "not-yet":
            assert entry.months_missing
            assert (entry.months_counted or 0) + entry.months_missing == entry.months_needed
        elif entry.verdict == "yes":
            assert not entry.months_missing


# ---- what was not told -------------------------------------------------------------------------------------


@given(situations())
@bounded(120)
def test_an_answer_that_is_waited_for_was_not_told_and_is_asked_for(told: Situation) -> None:
    found = assess(told, FACTS)
    for entry in found.entitlements:
        assert not entry.depends_on or entry.verdict in ("if", "unknown"), (entry.branch, entry.verdict)
        for key in entry.depends_on:
            assert key == "history" or getattr(told, key) in (None, ()), (entry.branch, key)
    assert {key for entry in found.entitlements for key in entry.depends_on} <= set(found.questions)


ANSWERS: dict[str, tuple[Any, ...]] = {
    "status": STATUSES,
    "sector": SECTORS,
    "arrangement": ARRANGEMENTS,
    "employer_size": (0, 2, 4, 5, 9, 19, 49, 500),
    "contract_months": (0, 1, 2, 3, 6, 12, 60),
    "months_in_country": (0, 2, 5, 6, 12, 60, 180, 480),
    "age": (16, 30, 45, 58, 61, 64, 67, 80),
    "sex": ("female", "male"),
    "live_country": ("DE", "NP", "PH", "US"),
    "nationalities": (("NP",), ("XX",), ("DE",), ("PH", "GB")),
}


def answers_to(key: str, told: Situation) -> Iterator[Situation]:
    """`told` with each answer to `key` that does not contradict the other answers."""
    if key == "history":
        for months in (1, 6, 13, 60, 120, 180, 300):
            for insured in ("yes", "no", "unknown"):
                if told.months_in_country is None or months <= told.months_in_country:
                    one = Period(told.work_country or "DE", months=months, insured=insured)  # type: ignore[arg-type]
                    yield replace(told, history=(one,))
        return
    worked = sum(length(period, DAY) for period in told.history if period.country == told.work_country)
    for answer in (*ANSWERS[key], *([(told.work_country,)] if key == "nationalities" else [])):
        changed = replace(told, **{key: answer})
        own = told.work_country in changed.nationalities
        compared = key in ("status", "nationalities") and changed.status is not None and changed.nationalities
        if compared and own != (changed.status in OWN):
            continue
        if key == "status" and answer == "posted":
            continue
        if key == "months_in_country" and answer < worked:
            continue
        yield changed


@pytest.mark.parametrize("key", [*ANSWERS, "history"])
@given(told=situations())
@bounded(40)
def test_a_question_left_open_gives_no_firmer_verdict_than_its_answers_could(
    told: Situation, key: str
) -> None:
    """A yes, a no or a not-yet without an answer is the same whatever the answer is."""
    nothing: Any = () if key in ("history", "nationalities") else None
    unanswered = replace(told, **{key: nothing})
    firm = {b: verdict for b, verdict in verdicts(unanswered).items() if verdict in FIRM}
    for changed in answers_to(key, unanswered) if firm else ():
        given_ = entries(changed)
        for branch, verdict in firm.items():
            entry = given_[branch]
            assert entry.verdict == verdict, (branch, getattr(changed, key), entry.scheme, codes(entry))


@given(situations())
@bounded(50)
def test_an_answer_that_is_waited_for_makes_a_difference(told: Situation) -> None:
    """Some answer settles it: the verdict changes, or the answer no longer stands among those waited for."""
    for branch, entry in entries(told).items():
        for key in entry.depends_on:
            if key not in (*ANSWERS, "history"):
                continue
            if key == "history":
                code = entry.country or told.work_country or ""
                full = Period(code, from_=(1985, 1), insured="yes")
                none = Period(code, from_=(1985, 1), insured="no")
                after = [entries(replace(told, history=(one,)))[branch] for one in (full, none)]
            else:
                after = [entries(changed)[branch] for changed in answers_to(key, told)]
            assert any(one.verdict != entry.verdict or key not in one.depends_on for one in after), (
                branch,
                key,
            )


@given(situations())
@bounded(50)
def test_rights_at_work_and_measures_at_home_wait_for_answers_too(told: Situation) -> None:
    for key in ("status", "sector", "arrangement", "employer_size"):
        unanswered = replace(told, **{key: None})
        before = assess(unanswered, FACTS)
        rights = {right.topic: right.verdict for right in before.work_rights}
        measures = {measure.id: measure.verdict for measure in before.origin_measures}
        for changed in answers_to(key, unanswered):
            after = assess(changed, FACTS)
            for right in after.work_rights:
                if rights.get(right.topic) in ("yes", "no"):
                    assert right.verdict == rights[right.topic], (right.topic, key, getattr(changed, key))
            for measure in after.origin_measures:
                if measures[measure.id] in ("yes", "no"):
                    assert measure.verdict == measures[measure.id], (measure.id, getattr(changed, key))


# ---- more never takes away ---------------------------------------------------------------------------------


@given(situations(), st.integers(1, 200), st.data())
@bounded(120)
def test_more_insured_months_never_lower_an_entitlement(
    told: Situation, months: int, data: st.DataObject
) -> None:
    """Once work in a country was told; before that the answer waits for it."""
    assume(told.history)
    code = data.draw(st.sampled_from([period.country for period in told.history]))
    more = replace(told, history=(*told.history, Period(code, months, insured="yes")))
    before = verdicts(told)
    for branch, entry in entries(more).items():
        assert RANK[entry.verdict] >= RANK[before[branch]], (branch, entry.scheme, codes(entry))  # type: ignore[index]


@cache
def thinner() -> tuple[FactBase, FactBase]:
    """The facts without every other ratification, and without every other agreement (regulations stay).

    Between its states a regulation stands in place of older treaties (Regulation (EC) 883/2004, art. 8), so that
    taking it away brings back others; it is not "one more".
    """
    rows = [row for by_country in FACTS.ratifications.values() for row in by_country.values()]
    some = tuple(
        one
        for place, one in enumerate(FACTS.agreements)
        if place % 2 or one.kind in ("regional-regulation", "multilateral")
    )

    def without(ratifications: list[Any], agreements: Any) -> FactBase:
        return build(
            FACTS.countries,
            FACTS.groups,
            FACTS.instruments,
            ratifications,
            agreements,
            FACTS.sources,
            FACTS.migrants,
            FACTS.regions,
        )

    return without(rows[::2], FACTS.agreements), without(rows, some)


@pytest.mark.parametrize("which", [0, 1], ids=["ratifications", "agreements"])
@given(told=situations())
@bounded(90)
def test_one_more_agreement_or_ratification_never_lowers_an_entitlement(told: Situation, which: int) -> None:
    fewer = verdicts(told, thinner()[which])
    for branch, entry in entries(told).items():
        assert RANK[entry.verdict] >= RANK[fewer[branch]], (branch, entry.scheme, codes(entry))  # type: ignore[index]


def names_foreigners(told: Situation, branch: str, extra: str) -> bool:
    """Whether some scheme of the branch is by its own law for people without this further nationality."""
    for scheme, _ in FACTS.benefits(told.work_country or "", branch):  # type: ignore[arg-type]
        covers = scheme.covers
        if covers.nationalities == "non-nationals" or FACTS.in_group(extra, covers.not_nationalities):
            return True
    return False


@given(situations(), st.sampled_from(PEOPLE))
@bounded(120)
def test_a_second_nationality_never_loses_an_entitlement(told: Situation, extra: str) -> None:
    """That of the country of work is another matter: it makes a national of a foreigner, with a national's law."""
    assume(told.nationalities and extra not in told.nationalities and extra != told.work_country)
    assume(told.status != "posted")
    before = verdicts(told)
    for branch, entry in entries(replace(told, nationalities=(*told.nationalities, extra))).items():
        if not names_foreigners(told, branch, extra):
            assert RANK[entry.verdict] >= RANK[before[branch]], (branch, codes(entry))  # type: ignore[index]


@given(situations(), st.sampled_from([status for status in STATUSES if status not in (*OWN, "posted")]))
@bounded(60)
def test_in_ones_own_country_no_permit_that_is_named_takes_a_nationals_rights(
    told: Situation, permit: Any
) -> None:
    assume(told.work_country)
    own = replace(told, nationalities=(told.work_country or "",), status="national")
    assert assess(replace(own, status=permit), FACTS) == assess(own, FACTS)


@given(situations())
@bounded(60)
def test_nationals_are_refused_nothing_because_a_scheme_is_for_foreigners(told: Situation) -> None:
    assume(told.work_country)
    own = replace(told, nationalities=(told.work_country or "",), status="national")
    for entry in assess(own, FACTS).entitlements:
        if entry.verdict == "no":
            assert not {"scheme-excludes-status", "scheme-excludes-nationality"} & set(codes(entry)[:1])


# ---- the same again ----------------------------------------------------------------------------------------


@given(situations())
@bounded(40)
def test_the_order_of_the_history_does_not_matter(told: Situation) -> None:
    turned = replace(told, history=tuple(reversed(told.history)))
    assert verdicts(told) == verdicts(turned)


@given(situations())
@bounded(40)
def test_the_same_situation_gives_the_same_bytes(told: Situation) -> None:
    once, again = (orjson.dumps(assessment_json(assess(told, FACTS), FACTS)) for _ in range(2))
    assert once == again


def test_two_processes_give_the_same_bytes_whatever_the_order_of_their_sets() -> None:
    told = [
        to_json(one)
        for one in (
            Situation(nationalities=("PH", "US"), work_country="ES", status="work-permit", date=DAY),
            Situation(
                nationalities=("PL",),
                work_country="DE",
                history=(Period("PL", 40), Period("NL", 30), Period("DE", 50)),
                date=DAY,
            ),
            Situation(nationalities=("NP",), work_country="QA", status="irregular", date=DAY),
        )
    ]
    lines = "\n".join(orjson.dumps(one).decode() for one in told)
    written = [
        subprocess.run(
            [sys.executable, "-m", "webapp", "batch", "--jsonl"],
            input=lines,
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).resolve().parent.parent,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    ]
    assert written[0] == written[1]
    assert len(written[0].splitlines()) == len(told)
