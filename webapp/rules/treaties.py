"""Which conventions bind between the country of work and the person's own, and where national law falls short.

Legal source: each instrument's own articles (content/facts/instruments.toml) and the register of
ratifications. Reciprocity: ILO Convention 19, art. 1; Convention 118, art. 3; without it for refugees and
stateless persons: Convention 118, art. 10. In contributory schemes only: Convention 102, art. 68(2).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache

from webapp.facts.base import FactBase
from webapp.facts.records import Article, Instrument, Ratification
from webapp.facts.register import registered_on
from webapp.facts.vocabulary import (
    PRINCIPLES,
    STATELESS,
    STATUSES,
    Branch,
    Principle,
    SchemeKind,
    Sector,
    Status,
)
from webapp.rules.assessment import Binds, Reason, TreatyEntry, TreatyGap
from webapp.rules.months import add_months
from webapp.rules.person import OWN_PEOPLE, Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "treaty-binds": ("instrument", "country"),
    "treaty-binds-whatever-nationality": ("instrument", "country"),
    "treaty-for-a-part": ("instrument", "country"),
    "treaty-not-ratified": ("instrument", "country"),
    "treaty-not-ratified-by-own-country": ("instrument", "country"),
    "treaty-only-own-country": ("instrument", "country"),
    "treaty-not-for-status": ("instrument", "status"),
    "treaty-branches-not-known": ("instrument", "country"),
    "treaty-requires-equal-treatment": ("instrument", "article"),
    "treaty-past-employment": ("instrument", "article", "country"),
}


def ratified(facts: FactBase, convention: str, country: str, day: date) -> Ratification | None:
    """The ratification that binds all of `country` on `day`; None if none does (yet, or any more)."""
    return _ratified_by(facts, country, day).get(convention)


@lru_cache(maxsize=1024)
def _ratified_by(facts: FactBase, country: str, day: date) -> Mapping[str, Ratification]:
    """Convention → the ratification that binds `country` on `day`."""
    binding: dict[str, Ratification] = {}
    for convention, instrument in facts.instruments.items():
        found = facts.ratifications.get(convention, {}).get(country)
        if found is None or found.status in ("denounced", "in-force-in-part"):
            continue
        since = registered_on(facts, found)
        if found.registered is not None:
            since = add_months(found.registered, instrument.in_force_after_months)
        if since is not None and since <= day:
            binding[convention] = found
    return binding


def _in_part(facts: FactBase, convention: str, country: str) -> bool:
    """Whether `country` accepted it for a part of its territory only (ILO Constitution, arts 19(7) and 35)."""
    row = facts.ratifications.get(convention, {}).get(country)
    return row is not None and row.status == "in-force-in-part"


def treaties(person: Person, facts: FactBase) -> tuple[TreatyEntry, ...]:
    """Every binding instrument, and whether it binds the country of work towards this person."""
    told = person.situation
    if told.work_country is None:
        return ()
    sector = told.sector if told.sector in _sectors(facts) else None
    return _towards(
        facts, told.work_country, told.nationalities, person.status, sector, person.is_national, person.day
    )


@lru_cache(maxsize=8192)
def _towards(
    facts: FactBase,
    country: str,
    nationalities: tuple[str, ...],
    status: Status | None,
    sector: Sector | None,
    is_national: bool | None,
    day: date,
) -> tuple[TreatyEntry, ...]:
    """`treaties` by what it turns on: many people share it. `sector`: only where an instrument names it."""
    ratified_here = _ratified_by(facts, country, day)
    ratified_at_home = {c for code in nationalities for c in _ratified_by(facts, code, day)}
    is_stateless = STATELESS in nationalities
    protected = status == "refugee" or is_stateless
    own = next((code for code in nationalities if code != country), country)
    found = []
    for instrument in _conventions(facts):
        if instrument.sectors and sector not in instrument.sectors:
            continue
        if status is None and not is_stateless and _for_refugees_alone(facts, instrument.id):
            continue
        id_ = instrument.id
        at_home = id_ in ratified_at_home
        binds: Binds
        about = country
        if _in_part(facts, id_, country):
            binds, code = "no", "treaty-for-a-part"
        elif id_ not in ratified_here:
            binds = "one-sided" if at_home else "no"
            code = "treaty-only-own-country" if at_home else "treaty-not-ratified"
        elif not instrument.reciprocity or is_national or (instrument.refugees_too and protected):
            binds, code = "yes", "treaty-binds-whatever-nationality"
        elif not nationalities:
            continue
        elif at_home:
            binds, code = "yes", "treaty-binds"
        else:
            binds, code, about = "not-reciprocal", "treaty-not-ratified-by-own-country", own
        left_out = status if binds == "yes" and not _for_status(facts, id_, status) else None
        found.append(_entry(facts, id_, binds, code, about, country, left_out, protected, day))
    return tuple(found)


@lru_cache(maxsize=8)
def _sectors(facts: FactBase) -> frozenset[Sector]:
    """The sectors that instruments of their own are for."""
    return frozenset(sector for instrument in _conventions(facts) for sector in instrument.sectors)


@lru_cache(maxsize=8)
def _conventions(facts: FactBase) -> tuple[Instrument, ...]:
    """The instruments that can bind."""
    return tuple(one for one in facts.instruments.values() if one.kind == "convention" and one.binding)


@lru_cache(maxsize=16_384)
def _entry(
    facts: FactBase,
    id_: str,
    binds: Binds,
    code: str,
    about: str,
    country: str,
    left_out: Status | None,
    protected: bool,
    day: date,
) -> TreatyEntry:
    """What one instrument comes to: thousands of people share it. `left_out`: a status that it does not speak of."""
    instrument = facts.instruments[id_]
    here = ratified(facts, id_, country, day)
    reasons = [_about(instrument, code, about, facts, here if binds == "yes" else None)]
    branches: tuple[Branch, ...] = instrument.branches
    if here is not None and instrument.by_accepted_branch:
        branches = here.accepted
        if not branches:
            reasons.append(_about(instrument, "treaty-branches-not-known", country, facts, here))
    if left_out is not None:
        binds = "no"
        params = {"instrument": id_, "status": left_out}
        reasons.append(Reason("treaty-not-for-status", params, instrument.sources, instrument.checked))
    return TreatyEntry(
        instrument=id_,
        binds=binds,
        principles=_principles(instrument, protected),
        branches=branches,
        reasons=tuple(reasons),
    )


@lru_cache(maxsize=1024)
def _for_status(facts: FactBase, id_: str, status: Status | None) -> bool:
    """Whether any article speaks of people with this status; articles without a list speak of states."""
    if status is None or status in OWN_PEOPLE:
        return True
    named = [article.statuses for article in facts.instruments[id_].article if article.statuses]
    return not named or any(status in names for names in named)


@lru_cache(maxsize=64)
def _for_refugees_alone(facts: FactBase, id_: str) -> bool:
    named = [article.statuses for article in facts.instruments[id_].article if article.statuses]
    return bool(named) and all(names == ("refugee",) for names in named)


def _principles(instrument: Instrument, protected: bool) -> tuple[Principle, ...]:
    """The principles it lays down; those for refugees and stateless persons only where the person is one."""
    held = ("yes", "refugees-only") if protected else ("yes",)
    return tuple(principle for principle in PRINCIPLES if getattr(instrument, principle) in held)


def _about(
    instrument: Instrument, code: str, country: str, facts: FactBase, row: Ratification | None = None
) -> Reason:
    """A reason that rests on the register of ratifications: on the row found, or on the register as a whole."""
    if row is None:
        row = next(iter(facts.ratifications.get(instrument.id, {}).values()), None)
    params = {"instrument": instrument.id, "country": country}
    return Reason(code, params, (row.source,), row.checked) if row else Reason(code, params, (), "no")


def gaps(
    branch: Branch,
    person: Person,
    facts: FactBase,
    entries: Iterable[TreatyEntry],
    kinds: Collection[SchemeKind],
) -> tuple[tuple[TreatyGap, ...], tuple[Reason, ...]]:
    """The articles that promise this person equal treatment in `branch` where schemes of these `kinds` leave them out.

    For people in an irregular situation this is, among others, ILO Convention 143, art. 9(1): equality for
    rights that arise out of past employment.
    """
    found: list[TreatyGap] = []
    reasons: list[Reason] = []
    for entry in entries:
        if entry.binds != "yes" or branch not in entry.branches:
            continue
        instrument = facts.instruments[entry.instrument]
        for article in instrument.article:
            if article.principle != "equal_treatment" or not _promises(article, branch, kinds, person):
                continue
            if article.reciprocity and not _accepted_at_home(instrument, branch, person, facts):
                continue
            found.append(TreatyGap(instrument.id, article.number))
            reasons.append(
                Reason(
                    "treaty-requires-equal-treatment",
                    {"instrument": instrument.id, "article": article.number},
                    instrument.sources,
                    instrument.checked,
                )
            )
            break
    return tuple(found), tuple(reasons)


def _promises(article: Article, branch: Branch, kinds: Collection[SchemeKind], person: Person) -> bool:
    """Whether `article` speaks of this person, of `branch`, and of one of these kinds of schemes.

    What it leaves out: own-account workers and seafarers (Convention 97, art. 11; Convention 143, art. 11), public
    assistance (Convention 118, art. 10(2)), what is paid from public funds (Convention 97, art. 6(1)(b)(ii)).
    """
    told = person.situation
    return (
        branch in article.branches
        and _named(article, person.status)
        and not (article.kinds and not set(kinds) & set(article.kinds))
        and told.sector not in article.excluded_sectors
        and told.arrangement not in article.excluded_arrangements
    )


def _named(article: Article, status: Status | None) -> bool:
    """Whether `article` is for people with this status; one that was not told must be among those of any foreigner."""
    if not article.statuses:
        return True
    return status in article.statuses if status is not None else set(article.statuses) >= _FOREIGNERS


_FOREIGNERS = frozenset(STATUSES) - OWN_PEOPLE


def _accepted_at_home(instrument: Instrument, branch: Branch, person: Person, facts: FactBase) -> bool:
    """Whether a country of the person's nationality has accepted the same Part (Convention 102, art. 68(2))."""
    homes = (ratified(facts, instrument.id, code, person.day) for code in person.situation.nationalities)
    return any(
        home is not None and (branch in home.accepted or not instrument.by_accepted_branch) for home in homes
    )


def past_employment(
    person: Person,
    facts: FactBase,
    entries: Iterable[TreatyEntry],
    of: tuple[Branch, Collection[SchemeKind]] | None = None,
) -> tuple[Reason, ...]:
    """Treaty articles that keep wages and other rights from past work for a person without papers.

    ILO Convention 143, art. 9(1); Convention on Migrant Workers (1990), art. 25(3). `of`: only those that speak of
    this branch in these kinds of schemes; without it those on pay and every other right count.
    """
    country = person.situation.work_country
    if person.status != "irregular" or country is None:
        return ()
    reasons = []
    for entry in entries:
        instrument = facts.instruments[entry.instrument]
        if entry.binds != "yes":
            continue
        for article in instrument.article:
            if (
                article.past_employment
                and "irregular" in article.statuses
                and (of is None or _promises(article, *of, person))
            ):
                params = {"instrument": instrument.id, "article": article.number, "country": country}
                reasons.append(
                    Reason("treaty-past-employment", params, instrument.sources, instrument.checked)
                )
    return tuple(reasons)
