"""Which countries a list puts first: where the numbers say that people from here go, or come from (UN DESA)."""

from collections import Counter
from functools import lru_cache

from babel.languages import get_official_languages

from webapp.facts.base import FactBase
from webapp.situation import Situation
from webapp.wording.language import SOURCE_LANGUAGE

_FIRST = 8


def likely_countries(name: str, told: Situation, facts: FactBase, language: str = "") -> tuple[str, ...]:
    """Codes to put first in the list of the question `name`, the likeliest first.

    Who reads a `language` likely comes from where it is official; of English this says little.
    """
    if name == "nationalities":
        return _origins(facts, told.work_country, "" if language == SOURCE_LANGUAGE else language)
    if name == "work_country":
        return _destinations(facts, told.nationalities[:1])
    own = (*told.nationalities, *((told.work_country,) if told.work_country else ()))
    known = tuple(code for code in own if code != "XX")
    return tuple(dict.fromkeys((*known, *_destinations(facts, told.nationalities[:1]))))[:_FIRST]


@lru_cache(maxsize=512)
def _origins(facts: FactBase, destination: str | None, language: str) -> tuple[str, ...]:
    people: Counter[str] = Counter()
    for (origin, other), count in facts.migrants.items():
        if destination in (None, other):
            people[origin] += count
    ranked = [code for code, _ in people.most_common()]
    speakers = [
        code for code in ranked if language and language in get_official_languages(code, de_facto=True)
    ]
    return tuple(dict.fromkeys((*speakers, *ranked)))[:_FIRST]


@lru_cache(maxsize=512)
def _destinations(facts: FactBase, origins: tuple[str, ...]) -> tuple[str, ...]:
    people: Counter[str] = Counter()
    for (other, destination), count in facts.migrants.items():
        if not origins or other in origins:
            people[destination] += count
    return tuple(code for code, _ in people.most_common(_FIRST))
