"""One situation in, one assessment out, for every door that speaks JSON: the API, `check` and `batch`."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from webapp.facts.base import FactBase
from webapp.facts.load import load
from webapp.rules.assess import assess
from webapp.rules.json_form import assessment_json
from webapp.settings import Settings
from webapp.situation import BadSituation, Invalid, Situation, parse, shown
from webapp.wording.invalid import invalid_text
from webapp.wording.language import SOURCE_LANGUAGE, Language, load_languages
from webapp.wording.texts import add_texts
from webapp.wording.voice import N_, Voice, voice_of


def json_text(data: Any) -> bytes:
    """`data` as compact JSON, keys in the order in which they were put in: the same answer has the same bytes."""
    return orjson.dumps(data)


def read_json(body: bytes | str) -> Any:
    """The JSON value that `body` (UTF-8) is. Raises ValueError where it is none.

    Raises BadSituation where an object names a key twice: most readers keep the last one, which would drop an answer.
    """
    text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
    twice = False

    def keep(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = True
            times = Counter(key for key, _ in pairs)
            found.update((key, _TWICE) for key in found if times[key] > 1)
        return found

    try:
        data = json.loads(text, object_pairs_hook=keep, parse_int=_integer, parse_constant=_no_json)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if twice:
        raise BadSituation([Invalid(key, "given-twice", {}) for key in _marked(data)])
    return data


_TWICE = object()
"""Stands for the value of a key that was given twice, until its place is known."""

_MOST_DIGITS = 30


def _integer(digits: str) -> int:
    """A number of thousands of digits is only "too large": Python would refuse to read it."""
    return int(digits[:_MOST_DIGITS])


def _no_json(word: str) -> Any:
    """Python reads NaN and Infinity, which are no JSON."""
    raise ValueError(word)


def _marked(data: Any) -> list[str]:
    """Where _TWICE stands in `data`: "age", "history.0.months"."""
    found: list[str] = []
    waiting = [("", data)]
    while waiting:
        at, value = waiting.pop()
        if value is _TWICE:
            found.append(shown(at))
        elif isinstance(value, dict | list):
            inner = list(value.items() if isinstance(value, dict) else enumerate(value))
            waiting.extend((f"{at}.{key}" if at else str(key), item) for key, item in reversed(inner))
    return found


_MOST_ERRORS = 100
"""What is told of a body with thousands of mistakes; the answer must not be larger than the question."""


class Refused(Exception):
    """The request cannot be answered; `problem` is the contract's problem object with its HTTP status."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        super().__init__(problem["title"])


@dataclass(frozen=True, slots=True)
class Answerer:
    """The facts and the languages, and the one way from bytes to an answer."""

    facts: FactBase
    languages: Mapping[str, Language]

    @classmethod
    def from_settings(cls, settings: Settings) -> "Answerer":
        """Read facts and languages. Raises BadFacts or ValueError where they cannot be used."""
        return cls(
            load(settings.content_dir / "facts"),
            load_languages(settings.content_dir, settings.translations_dir),
        )

    def answer(
        self,
        body: bytes | str,
        tag: str | None = None,
        *,
        alternatives: bool = False,
        message_tag: str = SOURCE_LANGUAGE,
    ) -> dict[str, Any]:
        """The assessment of the situation in `body` (JSON), with texts where `tag` names a language.

        `message_tag`: the language of error messages where `tag` is not given. Raises Refused.
        """
        situation = self.situation(body, tag, message_tag=message_tag)
        written = assessment_json(assess(situation, self.facts, with_alternatives=alternatives), self.facts)
        return add_texts(written, self.voice(tag)) if tag else written

    def situation(
        self, body: bytes | str, tag: str | None = None, *, message_tag: str = SOURCE_LANGUAGE
    ) -> Situation:
        """The situation in `body` (JSON). Raises Refused, with messages in the language `tag`."""
        if tag is not None and tag not in self.languages:
            raise Refused(self.problem(message_tag, [Invalid("lang", "unknown-word", {})]))
        speaking = tag or message_tag
        try:
            return parse(read_json(body))
        except BadSituation as bad:
            raise Refused(self.problem(speaking, bad.errors)) from None
        except ValueError:
            raise Refused(self.not_json(speaking)) from None

    def voice(self, tag: str) -> Voice:
        """The voice of a language; of English where the tag is unknown."""
        return voice_of(self.languages.get(tag) or self.languages[SOURCE_LANGUAGE], self.facts)

    def not_json(self, tag: str) -> dict[str, Any]:
        """The problem object for a body that is no JSON (status 400)."""
        return {
            "type": "about:blank",
            "title": self.voice(tag).say(N_("This is not valid JSON.")),
            "status": 400,
            "errors": [],
        }

    def not_found(self, tag: str) -> dict[str, Any]:
        """The problem object for a country that does not exist (status 404)."""
        return {
            "type": "about:blank",
            "title": self.voice(tag).say(N_("There is no such page.")),
            "status": 404,
            "errors": [],
        }

    def problem(self, tag: str, errors: list[Invalid]) -> dict[str, Any]:
        """The problem object for answers that cannot be taken (status 422); each is named."""
        voice = self.voice(tag)
        return {
            "type": "about:blank",
            "title": voice.say(N_("Some answers cannot be taken as they are.")),
            "status": 422,
            "errors": [{"key": e.key, "message": invalid_text(voice, e)} for e in errors[:_MOST_ERRORS]],
        }
