"""What can be looked up without answering anything: rights, troubles, countries, corridors, instruments, sources.

Stable addresses that can be linked, cached and printed: no token, nothing personal. A page depends on the facts, the
language and the day alone, so each is drawn once a day and kept packed.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import wraps
from itertools import islice
from typing import Any, Literal

from flask import Blueprint, Response, abort, current_app, request, url_for

from webapp.facts.base import FactBase, migrants_by
from webapp.facts.countries import COUNTRIES
from webapp.facts.register import registered
from webapp.facts.vocabulary import BRANCHES, STATUSES
from webapp.pages.common import guidance, haki, page_tag, render, voice
from webapp.pages.compress import packed_forms
from webapp.rules.assess import assess
from webapp.rules.regime import corridor_regime
from webapp.rules.treaties import ratified
from webapp.situation import Situation
from webapp.upkeep.entries import entries
from webapp.upkeep.translated import shares_translated
from webapp.wording import labels
from webapp.wording.facts import (
    agreement_text,
    instrument_title,
    principle_rows,
    scheme_texts,
    sources_of,
    verdicts_by_status,
)
from webapp.wording.guidance import TROUBLES
from webapp.wording.names import countries_by_name
from webapp.wording.result import result_view
from webapp.wording.rules import rule_texts
from webapp.wording.slots import instrument_name
from webapp.wording.voice import Voice

reference = Blueprint("reference", __name__)

_MOST_KEPT_BYTES = 32_000_000
"""Of all kept pages together: about 350 of the larger ones. Whoever asks for every day and pair fills no memory."""
_MATRIX_SIDE = 24
_MAX_AGE_SECONDS = 3600
_FIRST_RATIFICATION = date(1921, 1, 1)
"""Nobody ratified any of the instruments before."""


_Kept = tuple[bytes, dict[str, bytes], str]
"""A page as it is, packed by encoding, and its ETag."""


def _weight(page: _Kept) -> int:
    """Bytes that a kept page takes."""
    body, packed, _ = page
    return len(body) + sum(map(len, packed.values()))


def kept(view: Callable[..., str]) -> Callable[..., Response]:
    """The view's page, drawn once a day, kept packed, with an ETag: a second visit costs one short answer (304)."""

    @wraps(view)
    def answered(**values: Any) -> Response:
        store: dict[tuple[Any, ...], _Kept] = current_app.extensions.setdefault("haki-pages", {})
        key = (request.host_url, page_tag(), request.path, date.today())
        found = store.get(key)
        if found is None:
            body = view(**values).encode()
            found = (body, packed_forms(body), hashlib.sha256(body).hexdigest()[:16])
            if sum(map(_weight, list(store.values()))) + _weight(found) > _MOST_KEPT_BYTES:
                store.clear()
            store[key] = found
        body, packed, tag = found
        response = Response(body, content_type="text/html; charset=utf-8")
        response.set_etag(tag, weak=True)
        response.cache_control.public = True
        response.cache_control.max_age = _MAX_AGE_SECONDS
        response.vary.add("Accept-Encoding")
        response.make_conditional(request)
        if response.status_code == 200:
            for encoding, form in packed.items():
                if request.accept_encodings[encoding] > 0:
                    response.set_data(form)
                    response.headers["Content-Encoding"] = encoding
                    break
        return response

    return answered


@reference.get("/rights")
@kept
def rights() -> str:
    """The nine branches and the troubles, to choose from."""
    return render(
        "rights.html",
        rights=[(branch, guidance(branch).title) for branch in BRANCHES],
        troubles=[(name, guidance(name).title) for name in TROUBLES],
    )


@reference.get("/rights/<branch>")
@kept
def right(branch: str) -> str:
    """One of the nine branches: what it is, how to claim, what to bring, if they refuse."""
    if branch not in BRANCHES:
        abort(404)
    return render("guidance.html", text=guidance(branch))


@reference.get("/help/<name>")
@kept
def trouble(name: str) -> str:
    """What to do in a trouble: first steps, what to bring, who can help, be careful."""
    if name not in TROUBLES:
        abort(404)
    return render("guidance.html", text=guidance(name))


@reference.get("/countries")
@kept
def countries() -> str:
    """Every country, and whether its law is known here."""
    facts = haki().answerer.facts
    known = {code for code, country in facts.countries.items() if country.scheme}
    names = countries_by_name(voice().language.locale)
    return render(
        "countries.html",
        known=[(code, name) for code, name in names if code in known],
        others=[(code, name) for code, name in names if code not in known],
    )


@reference.get("/countries/<code>")
@kept
def country(code: str) -> str:
    """What holds in one country: by branch and status, at work, on leaving, and who helps."""
    _must_exist(code)
    speaking, today = voice(), date.today()
    facts = haki().answerer.facts
    view = result_view(
        assess(Situation(work_country=code), facts, today=today), Situation(work_country=code), speaking
    )
    own = facts.countries.get(code)
    return render(
        "country.html",
        code=code,
        known=own is not None and bool(own.scheme),
        **_matrix(speaking, code, (), today),
        schemes={branch: scheme_texts(speaking, code, branch, today) for branch in BRANCHES},
        absent={
            entry.branch: sources_of(speaking, entry.sources) for entry in (own.absent_branch if own else ())
        },
        view=view,
        conventions=_ratified(speaking, code, today),
        agreements=[agreement_text(speaking, a, today) for a in facts.agreements if code in a.parties],
        origins=_most(facts.migrants, 1, code),
        destinations=_most(facts.migrants, 0, code),
    )


@reference.get("/corridors")
@kept
def corridors() -> str:
    """The corridors that most people take, to choose from, and the regime of those between the largest countries."""
    facts, today = haki().answerer.facts, date.today()
    busiest = sorted(facts.migrants, key=lambda pair: -facts.migrants[pair])[:100]
    origins, destinations = (_largest(facts, end) for end in (0, 1))
    return render(
        "corridors.html",
        pairs=[pair for pair in busiest if set(pair) <= COUNTRIES],
        regimes={
            origin: {
                destination: corridor_regime(origin, destination, facts, today).id
                for destination in destinations
                if destination != origin
            }
            for origin in origins
        },
        destinations=destinations,
        regime_names=labels.REGIMES,
    )


def _largest(facts: FactBase, end: Literal[0, 1]) -> list[str]:
    """The countries that most people came from (end 0) or work in (1), most first."""
    ranked = (code for code, _ in migrants_by(facts, end).most_common() if code in COUNTRIES)
    return list(islice(ranked, _MATRIX_SIDE))


@reference.get("/corridors/<origin>/<destination>")
@kept
def corridor(origin: str, destination: str) -> str:
    """What holds for people of one country who work in another: the page that a consulate links to."""
    _must_exist(origin)
    _must_exist(destination)
    if origin == destination:
        abort(404)
    speaking, today = voice(), date.today()
    facts = haki().answerer.facts
    told = Situation(nationalities=(origin,), work_country=destination, events=("leaving",))
    regime = corridor_regime(origin, destination, facts, today)
    return render(
        "corridor.html",
        origin=origin,
        destination=destination,
        people=facts.migrants.get((origin, destination), 0),
        regime=speaking.say(labels.REGIMES[regime.id]),
        regime_id=regime.id,
        **_matrix(speaking, destination, (origin,), today),
        agreements=[
            agreement_text(speaking, a, today) for a in facts.agreements_between(origin, destination)
        ],
        view=result_view(assess(told, facts, today=today), told, speaking),
    )


@reference.get("/instruments")
@kept
def instruments() -> str:
    """The treaties and other instruments: what each contains, and how many countries accepted it."""
    return _instruments(date.today())


@reference.get("/instruments/on/<day>")
@kept
def instruments_on(day: str) -> str:
    """The same as of an earlier day, such as 2022-01-31."""
    try:
        chosen = date.fromisoformat(day)
    except ValueError:
        abort(404)
    if chosen.isoformat() != day or not _FIRST_RATIFICATION <= chosen <= date.today():
        abort(404)
    return _instruments(chosen)


def _instruments(day: date) -> str:
    facts, speaking = haki().answerer.facts, voice()
    rows = [
        (
            id_,
            instrument_name(speaking, id_),
            instrument_title(speaking, id_),
            dict(principle_rows(speaking, id_)),
            len(registered(facts, id_, day, denounced_too=True)),
        )
        for id_ in facts.instruments
    ]
    return render(
        "instruments.html",
        day=speaking.day(day),
        rows=rows,
        principles=[speaking.say(p) for p in labels.PRINCIPLES.values()],
    )


@reference.get("/instruments/<id_>")
@kept
def instrument(id_: str) -> str:
    """One instrument: its principles, its articles, who accepted it and when."""
    facts, speaking, today = haki().answerer.facts, voice(), date.today()
    found = facts.instruments.get(id_)
    if found is None:
        abort(404)
    accepted = [
        (speaking.country(code), code, row.registered, row.status, row.accepted)
        for code, row in facts.ratifications.get(id_, {}).items()
    ]
    return render(
        "instrument.html",
        instrument=found,
        name=instrument_name(speaking, id_),
        title=instrument_title(speaking, id_),
        principles=principle_rows(speaking, id_),
        branches=[speaking.say(labels.BRANCHES[branch]) for branch in found.branches],
        articles=[
            (
                article.number,
                [speaking.say(labels.BRANCHES[branch]) for branch in article.branches],
                [speaking.say(labels.STATUS_NAMES[status]) for status in article.statuses],
                article.gives,
            )
            for article in found.article
        ],
        accepted=sorted(accepted),
        now={code for _, code, *_ in accepted if ratified(facts, id_, code, today) is not None},
        branch_names={branch: speaking.say(label) for branch, label in labels.BRANCHES.items()},
        sources=sources_of(speaking, found.sources),
    )


@reference.get("/agreements")
@kept
def agreements() -> str:
    """Every social security agreement: parties, status, since when, and whether its text was read."""
    speaking, today = voice(), date.today()
    found = [agreement_text(speaking, agreement, today) for agreement in haki().answerer.facts.agreements]
    return render("agreements.html", agreements=found)


@reference.get("/sources")
@kept
def sources() -> str:
    """Where the facts come from, country by country: how many texts, how many were read, how old."""
    facts, speaking = haki().answerer.facts, voice()
    rows = []
    for code, own in facts.countries.items():
        if not own.source:
            continue
        newest = max(source.as_of for source in own.source)
        read = sum(1 for source in own.source if source.seen == "excerpt")
        rows.append(
            (speaking.country(code), code, len(own.source), read, speaking.month(newest.year, newest.month))
        )
    return render("sources.html", rows=sorted(rows))


@reference.get("/sources/<code>")
@kept
def sources_of_country(code: str) -> str:
    """Every source of one country's facts, with its age and whether it was read."""
    own = haki().answerer.facts.countries.get(code)
    if own is None:
        abort(404)
    return render(
        "sources_of.html", code=code, sources=sources_of(voice(), [source.id for source in own.source])
    )


@reference.get("/coverage")
@kept
def coverage() -> str:
    """What is known, read, old and missing: a drawn matrix and the same as a table."""
    facts, speaking = haki().answerer.facts, voice()
    checked = Counter(entry.checked for entry in entries(facts) if entry.kind != "agreement")
    rows = []
    for code, name in countries_by_name(speaking.language.locale):
        own = facts.countries.get(code)
        if own is None or not own.scheme:
            continue
        known: dict[str, str] = {}
        for branch in BRANCHES:
            levels = [benefit.checked for _, benefit in facts.benefits(code, branch)]
            levels += [entry.checked for entry in own.absent_branch if entry.branch == branch]
            known[branch] = min(levels, key=("yes", "partly", "no").index) if levels else "missing"
        newest = max((source.as_of for source in own.source if source.seen == "excerpt"), default=None)
        rows.append((name, code, known, speaking.month(newest.year, newest.month) if newest else ""))
    people = sum(facts.migrants.values()) or 1
    with_schemes = {code for _, code, _, _ in rows}
    return render(
        "coverage.html",
        rows=rows,
        branches=[(branch, speaking.say(label)) for branch, label in labels.BRANCHES.items()],
        checked=checked,
        entries=sum(checked.values()) or 1,
        by_work=sum(n for (_, to), n in facts.migrants.items() if to in with_schemes) / people,
        by_both=sum(
            n for (home, to), n in facts.migrants.items() if to in with_schemes and home in facts.countries
        )
        / people,
    )


@reference.get("/languages")
@kept
def languages() -> str:
    """Each language: how much of it is there, and whether a second reader and a native speaker have reviewed it."""
    offered, done = haki().answerer.languages, shares_translated(haki().settings.translations_dir)
    locales = {other.locale for other in offered.values()}
    return render(
        "languages.html",
        done={tag: done.get(other.locale, 0.0) for tag, other in offered.items()},
        begun=[
            (str(locale).replace("_", "-"), locale, share)
            for locale, share in done.items()
            if locale not in locales
        ],
    )


@reference.get("/rules")
@kept
def rules() -> str:
    """The rule book: each rule's question, legal source, conclusions and tests."""
    return render("rules.html", rules=rule_texts(voice(), haki().settings.content_dir))


def sitemap() -> Response:
    """Every page that can be looked up, in every language, for search engines."""
    tags = list(haki().answerer.languages)
    facts = haki().answerer.facts
    places: list[tuple[str, dict[str, Any]]] = [
        ("start.home", {}),
        ("start.privacy", {}),
        *(
            (f"reference.{name}", {})
            for name in ("rights", "countries", "corridors", "instruments", "coverage")
        ),
        *(("reference.right", {"branch": branch}) for branch in BRANCHES),
        *(("reference.trouble", {"name": name}) for name in TROUBLES),
        *(("reference.country", {"code": code}) for code, own in facts.countries.items() if own.scheme),
        *(("reference.instrument", {"id_": id_}) for id_ in facts.instruments),
    ]
    busiest = sorted(facts.migrants, key=lambda pair: -facts.migrants[pair])[:500]
    places.extend(
        ("reference.corridor", {"origin": origin, "destination": destination})
        for origin, destination in busiest
        if origin in COUNTRIES and destination in COUNTRIES
    )
    lines = [
        f"<url><loc>{url_for(endpoint, lang=tag, _external=True, **values)}</loc></url>"
        for endpoint, values in places
        for tag in tags
    ]
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' + "".join(lines) + "</urlset>"
    )
    return Response(body, content_type="application/xml; charset=utf-8")


def _must_exist(code: str) -> None:
    if code not in COUNTRIES:
        abort(404)


def _matrix(speaking: Voice, code: str, nationalities: tuple[str, ...], today: date) -> dict[str, Any]:
    found = verdicts_by_status(code, nationalities, haki().answerer.facts, today)
    statuses = list(next(iter(found.values()))) if found else list(STATUSES)
    return {
        "matrix": found,
        "statuses": [(status, speaking.say(labels.STATUS_NAMES[status])) for status in statuses],
        "branch_names": {branch: speaking.say(label) for branch, label in labels.BRANCHES.items()},
        "verdict_names": {verdict: speaking.say(label) for verdict, label in labels.VERDICTS.items()},
    }


def _ratified(speaking: Voice, code: str, today: date) -> list[tuple[str, str, str]]:
    facts = haki().answerer.facts
    return [
        (id_, instrument_name(speaking, id_), instrument_title(speaking, id_))
        for id_ in facts.instruments
        if ratified(facts, id_, code, today) is not None
    ]


def _most(migrants: Any, end: int, code: str) -> list[str]:
    """The countries at the other end of this country's busiest corridors."""
    found = [(people, pair[1 - end]) for pair, people in migrants.items() if pair[end] == code]
    return [other for _, other in sorted(found, reverse=True)[:12] if other in COUNTRIES]
