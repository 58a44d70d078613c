"""Read content/facts into one FactBase; stop with a clear message where a file is wrong."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args

import tomli

from webapp.facts.base import FactBase, Region, build
from webapp.facts.check import check_all
from webapp.facts.internal import Internal
from webapp.facts.read import Problem, checked_by, read_record
from webapp.facts.records import Agreement, Country, Instrument, Ratification, Source
from webapp.facts.vocabulary import BRANCHES, RatificationStatus

R = TypeVar("R")


class BadFacts(Exception):
    """The facts cannot be used. `problems` says which file, entry and key, and what is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def load(folder: Path) -> FactBase:
    """The FactBase from `folder` (content/facts). Raises BadFacts with every problem found."""
    base, problems = read_folder(folder)
    if problems or base is None:
        raise BadFacts(problems)
    return base


def read_folder(folder: Path) -> tuple[FactBase | None, list[Problem]]:
    """The FactBase, as far as it can be read, and all problems. None where a needed file is missing."""
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    countries: dict[str, Country] = {}
    internal: dict[str, Internal] = {}
    for path in sorted((folder / "countries").glob("*.toml")):
        name = f"countries/{path.name}"
        table = _read_toml(path, name, problems)
        if table is None:
            continue
        seen = _seen(table)
        country = read_record(Country, table, name, "", seen, problems)
        if country is None:
            continue
        if country.country != path.stem:
            problems.append(
                Problem(name, "country", f"“{country.country}” is not the file's own name {path.stem}")
            )
        countries[country.country] = country
        _add_sources(country.source, name, sources, problems)
        inside = _read_internal(folder / "internal" / path.name, seen, problems)
        if inside is not None:
            internal[country.country] = inside

    agreements = _read_list(folder / "agreements.toml", "agreement", Agreement, sources, problems)
    instruments = _read_list(folder / "instruments.toml", "instrument", Instrument, sources, problems)
    agreements = tuple(
        replace(a, checked="no") if a.provisions == "assumed" and a.checked != "no" else a for a in agreements
    )
    ratifications = _read_ratifications(folder / "ratifications.csv", sources, problems)
    groups = _read_groups(folder / "groups.toml", problems)
    migrants = _read_migrants(folder / "migrant-stock-2020.csv", problems)
    regions = _read_regions(folder / "regions.toml", problems)
    base = build(
        countries,
        groups,
        {i.id: i for i in instruments},
        ratifications,
        agreements,
        sources,
        migrants,
        regions,
        internal,
    )
    problems.extend(check_all(base, instruments, ratifications))
    return base, problems


def _read_toml(path: Path, name: str, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            return tomli.load(file)
    except FileNotFoundError:
        problems.append(Problem(name, "", "the file is missing"))
    except (
        ValueError,
        RecursionError,
    ) as error:  # not only TOMLDecodeError: also no text, or an endless number
        problems.append(Problem(name, "", f"this is not valid TOML: {error}"))
    return None


def _entries(
    table: Mapping[str, Any], key: str, name: str, problems: list[Problem]
) -> list[Mapping[str, Any]]:
    """The tables of a list of tables (`[[key]]`); whatever else stands there is a problem."""
    found = table.get(key, [])
    if isinstance(found, list) and all(isinstance(entry, dict) for entry in found):
        return found
    problems.append(Problem(name, key, f"must be a list of tables, each under [[{key}]]"))
    return []


def _read_internal(path: Path, seen: Mapping[str, str], problems: list[Problem]) -> Internal | None:
    """The rules for people who move inside the country; a country need not have any."""
    if not path.exists():
        return None
    name = f"internal/{path.name}"
    table = _read_toml(path, name, problems)
    return None if table is None else read_record(Internal, table, name, "", seen, problems)


def _seen(table: Mapping[str, Any]) -> dict[str, str]:
    entries = table.get("source", [])
    if not isinstance(entries, list):
        return {}
    return {str(e.get("id")): str(e.get("seen")) for e in entries if isinstance(e, dict)}


def _add_sources(
    found: tuple[Source, ...], file: str, sources: dict[str, Source], problems: list[Problem]
) -> None:
    for source in found:
        if source.id in sources:
            problems.append(
                Problem(file, f"source › {source.id}", "this id is already used by another source")
            )
        sources[source.id] = source


def _read_list(
    path: Path, key: str, record: type[R], sources: dict[str, Source], problems: list[Problem]
) -> tuple[R, ...]:
    table = _read_toml(path, path.name, problems)
    if table is None:
        return ()
    seen = _seen(table)
    for unknown in table.keys() - {"source", key}:
        problems.append(Problem(path.name, "", f"“{unknown}” is not a known table here"))
    own = [
        read_record(Source, entry, path.name, "source", {}, problems)
        for entry in _entries(table, "source", path.name, problems)
    ]
    _add_sources(tuple(s for s in own if s is not None), path.name, sources, problems)
    entries = []
    for entry in _entries(table, key, path.name, problems):
        where = f"{key} › {entry.get('id', 'without an id')}"
        read = read_record(record, entry, path.name, where, seen, problems)
        if read is not None:
            entries.append(read)
    return tuple(entries)


_RATIFICATION_COLUMNS = ["convention", "country", "registered", "status", "accepted", "source"]


def _read_ratifications(
    path: Path, sources: Mapping[str, Source], problems: list[Problem]
) -> tuple[Ratification, ...]:
    """Rows of ratifications.csv; a year alone counts as its last day, so that no duty is claimed too early."""
    seen = {id_: source.seen for id_, source in sources.items()}
    rows = []
    for line, row in _csv_rows(path, _RATIFICATION_COLUMNS, problems):
        where = f"line {line}"
        text = row["registered"]
        try:
            registered = _read_day(text)
        except ValueError:
            problems.append(Problem(path.name, where, f"“registered”: {text!r} is not a date"))
            continue
        accepted = tuple(part for part in row["accepted"].split(";") if part)
        if row["status"] not in get_args(RatificationStatus) or not set(accepted) <= set(BRANCHES):
            problems.append(Problem(path.name, where, "“status” or “accepted” has an unknown word"))
            continue
        rows.append(
            Ratification(
                convention=row["convention"],
                country=row["country"],
                registered=registered,
                status=row["status"],  # type: ignore[arg-type]  # checked just above
                accepted=accepted,  # type: ignore[arg-type]
                source=row["source"],
                checked=checked_by((row["source"],), seen),  # type: ignore[arg-type]
            )
        )
    return tuple(rows)


def _read_day(text: str) -> date | None:
    if not text:
        return None
    return date(int(text), 12, 31) if len(text) == 4 else date.fromisoformat(text)


def _read_migrants(path: Path, problems: list[Problem]) -> dict[tuple[str, str], int]:
    found = {}
    for line, row in _csv_rows(path, ["origin", "destination", "people"], problems):
        if not row["people"].isdigit():
            problems.append(Problem(path.name, f"line {line}", "“people” must be a whole number"))
            continue
        found[row["origin"], row["destination"]] = int(row["people"])
    return found


def _csv_rows(path: Path, columns: list[str], problems: list[Problem]) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames != columns:
                problems.append(Problem(path.name, "line 1", f"the columns must be {','.join(columns)}"))
                return []
            rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        problems.append(Problem(path.name, "", "the file is missing"))
        return []
    except (UnicodeDecodeError, csv.Error) as error:
        problems.append(Problem(path.name, "", f"this is not a valid table: {error}"))
        return []
    whole = []
    for line, row in rows:
        if None in row or None in row.values():
            problems.append(Problem(path.name, f"line {line}", f"must have {len(columns)} columns"))
        else:
            whole.append((line, row))
    return whole


def _read_groups(path: Path, problems: list[Problem]) -> dict[str, frozenset[str]]:
    table = _read_toml(path, path.name, problems) or {}
    found = {}
    for name, entry in table.items():
        members = entry.get("members") if isinstance(entry, dict) else None
        if isinstance(members, list) and all(isinstance(member, str) for member in members):
            found[name] = frozenset(members)
        else:
            problems.append(Problem(path.name, name, "“members” must be a list of countries"))
    return found


def _read_regions(path: Path, problems: list[Problem]) -> dict[str, Region]:
    table = _read_toml(path, path.name, problems) or {}
    found = {}
    for entry in _entries(table, "region", path.name, problems):
        region = read_record(Region, entry, path.name, f"region › {entry.get('code')}", {}, problems)
        if region is not None:
            found[region.code] = region
    return found
