"""What a worker takes along on leaving the country of work for good: refunds, single sums, savings, end-of-service pay.

Legal source: the national law that each departure entry cites; the warning about periods that a refund ends:
that same law together with the agreement that could have added them (for example German Social Code VI,
s. 210(6); Regulation (EC) 883/2004, art. 6).
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import Benefit, Departure, Scheme
from webapp.facts.vocabulary import LONG_TERM, Branch
from webapp.rules.agreements import bindings, gives
from webapp.rules.applies import for_nationality, for_sector, for_status
from webapp.rules.assessment import RANK, Leaving, Reason, Verdict
from webapp.rules.coverage import cover
from webapp.rules.logic import Holds
from webapp.rules.months import Months, add_months
from webapp.rules.person import OWN_PEOPLE, Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "leaving-lump-sum": ("country",),
    "leaving-refund-employee": ("country",),
    "leaving-refund-all": ("country",),
    "leaving-provident-withdrawal": ("country",),
    "leaving-end-of-service": ("country",),
    "leaving-nothing": ("country",),
    "leaving-said-nothing": ("country",),
    "leaving-not-for-status": ("status",),
    "leaving-status-not-named": ("status",),
    "leaving-depends-on-answers": (),
    "leaving-not-for-nationality": (),
    "leaving-nationality-not-known": (),
    "leaving-not-for-sector": ("sector",),
    "leaving-months-missing": ("months", "needed", "missing"),
    "leaving-months-not-told": ("needed",),
    "leaving-too-many-months": ("months", "most"),
    "leaving-most-months": ("most",),
    "leaving-nothing-paid-in": (),
    "leaving-not-with-agreement": ("agreement",),
    "leaving-perhaps-not-with-agreement": ("agreement",),
    "leaving-not-to-country": ("other",),
    "leaving-not-to-countries": ("countries",),
    "leaving-only-permits": ("permits",),
    "leaving-exclusion-not-checked": (),
    "leaving-paid-on-leaving": (),
    "leaving-paid-after-months": ("months",),
    "leaving-paid-at-pension-age": (),
    "leaving-from-age": ("years",),
    "leaving-claim-within": ("months",),
    "leaving-claim-by": ("date",),
    "leaving-deadline-passed": ("date",),
    "leaving-days-of-pay": ("days", "months"),
    "leaving-days-a-year": ("days",),
    "leaving-days-at-most": ("days",),
    "leaving-if-you-resign": ("percent", "days"),
    "leaving-nothing-if-you-resign": ("months",),
    "leaving-nothing-on-resignation": (),
    "leaving-wipes-periods": (),
    "leaving-loses-agreement": ("agreement", "other"),
}

_FROM_WORK = frozenset({"end-of-service"})
"""Kinds that grow with work done; all others grow with contributions."""


def leaving(person: Person, facts: FactBase) -> tuple[Leaving, ...]:
    """What the person may take along from the country of work, as `leaving_and_asks` finds it."""
    return leaving_and_asks(person, facts)[0]


def leaving_and_asks(person: Person, facts: FactBase) -> tuple[tuple[Leaving, ...], tuple[str, ...]]:
    """Every departure entry of the country of work that may concern the person, and the answers they wait for.

    A kind that some entry grants is not also listed as refused by another. `no` only from a source that was read.
    """
    country = facts.countries.get(person.situation.work_country or "")
    if country is None:
        return (), ()
    found: list[_Judged] = []
    for departure in country.departure:
        if holds_on(departure, person.day):
            judged = _judge(departure, country.country, person, facts)
            if judged is not None:
                found.append(judged)
    granted = {one.entry.kind for one in found if RANK[one.entry.verdict] > RANK["unknown"]}
    kept = [
        one for one in found if RANK[one.entry.verdict] > RANK["unknown"] or one.entry.kind not in granted
    ]
    asks = dict.fromkeys(answer for one in kept for answer in one.asks)
    return tuple(one.entry for one in kept), tuple(asks)


@dataclass(frozen=True, slots=True)
class _Judged:
    entry: Leaving
    asks: tuple[str, ...]


@dataclass(slots=True)
class _Findings:
    """What the conditions of one departure came to, gathered one by one."""

    departure: Departure
    country: str
    out: list[Reason] = field(default_factory=list)
    """Conditions that leave the person out, by a source that was read."""
    said_out: list[Reason] = field(default_factory=list)
    silent: list[Reason] = field(default_factory=list)
    short: list[Reason] = field(default_factory=list)
    """Too few months yet, or too young yet."""
    open_: list[Reason] = field(default_factory=list)
    told: list[Reason] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)

    def reason(self, code: str, **params: object) -> Reason:
        return Reason(code, params, self.departure.sources, self.departure.checked)

    def leave_out(self, reason: Reason) -> None:
        (self.out if reason.checked != "no" else self.said_out).append(reason)

    def ask(self, answer: str, reason: Reason) -> None:
        self.asks.append(answer)
        self.open_.append(reason)


def _judge(departure: Departure, country: str, person: Person, facts: FactBase) -> _Judged | None:
    """One entry for one person; None where it does not speak of such people at all."""
    found = _Findings(departure, country)
    status = for_status(departure.statuses, departure.not_statuses, person.status, person.is_national)
    if status is Holds.SILENT and person.status in OWN_PEOPLE:
        return None
    _status(found, status, person)
    _nationality(found, person, facts)
    _sector(found, person)
    if departure.kind == "none":
        return _nothing(found)
    months = _months(found, person)
    _member(found, status, months, person, facts)
    if found.out:
        return _Judged(_refused(found), ())
    _agreement(found, person, facts)
    _destination(found, person, facts)
    _when(found, person)
    days = _pay(found, months, person)
    claim_by = _deadline(found, person)
    _warning(found, person, facts)
    if departure.only_permits and person.status not in OWN_PEOPLE:
        found.open_.append(found.reason("leaving-only-permits", permits=list(departure.only_permits)))
    verdict, why = _verdict(found)
    grants = verdict in ("yes", "if", "not-yet")
    entry = Leaving(
        kind=departure.kind,
        scheme=departure.scheme or None,
        verdict=verdict,
        claim_within_months=departure.claim_within_months,
        reasons=(*why, *found.told) if grants else why,
        claim_by=claim_by if grants else None,
        days_of_pay=days if grants else None,
    )
    return _Judged(entry, tuple(dict.fromkeys(found.asks)) if verdict == "if" else ())


def _verdict(found: _Findings) -> tuple[Verdict, tuple[Reason, ...]]:
    """The weakest condition decides; nothing is refused on what was not read."""
    pays = found.reason(f"leaving-{found.departure.kind}", country=found.country)
    if found.out:
        return "no", tuple(found.out)
    if found.said_out:
        return "unknown", (found.reason("leaving-exclusion-not-checked"), *found.said_out)
    if found.silent:
        return "unknown", (*found.silent, pays)
    if found.open_:
        return "if", (pays, *found.short, *found.open_)
    if found.short:
        return "not-yet", (pays, *found.short)
    return "yes", (pays,)


def _refused(found: _Findings) -> Leaving:
    verdict, why = _verdict(found)
    departure = found.departure
    return Leaving(
        kind=departure.kind,
        scheme=departure.scheme or None,
        verdict=verdict,
        claim_within_months=departure.claim_within_months,
        reasons=why,
    )


def _nothing(found: _Findings) -> _Judged | None:
    """A source says that nothing is paid on leaving: said only to people it surely speaks of."""
    if found.out or found.said_out or found.silent or found.open_:
        return None
    departure = found.departure
    read = departure.checked != "no"
    code = "leaving-nothing" if read else "leaving-said-nothing"
    entry = Leaving(
        kind=departure.kind,
        scheme=departure.scheme or None,
        verdict="no" if read else "unknown",
        claim_within_months=0,
        reasons=(found.reason(code, country=found.country),),
    )
    return _Judged(entry, ())


def _status(found: _Findings, holds: Holds, person: Person) -> None:
    if holds is Holds.FALSE and person.status is not None:
        found.leave_out(found.reason("leaving-not-for-status", status=person.status))
    elif holds is Holds.SILENT and person.status is not None:
        found.silent.append(found.reason("leaving-status-not-named", status=person.status))
    elif holds is not Holds.TRUE:
        found.ask("status", found.reason("leaving-depends-on-answers"))


def _nationality(found: _Findings, person: Person, facts: FactBase) -> None:
    holds = for_nationality(found.departure.nationalities, person, facts)
    if holds is Holds.FALSE:
        found.leave_out(found.reason("leaving-not-for-nationality"))
    elif holds is Holds.SILENT:
        found.silent.append(found.reason("leaving-nationality-not-known"))
    elif holds is Holds.ASK:
        found.ask("nationalities", found.reason("leaving-depends-on-answers"))


def _sector(found: _Findings, person: Person) -> None:
    sector = person.situation.sector
    holds = for_sector(found.departure.only_sectors, found.departure.excluded_sectors, sector)
    if sector is None:
        if holds is not Holds.TRUE:
            found.ask("sector", found.reason("leaving-depends-on-answers"))
    elif holds is not Holds.TRUE:
        found.leave_out(found.reason("leaving-not-for-sector", sector=sector))


def _member(found: _Findings, status: Holds, months: Months | None, person: Person, facts: FactBase) -> None:
    """Whether the person is a member of the scheme whose money it is.

    What the law leaves out decides, but papers and work change: they do not undo contributions that were paid, so
    that then it is not known. What is only open is settled by these, and a silence on status by the entry's own word.
    """
    scheme = facts.schemes.get(found.departure.scheme)
    if scheme is None:
        return
    inside = cover(scheme, _any_benefit(scheme), person, facts)
    has_paid = months is not None and months.least > 0 and found.departure.kind not in _FROM_WORK
    if inside.holds is Holds.FALSE:
        for_good = any(reason.code == "scheme-excludes-nationality" for reason in inside.reasons)
        (found.silent if has_paid and not for_good else found.out).extend(inside.reasons)
    elif has_paid:
        return
    elif inside.holds is Holds.ASK:
        found.open_.extend(reason for reason in inside.reasons[: len(inside.asks)])
        found.asks.extend(inside.asks)
    elif inside.holds is Holds.SILENT and not (status is Holds.TRUE and found.departure.statuses):
        found.silent.extend(inside.reasons)


def _any_benefit(scheme: Scheme) -> Benefit:
    """A benefit of the scheme to judge membership by; where the scheme lists none, one without conditions."""
    for benefit in scheme.benefit:
        if not benefit.excluded_statuses and not benefit.excluded_sectors:
            return benefit
    return Benefit(branch="old-age", basis="none", sources=scheme.sources, checked=scheme.checked)


def _months(found: _Findings, person: Person) -> Months | None:
    """Months of work or of contributions against the entry's least and most; None: not told."""
    departure = found.departure
    from_work = departure.kind in _FROM_WORK
    count = person.employed_months if from_work else person.insured_months
    months = count(found.country)
    least, most = departure.min_months, departure.max_months
    if months is None:
        if least:
            found.ask("history", found.reason("leaving-months-not-told", needed=least))
        if most:
            found.ask("history", found.reason("leaving-most-months", most=most))
        return None
    if not from_work and months.most == 0:
        found.short.append(found.reason("leaving-nothing-paid-in"))
    elif months.most < least:
        found.short.append(
            found.reason(
                "leaving-months-missing", months=months.most, needed=least, missing=least - months.most
            )
        )
    elif most and months.least > most:
        found.leave_out(found.reason("leaving-too-many-months", months=months.least, most=most))
    elif months.least < least:
        found.ask("history", found.reason("leaving-months-not-told", needed=least))
    elif most and months.most > most:
        found.ask("history", found.reason("leaving-most-months", most=most))
    return months


def _agreement(found: _Findings, person: Person, facts: FactBase) -> None:
    """Some laws refund nothing to nationals of a country with an agreement that keeps their months."""
    if not found.departure.not_if_agreement:
        return
    told = person.situation.nationalities
    if not told:
        found.ask("nationalities", found.reason("leaving-depends-on-answers"))
        return
    branches = _long_term_branches(found.departure, facts)
    for binding in bindings(found.country, told, person, facts):
        agreement = binding.agreement
        keeps = [
            gives(listed, branch)
            for listed in (agreement.totalisation, agreement.export)
            for branch in branches
        ]
        if binding.holds is Holds.FALSE or set(keeps) <= {Holds.FALSE}:
            continue
        sources = tuple(dict.fromkeys((*found.departure.sources, *agreement.sources)))
        params = {"agreement": agreement.id}
        sure = binding.holds is Holds.TRUE and Holds.TRUE in keeps
        if sure and found.departure.checked != "no" and agreement.checked != "no":
            found.out.append(Reason("leaving-not-with-agreement", params, sources, agreement.checked))
        else:
            found.said_out.append(Reason("leaving-perhaps-not-with-agreement", params, sources, "no"))
        return


def _long_term_branches(departure: Departure, facts: FactBase) -> tuple[Branch, ...]:
    scheme = facts.schemes.get(departure.scheme)
    own = {benefit.branch for benefit in scheme.benefit} if scheme else set()
    return tuple(branch for branch in LONG_TERM if branch in own) or LONG_TERM


def _destination(found: _Findings, person: Person, facts: FactBase) -> None:
    """Not paid to people who are nationals of, or go to live in, some countries."""
    names = found.departure.not_to_countries
    if not names:
        return
    told = person.situation
    for code in (*told.nationalities, told.live_country):
        if code is not None and facts.in_group(code, names):
            found.leave_out(found.reason("leaving-not-to-country", other=code))
            return
    if told.live_country is None or not told.nationalities:
        countries = sorted(facts.named_countries(names))
        answer = "live_country" if told.live_country is None else "nationalities"
        found.ask(answer, found.reason("leaving-not-to-countries", countries=countries))


def _when(found: _Findings, person: Person) -> None:
    """When the money is paid: on leaving, after a wait, from an age."""
    departure, age = found.departure, person.situation.age
    if departure.from_age:
        reason = found.reason("leaving-from-age", years=departure.from_age)
        if age is None:
            found.ask("age", reason)
        elif age < departure.from_age:
            found.short.append(reason)
        else:
            found.told.append(reason)
    if departure.wait_months:
        found.told.append(found.reason("leaving-paid-after-months", months=departure.wait_months))
    elif departure.payable == "on-leaving":
        found.told.append(found.reason("leaving-paid-on-leaving"))
    if departure.payable == "at-pension-age":
        found.told.append(found.reason("leaving-paid-at-pension-age"))


def _pay(found: _Findings, months: Months | None, person: Person) -> int | None:
    """End-of-service pay in days of pay, and what is left of it for someone who resigns; None: no sum known."""
    departure = found.departure
    if not departure.tier:
        resigned = departure.resignation and "dismissed" not in person.situation.events
        if resigned and not any(share.percent for share in departure.resignation):
            found.told.append(found.reason("leaving-nothing-on-resignation"))
        return None
    days: int | None = None
    if months is not None and months.least == months.most and months.least >= departure.min_months:
        days = days_of_pay(departure, months.least)
    if days is None or months is None:
        found.told.extend(
            found.reason("leaving-days-a-year", days=tier.days_per_year)
            for tier in departure.tier
            if tier.from_months == 0
        )
    else:
        found.told.append(found.reason("leaving-days-of-pay", days=days, months=months.least))
    if departure.cap_days:
        found.told.append(found.reason("leaving-days-at-most", days=departure.cap_days))
    if not departure.resignation or months is None or days is None:
        return days
    if "dismissed" in person.situation.events:
        return days
    percent = resignation_percent(departure, months.least)
    if percent == 0:
        later = min(
            (s.min_months for s in departure.resignation if s.percent and s.min_months > months.least),
            default=0,
        )
        if later:
            found.told.append(found.reason("leaving-nothing-if-you-resign", months=later))
        else:
            found.told.append(found.reason("leaving-nothing-on-resignation"))
    elif percent < 100:
        kept = days_of_pay(departure, months.least, percent)
        found.told.append(found.reason("leaving-if-you-resign", percent=percent, days=kept))
    return days


def resignation_percent(departure: Departure, months: int) -> int:
    """The percentage of the sum due to someone who resigns after `months` of service, as the entry's law says."""
    shares = [(s.min_months, s.percent) for s in departure.resignation if s.min_months <= months]
    if not departure.resignation:
        return 100
    return max(shares)[1] if shares else 0


def days_of_pay(departure: Departure, months: int, percent: int = 100) -> int:
    """Whole days of pay for `months` of service: so many a year in each tier, parts of a year in proportion.

    `percent` of the sum (a resignation), after the cap. The law of the entry.
    """
    twelfths = 0
    for tier in departure.tier:
        top = min(months, tier.to_months) if tier.to_months else months
        twelfths += max(0, top - tier.from_months) * tier.days_per_year
    if departure.cap_days:
        twelfths = min(twelfths, departure.cap_days * 12)
    return twelfths * percent // 1200


def _deadline(found: _Findings, person: Person) -> date | None:
    """The day by which to claim, reckoned from the month in which the last work there ended.

    Counted from that month's first day, so that it is never too late; a claim is held to be late only where
    the limit has passed from its last day too. None between the two: no day can be named, and nothing is lost yet.
    """
    departure = found.departure
    if not departure.claim_within_months:
        return None
    found.told.append(found.reason("leaving-claim-within", months=departure.claim_within_months))
    left = left_in(found.country, person)
    if left is None:
        return None
    year, month = left
    limit = departure.wait_months + departure.claim_within_months
    by = add_months(date(year, month, 1), limit)
    latest = add_months(date(year, month, monthrange(year, month)[1]), limit)
    if latest < person.day:
        found.leave_out(found.reason("leaving-deadline-passed", date=latest.isoformat()))
        return None
    if by < person.day:
        return None
    found.told.append(found.reason("leaving-claim-by", date=by.isoformat()))
    return by


def left_in(country: str, person: Person) -> tuple[int, int] | None:
    """(year, month) in which work in `country` ended, for someone who left or is leaving; None: not told."""
    events = person.situation.events
    if "left" in events:
        return person.work_is_over_since(country)
    return person.work_ended(country) if "leaving" in events else None


def _warning(found: _Findings, person: Person, facts: FactBase) -> None:
    """Where taking the money ends the insured months: which agreements could have added them elsewhere."""
    if not found.departure.wipes_periods:
        return
    others: Iterable[str] = (*person.situation.nationalities, *person.periods)
    branches = _long_term_branches(found.departure, facts)
    lost = [
        (binding, other)
        for binding in bindings(found.country, others, person, facts)
        if binding.holds is not Holds.FALSE
        and any(gives(binding.agreement.totalisation, branch) is not Holds.FALSE for branch in branches)
        for other in binding.others
    ]
    named: dict[str, Reason] = {}
    for binding, other in lost:
        agreement = binding.agreement
        sources = tuple(dict.fromkeys((*found.departure.sources, *agreement.sources)))
        checked = "no" if "no" in (found.departure.checked, agreement.checked) else agreement.checked
        params = {"agreement": agreement.id, "other": other}
        named.setdefault(other, Reason("leaving-loses-agreement", params, sources, checked))
    found.told.append(found.reason("leaving-wipes-periods"))
    found.told.extend(named.values())
