"""Situations to measure with: drawn from the facts with a fixed seed, so that every run asks the same."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from webapp.facts.base import FactBase
from webapp.facts.countries import COUNTRIES
from webapp.facts.load import load
from webapp.facts.vocabulary import ARRANGEMENTS, EVENTS, SECTORS, STATUSES

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
TODAY = date(2026, 11, 26)


def facts(content: Path = CONTENT) -> FactBase:
    """The facts of a content folder."""
    return load(content / "facts")


def every_pair(base: FactBase, origins: int) -> Iterator[dict[str, Any]]:
    """Every country of work and every status, for so many nationalities drawn at random."""
    drawn = random.Random(1).sample(sorted(COUNTRIES), min(origins, len(COUNTRIES)))
    for nationality in drawn:
        for country in sorted(base.countries):
            for status in STATUSES:
                yield {"nationalities": [nationality], "work_country": country, "status": status}


def told_in_full(base: FactBase, count: int) -> Iterator[dict[str, Any]]:
    """People who answered most questions, with up to four periods of work in several countries."""
    draw = random.Random(2)
    countries = sorted(base.countries)
    for _ in range(count):
        work, home = draw.choice(countries), draw.choice(countries)
        told: dict[str, Any] = {
            "nationalities": [home],
            "work_country": work,
            "status": draw.choice(STATUSES),
            "sector": draw.choice(SECTORS),
            "arrangement": draw.choice(ARRANGEMENTS),
            "employer_size": draw.choice((1, 5, 20, 100)),
            "contract_months": draw.choice((3, 12, 24)),
            "months_in_country": draw.choice((1, 6, 24, 120)),
            "age": draw.randint(17, 68),
            "sex": draw.choice(("female", "male")),
            "live_country": draw.choice((home, work)),
            "events": draw.sample(EVENTS, 2),
        }
        places = [work, home, *draw.sample(countries, 2)]
        told["history"] = [_period(draw, place) for place in places[: draw.randint(0, 4)]]
        yield told


def _period(draw: random.Random, country: str) -> dict[str, Any]:
    insured = draw.choice(("yes", "yes", "no", "unknown"))
    if draw.random() < 0.5:
        return {"country": country, "months": draw.choice((5, 11, 24, 120, 300)), "insured": insured}
    first = draw.randint(1990, 2015)
    return {
        "country": country,
        "from": f"{first}-{draw.randint(1, 12):02d}",
        "to": f"{first + draw.randint(1, 9)}-{draw.randint(1, 12):02d}",
        "insured": insured,
    }
