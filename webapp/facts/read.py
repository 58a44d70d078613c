"""Turn one TOML table into one frozen record, and say in plain words whatever does not fit.

The shape of a record is read from its type hints, so a new key is one line in records.py.
"""

import builtins
import sys
import types
import typing
from collections import abc
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a fact file: which file, which entry and key, and what, for whoever edits it."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.what}" if self.where else f"{self.file}: {self.what}"


_Reader = Callable[[Any, str, str, Mapping[str, str], list[Problem]], tuple[Any, str]]
"""Reads one value: (value, file, where, seen, problems) → the value in its type, and "" or what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Shape:
    keys: Mapping[str, tuple[str, _Reader, bool]]
    """Key in the file → (name of the field, how to read it, whether it must be there)."""
    has_checked: bool


@cache
def _shape(record: type[Any]) -> _Shape:
    hints = get_type_hints(record)
    keys = {}
    for item in fields(record):
        if item.name != "checked":
            needed = item.default is MISSING and item.default_factory is MISSING
            keys[item.name.rstrip("_")] = (item.name, _reader(hints[item.name]), needed)
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
    for key, (name, read, needed) in shape.keys.items():
        if key not in table:
            if needed:
                problems.append(Problem(file, where, f"“{key}” is missing"))
                sound = False
            continue
        value, error = read(table[key], file, f"{where} › {key}" if where else key, seen, problems)
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


def _reader(kind: Any) -> _Reader:
    """How to read a value of the type `kind`. Type hints are slow to take apart, so it is done once for each."""
    inner = get_args(kind)
    match get_origin(kind):
        case typing.Union | types.UnionType:
            return _one_of([_reader(choice) for choice in inner if choice is not types.NoneType])
        case typing.Literal:
            return _word(inner)
        case builtins.tuple:
            return _list(_reader(inner[0]), get_origin(inner[0]) is Literal, inner)
        case abc.Mapping:
            return _table(inner[1])
    return _plain(kind) if kind in _NAMES else _entry(kind)


def _one_of(choices: list[_Reader]) -> _Reader:
    def read(
        value: Any, file: str, where: str, seen: Mapping[str, str], problems: list[Problem]
    ) -> tuple[Any, str]:
        error = ""
        for choice in choices:
            converted, error = choice(value, file, where, seen, problems)
            if not error:
                return converted, ""
        return None, error

    return read


def _word(words: tuple[Any, ...]) -> _Reader:
    def read(value: Any, *_: object) -> tuple[Any, str]:
        for word in words:
            if value == word:
                return (
                    word,
                    "",
                )  # the vocabulary's own string, so that comparing is quick and thousands share it
        return None, f"{value!r} is not one of: {', '.join(words)}"

    return read


def _list(of: _Reader, of_words: bool, inner: tuple[Any, ...]) -> _Reader:
    length = None if inner[-1] is Ellipsis else len(inner)

    def read(
        value: Any, file: str, where: str, seen: Mapping[str, str], problems: list[Problem]
    ) -> tuple[Any, str]:
        if of_words and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            return None, "a list in [ ] is needed here"
        if length is not None and len(value) != length:
            return None, f"exactly {length} items are needed here"
        items, failed = [], ""
        for place, item in enumerate(value):
            named = f"{where} {_entry_name(item, place)}" if isinstance(item, dict) else where
            converted, error = of(item, file, named, seen, problems)
            failed = failed or error
            items.append(converted)
        return (None, failed) if failed else (tuple(items), "")

    return read


def _table(of: type[Any]) -> _Reader:
    def read(value: Any, *_: object) -> tuple[Any, str]:
        if not isinstance(value, dict):
            return None, "a table in { } is needed here"
        if any(type(item) is not of for item in value.values()):
            return None, f"every value must be {_NAMES[of]}"
        return value, ""

    return read


def _plain(kind: type[Any]) -> _Reader:
    def read(value: Any, *_: object) -> tuple[Any, str]:
        if type(value) is not kind:
            return None, f"must be {_NAMES[kind]}, not {value!r}"
        # The same ids and codes stand in thousands of places.
        return (sys.intern(value) if kind is str else value), ""

    return read


def _entry(record: type[Any]) -> _Reader:
    def read(
        value: Any, file: str, where: str, seen: Mapping[str, str], problems: list[Problem]
    ) -> tuple[Any, str]:
        if not isinstance(value, dict):
            return None, "a table is needed here"
        found = read_record(record, value, file, where, seen, problems)
        return found, "" if found is not None else _NESTED

    return read


_NAMES = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2024-01-31",
}


def _entry_name(item: Mapping[str, Any], place: int) -> str:
    for key in ("id", "branch", "topic", "kind", "number", "sex"):
        if isinstance(item.get(key), str):
            return str(item[key])
    return f"number {place + 1}"
