"""Country names in the order of a list, and the code of a name that somebody typed."""

import unicodedata
from functools import lru_cache

from babel import Locale

from webapp.facts.countries import COUNTRIES
from webapp.facts.vocabulary import STATELESS
from webapp.wording.language import SOURCE_LANGUAGE
from webapp.wording.voice import Voice

UNINHABITED = frozenset({"AQ", "BV", "GS", "HM", "IO", "TF", "UM"})
"""Codes of ISO 3166 that are nobody's country: left out of the lists that people choose from."""


@lru_cache(maxsize=128)
def countries_by_name(locale: Locale) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country, by name in this language (CLDR)."""
    names = ((code, str(locale.territories.get(code, code))) for code in COUNTRIES)
    return tuple(sorted(names, key=lambda entry: _folded(entry[1])))


def country_code(typed: str, voice: Voice) -> str:
    """The code of a country that was typed as a code or by its name in this language or English.

    What is neither comes back as it was typed, for `parse` to refuse.
    """
    if typed == STATELESS or typed.upper() in COUNTRIES:
        return typed.upper()
    for locale in (voice.language.locale, Locale.parse(SOURCE_LANGUAGE)):
        code = _codes(locale).get(_folded(typed))
        if code is not None:
            return code
    return typed


@lru_cache(maxsize=128)
def _codes(locale: Locale) -> dict[str, str]:
    return {_folded(name): code for code, name in countries_by_name(locale)}


def _folded(name: str) -> str:
    """For comparing and sorting: without case and without accents on Latin letters."""
    plain = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in plain if not "\u0300" <= letter <= "\u036f").casefold()
