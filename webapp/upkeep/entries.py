"""Every entry of the facts that makes a claim, with the file and the place where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.facts.base import FactBase
from webapp.facts.internal import claims
from webapp.facts.vocabulary import Checked


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim: where it stands, what it rests on, and until when it holds."""

    file: str
    kind: str
    name: str
    sources: tuple[str, ...]
    checked: Checked
    until: date | None

    @property
    def where(self) -> str:
        return f"{self.file}: {self.kind} › {self.name}"


def entries(facts: FactBase) -> Iterator[Entry]:
    """All claims, country by country, then those on moving inside a country, then the agreements."""
    for code, country in facts.countries.items():
        file = f"countries/{code}.toml"
        for scheme in country.scheme:
            for benefit in scheme.benefit:
                name = f"{scheme.id} › {benefit.branch}"
                ends = [day for day in (scheme.until, benefit.until) if day is not None]
                yield Entry(file, "benefit", name, benefit.sources, benefit.checked, min(ends, default=None))
        for kind, records in (
            ("absent_branch", [(a.branch, a) for a in country.absent_branch]),
            ("departure", [(d.kind, d) for d in country.departure]),
            ("worker_right", [(r.topic, r) for r in country.worker_right]),
            ("remedy", [(f"{r.topic} ({r.institution})", r) for r in country.remedy]),
            ("origin_measure", [(m.id, m) for m in country.origin_measure]),
        ):
            for name, record in records:
                yield Entry(file, kind, name, record.sources, record.checked, record.until)
    for code, law in facts.internal.items():
        for where, record in claims(law):
            until = getattr(record, "until", None)
            yield Entry(f"internal/{code}.toml", "internal", where, record.sources, record.checked, until)
    for agreement in facts.agreements:
        yield Entry(
            "agreements.toml",
            "agreement",
            agreement.id,
            agreement.sources,
            agreement.checked,
            agreement.until,
        )
