"""What must hold across fact files beyond the shape of each entry: ids, references, codes, dates."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from webapp.facts.base import FactBase
from webapp.facts.countries import COUNTRIES
from webapp.facts.internal import SAYS, Internal, Saying, claims
from webapp.facts.read import Problem
from webapp.facts.records import Country, Instrument, Ratification, Source

_NATIONALITY_WORDS = frozenset({"all", "nationals", "non-nationals", "reciprocity"})
NOTE_LENGTH = 240


def check_all(
    base: FactBase, instruments: Iterable[Instrument], ratifications: Iterable[Ratification]
) -> Iterator[Problem]:
    """Every problem of the facts as a whole, file by file."""
    known_ids: dict[str, str] = {}
    for code, country in base.countries.items():
        yield from _check_country(base, country, f"countries/{code}.toml", known_ids)
    for code, internal in base.internal.items():
        yield from _check_internal(base, base.countries[code], internal, f"internal/{code}.toml")
    yield from _check_agreements(base, known_ids)
    yield from _check_treaties(base, instruments, ratifications)
    for name, members in base.groups.items():
        yield from _unknown_codes(members, "groups.toml", name, {})
    for origin, destination in base.migrants:
        yield from _unknown_codes(
            (origin, destination), "migrant-stock-2020.csv", f"{origin},{destination}", {}
        )


def _check_country(
    base: FactBase, country: Country, file: str, known_ids: dict[str, str]
) -> Iterator[Problem]:
    own_sources = {source.id: source for source in country.source}
    institutions = {institution.id for institution in country.institution}
    schemes = {scheme.id for scheme in country.scheme}
    if country.country not in COUNTRIES:
        yield Problem(file, "country", f"“{country.country}” is not a country code")
    for source in country.source:
        yield from _check_source(source, file)
    for kind, entries in (
        ("institution", country.institution),
        ("scheme", country.scheme),
        ("origin_measure", country.origin_measure),
    ):
        for entry in entries:
            where = f"{kind} › {entry.id}"
            if where in known_ids:
                yield Problem(file, where, f"this id is already used in {known_ids[where]}")
            known_ids[where] = file
    for where, entry in _entries(country):
        yield from _check_entry(entry, where, file, own_sources)
        institution = getattr(entry, "institution", "")
        if institution and institution not in institutions:
            yield Problem(file, where, f"“institution”: there is no institution {institution} in this file")
        scheme = getattr(entry, "scheme", "")
        if scheme and scheme not in schemes:
            yield Problem(file, where, f"“scheme”: there is no scheme {scheme} in this file")
        for limit in getattr(entry, "time_limit", ()):
            if limit.institution and limit.institution not in institutions:
                yield Problem(
                    file, where, f"“time_limit”: there is no institution {limit.institution} in this file"
                )
        for key in (
            "nationalities",
            "not_nationalities",
            "destinations",
            "not_destinations",
            "not_to_countries",
        ):
            yield from _check_names(base, getattr(entry, key, None), file, where, key)
    for scheme_record in country.scheme:
        covers = scheme_record.covers
        where = f"scheme › {scheme_record.id} › covers"
        yield from _check_names(base, covers.nationalities, file, where, "nationalities")
        yield from _check_names(base, covers.not_nationalities, file, where, "not_nationalities")
        both = set(covers.statuses) & set(covers.not_statuses)
        if both:
            yield Problem(file, where, f"{', '.join(sorted(both))}: both in “statuses” and in “not_statuses”")
        if set(covers.arrangements) & set(covers.not_arrangements):
            yield Problem(file, where, "a word stands both in “arrangements” and in “not_arrangements”")
        for region in covers.only_regions:
            if region not in base.regions:
                yield Problem(file, where, f"“only_regions”: {region} is not in regions.toml")


_SCHEME_KEYS = ("scheme", "residents_scheme", "leaves", "joins")


def _check_internal(base: FactBase, country: Country, internal: Internal, file: str) -> Iterator[Problem]:
    """Sources, schemes, institutions and topics are those of the country's own file."""
    own_sources = {source.id: source for source in country.source}
    institutions = {institution.id for institution in country.institution}
    schemes = {scheme.id for scheme in country.scheme}
    rights = {right.topic for right in country.worker_right}
    remedies = {remedy.topic for remedy in country.remedy}
    if internal.country != country.country:
        yield Problem(file, "country", f"“{internal.country}” is not the file's own name {country.country}")
    for where, entry in claims(internal):
        yield from _check_entry(entry, where, file, own_sources)
        for key in _SCHEME_KEYS:
            scheme = getattr(entry, key, "")
            if scheme and scheme not in schemes:
                yield Problem(
                    file, where, f"“{key}”: there is no scheme {scheme} in countries/{country.country}.toml"
                )
        for region in (*getattr(entry, "regions", ()), *getattr(entry, "not_regions", ())):
            if region not in base.regions:
                yield Problem(file, where, f"{region} is not in regions.toml")
        region = getattr(entry, "region", "")
        if region and region not in base.regions:
            yield Problem(file, where, f"{region} is not in regions.toml")
        if isinstance(entry, Saying):
            yield from _check_saying(entry, where, file, institutions, rights, remedies)


def _check_saying(
    saying: Saying,
    where: str,
    file: str,
    institutions: set[str],
    rights: Container[str],
    remedies: Container[str],
) -> Iterator[Problem]:
    if set(saying.figures) != set(SAYS[saying.says]):
        needed = ", ".join(SAYS[saying.says]) or "none"
        yield Problem(file, where, f"“figures” of {saying.says} must be: {needed}")
    if saying.institution and saying.institution not in institutions:
        yield Problem(
            file, where, f"“institution”: there is no institution {saying.institution} in this country"
        )
    if not (saying.branches or saying.rights or saying.remedies):
        yield Problem(file, where, "is shown nowhere: name branches, rights or remedies")
    for topic in saying.rights:
        if topic not in rights:
            yield Problem(file, where, f"“rights”: the country has no worker_right {topic}")
    for remedy in saying.remedies:
        if remedy not in remedies:
            yield Problem(file, where, f"“remedies”: the country has no remedy {remedy}")


def _entries(country: Country) -> Iterator[tuple[str, Any]]:
    for institution in country.institution:
        yield f"institution › {institution.id}", institution
    for scheme in country.scheme:
        yield f"scheme › {scheme.id}", scheme
        for benefit in scheme.benefit:
            yield f"scheme › {scheme.id} › benefit › {benefit.branch}", benefit
    for absent in country.absent_branch:
        yield f"absent_branch › {absent.branch}", absent
    for place, departure in enumerate(country.departure, 1):
        yield f"departure › number {place} ({departure.kind})", departure
    for place, right in enumerate(country.worker_right, 1):
        yield f"worker_right › number {place} ({right.topic})", right
    for place, remedy in enumerate(country.remedy, 1):
        yield f"remedy › number {place} ({remedy.topic})", remedy
    for measure in country.origin_measure:
        yield f"origin_measure › {measure.id}", measure


def _check_entry(entry: Any, where: str, file: str, own_sources: Mapping[str, Source]) -> Iterator[Problem]:
    if not entry.sources:
        yield Problem(file, where, "names no source: every fact needs at least one")
    for source in entry.sources:
        if source not in own_sources:
            yield Problem(file, where, f"“sources”: there is no source {source} in this file")
    note = getattr(entry, "note", "")
    if len(note) > NOTE_LENGTH:
        yield Problem(file, where, f"“note” has {len(note)} characters; at most {NOTE_LENGTH} are allowed")
    by_age: Mapping[str, int] = getattr(entry, "qualifying_months_by_age", {})
    if by_age and (entry.branch != "invalidity" or entry.qualifying_months is None):
        yield Problem(file, where, "“qualifying_months_by_age” is for invalidity, beside “qualifying_months”")
    if any(not age.isdecimal() or not 14 < int(age) < 80 for age in by_age):
        yield Problem(file, where, "“qualifying_months_by_age”: each key is an age in years, such as 25")
    if "from memory" in note and getattr(entry, "checked", "no") == "yes":
        yield Problem(file, where, "the note says “from memory”, but every source is marked as read")
    first, last = getattr(entry, "from_", None), getattr(entry, "until", None)
    if first and last and last < first:
        yield Problem(file, where, f"“until” ({last}) lies before “from” ({first})")


def _check_source(source: Source, file: str) -> Iterator[Problem]:
    where = f"source › {source.id}"
    if source.seen == "excerpt" and not source.url.startswith(("http://", "https://")):
        yield Problem(file, where, '“url” is needed where seen = "excerpt"')
    if source.as_of > date.today():
        yield Problem(file, where, f"“as_of” ({source.as_of}) lies in the future")


def _check_names(base: FactBase, names: Any, file: str, where: str, key: str) -> Iterator[Problem]:
    if names is None:
        return
    if isinstance(names, str):
        if names not in _NATIONALITY_WORDS:
            yield Problem(
                file, where, f"“{key}”: {names!r} is not one of {', '.join(sorted(_NATIONALITY_WORDS))}"
            )
        return
    yield from (
        Problem(file, where, f"“{key}”: {problem.what}")
        for problem in _unknown_codes(names, file, where, base.groups)
    )


def _unknown_codes(
    codes: Iterable[str], file: str, where: str, groups: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    for code in codes:
        if code not in COUNTRIES and code not in groups:
            yield Problem(file, where, f"{code} is neither a country code nor a group of groups.toml")


def _check_agreements(base: FactBase, known_ids: dict[str, str]) -> Iterator[Problem]:
    file = "agreements.toml"
    for agreement in base.agreements:
        where = f"agreement › {agreement.id}"
        if where in known_ids:
            yield Problem(file, where, "this id is used twice")
        known_ids[where] = file
        yield from _check_entry(agreement, where, file, base.sources)
        parties = (
            *agreement.parties,
            *agreement.party_since,
            *agreement.party_until,
            *agreement.min_own_months,
        )
        yield from _unknown_codes(parties, file, where, {})
        strangers = {*agreement.party_since, *agreement.party_until, *agreement.min_own_months} - {
            *agreement.parties
        }
        if strangers:
            yield Problem(file, where, f"{', '.join(sorted(strangers))}: not among its parties")
        states = {*agreement.parties} - {*agreement.territories}
        homeless = sorted(code for code, state in agreement.territories.items() if state not in states)
        if homeless:
            yield Problem(file, where, f"“territories”: {', '.join(homeless)}: a part of none of its parties")
        if agreement.kind == "bilateral" and len(states) != 2:
            yield Problem(file, where, "a bilateral agreement has exactly two parties")
        if agreement.signed and agreement.in_force and agreement.in_force < agreement.signed:
            yield Problem(
                file, where, f"“in_force” ({agreement.in_force}) lies before “signed” ({agreement.signed})"
            )


def _check_treaties(
    base: FactBase, instruments: Iterable[Instrument], ratifications: Iterable[Ratification]
) -> Iterator[Problem]:
    seen_ids: set[str] = set()
    for instrument in instruments:
        where = f"instrument › {instrument.id}"
        if instrument.id in seen_ids:
            yield Problem("instruments.toml", where, "this id is used twice")
        seen_ids.add(instrument.id)
        yield from _check_entry(instrument, where, "instruments.toml", base.sources)
    pairs: set[tuple[str, str]] = set()
    for row in ratifications:
        where = f"{row.convention},{row.country}"
        if row.convention not in base.instruments:
            yield Problem("ratifications.csv", where, f"there is no instrument {row.convention}")
        if row.source not in base.sources:
            yield Problem("ratifications.csv", where, f"there is no source {row.source}")
        if (row.convention, row.country) in pairs:
            yield Problem("ratifications.csv", where, "this ratification stands there twice")
        pairs.add((row.convention, row.country))
        yield from _unknown_codes((row.country,), "ratifications.csv", where, {})
