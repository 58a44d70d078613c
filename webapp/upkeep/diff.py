"""`content diff OLD NEW`: which verdicts of a standard set of situations an edit of the facts changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.facts.base import FactBase
from webapp.facts.vocabulary import ARRANGEMENTS, BRANCHES, STATUSES, Branch
from webapp.rules.assessment import Verdict
from webapp.rules.entitlement import entitlement
from webapp.rules.person import person
from webapp.rules.treaties import treaties
from webapp.situation import Period, Situation

_LENGTHS = (None, 6, 24, 60, 180, 300)
"""Months insured in the country of work; None: nothing told."""
_ORIGINS_EACH = 3
"""The most frequent origins of each country stand for all."""


@dataclass(frozen=True, slots=True)
class Change:
    """One verdict that differs between two versions of the facts."""

    situation: Situation
    branch: Branch
    before: Verdict
    after: Verdict


def changes(old: FactBase, new: FactBase, day: date) -> Iterator[Change]:
    """Every changed verdict over the standard set: countries of either version, their likeliest origins,
    each status, each arrangement, and several lengths of insurance."""
    for situation in standard_situations(old, new):
        before, after = _verdicts(situation, old, day), _verdicts(situation, new, day)
        for branch in BRANCHES:
            if before[branch] != after[branch]:
                yield Change(situation, branch, before[branch], after[branch])


def standard_situations(old: FactBase, new: FactBase) -> Iterator[Situation]:
    """The same situations for any edit; only countries whose facts differ are asked."""
    for code in sorted({*old.countries, *new.countries}):
        same = old.countries.get(code) == new.countries.get(code)
        if same and old.agreements == new.agreements and old.ratifications == new.ratifications:
            continue
        origins = sorted((o for o, d in new.migrants if d == code), key=lambda o: -new.migrants[o, code])[
            :_ORIGINS_EACH
        ]
        for origin in origins:
            for status in STATUSES:
                for arrangement in ARRANGEMENTS:
                    for months in _LENGTHS:
                        told = (Period(code, months, insured="yes"),) if months else ()
                        yield Situation(
                            nationalities=(origin,),
                            work_country=code,
                            status=status,
                            arrangement=arrangement,
                            sector="other",
                            history=told,
                        )


def _verdicts(situation: Situation, facts: FactBase, day: date) -> dict[Branch, Verdict]:
    who = person(situation, day)
    entries = treaties(who, facts)
    return {branch: entitlement(branch, who, facts, entries)[0].verdict for branch in BRANCHES}
