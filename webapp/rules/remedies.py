"""Where to go when a right is refused, until when, and whether someone without papers may.

Legal source: the procedural law cited in each fact entry. Limits are in calendar days.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import Remedy, TimeLimit
from webapp.rules.applies import for_sector
from webapp.rules.assessment import Reason, RemedyEntry
from webapp.rules.logic import Holds
from webapp.rules.person import Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "remedy-limit-event": ("institution", "days"),
    "remedy-limit-end-of-employment": ("institution", "days"),
    "remedy-limit-decision": ("institution", "days"),
    "remedy-limit-knowledge": ("institution", "days"),
    "remedy-by-date": ("institution", "date"),
    "remedy-limit-not-known": ("institution",),
    "remedy-irregular-yes": ("institution",),
    "remedy-irregular-partly": ("institution",),
    "remedy-irregular-no": ("institution",),
    "remedy-irregular-unknown": ("institution",),
    "remedy-free": ("institution",),
    "remedy-costs": ("institution",),
    "remedy-costs-partly": ("institution",),
    "remedy-at-home": ("institution", "country"),
    "remedy-phone": ("institution",),
    "remedy-in-person": ("institution",),
    "remedy-online": ("institution",),
    "remedy-post": ("institution",),
    "remedy-app": ("institution",),
    "remedy-sms": ("institution",),
}

_ENDED = frozenset({"left", "dismissed", "job-lost"})


def remedies(person: Person, facts: FactBase) -> tuple[RemedyEntry, ...]:
    """The remedies of the country of work, then those that the person's own country gives to people abroad."""
    work = person.situation.work_country
    found: list[RemedyEntry] = []
    country = facts.countries.get(work) if work else None
    for remedy in country.remedy if country else ():
        if not remedy.for_nationals_abroad and _is_for(remedy, person):
            found.append(_remedy(remedy, person))
    for code in person.situation.nationalities:
        home = facts.countries.get(code)
        if home is None or code == work:
            continue
        for remedy in home.remedy:
            if remedy.for_nationals_abroad and _is_for(remedy, person):
                found.append(_remedy(remedy, person, at_home=code))
    return tuple(found)


def _is_for(remedy: Remedy, person: Person) -> bool:
    if not holds_on(remedy, person.day):
        return False
    sector = for_sector(remedy.sectors, remedy.excluded_sectors, person.situation.sector)
    return sector not in (Holds.FALSE, Holds.SILENT)


def _remedy(remedy: Remedy, person: Person, at_home: str | None = None) -> RemedyEntry:
    perhaps_irregular = person.status is None or person.status == "irregular"
    ended = _end_of_employment(person)
    return _entry(remedy, perhaps_irregular, ended, person.day if ended else None, at_home)


@lru_cache(maxsize=8192)
def _entry(
    remedy: Remedy,
    perhaps_irregular: bool,
    ended: tuple[int, int] | None,
    today: date | None,
    at_home: str | None,
) -> RemedyEntry:
    """`_remedy` by what it turns on: many people share it.

    `ended`: as in _end_of_employment, with `today`. `at_home`: the person's own country, where it is that which helps.
    """
    limits = remedy.time_limit or (
        (TimeLimit(days=remedy.time_limit_days),) if remedy.time_limit_days else ()
    )
    irregular = remedy.irregular_status or "unknown"

    def reason(code: str, **params: object) -> Reason:
        params = {"institution": remedy.institution, **params}
        return Reason(code, params, remedy.sources, remedy.checked)

    reasons: list[Reason] = []
    if at_home is not None:
        reasons.append(reason("remedy-at-home", country=at_home))
    for limit in limits:
        where = limit.institution or remedy.institution
        reasons.append(reason(f"remedy-limit-{limit.counts_from}", institution=where, days=limit.days))
        if limit.counts_from == "end-of-employment" and ended is not None and today is not None:
            by = _safe_day(ended, limit.days, today)
            if by is not None:
                reasons.append(reason("remedy-by-date", institution=where, date=by.isoformat()))
    if not limits:
        reasons.append(reason("remedy-limit-not-known"))
    if perhaps_irregular:
        reasons.append(reason(f"remedy-irregular-{irregular}"))
    if remedy.free == "yes":
        reasons.append(reason("remedy-free"))
    elif remedy.free in ("no", "partly"):
        reasons.append(reason("remedy-costs" if remedy.free == "no" else "remedy-costs-partly"))
    reasons.extend(reason(f"remedy-{channel}") for channel in remedy.channels)
    return RemedyEntry(
        topic=remedy.topic,
        institution=remedy.institution,
        time_limit_days=min((limit.days for limit in limits), default=0),
        irregular_status=irregular,
        reasons=tuple(reasons),
    )


def _safe_day(ended: tuple[int, int], days: int, today: date) -> date | None:
    """The day by which a limit of `days` from a day of the month `ended` is surely kept.

    The day in that month is not known. From its first day on the limit is never put too late; None where so counted it
    has passed, and counted from the month's last day it has not: then no day can be named, and nothing is lost yet.
    """
    year, month = ended
    by = date(year, month, 1) + timedelta(days=days)
    latest = date(year, month, monthrange(year, month)[1]) + timedelta(days=days)
    return None if by < today <= latest else by


def _end_of_employment(person: Person) -> tuple[int, int] | None:
    """(year, month) of the last work in the country of work, where the work is told to have ended."""
    work = person.situation.work_country
    if work is None or not _ENDED & set(person.situation.events):
        return None
    return person.work_is_over_since(work)
