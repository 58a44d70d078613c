"""Whether a right, a remedy or a departure that is limited to some people is for this person.

The lists stand in the fact entries, from the laws these cite. An empty list limits nothing.
"""

from webapp.facts.base import FactBase
from webapp.facts.vocabulary import SECTORS, STATUSES, Sector, Status
from webapp.rules.coverage import combine
from webapp.rules.logic import Holds
from webapp.rules.person import OWN_PEOPLE, Person


def for_status(
    statuses: tuple[Status, ...],
    not_statuses: tuple[Status, ...],
    status: Status | None,
    is_national: bool | None,
) -> Holds:
    """TRUE for a listed status (or where none is listed), FALSE for one left out, SILENT for one not named.

    `status` None: not told; then each that the person may have counts (`is_national` as in Person).
    """
    if not statuses and not not_statuses:
        return Holds.TRUE

    def of(word: str) -> Holds:
        if word in not_statuses:
            return Holds.FALSE
        if not statuses or word in statuses or (word == "internal-migrant" and "national" in statuses):
            return Holds.TRUE
        return Holds.SILENT

    if status is not None:
        return of(status)
    return combine(of(word) for word in STATUSES if is_national is not False or word not in OWN_PEOPLE)


def for_sector(only: tuple[Sector, ...], excluded: tuple[Sector, ...], sector: Sector | None) -> Holds:
    """FALSE for a sector left out, SILENT for one that a right for other sectors does not name."""
    if not only and not excluded:
        return Holds.TRUE

    def of(word: str) -> Holds:
        if word in excluded:
            return Holds.FALSE
        return Holds.TRUE if not only or word in only else Holds.SILENT

    return of(sector) if sector is not None else combine(of(word) for word in SECTORS)


def for_nationality(named: str | tuple[str, ...] | None, person: Person, facts: FactBase) -> Holds:
    """TRUE for people the entry names, FALSE for others; ASK where nationality was not told."""
    if named is None or named == "all":
        return Holds.TRUE
    if named in ("nationals", "non-nationals"):
        if person.is_national is None:
            return Holds.ASK
        return Holds.TRUE if person.is_national == (named == "nationals") else Holds.FALSE
    told = person.situation.nationalities
    if not told:
        return Holds.ASK
    if named == "reciprocity":
        return Holds.SILENT
    return Holds.TRUE if any(facts.in_group(code, named) for code in told) else Holds.FALSE


def all_of(*outcomes: Holds) -> Holds:
    """The combination of conditions that must all hold: the weakest decides."""
    for weakest in (Holds.FALSE, Holds.SILENT, Holds.ASK):
        if weakest in outcomes:
            return weakest
    return Holds.TRUE
