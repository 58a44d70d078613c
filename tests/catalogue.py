"""The phrases as `make translations` collects them, and the catalogues, for the tests of languages."""

import io
import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "N_": None,
    "NP_": (1, 2),
    "_n": (1, 2),
    "t_": None,
}
SLOT = re.compile(r"%\((\w+)\)s")


@cache
def phrases_by_file() -> dict[str, dict[str | tuple[str, str], None]]:
    """File under webapp/ → its phrases: a text, or (one, many) where it counts."""
    options = {"**": {"trimmed": "true", "silent": "false", "encoding": "utf-8"}}
    found: dict[str, dict[str | tuple[str, str], None]] = {}
    for method, pattern in (("python", "**.py"), ("jinja2", "templates/**")):
        for file, _, message, _, _ in extract_from_dir(
            str(ROOT / "webapp"), [(pattern, method)], options if method == "jinja2" else {}, KEYWORDS
        ):
            if message:
                phrase = tuple(message[:2]) if isinstance(message, tuple) else message
                found.setdefault(file, {})[phrase] = None
    return found


@cache
def phrases() -> dict[str | tuple[str, str], None]:
    """Every phrase in the code and the templates: a text, or (one, many) where it counts."""
    return {phrase: None for there in phrases_by_file().values() for phrase in there}


@cache
def catalogue(folder: str) -> Catalog:
    """The catalogue of one language, by the name of its folder."""
    text = (TRANSLATIONS / folder / "LC_MESSAGES" / "messages.po").read_bytes()
    return read_po(io.BytesIO(text), locale=folder, abort_invalid=True)


def slots(text: str) -> set[str]:
    return set(SLOT.findall(text))
