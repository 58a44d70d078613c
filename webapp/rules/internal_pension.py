"""Pension of people who move for work inside their own country: which place pays, from when, and what moves along.

Legal source: the country's own law as cited in content/facts/internal/XX.toml. For China: Social Insurance Law, arts
14, 16 and 19; State Council General Office 2009 No. 66, arts 3 to 6; MOHRSS 2014 No. 17, arts 3 to 8; Measures on
Gradually Raising the Statutory Retirement Age (2024), arts 1 to 3. Months are calendar months, as month indices.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations, product

from webapp.facts.base import FactBase, holds_on
from webapp.facts.internal import (
    AccountPart,
    Internal,
    InternalPension,
    PlaceStep,
    RetirementChoice,
    TemporaryAccount,
)
from webapp.facts.records import Benefit
from webapp.facts.vocabulary import Sex
from webapp.rules.abroad import paid_abroad
from webapp.rules.assessment import RANK, Added, Entitlement, PeriodsEntry, Reason, Verdict
from webapp.rules.entitlement import each_once
from webapp.rules.logic import Holds
from webapp.rules.months import NONE, count, length, month_index, span
from webapp.rules.person import Person
from webapp.rules.qualifying import (
    Qualified,
    age_of_birth,
    births_of,
    minimum_in_year,
    pension_age_reasons,
    qualify,
)
from webapp.situation import Period

REASONS: Mapping[str, tuple[str, ...]] = {
    "internal-months-earned": ("scheme",),
    "internal-months-together": ("months", "regions"),
    "internal-place-home": ("region",),
    "internal-place-months": ("region", "months", "needed"),
    "internal-place-earlier": ("region", "months", "needed"),
    "internal-place-gathered": ("region", "needed"),
    "internal-place-not-sure": (),
    "internal-place-temporary-not-sure": ("regions",),
    "internal-temporary-account": ("region", "men", "women"),
    "internal-money-moves": ("account", "pooled"),
    "internal-choose-age": ("early", "late"),
    "internal-short-pay-on": ("scheme",),
    "internal-short-other-scheme": ("scheme",),
    "internal-short-refund-account": ("scheme",),
    "internal-months-apart": ("scheme",),
}

_PLACE_REASON: Mapping[PlaceStep, str] = {
    "relation-at-home": "internal-place-home",
    "relation-with-months": "internal-place-months",
    "latest-with-months": "internal-place-earlier",
    "gathered-at-home": "internal-place-gathered",
}
_STEPS = tuple(_PLACE_REASON)
_VERDICT: Mapping[Holds, Verdict] = {Holds.TRUE: "yes", Holds.FALSE: "not-yet", Holds.ASK: "if"}

_MOST_GUESSES = 3
"""Stays whose order or insurance is not told: beyond so many, not every possibility is tried."""
_MOST_POSSIBILITIES = 150
"""Homes, sexes and histories that may be, times the stays: beyond so many the place is not said."""
_NEVER_OLD = 10**6
"""A birth so late that nobody was old at any time."""


# ---- age and months -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Retirement:
    """When the pension age is reached, and the months of contributions that are needed then."""

    age_months: int
    month: int
    """The month index in which it is reached."""
    needed: int


def retirement(benefit: Benefit, born: int, sex: Sex, former_years: int) -> Retirement:
    """The statutory retirement of someone born in the month `born` (a month index).

    `former_years`: the age before it began to rise, which tells apart tracks of one sex. The minimum is that of
    the year in which the age is reached. Raises ValueError where no age of `benefit` is for them.
    """
    for entry in benefit.pension_age:
        if entry.years == former_years and entry.sex in (None, sex):
            age = age_of_birth(entry, born)
            if age is not None:
                return Retirement(age, born + age, minimum_in_year(benefit, (born + age) // 12))
    raise ValueError(f"no pension age of {former_years} years for {sex}")


def choices(
    choice: RetirementChoice, benefit: Benefit, born: int, sex: Sex, former_years: int
) -> tuple[Retirement, Retirement]:
    """The earliest and the latest retirement one may choose; the minimum is that of the year chosen."""
    statutory = retirement(benefit, born, sex, former_years).age_months
    ages = (max(former_years * 12, statutory - choice.early_months), statutory + choice.late_months)
    first, last = (Retirement(a, born + a, minimum_in_year(benefit, (born + a) // 12)) for a in ages)
    return first, last


@dataclass(frozen=True, slots=True)
class Bridged:
    """The scheme that pays after a move between two, with its months."""

    scheme: str
    months: int
    needed: int

    @property
    def enough(self) -> bool:
        return self.months >= self.needed


def bridge(
    pension: InternalPension, facts: FactBase, months: int, residents_months: int, year: int, both: int = 0
) -> Bridged:
    """Where the pension of someone with months in both schemes comes from, on reaching the age in `year`.

    `both`: months paid in both at once, which count in the employees' scheme alone. A bridge that lets the months
    of the scheme left count adds them; no other months are added.
    """
    own = _pension_of(pension.scheme, facts)
    needed = minimum_in_year(own, year)
    reached = months >= needed
    apart = residents_months - both
    for way in pension.bridge:
        if way.when != ("minimum-reached" if reached else "minimum-missed"):
            continue
        stays, left = (months, apart) if way.joins == pension.scheme else (apart, months)
        minimum = (
            needed if way.joins == pension.scheme else minimum_in_year(_pension_of(way.joins, facts), year)
        )
        return Bridged(way.joins, stays + (left if way.months_count else 0), minimum)
    return Bridged(pension.scheme, months, needed)


def _pension_of(scheme: str, facts: FactBase) -> Benefit:
    return next(benefit for benefit in facts.schemes[scheme].benefit if benefit.branch == "old-age")


def what_moves(pension: InternalPension, wages: Mapping[int, int]) -> Mapping[AccountPart, Fraction]:
    """The money of each part that moves, without interest: `wages` is month index → contribution wage.

    Months before a part's first day are left out: other rules hold for them. The months themselves always count.
    """
    moved: dict[AccountPart, Fraction] = {}
    for part in pension.moves:
        first = month_index(part.from_.year, part.from_.month) if part.from_ else 0
        paid = sum(wage for month, wage in wages.items() if month >= first)
        moved[part.part] = Fraction(part.percent * paid, 100)
    return moved


# ---- the place that pays ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stay:
    """Insured work in one place, from its first to its last month (month indices, both inclusive)."""

    region: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Place:
    """The place that pays, by which step of the law, with its own months; and the temporary accounts on the way."""

    region: str | None
    step: PlaceStep | None
    months: int
    temporary: frozenset[str]
    sure: bool
    """False: it turns on which place the months of a temporary account go to, which the law does not say plainly."""


def place_that_pays(pension: InternalPension, stays: Iterable[Stay], home: str, born: int, sex: Sex) -> Place:
    """Where the pension of someone from `home` is drawn, after these stays in whatever order.

    The insurance relation moves along, but from an age on a new place elsewhere opens only a temporary account,
    unless one was insured there before. A temporary account is no place of payment.
    """
    regular: dict[str, set[int]] = {}
    temporary: dict[str, set[int]] = {}
    relation: str | None = None
    limit = pension.temporary_account
    for stay in sorted(stays, key=lambda stay: (stay.first, stay.last, stay.region)):
        months = range(stay.first, stay.last + 1)
        if _too_old(limit, stay, born, sex) and stay.region != home and stay.region not in regular:
            temporary.setdefault(stay.region, set()).update(months)
        else:
            regular.setdefault(stay.region, set()).update(months)
            relation = stay.region
    loose = set().union(*temporary.values())
    own = {region: len(months) for region, months in regular.items()}
    region, step = _first_step(pension, own, regular, relation, home)
    sure = True
    if relation is not None and loose:
        with_loose = {**own, relation: len(regular[relation] | loose)}
        sure = region == _first_step(pension, with_loose, regular, relation, home)[0]
    return Place(region, step, own.get(region or "", 0), frozenset(temporary), sure)


def _too_old(limit: TemporaryAccount | None, stay: Stay, born: int, sex: Sex) -> bool:
    """Whether someone who begins this stay is too old for the relation to move along."""
    if limit is None or (limit.from_ and stay.first < month_index(limit.from_.year, limit.from_.month)):
        return False
    return stay.first - born >= limit.age_limit(sex) * 12


def _first_step(
    pension: InternalPension,
    own: Mapping[str, int],
    regular: Mapping[str, set[int]],
    relation: str | None,
    home: str,
) -> tuple[str | None, PlaceStep | None]:
    for rule in pension.place:
        enough = [region for region, months in own.items() if months >= rule.min_months]
        if rule.step == "relation-at-home" and relation == home:
            return home, rule.step
        if rule.step == "relation-with-months" and relation in enough:
            return relation, rule.step
        if rule.step == "latest-with-months" and enough:
            return max(enough, key=lambda region: (max(regular[region]), region)), rule.step
        if rule.step == "gathered-at-home":
            return home, rule.step
    return None, None


def _possible_places(pension: InternalPension, periods: Sequence[Period], person: Person) -> list[Place]:
    """The places that pay in whatever way the answers that are missing may turn out; empty: not to be said.

    Stops at the second one: then it depends.
    """
    told = person.situation
    if any(period.region is None for period in periods) or not pension.place:
        return []
    regions = list(dict.fromkeys(period.region for period in periods if period.region))
    homes = [told.home_region] if told.home_region else [*regions, ""]
    sexes: tuple[Sex, ...] = (told.sex,) if told.sex else ("female", "male")
    found: dict[str | None, Place] = {}
    histories = list(_histories(pension, periods, person))
    possibilities = len(homes) * len(sexes) * len(histories)
    if possibilities > 1 and possibilities * len(periods) > _MOST_POSSIBILITIES:
        return []
    for home, sex, stays in product(homes, sexes, histories):
        for born in _births(pension, stays, sex, person):
            place = place_that_pays(pension, stays, home, born, sex)
            known = found.get(place.region)
            if known is None:
                found[place.region] = place
            else:
                later = max(known, place, key=lambda one: _STEPS.index(one.step) if one.step else -1)
                found[place.region] = replace(
                    later, temporary=known.temporary & place.temporary, sure=known.sure and place.sure
                )
            if len(found) > 1:
                return list(found.values())
    return list(found.values())


def _histories(
    pension: InternalPension, periods: Sequence[Period], person: Person
) -> Iterator[tuple[Stay, ...]]:
    """Every history that these periods may mean: in which order, and whether insured. None: too many to say."""
    open_ = [period for period in periods if period.insured == "unknown"]
    if len(open_) > _MOST_GUESSES:
        return
    for choice in product((True, False), repeat=len(open_)):
        left_out = {id(period) for period, kept in zip(open_, choice, strict=True) if not kept}
        kept = [period for period in periods if id(period) not in left_out]
        if kept:
            yield from _orders(pension, kept, person)


def _orders(
    pension: InternalPension, periods: Sequence[Period], person: Person
) -> Iterator[tuple[Stay, ...]]:
    dated = [(period, span(period, person.day)) for period in periods]
    if all(stretch is not None for _, stretch in dated):
        yield tuple(
            Stay(period.region or "", *stretch)
            for period, stretch in dated
            if stretch and stretch[0] <= stretch[1]
        )
        return
    if any(stretch is not None for _, stretch in dated) or len(periods) > _MOST_GUESSES:
        return
    today = month_index(person.day.year, person.day.month)
    several = len({period.region for period in periods}) > 1
    if several and _may_be_old(pension, person):
        return
    for order in permutations(periods) if several else (periods,):
        # Long ago, when nobody was old; and, in one place alone, as late as can be.
        first, stays = 0, []
        for period in order:
            stays.append(Stay(period.region or "", first, first + length(period, person.day) - 1))
            first = stays[-1].last + 1
        yield tuple(stays)
        if not several:
            yield tuple(
                replace(stay, first=stay.first + today - first + 1, last=stay.last + today - first + 1)
                for stay in stays
            )


def _may_be_old(pension: InternalPension, person: Person) -> bool:
    """Whether a stay may have begun at an age at which a new place opens only a temporary account."""
    limit, age, sex = pension.temporary_account, person.situation.age, person.situation.sex
    if limit is None:
        return False
    least = limit.age_limit(sex) if sex else min(limit.age_men, limit.age_women)
    return age is None or age >= least


def _births(pension: InternalPension, stays: Iterable[Stay], sex: Sex, person: Person) -> Iterable[int]:
    """One birth for each way in which age can decide about the stays."""
    age, limit = person.situation.age, pension.temporary_account
    first, last = births_of(person, age) if age is not None else (-_NEVER_OLD, _NEVER_OLD)
    if limit is None:
        return (last,)
    turns = {stay.first - limit.age_limit(sex) * 12 for stay in stays}
    return sorted({first, last, *(turn for turn in turns if first <= turn <= last)})


# ---- the entitlement ----------------------------------------------------------------------------------------------


def pension_entitlement(
    base: Entitlement, person: Person, facts: FactBase, internal: Internal
) -> tuple[Entitlement, PeriodsEntry | None, tuple[str, ...]]:
    """`base` with the place that pays and what belongs to it; its entry of the periods; answers that would say more.

    Months once paid decide by themselves: what work follows does not take them away.
    """
    pension, country = internal.pension, internal.country
    own = person.insured_months(country)
    if pension is None or not _runs(pension, person, facts):
        return base, None, ()
    if own is None or own.most == 0:
        return base, None, ("home_region",) if person.situation.home_region is None else ()
    scheme, benefit = facts.schemes[pension.scheme], _pension_of(pension.scheme, facts)
    qualified = qualify(scheme, benefit, country, person, facts)
    found = base
    if own.least and qualified.holds in _VERDICT:
        found = _earned(base, qualified, pension, person, facts, country)
    periods = [period for period in person.periods[country] if period.insured != "no"]
    possible = _possible_places(pension, periods, person)
    place = possible[0] if len(possible) == 1 and possible[0].sure and possible[0].region else None
    reasons = [
        *_months_together(pension, periods, person),
        *_place_reasons(pension, possible, place, person, facts),
    ]
    more = [
        *_moves(pension, periods, person),
        *_short(pension, qualified),
        *_choice(pension, qualified, person),
    ]
    if pension.residents_scheme and len(periods) > 1:
        more.extend(
            Reason("internal-months-apart", {"scheme": way.leaves}, way.sources, way.checked)
            for way in pension.bridge
            if not way.months_count
        )
    region = place.region if place else None
    found = replace(found, region=region, reasons=each_once((*found.reasons, *reasons, *more)))
    asks = () if place or not pension.place else _asks(person, periods)
    return found, _periods_entry(found, qualified, place, periods, person, country, tuple(reasons)), asks


def _runs(pension: InternalPension, person: Person, facts: FactBase) -> bool:
    return holds_on(facts.schemes[pension.scheme], person.day) and holds_on(
        _pension_of(pension.scheme, facts), person.day
    )


def _earned(
    base: Entitlement,
    qualified: Qualified,
    pension: InternalPension,
    person: Person,
    facts: FactBase,
    country: str,
) -> Entitlement:
    """The entitlement that months paid in the employees' scheme give, whatever the work of today is."""
    verdict = _VERDICT[qualified.holds]
    if RANK[verdict] <= RANK[base.verdict]:
        return base
    scheme, benefit = facts.schemes[pension.scheme], _pension_of(pension.scheme, facts)
    abroad, abroad_reasons, _ = paid_abroad(scheme, benefit, country, person, facts)
    earned = Reason("internal-months-earned", {"scheme": scheme.id}, pension.sources, pension.checked)
    return replace(
        base,
        verdict=verdict,
        scheme=scheme.id,
        country=country,
        months_counted=qualified.counted,
        months_needed=qualified.needed,
        months_missing=qualified.missing,
        totalised_with=qualified.added,
        share=qualified.share,
        abroad=abroad,
        depends_on=qualified.asks if verdict == "if" else (),
        treaty_gap=(),
        reasons=(
            *qualified.reasons,
            earned,
            *pension_age_reasons(scheme, benefit, person)[0],
            *abroad_reasons,
        ),
    )


def _months_together(
    pension: InternalPension, periods: Sequence[Period], person: Person
) -> tuple[Reason, ...]:
    regions = _regions(periods)
    if len(regions) < 2:
        return ()
    params = {"months": count(periods, person.day).most, "regions": regions}
    return (Reason("internal-months-together", params, pension.sources, pension.checked),)


def _regions(periods: Iterable[Period]) -> list[str]:
    return sorted({period.region for period in periods if period.region})


def _place_reasons(
    pension: InternalPension, possible: list[Place], place: Place | None, person: Person, facts: FactBase
) -> Iterator[Reason]:
    if not pension.place:
        return
    last = pension.place[-1]
    if place is None:
        if len(possible) == 1 and not possible[0].sure and possible[0].temporary:
            regions = sorted(possible[0].temporary)
            yield Reason("internal-place-temporary-not-sure", {"regions": regions}, last.sources, "partly")
        else:
            yield Reason("internal-place-not-sure", {}, last.sources, last.checked)
        return
    rule = next(rule for rule in pension.place if rule.step == place.step)
    values = {"region": place.region, "months": place.months, "needed": rule.min_months}
    code = _PLACE_REASON[rule.step]
    yield Reason(code, {name: values[name] for name in REASONS[code]}, rule.sources, rule.checked)
    limit = pension.temporary_account
    if limit is None:
        return
    for region in sorted(place.temporary):
        params = {"region": region, "men": limit.age_men, "women": limit.age_women}
        yield Reason("internal-temporary-account", params, limit.sources, limit.checked)


def _moves(pension: InternalPension, periods: Sequence[Period], person: Person) -> Iterator[Reason]:
    parts = {part.part: part for part in pension.moves if holds_on(part, person.day)}
    if {*parts} != {"account", "pooled"} or set(_regions(periods)) <= {person.situation.home_region}:
        return
    sources = tuple(dict.fromkeys(id_ for part in parts.values() for id_ in part.sources))
    params = {"account": parts["account"].percent, "pooled": parts["pooled"].percent}
    yield Reason("internal-money-moves", params, sources, "partly")


def _short(pension: InternalPension, qualified: Qualified) -> Iterator[Reason]:
    if qualified.holds is Holds.TRUE:
        return
    for short in pension.short:
        params = {"scheme": short.scheme or pension.scheme}
        yield Reason(f"internal-short-{short.option}", params, short.sources, short.checked)


def _choice(pension: InternalPension, qualified: Qualified, person: Person) -> Iterator[Reason]:
    choice = pension.choice
    if choice and qualified.holds is Holds.TRUE and holds_on(choice, person.day):
        params = {"early": choice.early_months // 12, "late": choice.late_months // 12}
        yield Reason("internal-choose-age", params, choice.sources, choice.checked)


def _asks(person: Person, periods: Sequence[Period]) -> tuple[str, ...]:
    told = person.situation
    open_history = any(
        period.region is None or period.from_ is None or period.insured == "unknown" for period in periods
    )
    return tuple(
        key
        for key, open_ in (
            ("history", open_history),
            ("home_region", told.home_region is None),
            ("age", told.age is None),
            ("sex", told.sex is None),
        )
        if open_
    )


def _periods_entry(
    found: Entitlement,
    qualified: Qualified,
    place: Place | None,
    periods: Sequence[Period],
    person: Person,
    country: str,
    reasons: tuple[Reason, ...],
) -> PeriodsEntry:
    """One entry: the place that pays, with its own months and those of the other places."""
    total = count(periods, person.day).most or NONE.most
    own, added = total, qualified.added
    if place is not None:
        own = count([p for p in periods if p.region == place.region], person.day).most
        others = [region for region in _regions(periods) if region != place.region]
        inside = tuple(
            Added(country, count([p for p in periods if p.region == region], person.day).most, "", region)
            for region in others
        )
        added = (*inside, *qualified.added)
    return PeriodsEntry(
        branch="old-age",
        country=country,
        region=place.region if place else None,
        own_months=own,
        added=added,
        needed=qualified.needed,
        verdict=found.verdict,
        pays_alone=qualified.holds is Holds.TRUE and own >= (qualified.needed or 0),
        share=qualified.share,
        below_one_year=False,
        reasons=(*qualified.reasons, *reasons),
    )
