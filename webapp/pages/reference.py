"""What can be looked up without answering anything: rights, troubles, countries, corridors, instruments, sources."""

from flask import Blueprint, abort

from webapp.facts.vocabulary import BRANCHES
from webapp.pages.common import guidance, render
from webapp.wording.guidance import NAMES

reference = Blueprint("reference", __name__)


@reference.get("/rights/<branch>")
def right(branch: str) -> str:
    """One of the nine branches: what it is, how to claim, what to bring, if they refuse."""
    if branch not in BRANCHES:
        abort(404)
    return render("guidance.html", text=guidance(branch))


@reference.get("/help/<name>")
def trouble(name: str) -> str:
    """What to do in a trouble: first steps, what to bring, who can help, be careful."""
    if name not in NAMES or name in BRANCHES or name in ("start", "privacy"):
        abort(404)
    return render("guidance.html", text=guidance(name))
