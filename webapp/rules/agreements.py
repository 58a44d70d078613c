"""Which agreements bind for one person between one country and others, on a day.

Legal source: each agreement's own clauses on parties, entry into force and persons, as its entry in
content/facts/agreements.toml has them. Beside these: Regulation (EC) 883/2004, arts 2 and 8; Regulation
(EU) 1231/2010, art. 1; European Court of Justice, C-55/00 Gottardo; Vienna Convention on the Law of
Treaties, arts 24 and 34 (a treaty binds from its entry into force, and its parties alone).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from webapp.facts.base import FactBase, pair
from webapp.facts.records import Agreement
from webapp.facts.vocabulary import STATELESS, Branch, Checked, Sector, Status
from webapp.rules.assessment import Reason
from webapp.rules.logic import Holds
from webapp.rules.months import month_index, span
from webapp.rules.person import OWN_PEOPLE, UNLAWFUL, Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "agreement-signed-only": ("agreement",),
    "agreement-suspended": ("agreement",),
    "agreement-ended": ("agreement",),
    "agreement-not-binding": ("agreement",),
    "agreement-starts-later": ("agreement", "date"),
    "agreement-start-not-known": ("agreement",),
    "agreement-partly-applied": ("agreement",),
    "agreement-nationals-only": ("agreement",),
    "agreement-nationality-not-told": ("agreement",),
    "agreement-persons-not-known": ("agreement",),
    "agreement-refugees-not-known": ("agreement",),
    "agreement-through-equal-treatment": ("agreement", "other_agreement"),
    "agreement-not-without-papers": ("agreement",),
    "agreement-status-not-told": ("agreement",),
    "agreement-residence-not-known": ("agreement",),
    "agreement-while-lawfully-resident": ("agreement",),
    "agreement-needs-countries": ("agreement", "count"),
    "agreement-only-sectors": ("agreement",),
    "agreement-sector-not-told": ("agreement",),
    "agreement-only-situations-until": ("agreement", "date"),
    "agreement-only-situations-from": ("agreement", "date"),
    "agreement-dates-not-told": ("agreement",),
}


@dataclass(frozen=True, slots=True)
class Binding:
    """One agreement, seen from one country and one person: whether it binds, why, and what it waits for."""

    agreement: Agreement
    others: tuple[str, ...]
    """The other parties that the case touches and towards which it binds the country (sorted codes)."""
    holds: Holds
    reasons: tuple[Reason, ...] = ()
    asks: tuple[str, ...] = ()
    only_dates_open: bool = False
    """True: nothing is open but when the situation began."""


class Case(NamedTuple):
    """What the conditions of an agreement turn on, dates of work aside: many people share one case."""

    nationalities: tuple[str, ...]
    is_national: bool | None
    status: Status | None
    work_country: str | None
    live_country: str | None
    sector: Sector | None
    history: frozenset[str]
    day: date

    @property
    def is_protected(self) -> bool:
        """Refugees and stateless persons."""
        return self.status == "refugee" or STATELESS in self.nationalities


def case_of(person: Person) -> Case:
    """The Case of a person: personal scope is a matter of each agreement (Regulation (EC) 883/2004, art. 2)."""
    told = person.situation
    return person.once(
        case_of,
        lambda: Case(
            told.nationalities,
            person.is_national,
            person.status,
            told.work_country,
            told.live_country,
            told.sector,
            frozenset(person.periods),
            person.day,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Terms:
    """What follows from an agreement and the other facts alone, whoever the person is."""

    parties: frozenset[str]
    since: Mapping[str, date]
    """Party → first day, where it is known."""
    known_since: date | None
    """The day its sources speak for: what counts where no date of entry into force is known."""
    joined: tuple[frozenset[str], ...]
    """Parties that a regulation joins among themselves, where it does not join all."""
    outsiders: frozenset[str]
    """Parties that no regulation joins to others; empty if none joins any."""


@lru_cache(maxsize=8)
def _all_terms(facts: FactBase) -> Mapping[str, _Terms]:
    regulations = [
        frozenset(a.parties)
        for a in facts.agreements
        if a.kind == "regional-regulation" and a.status == "in-force"
    ]
    found: dict[str, _Terms] = {}
    for agreement in facts.agreements:
        parties = frozenset(agreement.parties)
        since = {
            party: day
            for party in parties
            if (day := agreement.party_since.get(party, agreement.in_force)) is not None
        }
        known = [facts.sources[id_].as_of for id_ in agreement.sources if id_ in facts.sources]
        joined: tuple[frozenset[str], ...] = ()
        if agreement.kind == "multilateral":
            joined = tuple(
                parties & states for states in regulations if len(parties & states) > 1 and parties - states
            )
        outsiders = parties.difference(*joined) if joined else frozenset()
        found[agreement.id] = _Terms(parties, since, min(known, default=None), joined, outsiders)
    return found


def bindings(country: str, others: Iterable[str], person: Person, facts: FactBase) -> tuple[Binding, ...]:
    """Every agreement between `country` and at least one of `others`, and how it binds for `person`.

    Directed: it is `country` that owes. In the order of the facts; of any status and date, because why an
    agreement does not count is worth saying. Vienna Convention, arts 24 and 34.
    """
    found, some_dated = bindings_of_case(facts, country, frozenset(others), case_of(person))
    if not some_dated:
        return found
    terms = _all_terms(facts)
    return tuple(
        _in_time(one, terms[one.agreement.id], person) if _is_dated(one.agreement) else one for one in found
    )


@lru_cache(maxsize=4096)
def bindings_of_case(
    facts: FactBase, country: str, others: frozenset[str], case: Case
) -> tuple[tuple[Binding, ...], bool]:
    """`bindings` without the condition on dates (Vienna Convention, art. 24), and whether any agreement has it."""
    met: dict[str, tuple[Agreement, list[str]]] = {}
    for other in sorted(others - {country}):
        for agreement in facts.agreements_between(country, other):
            if agreement.id in met:
                met[agreement.id][1].append(other)
            else:
                met[agreement.id] = (agreement, [other])
    terms = _all_terms(facts)
    found = []
    for agreement, touched in met.values():
        of = terms[agreement.id]
        if any(states.issuperset((country, *touched)) for states in of.joined):
            continue  # Regulation (EC) 883/2004, art. 8: between its states it stands in place of conventions
        found.append(_binding(agreement, of, country, tuple(touched), case, facts))
    return tuple(found), any(_is_dated(one.agreement) for one in found)


def _binding(
    agreement: Agreement,
    terms: _Terms,
    country: str,
    touched: tuple[str, ...],
    case: Case,
    facts: FactBase,
) -> Binding:
    """The conditions one by one; the first that fails decides, else the weakest of those that hold."""
    holds, code, more, parties = _in_force(agreement, terms, country, touched, case.day)
    if holds is Holds.FALSE:
        return Binding(agreement, parties, holds, (_reason(agreement, code, **more),))
    open_: list[tuple[Holds, Reason, str]] = []
    told: list[Reason] = []
    if code:
        open_.append((holds, _reason(agreement, code, **more), ""))
    for outcome in (
        _persons(agreement, terms, country, case, facts),
        _residence(agreement, terms, case),
        _countries(agreement, terms, country, case),
        _sectors(agreement, case),
    ):
        holds, code, more, asks = outcome
        if holds is Holds.FALSE:
            return Binding(agreement, parties, holds, (_reason(agreement, code, **more),))
        if holds is not Holds.TRUE:
            open_.append((holds, _reason(agreement, code, **more), asks))
        elif code:
            told.append(_reason(agreement, code, **more))
    if not open_:
        return Binding(agreement, parties, Holds.TRUE, tuple(told))
    return Binding(
        agreement,
        parties,
        Holds.SILENT if any(one[0] is Holds.SILENT for one in open_) else Holds.ASK,
        tuple(one[1] for one in open_),
        tuple(dict.fromkeys(one[2] for one in open_ if one[2])),
    )


def _is_dated(agreement: Agreement) -> bool:
    return agreement.situations_from is not None or agreement.situations_until is not None


def _in_time(found: Binding, terms: _Terms, person: Person) -> Binding:
    """`found` with its last condition: when the situation began."""
    if found.holds is Holds.FALSE:
        return found
    holds, code, more, asks = _situations(found.agreement, terms, person)
    if holds is Holds.TRUE:
        return found
    reason = _reason(found.agreement, code, **more)
    if holds is Holds.FALSE:
        return replace(found, holds=holds, reasons=(reason,), asks=())
    return replace(
        found,
        holds=holds if found.holds is Holds.TRUE else found.holds,
        reasons=(*found.reasons, reason),
        asks=(*found.asks, asks),
        only_dates_open=found.holds is Holds.TRUE,
    )


_Outcome = tuple[Holds, str, dict[str, Any], str]
"""How a condition holds, the code and further params of its reason ("" for none), the answer it waits for."""

_HOLDS: _Outcome = (Holds.TRUE, "", {}, "")


def _in_force(
    agreement: Agreement, terms: _Terms, country: str, touched: tuple[str, ...], day: date
) -> tuple[Holds, str, dict[str, Any], tuple[str, ...]]:
    """Whether it is in force on `day` for `country`, and towards which of `touched`.

    Entry into force: Vienna Convention, art. 24; its end: art. 70.
    """
    code = _NOT_BINDING.get(agreement.status)
    if code is not None:
        return Holds.FALSE, code, {}, touched
    if agreement.until is not None and agreement.until < day:
        return Holds.FALSE, "agreement-ended", {}, touched
    active: list[str] = []
    unsure: list[str] = []
    later: list[date] = []
    for party in (country, *touched):
        last = agreement.party_until.get(party)
        if last is not None and last < day:
            if party == country:
                return Holds.FALSE, "agreement-ended", {}, touched
            continue
        since = terms.since.get(party)
        if since is None:
            if agreement.status == "in-force" and terms.known_since is not None and terms.known_since <= day:
                active.append(party)
            else:
                unsure.append(party)
        elif since <= day:
            active.append(party)
        else:
            later.append(since)
            if party == country:
                return Holds.FALSE, "agreement-starts-later", {"date": since.isoformat()}, touched
    counted = tuple(party for party in active if party != country)
    if country in active and counted:
        return Holds.TRUE, "", {}, counted
    doubtful = tuple(party for party in (*active, *unsure) if party != country)
    if doubtful:
        partly = agreement.status == "partly-applied"
        code = "agreement-partly-applied" if partly else "agreement-start-not-known"
        return Holds.SILENT, code, {}, tuple(sorted(doubtful))
    if later:
        return Holds.FALSE, "agreement-starts-later", {"date": min(later).isoformat()}, touched
    return Holds.FALSE, "agreement-ended", {}, touched


_NOT_BINDING: Mapping[str, str] = {
    "signed": "agreement-signed-only",
    "suspended": "agreement-suspended",
    "ended": "agreement-ended",
    "non-binding": "agreement-not-binding",
}


def _persons(
    agreement: Agreement,
    terms: _Terms,
    country: str,
    case: Case,
    facts: FactBase,
) -> _Outcome:
    """Personal scope: all insured people, or nationals of the parties, often with refugees and stateless people.

    Regulation (EC) 883/2004, art. 2; Ibero-American Convention, art. 2; each bilateral agreement's own clause.
    """
    if agreement.personal_scope == "all-insured":
        return _HOLDS
    if any(code in terms.parties for code in case.nationalities):
        return _HOLDS
    if case.is_national and case.work_country in terms.parties:
        return _HOLDS
    if agreement.also_refugees and case.is_protected:
        return _HOLDS
    if not case.nationalities:
        return Holds.ASK, "agreement-nationality-not-told", {}, "nationalities"
    through = _equal_treatment(case.nationalities, country, case.day, facts)
    if through is not None:
        return Holds.TRUE, "agreement-through-equal-treatment", {"other_agreement": through.id}, ""
    if case.is_protected:
        return Holds.SILENT, "agreement-refugees-not-known", {}, ""
    if agreement.also_refugees and case.status is None:
        return Holds.ASK, "agreement-status-not-told", {}, "status"
    if agreement.personal_scope == "nationals-of-parties":
        return Holds.FALSE, "agreement-nationals-only", {}, ""
    return Holds.SILENT, "agreement-persons-not-known", {}, ""


def _equal_treatment(
    nationalities: tuple[str, ...], country: str, day: date, facts: FactBase
) -> Agreement | None:
    """The regulation under which `country` owes nationals of its other states what a treaty gives its own.

    European Court of Justice, C-55/00 Gottardo: it binds the member state that owes, not the third country.
    """
    for nationality in nationalities:
        for regulation in facts.agreements_between(country, nationality):
            if (
                regulation.kind == "regional-regulation"
                and regulation.status == "in-force"
                and regulation.equal_treatment == "yes"
                and regulation.personal_scope == "nationals-of-parties"
                and regulation.in_force is not None
                and regulation.in_force <= day
            ):
                return regulation
    return None


def _residence(agreement: Agreement, terms: _Terms, case: Case) -> _Outcome:
    """Lawful residence in a party, where the agreement asks for it (Regulation (EU) 1231/2010, art. 1)."""
    if not agreement.lawful_residence or case.status in OWN_PEOPLE:
        return _HOLDS
    if any(code in terms.parties for code in case.nationalities):
        return _HOLDS
    if case.work_country is not None and case.work_country not in terms.parties:
        return Holds.SILENT, "agreement-residence-not-known", {}, ""
    if case.status is None:
        return Holds.ASK, "agreement-status-not-told", {}, "status"
    if case.status in UNLAWFUL:
        return Holds.FALSE, "agreement-not-without-papers", {}, ""
    if case.work_country is None:
        return Holds.ASK, "agreement-residence-not-known", {}, "work_country"
    if case.status == "asylum-seeker":
        return Holds.SILENT, "agreement-residence-not-known", {}, ""
    return Holds.TRUE, "agreement-while-lawfully-resident", {}, ""


def _countries(agreement: Agreement, terms: _Terms, country: str, case: Case) -> _Outcome:
    """A case that touches several parties, where the agreement asks for it (Regulation (EU) 1231/2010, art. 1)."""
    least = agreement.min_parties_in_history
    if not least:
        return _HOLDS
    touched = {*case.history, case.work_country, case.live_country, country}
    if len(touched & terms.parties) >= least:
        return _HOLDS
    if not case.history:
        return Holds.ASK, "agreement-needs-countries", {"count": least}, "history"
    return Holds.FALSE, "agreement-needs-countries", {"count": least}, ""


def _sectors(agreement: Agreement, case: Case) -> _Outcome:
    """Only some kinds of work (Agreement on the social security of Rhine boatmen, art. 2)."""
    if not agreement.only_sectors:
        return _HOLDS
    sector = case.sector
    if sector is None:
        return Holds.ASK, "agreement-sector-not-told", {}, "sector"
    if sector in agreement.only_sectors:
        return _HOLDS
    return Holds.FALSE, "agreement-only-sectors", {}, ""


def _situations(agreement: Agreement, terms: _Terms, person: Person) -> _Outcome:
    """Only cross-border situations that began by, or from, a day (EU-UK Withdrawal Agreement, arts 30 to 32)."""
    begun, sure = situation_began(terms.parties, terms.outsiders, person)
    first, last = agreement.situations_from, agreement.situations_until
    if last is not None:
        limit = month_index(last.year, last.month)
        if begun is None or begun > limit:
            if not sure:
                return Holds.ASK, "agreement-dates-not-told", {}, "history"
            return Holds.FALSE, "agreement-only-situations-until", {"date": last.isoformat()}, ""
    if first is not None:
        limit = month_index(first.year, first.month)
        if begun is not None and begun < limit:
            return Holds.FALSE, "agreement-only-situations-from", {"date": first.isoformat()}, ""
        if not sure:
            return Holds.ASK, "agreement-dates-not-told", {}, "history"
    return _HOLDS


def situation_began(
    parties: frozenset[str], outsiders: frozenset[str], person: Person
) -> tuple[int | None, bool]:
    """The month (months.month_index) in which the person first stood in two of the parties, and whether it is sure.

    One stands in a party by work there, and from birth by its nationality (Withdrawal Agreement, arts 30 and
    32). With `outsiders` only a case that touches one of them and one of the others counts. None: none dated.
    Not sure: an undated period may make it earlier.
    """
    first: dict[str, int] = {}
    undated = False
    for code, periods in person.periods.items():
        if code not in parties:
            continue
        for period in periods:
            stretch = span(period, person.day)
            if stretch is None:
                undated = True
            elif code not in first or stretch[0] < first[code]:
                first[code] = stretch[0]
    told = person.situation
    if told.work_country in parties and told.months_in_country is not None:
        arrived = month_index(person.day.year, person.day.month) - told.months_in_country
        first[told.work_country] = min(arrived, first.get(told.work_country, arrived))
    stands = [(0, code) for code in told.nationalities if code in parties]
    stands.extend((month, code) for code, month in first.items())
    begun: int | None = None
    for place, (month, code) in enumerate(stands):
        for later_month, other in stands[place + 1 :]:
            if other == code or (outsiders and (code in outsiders) == (other in outsiders)):
                continue
            both = max(month, later_month)
            if both and (begun is None or both < begun):
                begun = both
    return begun, begun is not None and not undated


def give_all_dates(one: Binding, other: Binding) -> bool:
    """Whether two agreements of which only the dates are open leave no day between them: one of them binds.

    Withdrawal Agreement (situations begun by a day) and Trade and Cooperation Agreement (begun after it).
    """
    if not (one.only_dates_open and other.only_dates_open):
        return False
    for early, late in ((one.agreement, other.agreement), (other.agreement, one.agreement)):
        if early.situations_from is None and early.situations_until is not None:
            first = late.situations_from
            if late.situations_until is None and first is not None:
                return first <= early.situations_until + timedelta(days=1)
    return False


def gives(listed: tuple[Branch, ...] | None, branch: Branch) -> Holds:
    """Whether a list of branches of an agreement (totalisation, export) has `branch`; SILENT where it is not known."""
    if listed is None:
        return Holds.SILENT
    return Holds.TRUE if branch in listed else Holds.FALSE


def left_out(agreement: Agreement, listed: tuple[Branch, ...] | None) -> Checked:
    """How well it is known that an agreement does not do what `listed` (totalisation, export) does not name.

    A summary that names some branches does not say that it names all of them; that it names none was read there.
    """
    return agreement.checked if agreement.provisions == "read" or listed == () else "no"


def joined_by_none(country: str, other: str, facts: FactBase) -> bool:
    """True where the facts know no agreement of any status between the two: not known, which is not "none"."""
    return pair(country, other) not in facts.by_pair


def _reason(agreement: Agreement, code: str, **params: Any) -> Reason:
    return Reason(code, {"agreement": agreement.id, **params}, agreement.sources, agreement.checked)
