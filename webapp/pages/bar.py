"""Months as a bar in SVG: countries or provinces as segments, the months asked for as a line.

Readable in black and white (each segment has its own pattern) and in both directions; the list below it says the
same in words and is its text alternative.
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from webapp.pages.common import drawn, haki
from webapp.wording.result import Bar
from webapp.wording.voice import N_, NP_, Voice

_WIDTH, _HEIGHT = 320, 34
# Own months are solid; what agreements add is drawn in patterns that differ without colour.
_PATTERNS = (
    '<pattern id="m{n}a" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6 6 0"/></pattern>',
    '<pattern id="m{n}b" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.3"/></pattern>',
    '<pattern id="m{n}c" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 3h6"/></pattern>',
    '<pattern id="m{n}d" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M3 0v6"/></pattern>',
)


def months_svg(voice: Voice, bar: Bar, number: int) -> Markup:
    """The picture and its words. `number` keeps the ids of this picture's patterns apart from others on the page."""
    total = sum(months for _, months in bar.segments)
    scale = max(total, bar.needed or 0, 1)
    rtl = voice.language.direction == "rtl"
    parts: list[str] = []
    words: list[str] = []
    start = 0.0
    for place, (name, months) in enumerate(bar.segments):
        width = months / scale * _WIDTH
        left = _WIDTH - start - width if rtl else start
        look = f'fill="url(#m{number}{"abcd"[(place - 1) % 4]})" class="added"' if place else 'class="own"'
        parts.append(f'<rect x="{left:.1f}" y="6" width="{width:.1f}" height="20" {look}/>')
        start += width
        words.append(voice.say_count(_PLACE, months, place=name))
    if bar.needed:
        at = bar.needed / scale * _WIDTH
        at = min(max(at, 1.5), _WIDTH - 1.5)
        x = _WIDTH - at if rtl else at
        parts.append(f'<path class="line" d="M{x:.1f} 0v32"/>')
        words.append(voice.say_count(_NEEDED, bar.needed))
    patterns = "".join(pattern.format(n=number) for pattern in _PATTERNS[: max(0, len(bar.segments) - 1)])
    label = escape(voice.say(N_("Months as a bar; the list below says the same.")))
    picture = (
        f'<svg class="months" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">'
        f"<defs>{patterns}</defs>"
        f'<rect class="ground" x="0" y="6" width="{_WIDTH}" height="20"/>{"".join(parts)}</svg>'
    )
    legend = "".join(f"<li>{escape(text)}</li>" for text in words)
    return Markup(f'{picture}<ul class="legend">{legend}</ul>')  # noqa: S704


_PLACE = NP_("%(place)s: %(count)s month", "%(place)s: %(count)s months")
_NEEDED = NP_("Needed: %(count)s month", "Needed: %(count)s months")


def months_card(voice: Voice, parts: Any, bar: Bar, number: int, is_open: bool = False) -> Markup:
    """One country's months in one branch: the picture, what it pays, and why. `parts`: macros of parts/result.html."""
    language = voice.language
    top = drawn(language, parts.bar_top, bar.branch, bar.place, bar.verdict, bar.verdict_text)
    why = drawn(language, parts.why, escape(bar.branch) + ": " + bar.place)
    wrong = drawn(language, parts.wrong, bar.fact, bar.branch) if haki().settings.contact else ""
    lines = "".join(
        f"<li>{escape(line.text)}{drawn(language, parts.unchecked) if line.checked == 'no' else ''}</li>"
        for line in bar.lines
    )
    listed = f"<ul>{lines}</ul>" if lines else ""
    said = "".join(f"<p>{escape(text)}</p>" for text in (bar.age, bar.share) if text)
    return Markup(  # noqa: S704
        f'<article class="card">{top}\n{months_svg(voice, bar, number)}\n{said}'
        f"<details{' open' if is_open else ''}>{why}{listed}{drawn(language, parts.law, bar.sources)}"
        f"{wrong}</details>\n</article>\n"
    )


def month_cards(voice: Voice, parts: Any, numbers: Iterator[int] | None = None) -> Callable[..., Markup]:
    """Draws one card after another for one page."""
    numbers = count(1) if numbers is None else numbers
    return lambda bar, is_open=False: months_card(voice, parts, bar, next(numbers), is_open)
