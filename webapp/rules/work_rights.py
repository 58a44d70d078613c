"""Rights at work: what labour law gives this person, topic by topic.

Legal source: the labour law cited in each fact entry; for wages owed to people without papers also ILO
Convention 143, art. 9(1), and the Convention on Migrant Workers (1990), art. 25(3).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import WorkerRight
from webapp.facts.vocabulary import ARRANGEMENTS, Arrangement, RightTopic, Sector, Status
from webapp.rules.applies import all_of, for_nationality, for_sector, for_status
from webapp.rules.assessment import RANK, Reason, TreatyEntry, Verdict, WorkRight
from webapp.rules.coverage import combine
from webapp.rules.logic import Holds, at_least
from webapp.rules.person import OWN_PEOPLE, Person
from webapp.rules.treaties import past_employment

REASONS: Mapping[str, tuple[str, ...]] = {
    "right-holds": ("topic", "country"),
    "right-holds-partly": ("topic", "country"),
    "right-does-not-hold": ("topic", "country"),
    "right-said-not-to-hold": ("topic", "country"),
    "right-not-known": ("topic", "country"),
    "right-not-for-sector": ("topic", "sector"),
    "right-not-for-status": ("topic", "status"),
    "right-not-named-status": ("topic", "status"),
    "right-depends-on-answers": ("topic",),
    "right-only-permits": ("topic", "permits"),
    "right-after-service": ("months",),
    "right-days-a-year": ("days",),
    "right-employer-size": ("minimum",),
}


def work_rights(
    person: Person, facts: FactBase, entries: Iterable[TreatyEntry]
) -> tuple[tuple[WorkRight, ...], tuple[str, ...]]:
    """The rights of the country of work, the best entry for each topic, and the answers they wait for."""
    code = person.situation.work_country
    country = facts.countries.get(code) if code else None
    best: dict[str, WorkRight] = {}
    asks: dict[str, tuple[str, ...]] = {}
    for right in country.worker_right if country else ():
        if right.for_nationals_abroad or not holds_on(right, person.day):
            continue
        found, waits = _work_right(right, country.country if country else "", person, facts)
        held = best.get(found.topic)
        if held is None or RANK[found.verdict] > RANK[held.verdict]:
            best[found.topic] = found
            asks[found.topic] = waits
    promised = past_employment(person, facts, entries)
    if promised:
        best[_EARNED] = _with_promise(best.get(_EARNED), promised)
    needed = tuple(dict.fromkeys(key for waits in asks.values() for key in waits))
    return tuple(best.values()), needed


_EARNED: RightTopic = "wages-owed-whatever-status"


@lru_cache(maxsize=4096)
def _with_promise(held: WorkRight | None, promised: tuple[Reason, ...]) -> WorkRight:
    """What treaties promise to whoever worked, added to what the law of the country of work gives."""
    if held is None or held.verdict == "unknown":
        return WorkRight(topic=_EARNED, verdict="if", reasons=promised)
    return WorkRight(
        topic=_EARNED, verdict=held.verdict, reasons=(*held.reasons, *promised), figures=held.figures
    )


def _work_right(
    right: WorkerRight, country: str, person: Person, facts: FactBase
) -> tuple[WorkRight, tuple[str, ...]]:
    told = person.situation
    by_nationality = for_nationality(right.nationalities, person, facts)
    return _for_case(
        right,
        country,
        by_nationality,
        person.status,
        person.is_national,
        # What no list of the right turns on is left out, so that more people share a case.
        told.sector if right.sectors or right.excluded_sectors else None,
        told.arrangement if right.arrangements else None,
        at_least(told.employer_size, right.min_employer_size) if right.min_employer_size > 1 else Holds.TRUE,
    )


@lru_cache(maxsize=8192)
def _for_case(
    right: WorkerRight,
    country: str,
    by_nationality: Holds,
    status: Status | None,
    is_national: bool | None,
    sector: Sector | None,
    arrangement: Arrangement | None,
    by_size: Holds,
) -> tuple[WorkRight, tuple[str, ...]]:
    """`_work_right` by the answers it turns on: many people share them."""
    by_status = for_status(right.statuses, right.not_statuses, status, is_national)
    by_sector = for_sector(right.sectors, right.excluded_sectors, sector)
    by_arrangement = _for_arrangement(right, arrangement)
    inside = all_of(by_status, by_sector, by_nationality, by_arrangement, by_size)
    topic = right.topic

    def reason(code: str, **params: object) -> Reason:
        return Reason(code, params, right.sources, right.checked)

    verdict: Verdict
    reasons: list[Reason] = []
    waits: tuple[str, ...] = ()
    if inside is Holds.TRUE:
        if right.holds == "yes":
            verdict = "yes"
            reasons.append(reason("right-holds", topic=topic, country=country))
        elif right.holds == "partly":
            verdict = "if"
            reasons.append(reason("right-holds-partly", topic=topic, country=country))
        elif right.holds == "no":
            verdict = "no" if right.checked != "no" else "unknown"
            code = "right-does-not-hold" if verdict == "no" else "right-said-not-to-hold"
            reasons.append(reason(code, topic=topic, country=country))
        else:
            verdict = "unknown"
            reasons.append(reason("right-not-known", topic=topic, country=country))
        if right.only_permits and status not in OWN_PEOPLE and verdict == "yes":
            verdict = "if"
            reasons.append(reason("right-only-permits", topic=topic, permits=list(right.only_permits)))
    elif inside is Holds.ASK:
        verdict = "if" if right.holds in ("yes", "partly") else "unknown"
        reasons.append(reason("right-depends-on-answers", topic=topic))
        waits = tuple(
            key
            for key, holds in (
                ("status", by_status),
                ("sector", by_sector),
                ("nationalities", by_nationality),
                ("arrangement", by_arrangement),
                ("employer_size", by_size),
            )
            if holds is Holds.ASK
        )
    else:
        out = inside is Holds.FALSE and right.holds in ("yes", "partly") and right.checked != "no"
        verdict = "no" if out else "unknown"
        if by_sector in (Holds.FALSE, Holds.SILENT) and sector:
            reasons.append(reason("right-not-for-sector", topic=topic, sector=sector))
        elif by_status in (Holds.FALSE, Holds.SILENT) and status:
            code = "right-not-for-status" if by_status is Holds.FALSE else "right-not-named-status"
            reasons.append(reason(code, topic=topic, status=status))
        elif by_size is Holds.FALSE:
            reasons.append(reason("right-employer-size", minimum=right.min_employer_size))
        else:
            reasons.append(reason("right-not-known", topic=topic, country=country))
    figures: dict[str, int] = {}
    if verdict in ("yes", "if"):
        if right.days_per_year:
            figures["days_per_year"] = right.days_per_year
            reasons.append(reason("right-days-a-year", days=right.days_per_year))
        if right.min_service_months:
            figures["min_service_months"] = right.min_service_months
            reasons.append(reason("right-after-service", months=right.min_service_months))
    return WorkRight(topic=topic, verdict=verdict, reasons=tuple(reasons), figures=figures), waits


def _for_arrangement(right: WorkerRight, arrangement: str | None) -> Holds:
    if not right.arrangements:
        return Holds.TRUE

    def of(word: str) -> Holds:
        return Holds.TRUE if word in right.arrangements else Holds.SILENT

    return of(arrangement) if arrangement else combine(of(word) for word in ARRANGEMENTS)
