"""What every page needs: the facts, the languages, the token box, and who is speaking."""

from dataclasses import dataclass
from typing import cast

from flask import current_app, g, request

from webapp.answering import Answerer
from webapp.settings import Settings
from webapp.state import TokenBox
from webapp.wording.language import Language, negotiate
from webapp.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class Haki:
    """What the application was started with."""

    settings: Settings
    answerer: Answerer
    box: TokenBox


def haki() -> Haki:
    """What this application was started with."""
    return cast(Haki, current_app.extensions["haki"])


def browser_tag() -> str:
    """The offered language that the browser asks for most."""
    wishes = [wish for wish, _ in request.accept_languages]
    return negotiate(wishes, haki().answerer.languages)


def page_tag() -> str:
    """The language of this page: from its address, else from the browser."""
    tag = getattr(g, "tag", None)
    return str(tag) if tag else browser_tag()


def language() -> Language:
    """The language of this page."""
    return haki().answerer.languages[page_tag()]


def voice() -> Voice:
    """The voice of this page."""
    return haki().answerer.voice(page_tag())
