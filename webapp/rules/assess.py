"""assess: one situation in, one assessment out. The order in which the questions of law are put."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from webapp.facts.base import FactBase
from webapp.facts.vocabulary import BRANCHES, Branch
from webapp.rules.alternatives import alternatives
from webapp.rules.assessment import Assessment, Entitlement, TreatyEntry
from webapp.rules.entitlement import entitlement
from webapp.rules.internal import assess_internal, with_internal_remedies, with_internal_rights
from webapp.rules.leaving import leaving_and_asks
from webapp.rules.origin import origin_measures
from webapp.rules.periods import periods
from webapp.rules.person import Person, person
from webapp.rules.regime import regime
from webapp.rules.remedies import remedies
from webapp.rules.treaties import treaties
from webapp.rules.work_rights import work_rights
from webapp.situation import Situation

QUESTION_ORDER: tuple[str, ...] = (
    "nationalities",
    "work_country",
    "status",
    "sector",
    "arrangement",
    "history",
    "months_in_country",
    "employer_size",
    "contract_months",
    "home_region",
    "hukou",
    "age",
    "sex",
    "live_country",
    "family_countries",
)
"""The order in which missing answers are asked for: what decides most comes first."""

_GONE = frozenset({"leaving", "left"})
"""What happened to people who want to know what they can take along: they are asked what that depends on."""


def assess(
    situation: Situation, facts: FactBase, *, with_alternatives: bool = False, today: date | None = None
) -> Assessment:
    """What the law gives the person in `situation`, on its `date` (default `today`, default the current day).

    Pure but for reading the clock where no day is given. Raises nothing for any Situation that `parse` accepts.
    """
    who = person(situation, situation.date or today or date.today())
    treaty_entries = treaties(who, facts)
    moved = assess_internal(who, facts)
    if moved is None:
        found, details = entitlements(who, facts, treaty_entries)
    else:
        found, details = moved.entitlements, set(moved.asks)
    covered: Mapping[Branch, tuple[str, bool | None]] = {
        e.branch: (
            e.scheme or "",
            {"yes": True, "not-yet": True, "no": False}.get(e.verdict),
        )
        for e in found
    }
    rights, right_asks = work_rights(who, facts, treaty_entries)
    ways = remedies(who, facts)
    if moved is not None:
        rights, ways = with_internal_rights(moved, rights), with_internal_remedies(moved, ways)
    measures, measure_asks = origin_measures(who, facts)
    departures, departure_asks = leaving_and_asks(who, facts)
    if with_alternatives:
        found = tuple(
            replace(e, alternatives=alternatives(e, who, facts)) if e.verdict != "yes" else e for e in found
        )
    asked = {key for e in found for key in e.depends_on}
    asked.update(details, right_asks, measure_asks)
    if _GONE & set(situation.events):
        asked.update(departure_asks)
    if not situation.nationalities:
        asked.add("nationalities")
    if situation.work_country is None:
        asked.add("work_country")
    return Assessment(
        date=who.day,
        regime=regime(who, facts, covered),
        entitlements=found,
        periods=periods(who, facts) if moved is None else moved.periods,
        work_rights=rights,
        leaving=departures,
        origin_measures=measures,
        remedies=ways,
        treaties=treaty_entries,
        questions=tuple(key for key in QUESTION_ORDER if key in asked and worth_asking(key, situation)),
    )


def worth_asking(key: str, situation: Situation) -> bool:
    """Whether an answer is still open: not given, or (a history) given without what a rule needs."""
    value = getattr(situation, key)
    return value is None or value == () or key == "history"


def entitlements(
    who: Person, facts: FactBase, treaty_entries: Iterable[TreatyEntry]
) -> tuple[tuple[Entitlement, ...], set[str]]:
    """The nine branches in the order of Convention 102, and the answers that would say more about them."""
    found: list[Entitlement] = []
    details: set[str] = set()
    for branch in BRANCHES:
        one, asks = entitlement(branch, who, facts, treaty_entries)
        found.append(one)
        details.update(asks)
    return tuple(found), details
