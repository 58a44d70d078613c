"""In which language a local name is written: for `lang` on names that keep their own language inside a page."""

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.languages import get_territory_language_info

_SCRIPTS: dict[str, str] = {"CJK": "Han", "HIRAGANA": "Han", "KATAKANA": "Han"}


@lru_cache(maxsize=8192)
def local_language(country: str, text: str) -> str:
    """The BCP 47 tag of `text`, a name used in `country` (alpha-2): its official language of that script.

    "" where none fits: the language then is not known, and HTML says so with an empty `lang`.
    """
    script = _script(text)
    spoken = get_territory_language_info(country)
    ranked = sorted(
        (
            (info["official_status"] is None, -float(info["population_percent"] or 0), tag)
            for tag, info in spoken.items()
            if info["official_status"] in ("official", "de_facto_official", "official_regional")
        ),
    )
    for _, _, tag in ranked:
        if _script_of_language(tag) == script:
            return tag.replace("_", "-")
    return "en" if script == "LATIN" and text.isascii() else ""


def _script(text: str) -> str:
    for letter in text:
        if letter.isalpha():
            name = unicodedata.name(letter, "").split(" ")[0]
            return _SCRIPTS.get(name, name)
    return "LATIN"


@lru_cache(maxsize=512)
def _script_of_language(tag: str) -> str:
    """The script of a language by the first letter of its own name (CLDR)."""
    try:
        locale = Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return ""
    return _script(locale.get_display_name(locale) or "")
