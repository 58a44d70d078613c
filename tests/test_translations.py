"""A language counts only when complete: every phrase, every slot, every plural form, every guidance text."""

import gettext
import re
import tomllib
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Message
from catalogue import ROOT, TRANSLATIONS, catalogue, phrases, slots

from webapp.wording.guidance import NAMES, load_guidance
from webapp.wording.language import SOURCE_LANGUAGE, load_languages, negotiate

LANGUAGES = tomllib.loads((ROOT / "content" / "languages.toml").read_text(encoding="utf-8"))
COMPLETE = [tag for tag, entry in LANGUAGES.items() if entry.get("complete") and tag != SOURCE_LANGUAGE]


def folder(tag: str) -> str:
    return str(Locale.parse(tag, sep="-"))


def messages(tag: str) -> dict[object, Message]:
    found = catalogue(folder(tag))
    return {tuple(m.id) if isinstance(m.id, list | tuple) else m.id: m for m in found if m.id}


def texts(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string,)


def test_the_phrases_are_found_at_all() -> None:
    assert len(phrases()) > 600
    assert "You have this right" in phrases()
    assert "Skip to the content" in phrases()


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_phrase_is_translated_and_none_is_doubtful(tag: str) -> None:
    there = messages(tag)
    missing = [p for p in phrases() if p not in there or not all(texts(there[p])) or there[p].fuzzy]
    assert missing == []


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_slot_of_a_phrase_stands_in_its_translation_and_no_other(tag: str) -> None:
    wrong = []
    which = gettext.c2py(catalogue(folder(tag)).plural_expr)
    for phrase, message in messages(tag).items():
        if phrase not in phrases():
            continue
        one, many = phrase if isinstance(phrase, tuple) else (phrase, phrase)
        for place, text in enumerate(texts(message)):
            least = slots(one) & slots(many)
            # A form that stands for one number alone (one, two) may say it as a word or by its ending.
            if isinstance(phrase, tuple) and sum(which(count) == place for count in range(300)) == 1:
                least = least - COUNTERS
            if not least <= slots(text) <= slots(one) | slots(many):
                wrong.append((phrase, text))
    assert wrong == []


COUNTERS = {"count", "months", "days", "needed", "missing", "minimum", "most"}
"""The slots by which phrases count."""


@pytest.mark.parametrize("tag", COMPLETE)
def test_counting_phrases_have_the_forms_of_the_language(tag: str) -> None:
    found = catalogue(folder(tag))
    for phrase, message in messages(tag).items():
        if isinstance(phrase, tuple):
            assert len(texts(message)) == found.num_plurals, phrase


@pytest.mark.parametrize("tag", COMPLETE)
def test_no_phrase_is_left_in_english(tag: str) -> None:
    """A phrase that stays the same is either a name or was forgotten."""
    same_in_any_language = {
        "Haki",
        "%(local)s (%(name)s)",
        "PDF",
        "Haki: %(what)s",
        "SMS",
        "%(years)s, %(months)s",
    }
    forgotten = [
        phrase
        for phrase, message in messages(tag).items()
        if phrase in phrases()
        and isinstance(phrase, str)
        and message.string == phrase
        and phrase not in same_in_any_language
        and len(phrase.split()) > 2
    ]
    assert forgotten == []


@pytest.mark.parametrize("tag", COMPLETE)
def test_no_markup_and_no_address_stands_in_a_translation(tag: str) -> None:
    for message in messages(tag).values():
        for text in texts(message):
            assert "<" not in text, text
            assert "http" not in text, text


@pytest.mark.parametrize("tag", [SOURCE_LANGUAGE, *COMPLETE])
def test_the_guidance_of_every_language_has_the_parts_of_the_english(tag: str) -> None:
    english = load_guidance(ROOT / "content" / "guidance" / SOURCE_LANGUAGE)
    found = load_guidance(ROOT / "content" / "guidance" / tag)
    assert set(found) == set(NAMES)
    for name, text in found.items():
        assert len(text.sections) == len(english[name].sections), name
        for section, source in zip(text.sections, english[name].sections, strict=True):
            assert section.html.count("<li>") == source.html.count("<li>"), (name, source.title)
            assert section.title != source.title or tag == SOURCE_LANGUAGE, (name, source.title)


def test_a_language_with_a_catalogue_is_complete_or_not_offered(tmp_path: Path) -> None:
    offered = load_languages(ROOT / "content", TRANSLATIONS)
    assert set(offered) == {tag for tag, entry in LANGUAGES.items() if entry.get("complete")}


def test_the_nearest_offered_language_is_chosen() -> None:
    offered = load_languages(ROOT / "content", TRANSLATIONS)
    assert negotiate(["xx", "en-GB"], offered) == "en"
    for tag in COMPLETE:
        assert negotiate([tag], offered) == tag
        assert negotiate([tag.split("-")[0]], offered) == tag


@pytest.mark.parametrize("tag", COMPLETE)
def test_no_sentence_says_percent_twice(tag: str) -> None:
    """The slot comes with its sign from CLDR, so a word for percent beside it would read "90% percent"."""
    words = re.compile(
        r"(百分之|por ciento|por cento|pour cent|процент|persen|porsiyento|प्रतिशत|फ़ीसदी|শতাংশ|ရာခိုင်နှုန်း"
        r"|في المئة|بالمئة|درصد|فیصد|percent)"
    )
    doubled = [
        text
        for message in messages(tag).values()
        for text in texts(message)
        if "%(percent)s" in text and words.search(text.replace("%(percent)s", ""))
    ]
    assert doubled == []
