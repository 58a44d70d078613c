"""What every page needs: the facts, the languages, the token box, who is speaking, and how a template is drawn."""

from collections.abc import Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from urllib.parse import quote, urlencode

from flask import abort, current_app, g, request, url_for
from flask import render_template as flask_render
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from webapp.answering import Answerer
from webapp.facts.vocabulary import BRANCHES
from webapp.pages.icons import icon
from webapp.pages.look import STYLE, VERSIONS
from webapp.settings import Settings
from webapp.state import TokenBox
from webapp.wording.guidance import TROUBLES, Guidance, load_guidance
from webapp.wording.language import SOURCE_LANGUAGE, Language, negotiate
from webapp.wording.result import Card, Helper
from webapp.wording.voice import Voice, voice_of


@dataclass(frozen=True, slots=True)
class Haki:
    """What the application was started with."""

    settings: Settings
    answerer: Answerer
    box: TokenBox
    guidance: Mapping[str, Mapping[str, Guidance]]
    """Language → name → text."""

    @classmethod
    def from_settings(cls, settings: Settings) -> "Haki":
        """Read everything that is served. Raises BadFacts or ValueError where it cannot be used."""
        answerer = Answerer.from_settings(settings)
        texts = settings.content_dir / "guidance"
        return cls(
            settings=settings,
            answerer=answerer,
            box=TokenBox(settings.secret_keys, settings.token_idle_minutes * 60),
            guidance={tag: load_guidance(texts / tag) for tag in answerer.languages},
        )


def haki() -> Haki:
    """What this application was started with."""
    return cast(Haki, current_app.extensions["haki"])


def browser_tag() -> str:
    """The offered language that the browser asks for most."""
    wishes = [wish for wish, _ in request.accept_languages]
    return negotiate(wishes, haki().answerer.languages)


def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Before a view: the language of the address goes to `g`, and the view need not know it. 404 if not offered."""
    if values is None or "lang" not in values:
        return
    tag = values.pop("lang")
    if tag not in haki().answerer.languages:
        abort(404)
    g.tag = tag


def give_language(endpoint: str, values: dict[str, Any]) -> None:
    """Before an address is built: this page's language, where the address has one and none was named."""
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = page_tag()


def page_tag() -> str:
    """The language of this page: from its address (also one that leads nowhere), else from the browser."""
    if "tag" not in g:
        named = request.path.removeprefix("/embed").lstrip("/").split("/", 1)[0]
        g.tag = named if named in haki().answerer.languages else browser_tag()
    return str(g.tag)


def language() -> Language:
    """The language of this page."""
    return haki().answerer.languages[page_tag()]


def voice(tag: str | None = None) -> Voice:
    """The voice of this page, or of the language `tag`; what it says is HTML."""
    answerer = haki().answerer
    return voice_of(answerer.languages[tag or page_tag()], answerer.facts, True)


def guidance(name: str, tag: str | None = None) -> Guidance:
    """A guidance text in the language of this page, or in the language `tag`."""
    return haki().guidance[tag or page_tag()][name]


_OTHER = "~other~"
"""Stands for the language in an address: a letter that no tag and no token has keeps it apart."""


def other_languages() -> dict[str, str]:
    """This very page, with all its answers, in each language; the start page where it cannot be asked for again."""
    before, after = _around_language()
    return {tag: f"{before}{tag}{after}" for tag in haki().answerer.languages}


def _around_language() -> tuple[str, str]:
    """What stands before and after the language in the address of this very page.

    A page that can be looked up stands there for everybody, so what else its address held is not repeated on it.
    """
    rule, asked = request.url_rule, request.endpoint
    again = rule is not None and "GET" in (rule.methods or ()) and "lang" in rule.arguments
    values: dict[str, str] = dict(request.view_args or {}) if again else {}
    token = values.pop("token", "")
    if token:
        values["token"] = _TOKEN
    address = _other_address((again and asked) or "start.home", request.script_root, tuple(values.items()))
    if again and request.args and request.blueprint not in _THE_SAME_FOR_ALL:
        address += "?" + urlencode(request.args.to_dict(flat=False), doseq=True)
    before, _, after = address.partition(_OTHER)
    return before.replace(_TOKEN, token), after.replace(_TOKEN, token)


@lru_cache(maxsize=4096)
def _other_address(endpoint: str, _script_root: str, values: tuple[tuple[str, str], ...]) -> str:
    named: dict[str, Any] = dict(values)
    return url_for(endpoint, **{**named, "lang": _OTHER})


_TOKEN = "~token~"  # noqa: S105  (stands for a token in an address)

_MARK = "\x01"
"""A sign that no text holds."""


def mark_of(name: str) -> str:
    """What stands for something of one page in what is drawn once for many: see `filled`."""
    return f"{_MARK}{name}{_MARK}"


def filled(drawn_once: str, texts: Mapping[str, str]) -> str:
    """`drawn_once` with each mark's text in its place, as HTML; in one go, for pages are long."""
    shown = {name: str(escape(text)) for name, text in texts.items()}
    pieces = str(drawn_once).split(_MARK)
    pieces[1::2] = [shown[name] for name in pieces[1::2]]
    return "".join(pieces)


BEFORE, AFTER = mark_of("before"), mark_of("after")
"""Stand for what `_around_language` gives, in a list of languages that is drawn once for many pages."""


def with_this_address(links: Markup) -> Markup:
    """`links` to some page in many languages, made to lead to this very page."""
    return Markup(filled(links, _this_address()))  # noqa: S704


def _this_address() -> dict[str, str]:
    before, after = _around_language()
    return {"before": before, "after": after}


@lru_cache(maxsize=4096)
def _fixed_address(endpoint: str, _tag: str, _script_root: str) -> str:
    return url_for(endpoint)


@lru_cache(maxsize=4096)
def _around_token(endpoint: str, _tag: str, _script_root: str, values: tuple[tuple[str, str], ...]) -> str:
    named: dict[str, Any] = dict(values)
    return url_for(endpoint, token=_TOKEN, **named)


def personal_address(endpoint: str, token: str, **values: str) -> str:
    """`url_for` of a page about a person's answers, but quicker: the address is built once for all tokens."""
    if endpoint.startswith("."):
        endpoint = f"{request.blueprint}{endpoint}"
    pattern = _around_token(endpoint, page_tag(), request.script_root, tuple(values.items()))
    return pattern.replace(_TOKEN, token)


def fixed_address(endpoint: str) -> str:
    """The address of a page that depends on nothing but the language: built once, for each page has a dozen of them."""
    return _fixed_address(endpoint, page_tag(), request.script_root)


_THE_SAME_FOR_ALL = frozenset({"reference", "start"})
"""Blueprints whose pages depend on nothing but their path: no query of theirs is read."""


def contact_address(fact: str = "") -> str:
    """Where "something is wrong here" leads: a mail or the operator's form, filled in with the fact, else the page.

    It never holds an answer. In an https address `{about}` stands for what it is about, as in the form of an issue.
    """
    page = request.path if request.blueprint in ("reference", "start") else str(request.url_rule or "/")
    about = quote(f"Haki: {fact or page}")
    contact = haki().settings.contact
    if contact.startswith("https://"):
        return contact.replace("{about}", about)
    return f"mailto:{contact}?subject={about}"


def static_address(name: str) -> str:
    """A static file's address, which changes with its content, so that it can be kept for ever."""
    return _static_address(name, request.script_root)


@lru_cache(maxsize=64)
def _static_address(name: str, _script_root: str) -> str:
    return url_for("static", filename=name, v=VERSIONS[name])


def offline_pages() -> str:
    """The addresses that are kept for when there is no network: first page, privacy, guidance, the offline page."""
    return _offline_pages(page_tag(), request.script_root)


@lru_cache(maxsize=256)
def _offline_pages(_tag: str, _script_root: str) -> str:
    pages = [
        url_for("start.home"),
        url_for("start.privacy"),
        url_for("start.offline"),
        static_address("haki.js"),
    ]
    pages += [url_for("reference.right", branch=branch) for branch in BRANCHES]
    pages += [url_for("reference.trouble", name=name) for name in TROUBLES]
    return " ".join(pages)


def is_embedded() -> bool:
    """Whether this page is shown inside a frame of somebody else's page."""
    return request.path.startswith("/embed/")


def render(template: str, **values: Any) -> str:
    """The HTML of `template`, speaking the language of this page.

    Beside `values` a template has what `speech` gives, and what is named here.
    """
    return flask_render(template, **_surroundings(voice()), **values)


def _surroundings(speaking: Voice) -> dict[str, Any]:
    return dict(
        **speech(speaking),
        languages=haki().answerer.languages,
        source_language=SOURCE_LANGUAGE,
        style=STYLE,
        settings=haki().settings,
        embedded=is_embedded(),
        other_languages=other_languages,
        static_address=static_address,
        fixed_address=fixed_address,
        personal_address=personal_address,
        with_this_address=with_this_address,
        before=BEFORE,
        after=AFTER,
        offline_pages=offline_pages,
    )


_MAIN = "~main~"
"""Stands for the main part of a page, in what is drawn around it once for many pages."""


def render_main(template: str, texts: Mapping[str, str], **values: Any) -> str:
    """As `render`, and quicker, for a `template` whose main part alone depends on `values`.

    What is around that part is the same for everybody who reads this language. `parts`: the macros of
    parts/result.html, for a part that is drawn alone knows nothing of what its template imports. `texts`: what is
    put last in the place of marks, so that what holds them can be drawn once for all.
    """
    speaking = voice()
    whole = current_app.jinja_env.get_template(template)
    surroundings = _surroundings(speaking)
    known = (speaking.language, template, is_embedded(), request.script_root, str(request.url_rule))
    frame = _FRAMES.get(known)
    if frame is None:
        around = current_app.jinja_env.from_string(
            "{% extends whole %}{% block main %}" + _MAIN + "{% endblock %}"
        )
        empty = around.render({**surroundings, "with_this_address": Markup, "whole": whole})
        before, _, after = empty.partition(_MAIN)
        frame = _FRAMES[known] = (before, after)
    context = whole.new_context({**surroundings, **values, "parts": parts("parts/result.html", speaking)})
    page = "".join((frame[0], *whole.blocks["main"](context), frame[1]))
    return filled(page, {**texts, **_this_address()})


_FRAMES: dict[tuple[Hashable, ...], tuple[str, str]] = {}


def speech(speaking: Voice) -> dict[str, Any]:
    """What a template needs to speak: `voice`, `language`, `guides`, `icon`, `_` and `_n` for its phrases; and to draw
    what says the same to everybody only once: `drawn`, and `each` for many things."""
    return {
        "voice": speaking,
        "language": speaking.language,
        "icon": icon,
        "percent": speaking.percent,
        "guides": haki().guidance[speaking.language.tag],
        "contact_address": contact_address if haki().settings.contact else None,
        "drawn": lambda macro, *things: drawn(speaking.language, macro, *things),
        "each": lambda macro, things, opened=(), *more: _each(speaking.language, macro, things, opened, more),
        "_": speaking.say,
        "_n": lambda one, many, count, **slots: speaking.say_count((one, many), count, **slots),
    }


def _each(
    language: Language,
    macro: Macro,
    things: Iterable[Card | Helper],
    opened: Container[object],
    more: tuple[Any, ...],
) -> Markup:
    """What `macro` draws of each thing, of whether it is among those `opened`, and of `more`."""
    pieces = [
        drawn(language, macro, one, one in opened, *more) if one.shared else macro(one, one in opened, *more)
        for one in things
    ]
    return Markup("".join(pieces))  # noqa: S704


def drawn(language: Language, macro: Macro, *things: Hashable) -> Markup:
    """What `macro` draws of `things`, which say the same to everybody: drawn the first time, then taken from memory.

    Most of a result is the law, its sources and who helps; drawing these anew was half of the time a page took.
    """
    key = (language, macro.name, things)
    found = _DRAWN.get(key)
    if found is None:
        if len(_DRAWN) >= _MOST_DRAWN:
            _DRAWN.clear()
        found = _DRAWN[key] = Markup(macro(*things))  # noqa: S704
    return found


_DRAWN: dict[tuple[Language, str, tuple[Hashable, ...]], Markup] = {}
_MOST_DRAWN = 4_000


@lru_cache(maxsize=128)
def parts(template: str, speaking: Voice) -> TemplateModule:
    """The macros of `template` in any language: for pages that show two languages side by side, and for the quick."""
    return current_app.jinja_env.get_template(template).make_module(speech(speaking))
