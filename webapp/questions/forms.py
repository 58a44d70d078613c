"""One WTForms form a question: what a person typed, as the keys and values of a situation.

The forms hold what was typed and show it again; `webapp/situation.py` alone says what is right. A desk form is
the same fields, all on one page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, FieldList, Form, FormField, SelectMultipleField, StringField

from webapp.situation import BadSituation, Invalid, Situation, parse, to_json
from webapp.wording.invalid import invalid_text
from webapp.wording.names import country_code
from webapp.wording.voice import Voice

KINDS: Mapping[str, str] = {
    "nationalities": "countries",
    "work_country": "country",
    "status": "choice",
    "sector": "choice",
    "arrangement": "choice",
    "history": "periods",
    "months_in_country": "duration",
    "employer_size": "number",
    "contract_months": "number",
    "home_region": "region",
    "hukou": "choice",
    "age": "number",
    "sex": "choice",
    "live_country": "country",
    "family_countries": "countries",
    "events": "choices",
}
"""Question → how it is asked."""


_ROW_NUMBER = re.compile(r"[0-9]{1,10}", re.ASCII)


class Rows(FieldList):  # type: ignore[type-arg]  # generic in the stubs alone
    """Rows of one form, in the order of their numbers ("history-0-country"). A name without such a number is no row."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        # WTForms takes all that is called a digit, such as ², and numbers of any length: int() fails on both.
        for name in formdata:
            if name.startswith(f"{prefix}-"):
                place = name[len(prefix) + 1 :].split("-", 1)[0]
                if _ROW_NUMBER.fullmatch(place):
                    yield int(place)


class PeriodForm(Form):
    """A row of the history. `years` is added to `months`; `remove` leaves the row out.

    A row that is `kept` was told in months before; dates written to it take their place.
    """

    country = StringField()
    region = StringField()
    years = StringField()
    months = StringField()
    from_ = StringField(name="from")
    to = StringField()
    insured = StringField()
    remove = BooleanField()
    kept = BooleanField()


def _field(kind: str) -> Any:
    if kind in ("countries", "choices"):
        return SelectMultipleField(validate_choice=False)
    if kind == "periods":
        return Rows(FormField(PeriodForm))
    return StringField()


@lru_cache(maxsize=64)
def _form_class(names: tuple[str, ...]) -> type[Form]:
    fields: dict[str, Any] = {name: _field(KINDS[name]) for name in names}
    for name in names:
        if KINDS[name] == "duration":
            fields[f"{name}_years"] = StringField()
    return type("QuestionForm", (Form,), fields)


def question_form(names: Iterable[str], told: Situation) -> Form:
    """The form of these questions, filled with what is already known."""
    written = to_json(told)
    names = tuple(names)
    values: dict[str, Any] = {}
    for name in names:
        value = written.get(name)
        if value is None:
            continue
        if KINDS[name] == "periods":
            values[name] = [{**row, "from_": row.get("from")} for row in value]
        elif KINDS[name] == "duration":
            values[f"{name}_years"], values[name] = divmod(value, 12)
        else:
            values[name] = value
    return _form_class(names)(data=values)


def typed_form(names: Iterable[str], typed: MultiDict[str, str]) -> Form:
    """The form of these questions with what a person has just typed."""
    return _form_class(tuple(names))(formdata=typed)


def take(form: Form, names: Iterable[str], told: Situation, voice: Voice) -> Situation | None:
    """`told` with the answers of `form` in place of its own; None where one cannot be taken.

    Then each field in question has its message in `errors`. An empty field takes the answer back.
    """
    names = tuple(names)
    written = {key: value for key, value in to_json(told).items() if key not in names}
    for name in names:
        value = _VALUES[KINDS[name]](form, name, voice)
        if value not in (None, [], ""):
            written[name] = value
    try:
        return parse(written)
    except BadSituation as bad:
        for error in bad.errors:
            _attach(form, error, voice)
        return None


def _attach(form: Form, error: Invalid, voice: Voice) -> None:
    """The message of `error` at the field it names ("history.0.months"), else at the question as a whole."""
    name, *rest = error.key.split(".")
    field = form._fields.get(name)
    if field is None:
        return
    if isinstance(field, FieldList) and len(rest) == 2 and rest[0].isdigit():
        rows = [row for row in field.entries if not _is_left_out(row.form)]
        place = int(rest[0])
        if place < len(rows):
            row, key = rows[place].form, {"from": "from_"}.get(rest[1], rest[1])
            if key == "months" and isinstance(number(row["years"].data), str):
                key = "years"  # both make one number: the message belongs where it went wrong
            if key == "months" and row["kept"].data:
                key = "from_"  # its months are no field of the page
            inner = row._fields.get(key)
            field = inner if inner is not None else field
    years = form._fields.get(f"{name}_years")
    if years is not None and isinstance(number(years.data), str):
        field = years
    field.errors = [*field.errors, invalid_text(voice, error)]


def field_errors(form: Form) -> list[tuple[Field, str]]:
    """Each field that has a message, with its first one, in the order of the page."""
    found: list[tuple[Field, str]] = []
    for field in form:
        if isinstance(field, FieldList):
            for row in field.entries:
                found.extend((inner, str(inner.errors[0])) for inner in row.form if inner.errors)
            messages = [error for error in field.errors if isinstance(error, str)]
        else:
            messages = list(field.errors)
        if messages:
            found.append((field, str(messages[0])))
    return found


def number(text: str | None) -> int | str | None:
    """A whole number in the digits of any script; what is none stays as it was typed."""
    text = (text or "").strip()
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) <= 10 else text


def _together(years: int | str | None, months: int | str | None) -> int | str | None:
    if years is None:
        return months
    if isinstance(years, str) or isinstance(months, str):
        return years if isinstance(years, str) else months
    return years * 12 + (months or 0)


def _one(form: Form, name: str, _: Voice) -> Any:
    return (form[name].data or "").strip()


def _several(form: Form, name: str, _: Voice) -> Any:
    return [value for value in form[name].data or () if value]


def _number(form: Form, name: str, _: Voice) -> Any:
    return number(form[name].data)


def _duration(form: Form, name: str, _: Voice) -> Any:
    return _together(number(form[f"{name}_years"].data), number(form[name].data))


def _country(form: Form, name: str, voice: Voice) -> Any:
    return country_code((form[name].data or "").strip(), voice)


def _countries(form: Form, name: str, voice: Voice) -> Any:
    return [country_code(value.strip(), voice) for value in form[name].data or () if value.strip()]


def _is_left_out(row: Form) -> bool:
    """A row that was taken out, or in which nothing was typed but the choices that stand there by themselves."""
    return bool(row["remove"].data) or not any(
        (row[name].data or "").strip() for name in ("country", "region", "years", "months", "from_", "to")
    )


def _periods(form: Form, name: str, voice: Voice) -> Any:
    found: list[dict[str, Any]] = []
    rows: Any = form[name]
    for entry in rows.entries:
        row = entry.form
        if _is_left_out(row):
            continue
        region = (row["region"].data or "").strip()
        country = country_code((row["country"].data or "").strip(), voice) or region[:2]
        is_dated = row["kept"].data and any((row[key].data or "").strip() for key in ("from_", "to"))
        values = {
            "country": country or None,
            "region": region or None,
            "months": None if is_dated else _together(number(row["years"].data), number(row["months"].data)),
            "from": (row["from_"].data or "").strip() or None,
            "to": (row["to"].data or "").strip() or None,
            "insured": row["insured"].data or None,
        }
        found.append({key: value for key, value in values.items() if value is not None})
    return found


_VALUES: Mapping[str, Callable[[Form, str, Voice], Any]] = {
    "countries": _countries,
    "country": _country,
    "choice": _one,
    "choices": _several,
    "number": _number,
    "duration": _duration,
    "region": _one,
    "periods": _periods,
}
