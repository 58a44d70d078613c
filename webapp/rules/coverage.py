"""Who is inside a scheme: nationality, status, arrangement, sector, employer size, stay, contract length.

Legal source: for every condition the scheme's own law as cited in its fact entry; a coordination instrument
that binds the country may open a scheme that national law keeps for nationals (Regulation (EC) 883/2004,
art. 4; ILO Convention 118, art. 3; clauses of bilateral agreements).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import Agreement, Benefit, Covers, Scheme
from webapp.facts.vocabulary import ARRANGEMENTS, SECTORS, STATUSES, Arrangement, Checked, Sector, Status
from webapp.rules.assessment import Reason
from webapp.rules.logic import Holds, at_least
from webapp.rules.person import OWN_PEOPLE, Answers, Person
from webapp.rules.posting import posting

REASONS: Mapping[str, tuple[str, ...]] = {
    "scheme-covers-nationality": ("scheme",),
    "scheme-excludes-nationality": ("scheme",),
    "scheme-asks-nationality": ("scheme",),
    "scheme-silent-nationality": ("scheme",),
    "scheme-open-by-agreement": ("scheme", "agreement"),
    "scheme-perhaps-open-by-agreement": ("scheme", "agreement"),
    "scheme-covers-status": ("scheme", "status"),
    "scheme-excludes-status": ("scheme", "status"),
    "scheme-asks-status": ("scheme",),
    "scheme-silent-status": ("scheme", "status"),
    "scheme-covers-arrangement": ("scheme", "arrangement"),
    "scheme-excludes-arrangement": ("scheme", "arrangement"),
    "scheme-asks-arrangement": ("scheme",),
    "scheme-silent-arrangement": ("scheme", "arrangement"),
    "scheme-covers-sector": ("scheme", "sector"),
    "scheme-excludes-sector": ("scheme", "sector"),
    "scheme-asks-sector": ("scheme",),
    **{
        f"scheme-{word}-every-{what}": ("scheme",)
        for word in ("covers", "excludes", "silent")
        for what in ("status", "arrangement", "sector")
    },
    "scheme-covers-employer-size": ("scheme", "minimum"),
    "scheme-excludes-employer-size": ("scheme", "minimum"),
    "scheme-asks-employer-size": ("scheme", "minimum"),
    "scheme-covers-stay": ("scheme", "months"),
    "scheme-excludes-stay": ("scheme", "months"),
    "scheme-asks-stay": ("scheme", "months"),
    "scheme-covers-contract": ("scheme", "months"),
    "scheme-excludes-contract": ("scheme", "months"),
    "scheme-asks-contract": ("scheme", "months"),
    "scheme-covers-region": ("scheme", "regions"),
    "scheme-excludes-region": ("scheme", "regions"),
    "scheme-asks-region": ("scheme", "regions"),
    "scheme-only-permits": ("scheme", "permits"),
    "exclusion-not-checked": ("scheme",),
}

_OPEN_TO_ALL_WORK = frozenset({"universal", "social-assistance"})
"""Kinds whose law asks about residence, not about work: without a list, every arrangement is inside."""


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One condition of cover: how it holds, why, and which answer it waits for. Shared, so one is like no other."""

    holds: Holds
    reason: Reason
    asks: str = ""
    by_person: bool = False
    """True: the condition is about nationality or status, where equal-treatment treaties speak."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether a person is inside a benefit's cover, as the combination of its conditions."""

    holds: Holds
    """TRUE inside; FALSE outside by a source that was read; SILENT undecided; ASK depends on `asks`."""
    reasons: tuple[Reason, ...]
    asks: tuple[str, ...]
    left_out_as_migrant: bool
    """Outside because of nationality or status."""


def cover(scheme: Scheme, benefit: Benefit, person: Person, facts: FactBase) -> Cover:
    """Whether `person` is inside `benefit` of `scheme`, condition by condition, with the reasons.

    An exclusion no source of which was read never yields FALSE but SILENT, and says so.
    """
    sent = _sent(scheme, benefit, person, facts)
    told = person.answers
    if told.status == "posted":
        found = posting(person, facts)
        if found is not None and found.law == "host":
            # Longer than the agreement allows: insured here like others who work here with papers (arts 11(3)(a), 12).
            told = told._replace(status="work-permit")
    return _cover(scheme, benefit, _nationality(scheme, benefit, person, facts), told, sent)


def _sent(scheme: Scheme, benefit: Benefit, person: Person, facts: FactBase) -> bool:
    """Whether a scheme that leaves out posted workers would leave out this one: where home goes on to insure them.

    What takes them out is the agreement (Regulation (EC) 883/2004, art. 12; bilateral posting clauses). Without one
    the law of the place of work holds, and a list that leaves them out says nothing about them.
    """
    if person.status not in (None, "posted") or "posted" not in scheme.covers.not_statuses:
        return True
    found = posting(person, facts)
    return found is not None and found.keeps(benefit.branch) and not found.depends_on_length


@lru_cache(maxsize=16_384)
def _cover(scheme: Scheme, benefit: Benefit, by_nationality: Condition, told: Answers, sent: bool) -> Cover:
    """`cover` by what it turns on."""
    conditions = _conditions(scheme, benefit, by_nationality, told, sent)
    out = [c for c in conditions if c.holds is Holds.FALSE]
    if told.is_national and any(c.by_person for c in out):
        # A scheme for foreigners: what its country's own people have stands in other laws.
        return Cover(Holds.SILENT, tuple([c.reason for c in out]), (), False)
    if out:
        read = [c for c in out if c.reason.checked != "no"]
        if read:
            reasons = tuple([c.reason for c in read])
            return Cover(Holds.FALSE, reasons, (), any(c.by_person for c in read))
        unchecked = Reason("exclusion-not-checked", {"scheme": scheme.id}, scheme.sources, "no")
        return Cover(Holds.SILENT, (unchecked, *[c.reason for c in out]), (), False)
    met = [c.reason for c in conditions if c.holds is Holds.TRUE]
    if len(met) == len(conditions):
        return Cover(Holds.TRUE, tuple(met), (), False)
    silent = [c.reason for c in conditions if c.holds is Holds.SILENT]
    if silent:
        return Cover(Holds.SILENT, (*silent, *met), (), False)
    asked = [c for c in conditions if c.holds is Holds.ASK]
    asks = tuple(dict.fromkeys(c.asks for c in asked if c.asks))
    return Cover(Holds.ASK, (*[c.reason for c in asked], *met), asks, False)


def _conditions(
    scheme: Scheme, benefit: Benefit, by_nationality: Condition, told: Answers, sent: bool
) -> list[Condition]:
    covers = scheme.covers
    foreign = told.is_national is False
    found = [by_nationality, _status(scheme, benefit, told.status, foreign, sent)]
    if covers.only_permits and told.status not in OWN_PEOPLE:
        permits = {"scheme": scheme.id, "permits": list(covers.only_permits)}
        reason = Reason("scheme-only-permits", permits, scheme.sources, scheme.checked)
        found.append(Condition(Holds.ASK, reason))
    if covers.arrangements or covers.not_arrangements or scheme.kind not in _OPEN_TO_ALL_WORK:
        found.append(_arrangement(scheme, told.arrangement))
    if covers.only_sectors or covers.excluded_sectors or benefit.excluded_sectors:
        found.append(_sector(scheme, benefit, told.sector))
    if covers.min_employer_size > 1:
        size = covers.min_employer_size
        found.append(
            _threshold(scheme, "employer-size", told.employer_size, size, "employer_size", "minimum")
        )
    if covers.min_stay_months and not told.is_national:
        found.append(_stay(scheme, told))
    if covers.min_contract_months:
        months = covers.min_contract_months
        found.append(
            _threshold(scheme, "contract", told.contract_months, months, "contract_months", "months")
        )
    if covers.only_regions:
        found.append(_region(scheme, told.region))
    return found


def _nationality(scheme: Scheme, benefit: Benefit, person: Person, facts: FactBase) -> Condition:
    """Nationality: "all", nationals, non-nationals, reciprocity, or a list; then the agreements that open it."""
    covers = scheme.covers
    holds = _nationality_holds(covers, person, facts)
    if holds is Holds.FALSE or (holds is Holds.SILENT and covers.nationalities == "reciprocity"):
        opening = _equal_treatment_agreement(benefit, person, facts)
        if opening is not None:
            return _opened(scheme, opening)
    return _by_nationality(scheme, holds)


@lru_cache(maxsize=4096)
def _opened(scheme: Scheme, by: Agreement) -> Condition:
    sure = by.checked != "no"
    return Condition(
        Holds.TRUE if sure else Holds.SILENT,
        Reason(
            "scheme-open-by-agreement" if sure else "scheme-perhaps-open-by-agreement",
            {"scheme": scheme.id, "agreement": by.id},
            by.sources,
            by.checked,
        ),
        by_person=True,
    )


@lru_cache(maxsize=4096)
def _by_nationality(scheme: Scheme, holds: Holds) -> Condition:
    return Condition(
        holds,
        _reason(f"scheme-{_WORD[holds]}-nationality", scheme.id, "", "", scheme.sources, scheme.checked),
        "nationalities" if holds is Holds.ASK else "",
        by_person=True,
    )


def _nationality_holds(covers: Covers, person: Person, facts: FactBase) -> Holds:
    named, national = covers.nationalities, person.is_national
    told = person.situation.nationalities
    if covers.not_nationalities and any(facts.in_group(code, covers.not_nationalities) for code in told):
        return Holds.FALSE
    if covers.not_nationalities and not told and not national:
        return Holds.ASK
    if named == "all":
        return Holds.TRUE
    if named is None:
        return Holds.SILENT
    if named == "nationals":
        return Holds.ASK if national is None else Holds.TRUE if national else Holds.FALSE
    if named == "non-nationals":
        return Holds.ASK if national is None else Holds.FALSE if national else Holds.TRUE
    if named == "reciprocity":
        return Holds.TRUE if national else Holds.SILENT if told else Holds.ASK
    codes = (*told, person.situation.work_country) if national else told
    if any(code is not None and facts.in_group(code, named) for code in codes):
        return Holds.TRUE
    return Holds.FALSE if told else Holds.ASK


def _equal_treatment_agreement(benefit: Benefit, person: Person, facts: FactBase) -> Agreement | None:
    """The agreement that gives nationals of the person's country the treatment of nationals, the best read first."""
    country = person.situation.work_country
    if country is None:
        return None
    found: Agreement | None = None
    for nationality in person.situation.nationalities:
        for agreement in facts.agreements_between(country, nationality):
            if (
                agreement.equal_treatment == "yes"
                and agreement.status in ("in-force", "partly-applied")
                and agreement.in_force is not None
                and agreement.in_force <= person.day
                and (agreement.until is None or person.day <= agreement.until)
                and (agreement.branches is None or benefit.branch in agreement.branches)
                and not agreement.only_sectors
                and not (agreement.lawful_residence and person.status in (None, "irregular"))
                and agreement.min_parties_in_history == 0
                and (found is None or (found.checked == "no" and agreement.checked != "no"))
            ):
                found = agreement
    return found


_FOREIGN_STATUSES = tuple(status for status in STATUSES if status not in OWN_PEOPLE)


@lru_cache(maxsize=16_384)
def _status(scheme: Scheme, benefit: Benefit, status: Status | None, foreign: bool, sent: bool) -> Condition:
    """The condition on status; of a foreigner whose status was not told, each that a foreigner can have counts."""
    return _listed(
        scheme,
        "status",
        status,
        _FOREIGN_STATUSES if foreign else STATUSES,
        lambda word: _status_holds(scheme.covers, benefit, word, sent),
        benefit.checked if status in benefit.excluded_statuses else scheme.checked,
        by_person=True,
    )


@lru_cache(maxsize=8192)
def _arrangement(scheme: Scheme, arrangement: Arrangement | None) -> Condition:
    return _listed(
        scheme,
        "arrangement",
        arrangement,
        ARRANGEMENTS,
        lambda word: _arrangement_holds(scheme.covers, word),
        scheme.checked,
    )


@lru_cache(maxsize=8192)
def _sector(scheme: Scheme, benefit: Benefit, sector: Sector | None) -> Condition:
    return _listed(
        scheme,
        "sector",
        sector,
        SECTORS,
        lambda word: _sector_holds(scheme.covers, benefit, word),
        benefit.checked if sector in benefit.excluded_sectors else scheme.checked,
    )


def _status_holds(covers: Covers, benefit: Benefit, status: str, sent: bool) -> Holds:
    if status == "posted" and not sent:
        return Holds.SILENT
    if status in benefit.excluded_statuses or status in covers.not_statuses:
        return Holds.FALSE
    if status in covers.statuses or (status == "internal-migrant" and "national" in covers.statuses):
        return Holds.TRUE
    return Holds.SILENT


def _arrangement_holds(covers: Covers, arrangement: str) -> Holds:
    if arrangement in covers.not_arrangements:
        return Holds.FALSE
    if arrangement in covers.arrangements or (not covers.arrangements and arrangement == "employee"):
        return Holds.TRUE
    return Holds.SILENT


def _sector_holds(covers: Covers, benefit: Benefit, sector: str) -> Holds:
    if sector in covers.excluded_sectors or sector in benefit.excluded_sectors:
        return Holds.FALSE
    if covers.only_sectors and sector not in covers.only_sectors:
        return Holds.FALSE
    return Holds.TRUE


def combine(outcomes: Iterable[Holds]) -> Holds:
    """What an unanswered question means, from what each possible answer would mean."""
    found = set(outcomes)
    if len(found) == 1:
        return found.pop()
    if Holds.TRUE in found:
        return Holds.ASK
    return Holds.SILENT


def _listed(
    scheme: Scheme,
    what: str,
    value: str | None,
    possible: tuple[str, ...],
    rule: Callable[[str], Holds],
    checked: Checked,
    by_person: bool = False,
) -> Condition:
    holds = rule(value) if value is not None else combine(rule(word) for word in possible)
    asks = what if holds is Holds.ASK else ""
    if value is not None:
        reason = _reason(f"scheme-{_WORD[holds]}-{what}", scheme.id, what, value, scheme.sources, checked)
    elif holds is Holds.ASK:
        reason = _reason(f"scheme-asks-{what}", scheme.id, "", "", scheme.sources, checked)
    else:
        reason = _reason(f"scheme-{_WORD[holds]}-every-{what}", scheme.id, "", "", scheme.sources, checked)
    return Condition(holds, reason, asks, by_person)


def _threshold(scheme: Scheme, what: str, value: int | None, minimum: int, key: str, param: str) -> Condition:
    holds = at_least(value, minimum)
    return Condition(
        holds,
        _reason(f"scheme-{_WORD[holds]}-{what}", scheme.id, param, minimum, scheme.sources, scheme.checked),
        key if holds is Holds.ASK else "",
    )


def _stay(scheme: Scheme, told: Answers) -> Condition:
    """The stay that foreigners need. Work there shows a stay of its length, but says nothing against the stay told."""
    least, stay = scheme.covers.min_stay_months, told.months_in_country
    if stay is None and told.months_worked is not None and told.months_worked >= least:
        stay = told.months_worked
    found = _threshold(scheme, "stay", stay, least, "months_in_country", "months")
    if found.holds is Holds.FALSE and told.is_national is None:
        return _by_nationality(scheme, Holds.ASK)
    return found


def _region(scheme: Scheme, told: str | None) -> Condition:
    regions = scheme.covers.only_regions
    holds = Holds.ASK if told is None else Holds.TRUE if told in regions else Holds.FALSE
    params = {"scheme": scheme.id, "regions": list(regions)}
    reason = Reason(f"scheme-{_WORD[holds]}-region", params, scheme.sources, scheme.checked)
    return Condition(holds, reason, "history" if holds is Holds.ASK else "")


_WORD = {Holds.TRUE: "covers", Holds.FALSE: "excludes", Holds.ASK: "asks", Holds.SILENT: "silent"}


@lru_cache(maxsize=100_000)
def _reason(
    code: str, scheme: str, param: str, value: Any, sources: tuple[str, ...], checked: Checked
) -> Reason:
    """One shared Reason for each meaning: thousands of people are inside a scheme for the same reason."""
    params = {"scheme": scheme, param: value} if param else {"scheme": scheme}
    return Reason(code, params, sources, checked)


def running(scheme: Scheme, benefit: Benefit, person: Person) -> bool:
    """Whether the benefit is in force on the person's day."""
    return holds_on(scheme, person.day) and holds_on(benefit, person.day)
