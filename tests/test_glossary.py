"""The glossary gives each term one rendering in each language, in that language's own letters."""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

GLOSSARY = Path(__file__).resolve().parent.parent / "translations" / "glossary.toml"
TERMS: dict[str, dict[str, Any]] = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["term"]

LETTERS = {
    **dict.fromkeys(("es", "fr", "id", "fil", "pt"), "LATIN"),
    **dict.fromkeys(("ne", "hi"), "DEVANAGARI"),
    **dict.fromkeys(("ar", "fa", "ur"), "ARABIC"),
    "bn": "BENGALI",
    "my": "MYANMAR",
    "ru": "CYRILLIC",
    "zh_Hans": "CJK",
}


@pytest.mark.parametrize("name", TERMS)
def test_each_term_is_explained_and_rendered_in_every_language(name: str) -> None:
    term = TERMS[name]
    assert {"en", "meaning", *LETTERS} <= term.keys() <= {"en", "meaning", "described", "note", *LETTERS}
    assert set(term.get("described", [])) <= LETTERS.keys()


@pytest.mark.parametrize("name", TERMS)
def test_each_rendering_is_one_and_in_the_letters_of_its_language(name: str) -> None:
    for language, letters in LETTERS.items():
        rendering = TERMS[name][language]
        assert rendering == unicodedata.normalize("NFC", rendering.strip())
        assert not re.search(r"[/;()]| or ", rendering), (
            f"{language} has more than one rendering: {rendering}"
        )
        foreign = [c for c in rendering if c.isalpha() and not unicodedata.name(c).startswith(letters)]
        assert foreign == [], f"{language}: {rendering}"


@pytest.mark.parametrize("language", LETTERS)
def test_no_two_terms_share_a_rendering(language: str) -> None:
    renderings = [term[language] for term in TERMS.values()]
    assert sorted({text for text in renderings if renderings.count(text) > 1}) == []
