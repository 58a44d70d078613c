"""Voice: one language speaking about one set of facts. Every text a person reads goes through `say`.

A phrase is marked in the code where it stands with `N_("…")` (or `NP_("one …", "many …")` where it counts
something), collected by `make translations`, and looked up here. Slots are named: `%(months)s`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from webapp.facts.base import FactBase
from webapp.facts.vocabulary import STATELESS
from webapp.wording.language import Language


def N_(phrase: str) -> str:  # noqa: N802  (gettext's customary name for "collect this phrase")
    """Marks a phrase for collection; it is translated where it is said."""
    return phrase


def NP_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Marks a phrase that counts something, in its singular and its plural."""
    return one, many


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """One language and the facts it speaks about. What it has said is kept under the very object: see `voice_of`."""

    language: Language
    facts: FactBase
    in_pages: bool = False
    """True: what it says is HTML, with everything escaped and names in other languages marked."""

    def say(self, phrase: str, **slots: Any) -> str:
        """`phrase` in this language with its slots filled. Slots are texts, or numbers shown in its digits."""
        if not slots:
            return _plain(self.language, phrase, self.in_pages)
        return self._filled(_plain(self.language, phrase, self.in_pages), slots)

    def say_count(self, phrases: tuple[str, str], count: int, /, **slots: Any) -> str:
        """The form of a counting phrase for `count`, with `%(count)s` and its other slots filled."""
        return self._filled(_form(self.language, phrases, count, self.in_pages), {"count": count, **slots})

    def _filled(self, text: str, slots: Mapping[str, Any]) -> str:
        """`text`, which is escaped where this voice speaks in pages, with `slots` in it."""
        shown = {
            name: self.number(value) if isinstance(value, int) else value for name, value in slots.items()
        }
        if not self.in_pages:
            return text % shown
        # What Markup's own % does, in a tenth of its time.
        return Markup(str(text) % {name: escape(value) for name, value in shown.items()})  # noqa: S704

    def foreign(self, name: str, tag: str) -> str:
        """A name that keeps its own language (BCP 47 `tag`, "" if not known): on a page it is marked as such."""
        if not self.in_pages:
            return name
        return _marked(name, tag)

    def number(self, value: int | float) -> str:
        """A number with the digits and separators that readers of this language expect."""
        return self._own_digits(_decimal(value, self.language.locale))

    def percent(self, share: float) -> str:
        """A share between 0 and 1 as whole percent: "72 %"."""
        return self._own_digits(format_percent(share, locale=self.language.locale))

    def money(self, amount: str | None) -> str:
        """An amount ("540.00", no currency) as readers of this language write it; a dash where there is none."""
        if amount is None:
            return "–"
        return self._own_digits(format_decimal(amount, format="#,##0.00", locale=self.language.locale))

    def day(self, value: date) -> str:
        """A day written out: "24 November 2026"."""
        return self._own_digits(_day(value, self.language.locale))

    def month(self, year: int, month: int) -> str:
        """A month written out: "November 2026"."""
        return self._own_digits(_month(date(year, month, 1), self.language.locale))

    def _own_digits(self, text: str) -> str:
        digits = self.language.digits
        return text if digits[0] == "0" else text.translate(_TO_DIGITS.setdefault(digits, _table(digits)))

    def country(self, code: str) -> str:
        """A country's name in this language (CLDR)."""
        return _territory(self.language.locale, code)

    def all_of(self, names: list[str]) -> str:
        """A list of names: "Kenya, Nepal and Peru"."""
        return self._listed(names, "standard")

    def one_of(self, names: list[str]) -> str:
        """A list of choices: "Kenya, Nepal or Peru"."""
        return self._listed(names, "or")

    def _listed(self, names: list[str], style: Literal["standard", "or"]) -> str:
        if not names:
            return ""
        if not self.in_pages:
            return str(format_list(names, style=style, locale=self.language.locale))
        places = [f"%({place})s" for place in range(len(names))]
        pattern = escape(format_list(places, style=style, locale=self.language.locale))
        return pattern % {str(place): name for place, name in enumerate(names)}

    def nationality(self, code: str) -> str:
        """A country's name, or "no country" for stateless people."""
        return self.say(N_("No country (stateless)")) if code == STATELESS else self.country(code)


@lru_cache(maxsize=128)
def voice_of(language: Language, facts: FactBase, in_pages: bool = False) -> Voice:
    """The one Voice of a language about these facts."""
    return Voice(language, facts, in_pages)


# Looking up and escaping is slow three hundred times a page; so is Babel at numbers and dates.


@lru_cache(maxsize=16_384)
def _plain(language: Language, phrase: str, in_pages: bool) -> str:
    text = language.phrases.gettext(phrase) if phrase else ""
    return escape(text) if in_pages else text


@lru_cache(maxsize=8192)
def _territory(locale: Locale, code: str) -> str:
    return str(locale.territories.get(code, code))


@lru_cache(maxsize=4096)
def _form(language: Language, phrases: tuple[str, str], count: int, in_pages: bool) -> str:
    text = language.phrases.ngettext(phrases[0], phrases[1], count)
    return escape(text) if in_pages else text


@lru_cache(maxsize=4096, typed=True)
def _decimal(value: int | float, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=4096)
def _day(value: date, locale: Locale) -> str:
    return format_date(value, format="long", locale=locale)


@lru_cache(maxsize=4096)
def _month(first: date, locale: Locale) -> str:
    return format_skeleton("yMMMM", first, locale=locale)


@lru_cache(maxsize=8192)
def _marked(name: str, tag: str) -> Markup:
    return Markup('<bdi lang="{}">{}</bdi>').format(tag, name)


_TO_DIGITS: dict[str, dict[int, str]] = {}


def _table(digits: str) -> dict[int, str]:
    return {ord("0") + value: digit for value, digit in enumerate(digits)}
