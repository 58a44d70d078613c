"""Which languages there are, and their phrases: content/languages.toml and translations/."""

import gettext
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, eq=False)
class Language:
    """One language: its tag (BCP 47), its CLDR locale, its phrases, and how far people reviewed it.

    Compared and hashed by identity, so that what was said in it can be kept.
    """

    tag: str
    locale: Locale
    phrases: gettext.NullTranslations
    second_reader: date | None
    native_review: str
    digits: str
    """The ten digits that its readers expect, 0 to 9 (CLDR's default numbering system)."""

    # Every page names every language, and CLDR is slow to ask.
    @cached_property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return str(self.locale.text_direction)

    @cached_property
    def own_name(self) -> str:
        """The language's name in itself."""
        name = self.locale.get_display_name(self.locale) or self.tag
        return name[:1].upper() + name[1:]


def load_languages(content: Path, translations: Path) -> Mapping[str, Language]:
    """Tag → Language, in the order of content/languages.toml; only complete ones. Raises ValueError.

    A catalogue that was not compiled (`make compile`) is compiled in memory, which is slower to start.
    """
    with (content / "languages.toml").open("rb") as file:
        table = tomllib.load(file)
    found: dict[str, Language] = {}
    for tag, entry in table.items():
        if not entry.get("complete", False):
            continue
        locale = Locale.parse(tag, sep="-")
        folder = str(locale)
        phrases: gettext.NullTranslations
        if tag == SOURCE_LANGUAGE:
            phrases = gettext.NullTranslations()
        else:
            try:
                phrases = _catalogue(translations / folder / "LC_MESSAGES")
            except (OSError, PoFileError, UnicodeDecodeError) as error:
                raise ValueError(f"languages.toml: {tag}: its phrases cannot be read: {error}") from error
        found[tag] = Language(
            tag=tag,
            locale=locale,
            phrases=phrases,
            second_reader=entry.get("second_reader"),
            native_review=str(entry.get("native_review", "")),
            digits=_digits(locale),
        )
    if SOURCE_LANGUAGE not in found:
        raise ValueError(f"languages.toml: {SOURCE_LANGUAGE} is missing")
    return found


def _catalogue(folder: Path) -> gettext.GNUTranslations:
    compiled, source = folder / "messages.mo", folder / "messages.po"
    if compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    with source.open("rb") as file:
        written = BytesIO()
        write_mo(written, read_po(file, abort_invalid=True))
    written.seek(0)
    return gettext.GNUTranslations(written)


_DIGITS = {
    "latn": "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "deva": "०१२३४५६७८९",
    "beng": "০১২৩৪৫৬৭৮৯",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
}
"""CLDR's numbering systems by their digits: Babel names a locale's system but does not carry the digits."""


def _digits(locale: Locale) -> str:
    return _DIGITS.get(locale.default_numbering_system, _DIGITS["latn"])


def negotiate(wishes: list[str], offered: Mapping[str, Language]) -> str:
    """The best offered tag for a browser's wishes, most wanted first; English where none fits."""
    for wish in wishes:
        try:
            wanted = Locale.parse(wish.replace("_", "-"), sep="-")
        except (ValueError, TypeError):
            continue
        except Exception:  # noqa: S112  (babel raises UnknownLocaleError for tags CLDR does not have)
            continue
        for tag, language in offered.items():
            if language.locale == wanted:
                return tag
        for tag, language in offered.items():
            same_script = wanted.script is None or language.locale.script in (None, wanted.script)
            if language.locale.language == wanted.language and same_script:
                return tag
    return SOURCE_LANGUAGE
