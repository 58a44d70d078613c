"""Moving for work inside one's own country: what the country's law says beyond what holds for everyone.

Legal source: the country's own law as cited in content/facts/internal/XX.toml, word by word in the sayings there. It
holds for nationals who say that they moved inside the country, or whose history names several places of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from webapp.facts.base import FactBase, holds_on
from webapp.facts.internal import SAYS, Internal, Saying
from webapp.facts.vocabulary import BRANCHES, Branch, RemedyTopic, RightTopic
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
    return InternalFindings(
        entitlements=tuple(found),
        periods=tuple(told),
        asks=tuple(dict.fromkeys(asks)),
        rights=_rights(person, law),
        remedies=_remedies(person, law),
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
    if branch == "employment-injury":
        added.extend(injury_reasons(law, person))
    added.extend(
        _said(saying) for saying in law.saying if branch in saying.branches and _is_for(saying, person)
    )
    own = [reason for reason in (*found.reasons, *added) if reason.code.startswith("internal-")]
    if any(reason.checked != "yes" for reason in own):
        added.extend(_confirm(found, facts))
    found = replace(found, reasons=each_once((*found.reasons, *added)))
    return found, entry, (*base_asks, *asks)


def _is_for(saying: Saying, person: Person) -> bool:
    told = person.situation
    return (
        holds_on(saying, person.day)
        and (not saying.arrangements or told.arrangement in saying.arrangements)
        and (not saying.sectors or told.sector in saying.sectors)
        and (not saying.events or bool(set(saying.events) & set(told.events)))
        and (not saying.min_age or (told.age is not None and told.age >= saying.min_age))
    )


def _said(saying: Saying) -> Reason:
    return Reason(f"internal-{saying.says}", dict(saying.figures), saying.sources, saying.checked)


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


def _rights(person: Person, law: Internal) -> Mapping[RightTopic, tuple[Reason, ...]]:
    found: dict[RightTopic, list[Reason]] = {}
    for saying in law.saying:
        for topic in saying.rights if _is_for(saying, person) else ():
            found.setdefault(topic, []).append(_said(saying))
    found.setdefault("end-of-service", []).extend(contract_reasons(law))
    return {topic: tuple(reasons) for topic, reasons in found.items()}


def _remedies(person: Person, law: Internal) -> Mapping[tuple[RemedyTopic, str], tuple[Reason, ...]]:
    found: dict[tuple[RemedyTopic, str], list[Reason]] = {}
    for saying in law.saying:
        for topic in saying.remedies if _is_for(saying, person) else ():
            found.setdefault((topic, saying.institution), []).append(_said(saying))
    if "unpaid" in person.situation.events:
        found.setdefault(("unpaid-wages", ""), []).extend(liable_reasons(law, "wages", person))
    if "work-injury" in person.situation.events:
        found.setdefault(("work-injury", ""), []).extend(liable_reasons(law, "work-injury", person))
    found.setdefault(("social-security-refusal", ""), []).extend(waiver_reasons(law, person))
    return {key: tuple(reasons) for key, reasons in found.items()}


def with_internal_rights(found: InternalFindings, rights: Iterable[WorkRight]) -> tuple[WorkRight, ...]:
    """The rights at work, with what else the law says of them to people who moved inside the country."""
    return tuple(
        replace(right, reasons=(*right.reasons, *found.rights.get(right.topic, ()))) for right in rights
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
