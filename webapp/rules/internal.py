"""Moving for work inside one's own country: what the country's law says beyond what holds for everyone.

Legal source: the country's own law as cited in content/facts/internal/XX.toml, word by word in the sayings there. It
holds for nationals who say that they moved inside the country, or whose history names several places of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from webapp.facts.base import FactBase, holds_on
from webapp.facts.internal import SAYS, Internal
from webapp.facts.vocabulary import BRANCHES, Arrangement, Branch, Event, RemedyTopic, RightTopic, Sector
from webapp.rules.assessment import Entitlement, PeriodsEntry, Reason, RemedyEntry, WorkRight
from webapp.rules.entitlement import each_once, entitlement
from webapp.rules.internal_benefits import (
    injury_reasons,
    medical_reasons,
    pilot_entitlement,
    unemployment_entitlement,
)
from webapp.rules.internal_claims import contract_reasons, liable_reasons, waiver_reasons
from webapp.rules.internal_pension import pension_entitlement
from webapp.rules.periods import periods
from webapp.rules.person import OWN_PEOPLE, Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "internal-confirm": ("institution",),
    "internal-confirm-by-phone": ("institution", "phone"),
    **{f"internal-{word}": figures for word, figures in SAYS.items()},
}


@dataclass(frozen=True, slots=True)
class InternalFindings:
    """What moving inside the country changes in an assessment."""

    entitlements: tuple[Entitlement, ...]
    """The nine branches, in the order of Convention 102."""
    periods: tuple[PeriodsEntry, ...]
    asks: tuple[str, ...]
    """Answers that would say more without changing a verdict."""
    rights: Mapping[RightTopic, tuple[Reason, ...]]
    remedies: Mapping[tuple[RemedyTopic, str], tuple[Reason, ...]]
    """(topic, institution; "": the first of the topic) → what else to know there."""


def internal_law(person: Person, facts: FactBase) -> Internal | None:
    """The facts on moving inside the country of work, where the person is one whom they concern."""
    country = person.situation.work_country
    law = facts.internal.get(country) if country else None
    if law is None or person.status not in OWN_PEOPLE or not person.is_national:
        return None
    regions = {period.region for period in person.periods.get(law.country, ()) if period.region}
    return law if person.status == "internal-migrant" or len(regions) > 1 else None


def assess_internal(person: Person, facts: FactBase) -> InternalFindings | None:
    """What the law of the person's own country adds for someone who moved inside it; None: nobody who did."""
    law = internal_law(person, facts)
    if law is None:
        return None
    found: list[Entitlement] = []
    asks: list[str] = []
    own_entry: PeriodsEntry | None = None
    for branch in BRANCHES:
        one, entry, waits = _branch(branch, person, facts, law)
        found.append(one)
        asks.extend(waits)
        own_entry = own_entry or entry
    told = [
        own_entry if own_entry and (entry.branch, entry.country) == ("old-age", law.country) else entry
        for entry in periods(person, facts)
    ]
    said = _said(law, person)
    return InternalFindings(
        entitlements=tuple(found),
        periods=tuple(told),
        asks=tuple(dict.fromkeys(asks)),
        rights=said.rights,
        remedies=said.remedies,
    )


def internal_entitlement(branch: Branch, person: Person, facts: FactBase) -> Entitlement | None:
    """One branch of `assess_internal`; None: the person is nobody whom these rules concern."""
    law = internal_law(person, facts)
    return None if law is None else _branch(branch, person, facts, law)[0]


def _branch(
    branch: Branch, person: Person, facts: FactBase, law: Internal
) -> tuple[Entitlement, PeriodsEntry | None, tuple[str, ...]]:
    base, base_asks = entitlement(branch, person, facts, ())
    found, entry, asks = base, None, tuple[str, ...]()
    if branch == "old-age":
        found, entry, asks = pension_entitlement(base, person, facts, law)
    elif branch == "unemployment" and law.unemployment is not None:
        found, asks = unemployment_entitlement(base, law.unemployment, person, law.country)
    else:
        found, asks = pilot_entitlement(base, person, law)
    added: list[Reason] = []
    if branch == "medical-care" and law.medical is not None and found.verdict != "no":
        added.extend(medical_reasons(law.medical, person, law.country))
    added.extend(_said(law, person).branches.get(branch, ()))
    own = [reason for reason in (*found.reasons, *added) if reason.code.startswith("internal-")]
    if any(reason.checked != "yes" for reason in own):
        added.extend(_confirm(found, facts))
    if added:
        found = replace(found, reasons=each_once((*found.reasons, *added)))
    return found, entry, (*base_asks, *asks)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the law says besides, by where it is shown."""

    branches: Mapping[Branch, tuple[Reason, ...]]
    rights: Mapping[RightTopic, tuple[Reason, ...]]
    remedies: Mapping[tuple[RemedyTopic, str], tuple[Reason, ...]]


def _said(law: Internal, person: Person) -> _Said:
    told = person.situation
    return _said_to(law, person.day, told.arrangement, told.sector, told.events, told.age or 0)


@lru_cache(maxsize=4096)
def _said_to(
    law: Internal,
    day: date,
    arrangement: Arrangement | None,
    sector: Sector | None,
    events: tuple[Event, ...],
    age: int,
) -> _Said:
    """`_said` by what it turns on: many people share it. `age` 0: not told."""
    branches: defaultdict[Branch, list[Reason]] = defaultdict(list)
    rights: defaultdict[RightTopic, list[Reason]] = defaultdict(list)
    remedies: defaultdict[tuple[RemedyTopic, str], list[Reason]] = defaultdict(list)
    for saying in law.saying:
        if (
            not holds_on(saying, day)
            or (saying.arrangements and arrangement not in saying.arrangements)
            or (saying.sectors and sector not in saying.sectors)
            or (saying.events and not set(saying.events) & set(events))
            or age < saying.min_age
        ):
            continue
        code, figures = f"internal-{saying.says}", dict(saying.figures)
        reason = Reason(code, figures, saying.sources, saying.checked)
        for branch in saying.branches:
            branches[branch].append(reason)
        for right in saying.rights:
            rights[right].append(reason)
        for remedy in saying.remedies:
            remedies[remedy, saying.institution].append(reason)
    rights["end-of-service"].extend(contract_reasons(law))
    remedies["social-security-refusal", ""].extend(waiver_reasons(law, day))
    if "unpaid" in events:
        remedies["unpaid-wages", ""].extend(liable_reasons(law, "wages", sector))
    if "work-injury" in events:
        remedies["work-injury", ""].extend(liable_reasons(law, "work-injury", sector))
        branches["employment-injury"].extend(injury_reasons(law))
    return _Said(
        {branch: tuple(found) for branch, found in branches.items()},
        {right: tuple(found) for right, found in rights.items()},
        {remedy: tuple(found) for remedy, found in remedies.items()},
    )


def _confirm(found: Entitlement, facts: FactBase) -> Iterable[Reason]:
    """The office of the scheme, where some of what is said is local or was not read."""
    scheme = facts.schemes.get(found.scheme or "")
    office = facts.institutions.get(scheme.institution) if scheme else None
    if office is None:
        return
    if office.phone:
        params = {"institution": office.id, "phone": office.phone[0]}
        yield Reason("internal-confirm-by-phone", params, office.sources, "partly")
    else:
        yield Reason("internal-confirm", {"institution": office.id}, office.sources, "partly")


def with_internal_rights(found: InternalFindings, rights: Iterable[WorkRight]) -> tuple[WorkRight, ...]:
    """The rights at work, with what else the law says of them to people who moved inside the country."""
    return tuple(
        replace(right, reasons=(*right.reasons, *found.rights[right.topic]))
        if right.topic in found.rights
        else right
        for right in rights
    )


def with_internal_remedies(
    found: InternalFindings, remedies: Iterable[RemedyEntry]
) -> tuple[RemedyEntry, ...]:
    """The remedies, with what else to know there; what names no office stands with the first of its topic."""
    seen: set[RemedyTopic] = set()
    kept: list[RemedyEntry] = []
    for remedy in remedies:
        more = list(found.remedies.get((remedy.topic, remedy.institution), ()))
        if remedy.topic not in seen:
            more.extend(found.remedies.get((remedy.topic, ""), ()))
            seen.add(remedy.topic)
        kept.append(replace(remedy, reasons=(*remedy.reasons, *more)) if more else remedy)
    return tuple(kept)
