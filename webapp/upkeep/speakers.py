"""`content languages`: how many of the world's migrants can be spoken to, and which language would reach most more.

From CLDR's share of each country's people who use a language, weighed by the migrants who come from there (UN DESA
stock 2020). Of the languages somebody may know, the one that most people of the country use counts alone, so the
figure is a least one: nobody is counted twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel.languages import get_territory_language_info

from webapp.facts.base import FactBase, migrants_by


@dataclass(frozen=True, slots=True)
class Speakers:
    """Shares between 0 and 1 of the world's migrants."""

    together: float
    """Those who use one of the languages, at the least."""
    each: dict[str, float]
    """Language → those who use it, whatever else they use."""
    more: tuple[tuple[str, float], ...]
    """(CLDR language, by how much `together` would rise with it), the largest first."""


def speakers(facts: FactBase, tags: Iterable[str]) -> Speakers:
    """Whom the languages `tags` (BCP 47) reach."""
    origins = migrants_by(facts, 0)
    people = sum(origins.values()) or 1
    tags = tuple(tags)
    best = {code: max((_used(code, tag) for tag in tags), default=0.0) for code in origins}
    candidates = {language for code in origins for language in _languages(code)}

    def gain(language: str) -> float:
        return sum(max(0.0, _used(code, language) - best[code]) * n for code, n in origins.items()) / people

    gains = sorted(((language, gain(language)) for language in candidates), key=lambda row: (-row[1], row[0]))
    return Speakers(
        together=sum(best[code] * count for code, count in origins.items()) / people,
        each={tag: sum(_used(code, tag) * n for code, n in origins.items()) / people for tag in tags},
        more=tuple(row for row in gains if row[1] > 0),
    )


@cache
def _languages(code: str) -> dict[str, float]:
    """CLDR language → share of the country's people who use it (0 to 1)."""
    told = get_territory_language_info(code)
    return {language: min(1.0, float(row["population_percent"] or 0) / 100) for language, row in told.items()}


def _used(code: str, tag: str) -> float:
    """The share for a language tag; CLDR names the script only where a country uses more than one."""
    told = _languages(code)
    return told.get(tag.replace("-", "_"), told.get(tag.split("-")[0].split("_")[0], 0.0))
