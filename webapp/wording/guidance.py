"""The short Markdown texts of content/guidance/<language>/: a title and its sections, as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from webapp.facts.vocabulary import BRANCHES

NAMES: tuple[str, ...] = (
    "start",
    "privacy",
    "medical-care",
    "sickness",
    "unemployment",
    "old-age",
    "employment-injury",
    "family",
    "maternity",
    "invalidity",
    "survivors",
    "injury",
    "unpaid-wages",
    "documents-withheld",
    "leaving",
    "abuse",
)
"""Every text that each language has."""

TROUBLES: tuple[str, ...] = tuple(name for name in NAMES if name not in (*BRANCHES, "start", "privacy"))
"""The texts about what to do when something has happened."""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    html: Markup


@dataclass(frozen=True, slots=True, eq=False)
class Guidance:
    """One text; compared and hashed by identity, so that what was drawn of it can be kept.

    A right's sections: what it is, how to claim, what to bring, if they refuse.
    A trouble's sections: first steps, what to bring, who can help, be careful."""

    name: str
    title: str
    lead: Markup
    sections: tuple[Section, ...]


def load_guidance(folder: Path) -> Mapping[str, Guidance]:
    """Name → Guidance of one language's folder. Raises ValueError where a text is missing or has no title."""
    found: dict[str, Guidance] = {}
    for name in NAMES:
        path = folder / f"{name}.md"
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"guidance: {folder.name}/{name}.md cannot be read: {error}") from error
        found[name] = parse_guidance(name, text)
    return found


def parse_guidance(name: str, text: str) -> Guidance:
    """A Guidance from Markdown: "# Title", then perhaps a lead, then "## Section" parts. No raw HTML passes."""
    head, *parts = text.split("\n## ")
    first, _, lead = head.partition("\n")
    if not first.startswith("# "):
        raise ValueError(f"guidance: {name}.md must begin with “# ” and a title")
    # "commonmark" with raw HTML off and no links but those of the text itself.
    writer = MarkdownIt("commonmark", {"html": False})
    sections = []
    for part in parts:
        title, _, body = part.partition("\n")
        sections.append(Section(title.strip(), Markup(writer.render(body))))  # noqa: S704  (html is off)
    return Guidance(name, first[2:].strip(), Markup(writer.render(lead.strip())), tuple(sections))  # noqa: S704
