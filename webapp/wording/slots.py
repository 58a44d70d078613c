"""A reason in words: its phrase with every parameter shown as the reader's language shows it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from webapp.rules.assessment import Reason
from webapp.wording import internal_reasons, labels
from webapp.wording.foreign import local_language
from webapp.wording.language import SOURCE_LANGUAGE
from webapp.wording.reasons import PHRASES
from webapp.wording.voice import N_, NP_, Voice


def reason_text(voice: Voice, reason: Reason) -> str:
    """The sentence of `reason`. Raises KeyError for a code without a phrase: a test keeps that from happening."""
    return said(voice, reason.code, reason.params)


def said(voice: Voice, code: str, params: Mapping[str, Any]) -> str:
    """`reason_text` of a reason's code and parameters."""
    try:
        return _said(voice, code, tuple(params.items()))
    except TypeError:  # a list among the parameters cannot be looked up
        return _said.__wrapped__(voice, code, tuple(params.items()))


@lru_cache(maxsize=16_384)
def _said(voice: Voice, code: str, params: tuple[tuple[str, Any], ...]) -> str:
    """`reason_text` by what it says: most sentences are said to many people, and filling their slots is slow."""
    phrase, slots = PHRASES[code], dict(params)
    shown = _shown(voice, slots)
    if isinstance(phrase, str):
        return voice.say(phrase, **shown) if shown else voice.say(phrase)
    forms, counted = phrase
    return voice.say_count(forms, int(slots[counted]), **shown)


@lru_cache(maxsize=4096)
def scheme_name(voice: Voice, scheme_id: str) -> str:
    """A scheme by its kind in the reader's language, with the name that people there use beside it."""
    scheme = voice.facts.schemes.get(scheme_id)
    if scheme is None:
        return scheme_id
    return voice.say(
        labels.SCHEMES[scheme.kind], name=local_name(voice, scheme_id, scheme.name_local, scheme.name)
    )


def local_name(voice: Voice, id_: str, name_local: str, name: str) -> str:
    """The name that people there use, marked with its language; else the English one. Ids begin with the country."""
    if name_local:
        return voice.foreign(name_local, local_language(id_[:2].upper(), name_local))
    return voice.foreign(name, SOURCE_LANGUAGE)


@lru_cache(maxsize=4096)
def institution_name(voice: Voice, institution_id: str) -> str:
    """An office by the name on its building, with its English name where that is another."""
    office = voice.facts.institutions.get(institution_id)
    if office is None:
        return institution_id
    if office.name_local and office.name_local != office.name:
        local = local_name(voice, institution_id, office.name_local, office.name)
        return voice.say(
            N_("%(local)s (%(name)s)"), local=local, name=voice.foreign(office.name, SOURCE_LANGUAGE)
        )
    return voice.foreign(office.name, SOURCE_LANGUAGE)


@lru_cache(maxsize=4096)
def instrument_name(voice: Voice, instrument_id: str) -> str:
    """ "ILO Convention 118"; other instruments by their own title."""
    instrument = voice.facts.instruments.get(instrument_id)
    if instrument is None:
        return instrument_id
    if instrument_id[:1] == "C" and instrument_id[1:].isdigit():
        return voice.say(N_("ILO Convention %(number)s"), number=instrument_id[1:])
    if instrument_id[:1] == "R" and instrument_id[1:].isdigit():
        return voice.say(N_("ILO Recommendation %(number)s"), number=instrument_id[1:])
    return voice.foreign(instrument.title, SOURCE_LANGUAGE)


def agreement_name(voice: Voice, agreement_id: str) -> str:
    """An agreement by its title, which keeps its own language."""
    agreement = voice.facts.agreement_by_id.get(agreement_id)
    return voice.foreign(agreement.title, SOURCE_LANGUAGE) if agreement else agreement_id


@lru_cache(maxsize=4096)
def measure_name(voice: Voice, measure_id: str) -> str:
    """A measure of the origin country by the name people there use."""
    measure = voice.facts.measures.get(measure_id)
    return local_name(voice, measure_id, measure.name_local, measure.name) if measure else measure_id


def region_name(voice: Voice, code: str) -> str:
    """A place inside a country: as people there write it, and in Latin letters."""
    region = voice.facts.regions.get(code)
    if region is None:
        return code
    local = voice.foreign(region.name_local, local_language(region.country, region.name_local))
    return voice.say(
        N_("%(local)s (%(name)s)"), local=local, name=voice.foreign(region.name, SOURCE_LANGUAGE)
    )


def age_text(voice: Voice, years: int, months: int) -> str:
    """An age: "55 years of age", "61 years and 5 months". Many languages have a word of their own for years of age."""
    if not months:
        return voice.say_count(NP_("%(count)s year of age", "%(count)s years of age"), years)
    return voice.say_count(
        NP_("%(years)s years and %(count)s month", "%(years)s years and %(count)s months"),
        months,
        years=years,
    )


_YEAR_DAYS = 365
"""Laws say years where the facts say days: 2,190 days are read as six years."""


def days_text(voice: Voice, days: int) -> str:
    """A number of days; whole years as years."""
    years, rest = divmod(days, _YEAR_DAYS)
    if years and not rest:
        return voice.say_count(NP_("%(count)s year", "%(count)s years"), years)
    return voice.say_count(NP_("%(count)s day", "%(count)s days"), days)


def _word(table: Mapping[str, str]) -> Callable[[Voice, Any], str]:
    return lambda voice, value: voice.say(table[value]) if value in table else str(value)


def _day(voice: Voice, value: Any) -> str:
    return voice.day(date.fromisoformat(value))


_SHOW: Mapping[str, Callable[[Voice, Any], str]] = {
    "scheme": scheme_name,
    "institution": institution_name,
    "instrument": instrument_name,
    "agreement": agreement_name,
    "other_agreement": agreement_name,
    "measure": measure_name,
    "country": lambda voice, value: voice.nationality(value),
    "other": lambda voice, value: voice.country(value),
    "region": region_name,
    "status": _word(labels.STATUS_NAMES),
    "arrangement": _word(labels.ARRANGEMENT_NAMES),
    "sector": _word(labels.SECTORS),
    "branch": _word(labels.BRANCHES),
    "topic": _word(labels.TOPICS),
    "date": _day,
    "percent": lambda voice, value: voice.percent(value / 100),
    "regions": lambda voice, value: voice.all_of([region_name(voice, code) for code in value]),
    "countries": lambda voice, value: voice.all_of([voice.country(code) for code in value]),
    "party": _word(internal_reasons.PARTIES),
    "case": lambda voice, value: voice.all_of([voice.say(internal_reasons.CASES[word]) for word in value]),
    "platforms": lambda voice, value: voice.all_of(list(value)),
    "permits": lambda voice, value: voice.one_of(list(value)),
}
"""How a parameter is shown, by its name; numbers under other names are shown as numbers, texts as they are."""


def _shown(voice: Voice, params: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: _SHOW[name](voice, value) if name in _SHOW else value for name, value in params.items()}
    if "days" in params:
        shown["time"] = days_text(voice, params["days"])
    if "years" in params and "months" in params:
        shown["age"] = age_text(voice, params["years"], params["months"])
    return shown
