"""What the person's own country does for its workers abroad: welfare funds, insurance, pensions, help.

Legal source: the origin country's own law or programme, as cited in each fact entry.
"""

from collections.abc import Mapping
from functools import lru_cache

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import OriginMeasure
from webapp.facts.vocabulary import Sector, Status
from webapp.rules.applies import for_sector
from webapp.rules.assessment import MeasureEntry, Reason, Verdict
from webapp.rules.logic import Holds
from webapp.rules.person import Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "measure-for-you": ("measure", "country"),
    "measure-compulsory": ("measure",),
    "measure-voluntary": ("measure",),
    "measure-not-for-destination": ("measure", "country"),
    "measure-documented-only": ("measure",),
    "measure-documented-partly": ("measure",),
    "measure-documented-not-known": ("measure",),
    "measure-status-not-told": ("measure",),
    "measure-not-for-sector": ("measure", "sector"),
    "measure-sector-not-told": ("measure",),
    "measure-valid-months": ("measure", "months"),
    "measure-claim-within-months": ("measure", "months"),
}


_HELP = frozenset({"legal-aid", "return-support"})
"""Kinds that nobody joins."""


def origin_measures(person: Person, facts: FactBase) -> tuple[tuple[MeasureEntry, ...], tuple[str, ...]]:
    """The measures of each nationality's country for people who work elsewhere, and the answers they wait for."""
    found: list[MeasureEntry] = []
    asks: list[str] = []
    work = person.situation.work_country
    for code in person.situation.nationalities:
        country = facts.countries.get(code)
        if country is None or code == work:
            continue
        for measure in country.origin_measure:
            if not holds_on(measure, person.day):
                continue
            entry, waits = _measure(measure, code, person, facts)
            found.append(entry)
            asks.extend(waits)
    return tuple(found), tuple(dict.fromkeys(asks))


def _measure(
    measure: OriginMeasure, origin: str, person: Person, facts: FactBase
) -> tuple[MeasureEntry, tuple[str, ...]]:
    told = person.situation
    work = told.work_country
    if work is not None:
        listed = measure.destinations == "all" or facts.in_group(work, measure.destinations)
        if not listed or facts.in_group(work, measure.not_destinations):
            return _not_there(measure, work), ()
    # Only the statuses that matter, so that more people share a case.
    status = person.status if person.status in (None, "irregular") else "work-permit"
    sector = told.sector if measure.sectors or measure.excluded_sectors else None
    return _for_case(measure, origin, status, sector, work is not None)


def _reason(measure: OriginMeasure, code: str, **params: object) -> Reason:
    return Reason(code, {"measure": measure.id, **params}, measure.sources, measure.checked)


def _entry(measure: OriginMeasure, verdict: Verdict, *reasons: Reason) -> MeasureEntry:
    return MeasureEntry(id=measure.id, verdict=verdict, branches=measure.branches, reasons=reasons)


def _left_out(measure: OriginMeasure) -> Verdict:
    return "no" if measure.checked != "no" else "unknown"


@lru_cache(maxsize=4096)
def _not_there(measure: OriginMeasure, work: str) -> MeasureEntry:
    reason = _reason(measure, "measure-not-for-destination", country=work)
    return _entry(measure, _left_out(measure), reason)


@lru_cache(maxsize=4096)
def _for_case(
    measure: OriginMeasure, origin: str, status: Status | None, told_sector: Sector | None, country_told: bool
) -> tuple[MeasureEntry, tuple[str, ...]]:
    """`_measure` for people in a country that it reaches, by the other answers it turns on."""

    def reason(code: str, **params: object) -> Reason:
        return _reason(measure, code, **params)

    def entry(verdict: Verdict, *reasons: Reason) -> MeasureEntry:
        return _entry(measure, verdict, *reasons)

    left_out = _left_out(measure)
    sector = for_sector(measure.sectors, measure.excluded_sectors, told_sector)
    if sector in (Holds.FALSE, Holds.SILENT) and told_sector:
        verdict: Verdict = left_out if sector is Holds.FALSE else "unknown"
        return entry(verdict, reason("measure-not-for-sector", sector=told_sector)), ()
    kept = [
        reason("measure-for-you", country=origin),
        *([reason("measure-compulsory")] if measure.compulsory else []),
        *([reason("measure-voluntary")] if measure.compulsory is False and measure.kind not in _HELP else []),
        *([reason("measure-valid-months", months=measure.valid_months)] if measure.valid_months else []),
        *(
            [reason("measure-claim-within-months", months=measure.claim_within_months)]
            if measure.claim_within_months
            else []
        ),
    ]
    if status == "irregular":
        if measure.documented_only == "yes":
            return entry(left_out, reason("measure-documented-only")), ()
        if measure.documented_only == "partly":
            return entry("if", reason("measure-documented-partly"), *kept), ()
        if measure.documented_only != "no":
            return entry("unknown", reason("measure-documented-not-known"), *kept), ()
    asks: list[str] = []
    if status is None and measure.documented_only != "no":
        asks.append("status")
        kept.insert(0, reason("measure-status-not-told"))
    if sector is Holds.ASK:
        asks.append("sector")
        kept.insert(0, reason("measure-sector-not-told"))
    return entry("if" if asks or not country_told else "yes", *kept), tuple(asks)
