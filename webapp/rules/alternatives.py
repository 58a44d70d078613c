"""What would change a verdict: each change or addition of one answer, and the verdict it would give.

A second reading of the same rules with one answer exchanged; for months the smallest number that changes
the verdict. No legal source of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from webapp.facts.base import FactBase
from webapp.facts.vocabulary import ARRANGEMENTS, SECTORS, STATUSES
from webapp.rules.assessment import Alternative, Entitlement, Verdict
from webapp.rules.entitlement import entitlement
from webapp.rules.internal import internal_entitlement
from webapp.rules.person import OWN_PEOPLE, Person, person
from webapp.situation import Period, Situation, to_json

_MOST_MONTHS = 900


def alternatives(found: Entitlement, who: Person, facts: FactBase) -> tuple[Alternative, ...]:
    """Every single answer whose change or addition changes the verdict of `found`."""
    kept: list[Alternative] = []
    for answers, changed in _single_changes(who, facts, found):
        verdict = _verdict(found, changed, who, facts)
        if verdict != found.verdict:
            kept.append(Alternative(answers, verdict))
    more = _more_months(found, who, facts)
    if more is not None:
        kept.append(more)
    return tuple(kept)


def _verdict(found: Entitlement, changed: Situation, who: Person, facts: FactBase) -> Verdict:
    other = person(changed, who.day)
    moved = internal_entitlement(found.branch, other, facts)
    return (moved or entitlement(found.branch, other, facts, ())[0]).verdict


def _single_changes(
    who: Person, facts: FactBase, found: Entitlement
) -> Iterator[tuple[dict[str, Any], Situation]]:
    told = who.situation
    for status in STATUSES:
        own = status in OWN_PEOPLE
        if status != told.status and (not own or who.is_national is not False):
            yield {"status": status}, replace(told, status=status)
    for arrangement in ARRANGEMENTS:
        if arrangement != told.arrangement:
            yield {"arrangement": arrangement}, replace(told, arrangement=arrangement)
    for sector in SECTORS:
        if sector != told.sector:
            yield {"sector": sector}, replace(told, sector=sector)
    for key, values in _thresholds(found, facts).items():
        for value in sorted(values):
            if (getattr(told, key) or 0) < value:
                yield {key: value}, replace(told, **{key: value})  # type: ignore[arg-type]


def _thresholds(found: Entitlement, facts: FactBase) -> dict[str, set[int]]:
    """The figures of the branch's schemes at which an answer in numbers begins to count."""
    values: dict[str, set[int]] = {
        "employer_size": set(),
        "months_in_country": set(),
        "contract_months": set(),
    }
    if found.country is None:
        return values
    for scheme, benefit in facts.benefits(found.country, found.branch):
        covers = scheme.covers
        values["employer_size"].add(covers.min_employer_size)
        values["months_in_country"].add(covers.min_stay_months)
        values["contract_months"].add(covers.min_contract_months)
        if benefit.basis == "residence" and benefit.qualifying_months:
            values["months_in_country"].add(benefit.qualifying_months)
    return {key: found_values - {0, 1} for key, found_values in values.items()}


def _more_months(found: Entitlement, who: Person, facts: FactBase) -> Alternative | None:
    """The smallest number of further insured months in the country of work that changes the verdict."""
    if found.country is None or found.months_needed is None or found.verdict not in ("not-yet", "if"):
        return None
    low, high = 1, min(_MOST_MONTHS, found.months_needed + 1)
    if _verdict(found, _with_months(who.situation, found.country, high), who, facts) == found.verdict:
        return None
    while low < high:
        middle = (low + high) // 2
        if _verdict(found, _with_months(who.situation, found.country, middle), who, facts) == found.verdict:
            low = middle + 1
        else:
            high = middle
    changed = _with_months(who.situation, found.country, low)
    return Alternative({"history": to_json(changed)["history"]}, _verdict(found, changed, who, facts))


def _with_months(told: Situation, country: str, months: int) -> Situation:
    return replace(told, history=(*told.history, Period(country=country, months=months, insured="yes")))
