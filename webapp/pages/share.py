"""Passing a result on: the result alone, a sealed link to the whole case, or an open link in plain words.

No field takes a phone number or an address: the person's own apps send. The default link holds no answer.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import segno
from flask import Blueprint, abort, request, url_for
from markupsafe import Markup

from webapp.facts.vocabulary import BRANCHES
from webapp.pages.check import no_store, with_walk
from webapp.pages.common import haki, render, voice
from webapp.rules.assess import assess
from webapp.situation import Situation, to_json
from webapp.state import Walk
from webapp.wording import labels
from webapp.wording.short_code import read_code, short_code
from webapp.wording.voice import N_

share = Blueprint("share", __name__)
share.after_request(no_store)


@dataclass(frozen=True, slots=True)
class Link:
    """One way to pass something on: what it is, its address, its picture, and the apps that can send it."""

    kind: str
    address: str
    qr: Markup
    whatsapp: str
    sms: str
    mail: str


@share.get("/share/<token>")
@with_walk
def choose(walk: Walk, token: str) -> str:
    """Three kinds of links, said plainly; the one without answers first."""
    facts = haki().answerer.facts
    found = assess(walk.situation, facts)
    code = short_code([entry.verdict for entry in found.entitlements], found.date)
    return render(
        "share.html",
        token=token,
        code=code,
        result=_link("result", url_for("share.shared", code=code, _external=True)),
        sealed=_link("sealed", url_for("check.result", token=token, _external=True)),
        open=_link("open", open_address(walk.situation)),
        minutes=haki().settings.token_idle_minutes,
    )


@share.get("/shared")
def enter() -> str | tuple[str, int]:
    """Where a code that was read out is typed."""
    typed = request.args.get("code", "")
    if typed and read_code(typed) is not None:
        return _shared(typed)
    return render("shared_enter.html", code=typed, wrong=bool(typed)), 422 if typed else 200


@share.get("/shared/<code>")
def shared(code: str) -> str:
    """The result alone: which of the nine rights, on which day."""
    if read_code(code) is None:
        abort(404)
    return _shared(code)


def _shared(code: str) -> str:
    read = read_code(code)
    if read is None:
        raise ValueError(code)
    verdicts, day = read
    speaking = voice()
    return render(
        "shared.html",
        code=code,
        day=speaking.day(day),
        rows=[
            (branch, speaking.say(labels.BRANCHES[branch]), verdict, speaking.say(labels.VERDICTS[verdict]))
            for branch, verdict in zip(BRANCHES, verdicts, strict=True)
        ],
    )


def open_address(told: Situation) -> str:
    """The address that begins a check with these answers, in plain words (`given_walk` reads it back)."""
    pairs: list[tuple[str, str]] = []
    for key, value in to_json(told).items():
        if key == "history":
            for place, row in enumerate(value):
                pairs.extend((f"history-{place}-{name}", str(item)) for name, item in row.items())
        elif isinstance(value, list):
            pairs.extend((key, str(item)) for item in value)
        else:
            pairs.append((key, str(value)))
    return url_for("check.begin", _external=True) + ("?" + urlencode(pairs) if pairs else "")


def _link(kind: str, address: str) -> Link:
    text = quote(voice().language.phrases.gettext(N_("My rights:")) + " " + address, safe="")
    return Link(
        kind=kind,
        address=address,
        qr=qr(address),
        whatsapp=f"https://wa.me/?text={text}",
        sms=f"sms:?&body={text}",
        mail=f"mailto:?body={text}",
    )


def qr(address: str, scale: int = 4) -> Markup:
    """The QR code of an address as inline SVG, dark on white whatever the colour scheme."""
    drawn = segno.make(address, error="l", micro=False).svg_inline(
        scale=scale, border=3, light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    return Markup(drawn)  # noqa: S704  (drawn from our own address)
