"""Shares of a pension for an adviser: what each country's office says goes in, what each country pays comes out.

The reckoning is `webapp/rules/prorata.py`, the same as `python -m webapp prorata`. Figures are sent once and kept
nowhere; with a client's token the countries and the months stand there already.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from wtforms import BooleanField, Field, Form, FormField, StringField

from webapp.pages.check import no_store, with_walk
from webapp.pages.common import haki, render, voice
from webapp.questions.forms import Rows, field_errors, number
from webapp.rules.assess import assess
from webapp.rules.prorata import BadProrata, prorata
from webapp.situation import Invalid, Situation
from webapp.state import Walk
from webapp.wording.invalid import invalid_text
from webapp.wording.names import countries_by_name, country_code
from webapp.wording.shares import CALCULATIONS, METHODS
from webapp.wording.voice import Voice

shares = Blueprint("shares", __name__)
shares.after_request(no_store)

_LEAST_ROWS = 3
_BLANK_ROWS = 1
_COMMA_AMOUNT = re.compile(r"[0-9]+,[0-9]{1,2}", re.ASCII)
"""540,00: most of the world's decimal sign. 1,000 stays doubtful, and is refused."""


class _ClaimForm(Form):
    """One country's row, as it was typed."""

    country = StringField()
    months = StringField()
    needed = StringField()
    theoretical = StringField()
    independent = StringField()
    minimum = StringField()
    full_months = StringField()
    calculation = StringField()


class _SharesForm(Form):
    countries = Rows(FormField(_ClaimForm))
    residence = StringField()
    last = StringField()
    below_one_year = BooleanField(default=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One country's part of the result, in words and in this language's digits."""

    country: str
    months: int
    share: str
    theoretical: str
    pro_rata: str
    independent: str
    payable: str
    method: str


@shares.get("/desk/prorata")
def blank() -> str:
    """An empty sheet."""
    return _page(_with_blanks(_SharesForm()), None)


@shares.get("/desk/prorata/<token>")
@with_walk
def of_case(walk: Walk, token: str) -> str:
    """A sheet with the countries and months of one client, and what each country asks for where it is known."""
    return _page(_with_blanks(_SharesForm(data=_known(walk.situation))), token)


@shares.post("/desk/prorata")
def reckoned() -> str | tuple[str, int]:
    """What each country pays, below the figures; or what is wrong with them (422)."""
    form, speaking = _with_blanks(_SharesForm(formdata=request.form)), voice()
    rows = [entry.form for entry in form.countries.entries if _is_filled(entry.form)]
    try:
        found = prorata(_told(form, rows, speaking))
    except BadProrata as bad:
        for error in bad.errors:
            field = _field(form, rows, error)
            field.errors = [*field.errors, invalid_text(speaking, error)]
        return _page(form, None), 422
    return _page(form, None, found)


def _known(told: Situation) -> dict[str, Any]:
    found = assess(told, haki().answerer.facts)
    return {
        "countries": [
            {"country": entry.country, "months": entry.own_months, "needed": entry.needed}
            for entry in found.periods
            if entry.branch == "old-age"
        ],
        "residence": told.live_country or "",
    }


def _with_blanks(form: _SharesForm) -> _SharesForm:
    """The form with a row to add a country in."""
    entries = form.countries
    filled = sum(_is_filled(entry.form) for entry in entries.entries)
    for _ in range(max(_LEAST_ROWS, filled + _BLANK_ROWS) - len(entries.entries)):
        entries.append_entry()
    return form


def _is_filled(row: Form) -> bool:
    return any((field.data or "").strip() for name, field in row._fields.items() if name != "calculation")


def _told(form: _SharesForm, rows: list[_ClaimForm], speaking: Voice) -> dict[str, Any]:
    """What was typed as the object that `prorata` takes; an empty field is left out."""
    readers: dict[str, Callable[[str], Any]] = {
        "country": lambda text: country_code(text, speaking),
        "months": number,
        "needed": number,
        "full_months": number,
        "calculation": str,
    }
    told: dict[str, Any] = {
        "countries": [
            {
                name: readers.get(name, _amount)(field.data.strip())
                for name, field in row._fields.items()
                if (field.data or "").strip()
            }
            for row in rows
        ],
        "below_one_year": form.below_one_year.data,
    }
    for name in ("residence", "last"):
        if (form[name].data or "").strip():
            told[name] = country_code(form[name].data.strip(), speaking)
    return told


def _amount(text: str) -> str:
    """An amount in the digits of any script and with either decimal sign, as 540.00."""
    plain = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
    plain = plain.replace("٫", ".")
    return plain.replace(",", ".") if _COMMA_AMOUNT.fullmatch(plain) else plain


def _field(form: _SharesForm, rows: list[_ClaimForm], error: Invalid) -> Field:
    """The field that `error` names ("countries.0.months"); that of the first country where it names them all."""
    name, *rest = error.key.split(".")
    if name != "countries":
        found: Field = form[name]
        return found
    place = int(rest[0]) if rest else 0
    row = rows[place] if rows else form.countries.entries[0].form
    return row[rest[1] if len(rest) > 1 else "country"]


def _page(form: _SharesForm, token: str | None, found: dict[str, Any] | None = None) -> str:
    speaking = voice()
    return render(
        "prorata.html",
        token=token,
        form=form,
        errors=field_errors(form),
        countries=countries_by_name(speaking.language.locale),
        calculations=CALCULATIONS,
        result=[_row(speaking, one) for one in found["countries"]] if found else [],
        total=speaking.money(found["sum"]) if found else "",
        supplement=found["supplement"] if found else None,
    )


def _row(speaking: Voice, one: dict[str, Any]) -> Row:
    share = one["share"]
    return Row(
        country=speaking.country(one["country"]),
        months=one["months"],
        share=f"{speaking.number(share['numerator'])}/{speaking.number(share['denominator'])}"
        if share
        else "–",
        theoretical=speaking.money(one["theoretical"]),
        pro_rata=speaking.money(one["pro_rata"]),
        independent=speaking.money(one["independent"]),
        payable=speaking.money(one["payable"]),
        method=speaking.say(METHODS[one["method"]]),
    )
