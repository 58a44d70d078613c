"""Tiny fact bases and people for tests of rules: only what the test is about, everything else left out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from webapp.facts.base import FactBase, build
from webapp.facts.records import (
    AbsentBranch,
    Agreement,
    Article,
    Benefit,
    Country,
    Covers,
    Departure,
    Instrument,
    PayTier,
    Ratification,
    Scheme,
    Source,
)
from webapp.facts.vocabulary import BRANCHES, LONG_TERM, Branch, Checked
from webapp.rules.person import Person, person
from webapp.situation import Period, Situation, parse

DAY = date(2026, 11, 24)
"""The day of every test that does not say another."""

READ, MEMORY = "zz-read", "zz-memory"
"""Ids of a source that was read and of one that was not."""

WORK_STATUSES = ("national", "permanent-resident", "work-permit", "seasonal-permit", "refugee")


def _source(id_: str, seen: str) -> Source:
    return Source(
        id=id_,
        title="A law",
        publisher="A state",
        url="https://example.org/" if seen == "excerpt" else "",
        kind="law",
        as_of=date(2020, 1, 1),
        seen=seen,  # type: ignore[arg-type]
    )


def benefit(branch: Branch = "old-age", months: int | None = 180, **more: Any) -> Benefit:
    """A contributory benefit that asks for `months`, read in its law."""
    given: dict[str, Any] = {"basis": "contributions", "sources": (READ,), "checked": "yes"}
    return Benefit(branch=branch, qualifying_months=months, **{**given, **more})


def scheme(id_: str, *benefits: Benefit, **more: Any) -> Scheme:
    """A compulsory social insurance of employees of any nationality with papers."""
    covers = Covers(
        nationalities="all",
        statuses=WORK_STATUSES,
        not_statuses=("irregular",),
        arrangements=("employee",),
    )
    given: dict[str, Any] = {
        "name": id_,
        "kind": "social-insurance",
        "covers": covers,
        "sources": (READ,),
        "compulsory": True,
        "checked": "yes",
    }
    return Scheme(id=id_, benefit=benefits or (benefit(),), **{**given, **more})


def country(
    code: str, *schemes: Scheme, departures: Iterable[Departure] = (), absent: Iterable[Branch] = ()
) -> Country:
    """A country with these schemes; without any, one old-age scheme of 180 months."""
    return Country(
        country=code,
        scheme=schemes or (scheme(f"{code.lower()}-old"),),
        departure=tuple(departures),
        absent_branch=tuple(AbsentBranch(branch=one, sources=(READ,), checked="yes") for one in absent),
    )


def pension_country(code: str, months: int | None, **more: Any) -> Country:
    """A country whose pension asks for `months` in all three long-term branches."""
    benefits = [benefit(branch, months, **more) for branch in LONG_TERM]
    return country(code, scheme(f"{code.lower()}-pension", *benefits))


def departure(kind: str, scheme_id: str = "", **more: Any) -> Departure:
    """What one takes along on leaving, for people with a work permit."""
    given: dict[str, Any] = {"statuses": ("work-permit",), "sources": (READ,), "checked": "yes"}
    return Departure(kind=kind, scheme=scheme_id, **{**given, **more})  # type: ignore[arg-type]


def tier(days_per_year: int, from_months: int = 0, to_months: int = 0) -> PayTier:
    return PayTier(days_per_year=days_per_year, from_months=from_months, to_months=to_months)


def agreement(id_: str, *parties: str, **more: Any) -> Agreement:
    """A bilateral agreement in force since 2000 for all insured people, that adds and exports long-term pensions."""
    given: dict[str, Any] = {
        "title": id_,
        "kind": "bilateral",
        "status": "in-force",
        "sources": (READ,),
        "in_force": date(2000, 1, 1),
        "branches": LONG_TERM,
        "personal_scope": "all-insured",
        "totalisation": LONG_TERM,
        "export": LONG_TERM,
        "calculation": "pro-rata",
        "provisions": "read",
        "avoids_double_contributions": "yes",
        "checked": "yes",
    }
    return Agreement(id=id_, parties=parties, **{**given, **more})


def multilateral(id_: str, *parties: str, **more: Any) -> Agreement:
    """A multilateral convention with the same contents, and a rule for periods below one year."""
    return agreement(id_, *parties, **{"kind": "multilateral", "below_one_year": True, **more})


def regulation(id_: str, *parties: str, **more: Any) -> Agreement:
    """A regulation such as (EC) 883/2004: all branches, nationals of its states, refugees, below-one-year rule."""
    return multilateral(
        id_,
        *parties,
        **{
            "kind": "regional-regulation",
            "personal_scope": "nationals-of-parties",
            "also_refugees": True,
            "equal_treatment": "yes",
            "branches": BRANCHES,
            "totalisation": BRANCHES,
            "export": tuple(branch for branch in BRANCHES if branch != "medical-care"),
            **more,
        },
    )


def extension(id_: str, *parties: str, **more: Any) -> Agreement:
    """A regulation such as (EU) 1231/2010: everyone who lives there lawfully and whose case touches two states."""
    return regulation(
        id_,
        *parties,
        **{
            "personal_scope": "all-insured",
            "also_refugees": False,
            "lawful_residence": True,
            "min_parties_in_history": 2,
            **more,
        },
    )


def convention(id_: str, number: str, *branches: Branch, **more: Any) -> Instrument:
    """A convention that asks, in one article, for payment abroad in `branches`, reciprocally but for refugees."""
    article = Article(
        number=number, gives="", branches=branches, statuses=(), principle="acquired_rights_and_export"
    )
    given: dict[str, Any] = {
        "year": 1962,
        "title": id_,
        "kind": "convention",
        "binding": True,
        "sectors": (),
        "reciprocity": True,
        "refugees_too": True,
        "by_accepted_branch": True,
        "sources": (READ,),
        "article": (article,),
        "checked": "yes",
    }
    return Instrument(id=id_, branches=branches, **{**given, **more})


def ratification(id_: str, code: str, *accepted: Branch, checked: Checked = "yes") -> Ratification:
    return Ratification(
        convention=id_,
        country=code,
        registered=date(1970, 1, 1),
        status="in-force",
        accepted=accepted,
        source=READ,
        checked=checked,
    )


def make_facts(
    *countries: Country,
    agreements: Iterable[Agreement] = (),
    instruments: Iterable[Instrument] = (),
    ratifications: Iterable[Ratification] = (),
    groups: Mapping[str, frozenset[str]] | None = None,
) -> FactBase:
    """A FactBase of just these records, with one source that was read and one that was not."""
    return build(
        countries={one.country: one for one in countries},
        groups=groups or {},
        instruments={one.id: one for one in instruments},
        ratifications=ratifications,
        agreements=tuple(agreements),
        sources={READ: _source(READ, "excerpt"), MEMORY: _source(MEMORY, "memory")},
        migrants={},
        regions={},
    )


def worked(code: str, months: int, insured: str = "yes") -> dict[str, Any]:
    """A period told as a number of months."""
    return {"country": code, "months": months, "insured": insured}


def dated(code: str, first: str, last: str | None = None, insured: str = "yes") -> dict[str, Any]:
    """A period told by its first and last month ("2020-01"); without a last one: until the day asked about."""
    told = {"country": code, "from": first, "insured": insured}
    return told if last is None else {**told, "to": last}


def someone(*history: Mapping[str, Any], day: date = DAY, **answers: Any) -> Person:
    """A person with this history and these answers, checked as every answer is."""
    return person(situation(*history, **answers), day)


def situation(*history: Mapping[str, Any], **answers: Any) -> Situation:
    told = {**answers, "history": list(history)} if history else answers
    return parse(told)


def permit_worker(months: int, **answers: Any) -> Situation:
    """A Turkish employee with a work permit in France, insured there for so many months."""
    told = {"nationalities": ["TR"], "work_country": "FR", "status": "work-permit", "arrangement": "employee"}
    return situation({"country": "FR", "months": months, "insured": "yes"}, **told, **answers)


def period(code: str, months: int) -> Period:
    return Period(country=code, months=months, insured="yes")
