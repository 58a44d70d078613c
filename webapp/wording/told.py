"""What a person answered, in words: for the chips above a result and for the page where answers are looked over."""

from webapp.facts.vocabulary import STATELESS
from webapp.situation import Period, Situation
from webapp.wording import labels
from webapp.wording.slots import region_name
from webapp.wording.voice import N_, NP_, Voice


def told_rows(voice: Voice, told: Situation) -> list[tuple[str, list[str]]]:
    """(question, its answers in words) for every answered question, in the order in which they are asked."""
    countries = voice.country
    rows: list[tuple[str, list[str]]] = [
        ("nationalities", [voice.nationality(code) for code in told.nationalities]),
        ("work_country", [countries(told.work_country)] if told.work_country else []),
        ("status", [voice.say(labels.STATUSES[told.status])] if told.status else []),
        ("sector", [voice.say(labels.SECTORS[told.sector])] if told.sector else []),
        ("arrangement", [voice.say(labels.ARRANGEMENTS[told.arrangement])] if told.arrangement else []),
        ("history", [period_text(voice, period) for period in told.history]),
        (
            "months_in_country",
            [] if told.months_in_country is None else [length(voice, told.months_in_country)],
        ),
        ("employer_size", [] if told.employer_size is None else [voice.number(told.employer_size)]),
        ("contract_months", [] if told.contract_months is None else [length(voice, told.contract_months)]),
        ("home_region", [region_name(voice, told.home_region)] if told.home_region else []),
        ("hukou", [voice.say(labels.HUKOU[told.hukou])] if told.hukou else []),
        ("age", [] if told.age is None else [voice.number(told.age)]),
        ("sex", [voice.say(labels.SEXES[told.sex])] if told.sex else []),
        ("live_country", [countries(told.live_country)] if told.live_country else []),
        ("family_countries", [countries(code) for code in told.family_countries]),
        ("events", [voice.say(labels.EVENTS[event]) for event in told.events]),
    ]
    return [(name, texts) for name, texts in rows if texts]


def told_chips(voice: Voice, told: Situation) -> list[str]:
    """The answers that place a result, in a word or two each."""
    chips = [
        voice.nationality(code) if code == STATELESS else voice.country(code) for code in told.nationalities
    ]
    for word, table in (
        (told.status, labels.STATUSES),
        (told.sector, labels.SECTORS),
        (told.arrangement, labels.ARRANGEMENTS),
    ):
        if word:
            chips.append(voice.say(table[word]))
    return chips


def period_text(voice: Voice, period: Period) -> str:
    """One row of the history: where, how long or from when to when, and whether contributions were paid."""
    where = region_name(voice, period.region) if period.region else voice.country(period.country)
    if period.months is not None:
        when = length(voice, period.months)
    elif period.from_ is not None:
        first = voice.month(*period.from_)
        if period.to is None:
            when = voice.say(N_("from %(first)s until today"), first=first)
        else:
            when = voice.say(N_("from %(first)s to %(last)s"), first=first, last=voice.month(*period.to))
    else:
        when = ""
    return voice.say(_PERIODS[period.insured], where=where, when=when)


_PERIODS = {
    "yes": N_("%(where)s, %(when)s, contributions paid"),
    "no": N_("%(where)s, %(when)s, no contributions"),
    "unknown": N_("%(where)s, %(when)s, contributions not known"),
}


def length(voice: Voice, months: int) -> str:
    """A number of months in years and months: "2 years and 6 months"."""
    years, rest = divmod(months, 12)
    if not years:
        return voice.say_count(NP_("%(count)s month", "%(count)s months"), rest)
    if not rest:
        return voice.say_count(NP_("%(count)s year", "%(count)s years"), years)
    return voice.say(
        N_("%(years)s and %(months)s"),
        years=voice.say_count(NP_("%(count)s year", "%(count)s years"), years),
        months=voice.say_count(NP_("%(count)s month", "%(count)s months"), rest),
    )
