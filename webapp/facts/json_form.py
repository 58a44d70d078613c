"""A record of the facts as JSON: the keys of its file, without what is empty."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from webapp.facts.base import FactBase


def record_json(value: Any) -> Any:
    """`value` (a record, or what records hold) as JSON values; keys that say nothing are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        written = {}
        for item in fields(value):
            inner = getattr(value, item.name)
            if inner is None or inner == () or inner == "" or inner == {}:
                continue
            written[item.name.rstrip("_")] = record_json(inner)
        return written
    if isinstance(value, tuple | list | frozenset):
        return [record_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: record_json(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def country_json(facts: FactBase, code: str) -> dict[str, Any]:
    """All facts of one country, with the agreements and conventions that bind it."""
    found: dict[str, Any] = (
        record_json(facts.countries[code]) if code in facts.countries else {"country": code}
    )
    if code in facts.internal:
        found["internal"] = record_json(facts.internal[code])
    found["agreements"] = [record_json(a) for a in facts.agreements if code in a.parties]
    found["ratifications"] = [
        record_json(by_country[code]) for by_country in facts.ratifications.values() if code in by_country
    ]
    return found


def corridor_json(facts: FactBase, origin: str, destination: str) -> dict[str, Any]:
    """What holds for people of `origin` who work in `destination`: agreements, conventions, both countries' facts."""
    conventions = {
        convention: {
            code: record_json(by_country[code]) for code in (origin, destination) if code in by_country
        }
        for convention, by_country in facts.ratifications.items()
    }
    here = facts.countries.get(destination)
    home = facts.countries.get(origin)
    return {
        "origin": origin,
        "destination": destination,
        "people": facts.migrants.get((origin, destination), 0),
        "agreements": [record_json(a) for a in facts.agreements_between(origin, destination)],
        "ratifications": {name: found for name, found in conventions.items() if found},
        "destination_facts": record_json(here) if here else None,
        "origin_measures": record_json(home.origin_measure) if home else [],
        "origin_remedies": record_json([r for r in home.remedy if r.for_nationals_abroad]) if home else [],
    }
