"""Adding months of other countries (totalisation): which agreement does it, how many months, and whose share is what.

Legal source: Regulation (EC) 883/2004, arts 6, 51, 52, 57 and 61, with Regulation (EC) 987/2009, art. 12
(overlapping months count once); Ibero-American Convention, arts 5, 8, 13 and 14; ILO Convention 157,
arts 6 to 8, and Recommendation 167; the clauses of each bilateral agreement.

Every agreement is reckoned whole and by itself. Periods are never chained: months of a third country count
only under an agreement to which that country is a party. The most favourable agreement is the one that counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import Agreement, Benefit, Scheme
from webapp.facts.vocabulary import LONG_TERM, Branch, SchemeKind
from webapp.rules.agreements import (
    Binding,
    Case,
    bindings,
    bindings_of_case,
    case_of,
    give_all_dates,
    gives,
    joined_by_none,
    left_out,
)
from webapp.rules.assessment import Added, Reason
from webapp.rules.logic import Holds
from webapp.rules.months import NONE, Months, month_index, span
from webapp.rules.person import Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "totalisation-adds": ("agreement", "country", "months"),
    "agreement-not-this-branch": ("agreement", "branch"),
    "agreement-adds-no-periods": ("agreement",),
    "agreement-totalisation-not-known": ("agreement", "branch"),
    "own-months-below-floor": ("agreement", "country", "months", "needed"),
    "own-insurance-not-told": ("agreement", "country"),
    "below-one-year": ("agreement", "country", "months"),
    "last-country-pays-all": ("agreement", "country"),
    "last-country-not-known": ("agreement",),
    "last-job-elsewhere": ("agreement", "country"),
    "last-job-not-known": ("agreement", "country"),
    "each-pays-own-months": ("agreement",),
    "share-usual": ("agreement",),
    "another-agreement-adds": ("agreement", "other_agreement"),
    "periods-not-chained": ("country", "other", "agreement"),
    "agreement-not-known": ("country", "other"),
}

ONE_YEAR = 12
"""Months. Regulation (EC) 883/2004, art. 57; Ibero-American Convention, art. 14."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totalised:
    """What adding months of other countries gives a claim on one country.

    Never worse than own months alone: `total` is at least `own` in both ends.
    """

    own: Months
    """Insured months of the country itself, within the window."""
    total: Months
    """With what is added. `least` is sure; `most` holds what unanswered questions or silent facts leave open."""
    added: tuple[Added, ...] = ()
    """Months of each other country under `agreement` (as told; overlapping months once)."""
    agreement: str | None = None
    """The agreement that counts; None where none adds anything."""
    share: Fraction | None = None
    """The part of the theoretical pension that the country pays; long-term branches only; None: not known,
    or each country pays by its own months alone."""
    depends_on: tuple[str, ...] = ()
    """Answers that would settle what is between `least` and `most`."""
    reasons: tuple[Reason, ...] = ()
    computations: "tuple[Reckoned, ...]" = ()
    """Every agreement reckoned by itself, also those that do not bind."""
    silent: bool = False
    """True: `most` rests on an agreement of which no fact says whether it adds these months; no answer of
    the person can settle that."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One agreement reckoned whole: its total, whose months it adds, and what holds it back."""

    binding: Binding
    total: Months
    others: tuple[str, ...] = ()
    """Countries whose months it adds."""
    holds: Holds = Holds.TRUE
    reasons: tuple[Reason, ...] = ()
    asks: tuple[str, ...] = ()
    pays_all: bool = False
    """Regulation (EC) 883/2004, art. 57(3): the last state pays as if all months were its own."""


def totalise(
    country: str, branch: Branch, needed_months: int, window_months: int, person: Person, facts: FactBase
) -> Totalised:
    """The claim on `country` in `branch`, which asks for `needed_months` (in the last `window_months` if not 0).

    Regulation (EC) 883/2004, art. 6; Ibero-American Convention, arts 5 and 8; bilateral agreements. Raises nothing.
    """
    return person.once(
        (totalise, country, branch, needed_months, window_months, facts),
        lambda: _totalise(country, branch, needed_months, window_months, person, facts),
    )


def _totalise(
    country: str, branch: Branch, needed_months: int, window_months: int, person: Person, facts: FactBase
) -> Totalised:
    own = person.insured_months(country, window_months)
    if own is None:
        return Totalised(own=NONE, total=NONE)
    others = frozenset(code for code in person.periods if code != country and _insured(code, person).most > 0)
    if not others or _insured(country, person).most == 0:
        return Totalised(own=own, total=own)  # a country without a period of its own owes nothing
    why_nothing = _nothing_adds(facts, country, others, case_of(person), branch)
    if why_nothing is not None:
        return Totalised(own=own, total=own, reasons=why_nothing if own.least < needed_months else ())
    found: list[Reckoned] = []
    for binding in bindings(country, others, person, facts):
        if not any(_same_and_no_better(binding, one) for one in found):
            found.append(_reckon(binding, country, branch, own, needed_months, window_months, person, facts))
    found = _settle_dates(found)
    sure = _best(found, needed_months)
    perhaps = [one for one in found if one.holds in (Holds.ASK, Holds.SILENT)]
    least = max(own.least, sure.total.least) if sure else own.least
    most = max(own.most, *(one.total.most for one in found)) if found else own.most
    open_ = [one for one in perhaps if one.total.most > least] if least < needed_months else []
    asks = [answer for one in open_ for answer in one.asks]
    if least < needed_months and any(
        one.holds is Holds.TRUE and one.total.least < one.total.most > least for one in found
    ):
        asks.append("history")
    best = sure or (_largest(perhaps) if least < needed_months else None)
    added = _added(best, country, window_months, person)
    reasons = _why_added(best, added, found, needed_months, branch)
    if least < needed_months:
        reasons.extend(_why_not_added(best, found, country, others, facts))
    return Totalised(
        own=own,
        total=Months(least, most),
        added=added,
        agreement=best.binding.agreement.id if best else None,
        share=_share(best, country, branch, person, facts),
        depends_on=tuple(dict.fromkeys(asks)),
        reasons=tuple(reasons),
        computations=tuple(found),
        silent=bool(open_) and not asks,
    )


def _same_and_no_better(binding: Binding, reckoned: Reckoned) -> bool:
    """Whether an agreement already reckoned adds the same countries for sure, and is as well read.

    A person whom Regulation (EC) 883/2004 covers needs no Regulation (EU) 1231/2010.
    """
    return (
        reckoned.holds is Holds.TRUE
        and reckoned.others == binding.others
        and reckoned.binding.agreement.kind == binding.agreement.kind == "regional-regulation"
        and (reckoned.binding.agreement.checked != "no" or binding.agreement.checked == "no")
    )


@lru_cache(maxsize=8192)
def _nothing_adds(
    facts: FactBase, country: str, others: frozenset[str], case: Case, branch: Branch
) -> tuple[Reason, ...] | None:
    """Why no agreement can add any month whatever the months are; None where one may."""
    found, _ = bindings_of_case(facts, country, others, case)
    reasons: list[Reason] = []
    for binding in found:
        if binding.holds is Holds.FALSE:
            reasons.extend(binding.reasons)
        elif gives(binding.agreement.totalisation, branch) is Holds.FALSE:
            reasons.append(_adds_not(binding.agreement, branch))
        else:
            return None
    return (*reasons, *_pairs_not_known(country, others, facts))


def _insured(country: str, person: Person) -> Months:
    return person.insured_months(country) or NONE


def _reckon(
    binding: Binding,
    country: str,
    branch: Branch,
    own: Months,
    needed: int,
    window_months: int,
    person: Person,
    facts: FactBase,
) -> Reckoned:
    """One agreement whole: does it bind, does it add in this branch, may `country` hold back, and what is the total."""
    agreement = binding.agreement
    if binding.holds is Holds.FALSE:
        return Reckoned(binding, own, (), Holds.FALSE, binding.reasons)
    adds = gives(agreement.totalisation, branch)
    if adds is Holds.FALSE:
        return Reckoned(binding, own, (), Holds.FALSE, (_adds_not(agreement, branch),))
    holds, reasons, asks = binding.holds, list(binding.reasons), list(binding.asks)
    if adds is Holds.SILENT:
        holds = Holds.SILENT
        reasons.append(_reason(agreement, "agreement-totalisation-not-known", branch=branch))
    pays_all = False
    for rule in _rules_of(agreement, branch):
        outcome, reason = rule(binding, country, branch, needed, person, facts)
        if reason is not None:
            reasons.append(reason)
        if outcome is Holds.FALSE:
            return Reckoned(binding, own, (), Holds.FALSE, tuple(reasons))
        if outcome is Holds.ASK:
            asks.append("history")
            holds = Holds.ASK if holds is Holds.TRUE else holds
        elif outcome is Holds.SILENT:
            holds = Holds.SILENT
        pays_all = pays_all or (reason is not None and outcome is Holds.TRUE)
    total = together((country, *binding.others), window_months, person)
    return Reckoned(binding, total, binding.others, holds, tuple(reasons), tuple(asks), pays_all)


def _adds_not(agreement: Agreement, branch: Branch) -> Reason:
    if agreement.totalisation:
        known = left_out(agreement, agreement.totalisation)
        return _shared(
            "agreement-not-this-branch", agreement.id, (("branch", branch),), agreement.sources, known
        )
    return _reason(agreement, "agreement-adds-no-periods")


_Rule = Callable[
    [Binding, str, Branch, int, Person, FactBase],
    tuple[Holds, Reason | None],
]


def _rules_of(agreement: Agreement, branch: Branch) -> tuple[_Rule, ...]:
    """What may hold a country back under this agreement in this branch."""
    if branch == "unemployment":
        return (_floor, _last_job)
    if agreement.below_one_year and branch in LONG_TERM:
        return (_floor, _one_year)
    return (_floor,)


def _floor(
    binding: Binding, country: str, branch: Branch, needed: int, person: Person, facts: FactBase
) -> tuple[Holds, Reason | None]:
    """Months of its own that a country may ask for first (the agreement's own clause: six quarters, twelve months)."""
    floor, own = binding.agreement.min_own_months.get(country, 0), _insured(country, person)
    if own.least >= max(1, floor):
        return Holds.TRUE, None
    if own.most >= floor:
        return Holds.ASK, _reason(binding.agreement, "own-insurance-not-told", country=country)
    reason = _reason(
        binding.agreement, "own-months-below-floor", country=country, months=own.most, needed=floor
    )
    return Holds.FALSE, reason


def _last_job(
    binding: Binding, country: str, branch: Branch, needed: int, person: Person, facts: FactBase
) -> tuple[Holds, Reason | None]:
    """Unemployment: the last insured period must be where the claim is made (Regulation (EC) 883/2004, art. 61(2))."""
    last = last_country(person, (country, *binding.others))
    if last is None:
        return Holds.ASK, _reason(binding.agreement, "last-job-not-known", country=country)
    if last != country:
        return Holds.FALSE, _reason(binding.agreement, "last-job-elsewhere", country=last)
    return Holds.TRUE, None


def _one_year(
    binding: Binding, country: str, branch: Branch, needed: int, person: Person, facts: FactBase
) -> tuple[Holds, Reason | None]:
    """Under a year without a right of its own a country owes nothing and the others take the months over.

    Regulation (EC) 883/2004, art. 57(1) and (2); if all would be freed so, the last one whose conditions are
    met pays as if all months were its own (57(3)): TRUE with a reason. Ibero-American Convention, art. 14.
    """
    own = _insured(country, person)
    agreement = binding.agreement
    if own.least >= min(ONE_YEAR, needed):
        return Holds.TRUE, None
    reason = _reason(agreement, "below-one-year", country=country, months=own.most)
    if own.most >= min(ONE_YEAR, needed):
        return Holds.ASK, reason
    freed = [freed_below_one_year(code, branch, person, facts) for code in binding.others]
    if False in freed:
        return Holds.FALSE, reason
    if None in freed:
        return Holds.SILENT, reason
    whole = together((country, *binding.others), 0, person).most
    if whole < needed:
        return Holds.FALSE, reason
    able = [code for code in binding.others if (own_minimum(code, branch, person, facts) or 0) <= whole]
    last = last_country(person, (country, *able))
    if last is None:
        return Holds.ASK, _reason(agreement, "last-country-not-known")
    if last != country:
        return Holds.FALSE, reason
    return Holds.TRUE, _reason(agreement, "last-country-pays-all", country=country)


def freed_below_one_year(country: str, branch: Branch, person: Person, facts: FactBase) -> bool | None:
    """Whether `country` owes nothing for months below one year that give no right of their own; None: not known.

    Regulation (EC) 883/2004, art. 57(1); Ibero-American Convention, art. 14.
    """
    months = _insured(country, person)
    if months.least >= ONE_YEAR:
        return False
    needed = own_minimum(country, branch, person, facts)
    if needed is None:
        return None
    if months.least >= needed:
        return False
    return True if months.most < min(needed, ONE_YEAR) else None


def own_minimum(country: str, branch: Branch, person: Person, facts: FactBase) -> int | None:
    """Months that the country's main contributory scheme asks for in `branch`; 0: none; None: not known."""
    main = main_benefit(country, branch, person.day, facts)
    return None if main is None else minimum_today(main[1], person)


def minimum_today(benefit: Benefit, person: Person) -> int | None:
    """The months that `benefit` asks for on the person's day; None: not known."""
    if benefit.basis == "none":
        return 0
    if benefit.qualifying_months_by_age:
        return minimum_at_age(benefit, person.situation.age)[1]
    held = benefit.qualifying_months
    for year, months in sorted(benefit.qualifying_months_by_year.items()):
        if int(year) <= person.day.year:
            held = months
    return held


def minimum_at_age(benefit: Benefit, age: int | None) -> tuple[int, int]:
    """The least and the most months that an invalidity `benefit` asks for at `age` in years; None: not told."""
    rising = {0: benefit.qualifying_months or 0}
    rising.update((int(first), months) for first, months in benefit.qualifying_months_by_age.items())
    if age is None:
        return min(rising.values()), max(rising.values())
    held = rising[max(first for first in rising if first <= age)]
    return held, held


_MAIN: Mapping[SchemeKind, int] = {
    "social-insurance": 0,
    "universal": 1,
    "mandatory-private-insurance": 2,
    "provident-fund": 3,
}
"""Kinds that pay a right of one's own, the first choice first: what agreements coordinate, then savings."""


@lru_cache(maxsize=4096)
def main_benefit(country: str, branch: Branch, day: date, facts: FactBase) -> tuple[Scheme, Benefit] | None:
    """The scheme that pays the branch to most workers: compulsory social insurance before all others; None: none known.

    Social assistance and employers' payments are outside coordination (Regulation (EC) 883/2004, art. 3(5)).
    """
    found = [
        (scheme, benefit)
        for scheme, benefit in facts.benefits(country, branch)
        if scheme.kind in _MAIN and holds_on(scheme, day) and holds_on(benefit, day)
    ]
    if not found:
        return None
    return min(
        found,
        key=lambda one: (
            _MAIN[one[0].kind],
            one[0].compulsory is False,
            "employee" not in one[0].covers.arrangements and bool(one[0].covers.arrangements),
            bool(one[0].covers.only_sectors),
            one[1].basis not in ("contributions", "residence"),
        ),
    )


def together(countries: Sequence[str], window_months: int, person: Person) -> Months:
    """Insured months of all `countries`, each month once (Regulation (EC) 987/2009, art. 12(3) to (5))."""
    return person.once(
        (together, *countries, window_months), lambda: _together(countries, window_months, person)
    )


def _together(countries: Sequence[str], window_months: int, person: Person) -> Months:
    dated = 0
    least = most = 0
    for code in countries:
        months = person.insured_months(code, window_months) or NONE
        least, most = least + months.least, most + months.most
        for period in person.periods.get(code, ()):
            if period.from_ is not None:
                dated += 1
                break
    if dated > 1:
        return _dated_together(countries, window_months, person)
    if window_months:
        return Months(min(window_months, least), min(window_months, most))
    return Months(least, most)


def _dated_together(countries: Sequence[str], window_months: int, person: Person) -> Months:
    """`months.count` of several countries, reckoned by stretches of time instead of single months."""
    today = month_index(person.day.year, person.day.month)
    first = today - window_months + 1 if window_months else 0
    sure: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    loose_sure = loose_told = 0
    for code in countries:
        for period in person.periods.get(code, ()):
            if period.insured == "no":
                continue
            stretch = span(period, person.day)
            if stretch is None:
                loose_told += period.months or 0
                loose_sure += (period.months or 0) if period.insured == "yes" else 0
                continue
            cut = (max(first, stretch[0]), stretch[1])
            told.append(cut)
            if period.insured == "yes":
                sure.append(cut)
    least, most = covered_months(sure), covered_months(told)
    if window_months:
        return Months(min(window_months, least), min(window_months, most + loose_told))
    return Months(least + loose_sure, most + loose_told)


def covered_months(stretches: Iterable[tuple[int, int]]) -> int:
    """Months in at least one stretch (first and last month included), each once (Regulation 987/2009, art. 12)."""
    total, reached = 0, -1
    for first, last in sorted(stretches):
        start = max(first, reached + 1)
        if last >= start:
            total += last - start + 1
            reached = last
    return total


def last_country(person: Person, countries: Iterable[str]) -> str | None:
    """The country of the last insured month among `countries`; None where the dates told do not say.

    Where no period is dated, the country of work is the one of the last job, as its question asks.
    """
    ends: dict[str, int] = {}
    undated: list[str] = []
    for code in countries:
        for period in person.periods.get(code, ()):
            if period.insured == "no":
                continue
            stretch = span(period, person.day)
            if stretch is None:
                undated.append(code)
            else:
                ends[code] = max(stretch[1], ends.get(code, 0))
    work = person.situation.work_country
    if undated:
        if work in undated and ends.get(work or "", 0) >= max(ends.values(), default=0):
            return work
        if work in ends and ends[work] >= month_index(person.day.year, person.day.month):
            return work
        return None
    if not ends:
        return None
    latest = max(ends.values())
    last = [code for code, end in ends.items() if end == latest]
    return last[0] if len(last) == 1 else work if work in last else None


def _best(found: Iterable[Reckoned], needed: int) -> Reckoned | None:
    """The most favourable agreement that surely binds: one that reaches the months, then the largest total.

    Ibero-American Convention, art. 8: the more favourable agreement is used, whole. Between equals the one
    that was read, then the first of the facts.
    """
    best: Reckoned | None = None
    rank: tuple[bool, int, int, bool] | None = None
    for one in found:
        if one.holds is not Holds.TRUE:
            continue
        this = (
            one.total.least >= needed,
            one.total.least,
            one.total.most,
            one.binding.agreement.checked != "no",
        )
        if rank is None or this > rank:
            best, rank = one, this
    return best


def _largest(found: Iterable[Reckoned]) -> Reckoned | None:
    """Of the agreements that perhaps bind, the one that would add most; one that waits for an answer first."""
    best: Reckoned | None = None
    for one in found:
        if best is None or (one.total.most, one.holds is Holds.ASK) > (
            best.total.most,
            best.holds is Holds.ASK,
        ):
            best = one
    return best


def _settle_dates(found: list[Reckoned]) -> list[Reckoned]:
    """Where only the situation's dates are open and two agreements leave no day between them, the lesser is sure.

    Withdrawal Agreement, art. 30, and the Protocol on Social Security Coordination: whenever it began, one binds.
    """
    open_ = [one for one in found if one.holds is Holds.ASK and one.binding.only_dates_open]
    for place, one in enumerate(open_):
        for other in open_[place + 1 :]:
            if len(one.asks) == len(other.asks) == 1 and give_all_dates(one.binding, other.binding):
                lesser = min(one, other, key=lambda each: (each.total.least, each.total.most))
                kept = [each for each in found if each is not one and each is not other]
                return [*kept, replace(lesser, holds=Holds.TRUE, asks=())]
    return found


def _added(reckoned: Reckoned | None, country: str, window_months: int, person: Person) -> tuple[Added, ...]:
    """Months of each other country, as told; within the window only where the dates told place them in it."""
    if reckoned is None:
        return ()
    whole: Months | None = reckoned.total
    if window_months and reckoned.total.least != reckoned.total.most:
        window_months, whole = 0, None
    found: list[Added] = []
    counted = [country]
    before = (person.insured_months(country, window_months) or NONE).most
    for other in reckoned.others:
        counted.append(other)
        if whole is not None and other == reckoned.others[-1]:
            after = whole.most
        else:
            after = together(counted, window_months, person).most
        if after > before:
            found.append(Added(other, after - before, reckoned.binding.agreement.id))
        before = after
    return tuple(found)


def _share(
    reckoned: Reckoned | None, country: str, branch: Branch, person: Person, facts: FactBase
) -> Fraction | None:
    """Own months over all months; months below one year that others take over are in no denominator.

    Regulation (EC) 883/2004, arts 52(1)(b)(ii) and 57(2); Ibero-American Convention, art. 13.
    """
    if reckoned is None or branch not in LONG_TERM or reckoned.holds is not Holds.TRUE:
        return None
    if reckoned.binding.agreement.calculation == "direct":
        return None
    if reckoned.pays_all:
        return Fraction(1)
    counted = [country]
    for other in reckoned.others:
        freed: bool | None = False
        if reckoned.binding.agreement.below_one_year:
            freed = freed_below_one_year(other, branch, person, facts)
        if freed is None:
            return None
        if not freed:
            counted.append(other)
    parts = parts_once(counted, person)
    if parts is None:
        return None
    whole = sum(parts.values())
    return Fraction(parts[country]) / whole if whole else None


def parts_once(countries: Sequence[str], person: Person) -> Mapping[str, int | Fraction] | None:
    """Each country's months, a month that several have being split evenly between them; None if not known exactly.

    Regulation (EC) 987/2009, art. 12, counts such a month once and does not say for whom: even parts favour none.
    """
    return person.once((parts_once, *countries), lambda: _parts_once(countries, person))


def _parts_once(countries: Sequence[str], person: Person) -> Mapping[str, int | Fraction] | None:
    told: dict[str, int] = {}
    for code in countries:
        months = _insured(code, person)
        if months.least != months.most:
            return None
        told[code] = months.least
    found: dict[str, int | Fraction] = dict(told)
    if together(countries, 0, person).least == sum(told.values()):
        return found
    stretches = {code: _dated_stretches(code, person) for code in countries}
    edges = sorted(
        {edge for held in stretches.values() for first, last in held for edge in (first, last + 1)}
    )
    for start, end in pairwise(edges):
        sharing = [
            code for code, held in stretches.items() if any(first <= start <= last for first, last in held)
        ]
        if len(sharing) > 1:
            for code in sharing:
                found[code] -= (end - start) * (1 - Fraction(1, len(sharing)))
    return found


def _dated_stretches(country: str, person: Person) -> list[tuple[int, int]]:
    """The stretches of months (first, last) that may be insured in `country`."""
    return [
        stretch
        for period in person.periods.get(country, ())
        if period.insured != "no" and (stretch := span(period, person.day)) is not None
    ]


def _why_added(
    best: Reckoned | None,
    added: Iterable[Added],
    found: Iterable[Reckoned],
    needed: int,
    branch: Branch,
) -> list[Reason]:
    """What the best agreement adds, on what conditions, and how it reckons the pension."""
    if best is None:
        return []
    agreement = best.binding.agreement
    reasons = [
        _reason(agreement, "totalisation-adds", country=one.country, months=one.months) for one in added
    ]
    reasons.extend(best.reasons)
    if branch in LONG_TERM and not best.pays_all:
        if agreement.calculation == "direct":
            reasons.append(_reason(agreement, "each-pays-own-months"))
        elif agreement.calculation is None:
            reasons.append(Reason("share-usual", {"agreement": agreement.id}, agreement.sources, "no"))
    seen = {best.others}
    for one in found:
        if (
            one.holds is Holds.TRUE
            and needed <= one.total.least < best.total.least
            and one.others not in seen
        ):
            seen.add(one.others)
            other = one.binding.agreement
            reasons.append(_reason(agreement, "another-agreement-adds", other_agreement=other.id))
    return reasons


def _why_not_added(
    best: Reckoned | None,
    found: Iterable[Reckoned],
    country: str,
    others: Iterable[str],
    facts: FactBase,
) -> list[Reason]:
    """Why further months do not count: agreements that do not bind, chains that no law makes, pairs not known."""
    reasons: list[Reason] = []
    apart: dict[str, Agreement] = {}
    for one in found:
        if one is best:
            continue
        if one.holds is not Holds.TRUE:
            reasons.extend(one.reasons)
        for other in one.others:
            apart.setdefault(other, one.binding.agreement)
    if best is not None:
        reasons.extend(
            _reason(apart[other], "periods-not-chained", country=country, other=other)
            for other in sorted(apart)
            if other not in best.others
        )
    reasons.extend(_pairs_not_known(country, others, facts))
    return reasons


def _pairs_not_known(country: str, others: Iterable[str], facts: FactBase) -> list[Reason]:
    return [
        Reason("agreement-not-known", {"country": country, "other": other}, (), "no")
        for other in sorted(others)
        if joined_by_none(country, other, facts)
    ]


@lru_cache(maxsize=20_000)
def _shared(
    code: str, agreement: str, params: tuple[tuple[str, object], ...], sources: tuple[str, ...], checked: str
) -> Reason:
    return Reason(code, {"agreement": agreement, **dict(params)}, sources, checked)  # type: ignore[arg-type]


def _reason(agreement: Agreement, code: str, **params: object) -> Reason:
    return _shared(code, agreement.id, tuple(params.items()), agreement.sources, agreement.checked)
