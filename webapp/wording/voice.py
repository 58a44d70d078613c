"""Voice: one language speaking about one set of facts. Every text a person reads goes through `say`.

A phrase is marked in the code where it stands with `N_("…")` (or `NP_("one …", "many …")` where it counts
something), collected by `make translations`, and looked up here. Slots are named: `%(months)s`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from webapp.facts.base import FactBase
from webapp.facts.vocabulary import STATELESS
from webapp.wording.language import Language


def N_(phrase: str) -> str:  # noqa: N802  (gettext's customary name for "collect this phrase")
    """Marks a phrase for collection; it is translated where it is said."""
    return phrase


def NP_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Marks a phrase that counts something, in its singular and its plural."""
    return one, many


@dataclass(frozen=True, slots=True)
class Voice:
    """One language and the facts it speaks about."""

    language: Language
    facts: FactBase

    def say(self, phrase: str, **slots: Any) -> str:
        """`phrase` in this language with its slots filled. Slots are texts, or numbers shown in its digits."""
        text = self.language.phrases.gettext(phrase) if phrase else ""
        return text % self._shown(slots) if slots else text

    def say_count(self, phrases: tuple[str, str], count: int, **slots: Any) -> str:
        """The form of a counting phrase for `count`, with `%(count)s` and its other slots filled."""
        text = self.language.phrases.ngettext(phrases[0], phrases[1], count)
        return text % self._shown({"count": count, **slots})

    def _shown(self, slots: Mapping[str, Any]) -> dict[str, str]:
        return {
            name: self.number(value) if isinstance(value, int) else str(value)
            for name, value in slots.items()
        }

    def number(self, value: int | float) -> str:
        """A number with the digits and separators that readers of this language expect."""
        return self._own_digits(format_decimal(value, locale=self.language.locale))

    def day(self, value: date) -> str:
        """A day written out: "24 November 2026"."""
        return self._own_digits(format_date(value, format="long", locale=self.language.locale))

    def month(self, year: int, month: int) -> str:
        """A month written out: "November 2026"."""
        return self._own_digits(format_skeleton("yMMMM", date(year, month, 1), locale=self.language.locale))

    def _own_digits(self, text: str) -> str:
        digits = self.language.digits
        return text if digits[0] == "0" else text.translate(_TO_DIGITS.setdefault(digits, _table(digits)))

    def country(self, code: str) -> str:
        """A country's name in this language (CLDR)."""
        return str(self.language.locale.territories.get(code, code))

    def all_of(self, names: list[str]) -> str:
        """A list of names: "Kenya, Nepal and Peru"."""
        return str(format_list(names, locale=self.language.locale)) if names else ""

    def one_of(self, names: list[str]) -> str:
        """A list of choices: "Kenya, Nepal or Peru"."""
        return str(format_list(names, style="or", locale=self.language.locale)) if names else ""

    def nationality(self, code: str) -> str:
        """A country's name, or "no country" for stateless people."""
        return self.say(N_("No country (stateless)")) if code == STATELESS else self.country(code)


_TO_DIGITS: dict[str, dict[int, str]] = {}


def _table(digits: str) -> dict[int, str]:
    return {ord("0") + value: digit for value, digit in enumerate(digits)}
