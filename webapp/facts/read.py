"""Turn one TOML table into one frozen record, and say in plain words whatever does not fit.

The shape of a record is read from its type hints, so a new key is one line in records.py.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a fact file: which file, which entry and key, and what, for whoever edits it."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.what}" if self.where else f"{self.file}: {self.what}"


@dataclass(frozen=True, slots=True)
class _Shape:
    keys: Mapping[str, tuple[str, Any, bool]]
    """Key in the file → (name of the field, its type, whether it must be there)."""
    has_checked: bool


@cache
def _shape(record: type[Any]) -> _Shape:
    hints = get_type_hints(record)
    keys = {}
    for item in fields(record):
        if item.name != "checked":
            needed = item.default is MISSING and item.default_factory is MISSING
            keys[item.name.rstrip("_")] = (item.name, hints[item.name], needed)
    return _Shape(keys, "checked" in hints)


def checked_by(sources: tuple[str, ...], seen: Mapping[str, str]) -> str:
    """How far an entry rests on texts that were read: "yes" all of its sources, "partly" some, "no" none."""
    read = sum(seen.get(source) == "excerpt" for source in sources)
    return "no" if read == 0 else "yes" if read == len(sources) else "partly"


def read_record(
    record: type[R],
    table: Mapping[str, Any],
    file: str,
    where: str,
    seen: Mapping[str, str],
    problems: list[Problem],
) -> R | None:
    """`table` as a `record`, or None where something needed is missing or wrong (`problems` then says what).

    `seen` maps each source id of the file to how it was seen; an entry's `checked` follows from it.
    """
    shape = _shape(record)  # type: ignore[arg-type]  # a class is hashable
    values: dict[str, Any] = {}
    sound = True
    for key in table.keys() - shape.keys.keys():
        known = ", ".join(sorted(shape.keys))
        problems.append(Problem(file, where, f"“{key}” is not a known key here. Known keys: {known}"))
        sound = False
    for key, (name, kind, needed) in shape.keys.items():
        if key not in table:
            if needed:
                problems.append(Problem(file, where, f"“{key}” is missing"))
                sound = False
            continue
        value, error = _convert(kind, table[key], file, f"{where} › {key}" if where else key, seen, problems)
        if error:
            if error != _NESTED:
                problems.append(Problem(file, where, f"“{key}”: {error}"))
            sound = False
        else:
            values[name] = value
    if not sound:
        return None
    if shape.has_checked and "sources" in values:
        values["checked"] = checked_by(values["sources"], seen)
    return record(**values)


_NESTED = "nested"


def _convert(
    kind: Any, value: Any, file: str, where: str, seen: Mapping[str, str], problems: list[Problem]
) -> tuple[Any, str]:
    """The value in the type `kind`, and "" or what is wrong with it."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        error = ""
        for choice in get_args(kind):
            if choice is types.NoneType:
                continue
            converted, error = _convert(choice, value, file, where, seen, problems)
            if not error:
                return converted, ""
        return None, error
    if origin is Literal:
        words = get_args(kind)
        return (value, "") if value in words else (None, f"{value!r} is not one of: {', '.join(words)}")
    if origin is tuple:
        inner = get_args(kind)
        if isinstance(value, str) and get_origin(inner[0]) is Literal:
            value = [value]
        if not isinstance(value, list):
            return None, "a list in [ ] is needed here"
        if inner[-1] is not Ellipsis and len(value) != len(inner):
            return None, f"exactly {len(inner)} items are needed here"
        items, failed = [], ""
        for place, item in enumerate(value):
            name = _entry_name(item, place)
            converted, error = _convert(inner[0], item, file, f"{where} {name}".strip(), seen, problems)
            failed = failed or error
            items.append(converted)
        return (None, failed) if failed else (tuple(items), "")
    if origin is Mapping:
        wanted = get_args(kind)[1]
        if not isinstance(value, dict):
            return None, "a table in { } is needed here"
        for item in value.values():
            if type(item) is not wanted:
                return None, f"every value must be {_NAMES[wanted]}"
        return value, ""
    if isinstance(kind, type) and kind in _NAMES:
        return (value, "") if type(value) is kind else (None, f"must be {_NAMES[kind]}, not {value!r}")
    if not isinstance(value, dict):
        return None, "a table is needed here"
    record = read_record(kind, value, file, where, seen, problems)
    return record, "" if record is not None else _NESTED


_NAMES = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2024-01-31",
}


def _entry_name(item: Any, place: int) -> str:
    if not isinstance(item, dict):
        return ""
    for key in ("id", "branch", "topic", "kind", "number", "sex"):
        if isinstance(item.get(key), str):
            return str(item[key])
    return f"number {place + 1}"
