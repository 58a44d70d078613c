"""The facts of a country, a corridor or a treaty as a reader looks them up: texts for the reference pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import Agreement, Benefit, Covers, Scheme
from webapp.facts.vocabulary import BRANCHES, SECTORS, STATUSES, Branch, Checked, Status
from webapp.rules.assessment import Verdict
from webapp.rules.entitlement import entitlement
from webapp.rules.person import OWN_PEOPLE, person
from webapp.rules.treaties import treaties
from webapp.situation import Period, Situation
from webapp.wording import labels
from webapp.wording.language import SOURCE_LANGUAGE
from webapp.wording.result import SourceLine, source_line
from webapp.wording.slots import agreement_name, institution_name, region_name, scheme_name
from webapp.wording.told import length
from webapp.wording.voice import N_, Voice


@dataclass(frozen=True, slots=True)
class SchemeText:
    """One scheme for one branch: its name, what it says, its sources."""

    id: str
    title: str
    institution: str
    lines: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    checked: Checked


_LONG = 360
"""Months: a career that is long enough for any scheme."""


def verdicts_by_status(
    country: str, nationalities: tuple[str, ...], facts: FactBase, day: date
) -> dict[Branch, dict[Status, Verdict]]:
    """Branch → status → the verdict for an ordinary worker: an employee in a factory, insured for thirty years.

    So the table shows whom the law covers, and not which answers are missing.
    """
    statuses = [s for s in STATUSES if not nationalities or country in nationalities or s not in OWN_PEOPLE]
    found: dict[Branch, dict[Status, Verdict]] = {branch: {} for branch in BRANCHES}
    for status in statuses:
        own = status in OWN_PEOPLE
        told = Situation(
            nationalities=(country,) if own and not nationalities else nationalities,
            work_country=country,
            status=status,
            arrangement="employee",
            sector="manufacturing",
            employer_size=50,
            contract_months=24,
            months_in_country=_LONG,
            age=60,
            history=(Period(country, from_=(day.year - _LONG // 12, day.month), insured="yes"),),
        )
        who, newcomer = person(told, day), person(replace(told, history=()), day)
        entries = treaties(who, facts)
        for branch in BRANCHES:
            verdict = entitlement(branch, who, facts, entries)[0].verdict
            if verdict == "unknown" and entitlement(branch, newcomer, facts, entries)[0].verdict == "no":
                verdict = "no"  # whom a law leaves out from the start paid nothing in
            found[branch][status] = verdict
    return found


def scheme_texts(voice: Voice, country: str, branch: Branch, day: date) -> list[SchemeText]:
    """The schemes of a country for a branch that hold on `day`, or are adopted and begin later."""
    found = []
    for scheme, benefit in voice.facts.benefits(country, branch):
        until = [last for last in (scheme.until, benefit.until) if last is not None]
        if until and min(until) < day:
            continue
        found.append(_scheme_text(voice, scheme, benefit, day))
    return found


def _scheme_text(voice: Voice, scheme: Scheme, benefit: Benefit, day: date) -> SchemeText:
    say = voice.say
    lines: list[str] = []
    starts = max((first for first in (scheme.from_, benefit.from_) if first is not None), default=None)
    if starts is not None and starts > day:
        lines.append(say(N_("It starts on %(date)s."), date=voice.day(starts)))
    lines.extend(_cover_lines(voice, scheme.covers))
    for status in benefit.excluded_statuses:
        lines.append(say(_LEAVES_OUT, people=say(labels.STATUS_NAMES[status])))
    if benefit.qualifying_months is not None and not benefit.qualifying_months_by_age:
        months = length(voice, benefit.qualifying_months) if benefit.qualifying_months else ""
        lines.append(
            say(N_("Time of insurance needed: %(time)s."), time=months)
            if months
            else say(N_("No time of insurance is needed."))
        )
    if benefit.window_months:
        lines.append(
            say(N_("It counts within the last %(time)s."), time=length(voice, benefit.window_months))
        )
    women, men = benefit.pension_age_women, benefit.pension_age_men
    if women is not None and men is not None and women != men:
        lines.append(say(N_("Pension age: %(women)s for women, %(men)s for men."), women=women, men=men))
    elif women is not None or men is not None:
        lines.append(say(N_("Pension age: %(age)s."), age=women if women is not None else men))
    if benefit.paid_abroad is not None:
        lines.append(say(_ABROAD[benefit.paid_abroad]))
    return SchemeText(
        id=scheme.id,
        title=scheme_name(voice, scheme.id),
        institution=institution_name(voice, scheme.institution) if scheme.institution else "",
        lines=tuple(lines),
        sources=sources_of(voice, dict.fromkeys((*scheme.sources, *benefit.sources))),
        checked=benefit.checked,
    )


_COVERS = N_("It covers: %(people)s.")
_LEAVES_OUT = N_("It leaves out: %(people)s.")
_ABROAD = {
    "yes": N_("It is also paid abroad."),
    "no": N_("It is not paid abroad."),
    "agreement": N_("It is paid abroad where an agreement says so."),
    "reciprocity": N_("It is paid to people whose own country pays abroad, too."),
    "limited": N_("It is paid abroad only in part, or only in some countries."),
}
_NATIONALITIES = {
    "all": N_("It covers people of every nationality."),
    "nationals": N_("It covers citizens only."),
    "non-nationals": N_("It covers foreigners only."),
    "reciprocity": N_("It covers people whose own country treats foreigners alike."),
}


def _cover_lines(voice: Voice, covers: Covers) -> list[str]:
    say = voice.say
    lines: list[str] = []
    if isinstance(covers.nationalities, str):
        lines.append(say(_NATIONALITIES[covers.nationalities]))
    elif covers.nationalities:
        lines.append(say(_COVERS, people=voice.all_of(_nations(voice, covers.nationalities))))
    if covers.not_nationalities:
        lines.append(say(_LEAVES_OUT, people=voice.all_of(_nations(voice, covers.not_nationalities))))
    for words, phrase, table in (
        (covers.statuses, _COVERS, labels.STATUS_NAMES),
        (covers.not_statuses, _LEAVES_OUT, labels.STATUS_NAMES),
        (covers.arrangements, _COVERS, labels.ARRANGEMENT_NAMES),
        (covers.not_arrangements, _LEAVES_OUT, labels.ARRANGEMENT_NAMES),
    ):
        if words:
            lines.append(say(phrase, people=voice.all_of([say(table[word]) for word in words])))
    if covers.only_sectors and set(covers.only_sectors) != set(SECTORS):
        names = voice.all_of([say(labels.SECTORS[sector]) for sector in covers.only_sectors])
        lines.append(say(N_("Only for this work: %(sectors)s."), sectors=names))
    if covers.excluded_sectors:
        names = voice.all_of([say(labels.SECTORS[sector]) for sector in covers.excluded_sectors])
        lines.append(say(N_("Not for this work: %(sectors)s."), sectors=names))
    if covers.min_employer_size:
        lines.append(say(N_("Workers the employer must have: %(number)s."), number=covers.min_employer_size))
    if covers.min_stay_months:
        lines.append(
            say(N_("Time in the country needed: %(time)s."), time=length(voice, covers.min_stay_months))
        )
    if covers.min_contract_months:
        lines.append(
            say(N_("Length of contract needed: %(time)s."), time=length(voice, covers.min_contract_months))
        )
    if covers.only_regions:
        places = voice.all_of([region_name(voice, code) for code in covers.only_regions])
        lines.append(say(N_("It runs only in: %(places)s."), places=places))
    return lines


def _nations(voice: Voice, names: Iterable[str]) -> list[str]:
    """Countries by name; groups (EU, GCC …) by the name that they have in every language."""
    return [name if name in voice.facts.groups else voice.country(name) for name in names]


def sources_of(voice: Voice, ids: Iterable[str]) -> tuple[SourceLine, ...]:
    """Sources as they are cited."""
    return tuple(source_line(voice, voice.facts.sources[id_]) for id_ in ids if id_ in voice.facts.sources)


@dataclass(frozen=True, slots=True)
class AgreementText:
    id: str
    title: str
    parties: str
    status: str
    since: str
    branches: str
    provisions: str
    sources: tuple[SourceLine, ...]


_STATUS = {
    "in-force": N_("in force"),
    "signed": N_("signed, not yet in force"),
    "partly-applied": N_("applied in part"),
    "suspended": N_("suspended"),
    "ended": N_("ended"),
    "non-binding": N_("not binding"),
}
_PROVISIONS = {
    "read": N_("We read its text."),
    "described": N_("We read an official summary."),
    "assumed": N_("We have not read what it says: what is usual is assumed, and shown as not checked."),
}


def agreement_text(voice: Voice, agreement: Agreement, day: date) -> AgreementText:
    """One agreement as a line of a list."""
    say = voice.say
    ended = not holds_on(agreement, day)
    branches = (
        say(N_("not known"))
        if agreement.branches is None
        else voice.all_of([say(labels.BRANCHES[branch]) for branch in agreement.branches])
    )
    return AgreementText(
        id=agreement.id,
        title=agreement_name(voice, agreement.id),
        parties=voice.all_of([voice.country(code) for code in agreement.parties]),
        status=say(_STATUS["ended" if ended else agreement.status]),
        since=voice.day(agreement.in_force) if agreement.in_force else "",
        branches=branches,
        provisions=say(_PROVISIONS[agreement.provisions]),
        sources=sources_of(voice, agreement.sources),
    )


def principle_rows(voice: Voice, instrument_id: str) -> list[tuple[str, str]]:
    """(principle, whether the instrument contains it) for one instrument: the columns of the seed's appendix."""
    instrument = voice.facts.instruments[instrument_id]
    return [
        (voice.say(label), voice.say(_HAS[getattr(instrument, name)]))
        for name, label in labels.PRINCIPLES.items()
        if getattr(instrument, name) is not None
    ]


_HAS = {
    "yes": N_("yes"),
    "no": N_("no"),
    "preamble": N_("in its preamble"),
    "refugees-only": N_("for refugees"),
}


def instrument_title(voice: Voice, instrument_id: str) -> str:
    """The full English title, marked as English."""
    return voice.foreign(voice.facts.instruments[instrument_id].title, SOURCE_LANGUAGE)
