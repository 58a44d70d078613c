"""The register of ratifications: who has ratified an instrument by a day. Whom it binds: webapp/rules/treaties.py."""

from datetime import date

from webapp.facts.base import FactBase
from webapp.facts.records import Ratification


def registered(
    facts: FactBase, instrument: str, day: date, *, denounced_too: bool = False
) -> tuple[Ratification, ...]:
    """The ratifications of `instrument` registered by `day`, by country code.

    A registered ratification counts at once, though it may bind only months later (at the International Labour
    Organization twelve). One that was denounced is left out; with `denounced_too` it counts, as it does in the ILO's
    own tables ("ratifications"; of Convention 118 that of the Netherlands). Without a date, the day for which its
    source speaks is the first that counts.
    """
    return tuple(
        row
        for _, row in sorted(facts.ratifications.get(instrument, {}).items())
        if (row.status != "denounced" or denounced_too)
        and (since := registered_on(facts, row)) is not None
        and since <= day
    )


def registered_on(facts: FactBase, row: Ratification) -> date | None:
    """The day from which a ratification counts as registered: its own, or else the one its source speaks for."""
    source = facts.sources.get(row.source)
    return row.registered or (source.as_of if source else None)
