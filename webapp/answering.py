"""One situation in, one assessment out, for every door that speaks JSON: the API, `check` and `batch`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from webapp.facts.base import FactBase
from webapp.facts.load import load
from webapp.rules.assess import assess
from webapp.rules.json_form import assessment_json
from webapp.settings import Settings
from webapp.situation import BadSituation, Invalid, Situation, parse
from webapp.wording.invalid import invalid_text
from webapp.wording.language import SOURCE_LANGUAGE, Language, load_languages
from webapp.wording.texts import add_texts
from webapp.wording.voice import N_, Voice


def json_text(data: Any) -> bytes:
    """`data` as compact JSON, keys in the order in which they were put in: the same answer has the same bytes."""
    return orjson.dumps(data)


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
            raise Refused(self._problem(message_tag, [Invalid("lang", "unknown-word", {})]))
        speaking = tag or message_tag
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            raise Refused(self.not_json(speaking)) from None
        try:
            return parse(data)
        except BadSituation as bad:
            raise Refused(self._problem(speaking, bad.errors)) from None

    def voice(self, tag: str) -> Voice:
        """The voice of a language; of English where the tag is unknown."""
        return Voice(self.languages.get(tag) or self.languages[SOURCE_LANGUAGE], self.facts)

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

    def _problem(self, tag: str, errors: list[Invalid]) -> dict[str, Any]:
        voice = self.voice(tag)
        return {
            "type": "about:blank",
            "title": voice.say(N_("Some answers cannot be taken as they are.")),
            "status": 422,
            "errors": [{"key": e.key, "message": invalid_text(voice, e)} for e in errors[:_MOST_ERRORS]],
        }
