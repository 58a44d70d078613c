"""Changed verdicts in plain English sentences, for whoever reviews an edit of the facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from babel import Locale

from webapp.upkeep.diff import Change
from webapp.wording.labels import BRANCHES, STATUS_NAMES, VERDICTS


def tell(changes: Iterable[Change]) -> Iterator[str]:
    """One sentence for each country, branch and kind of change; then how many, and one of them in full."""
    english = Locale("en")
    grouped: dict[tuple[str, str, str, str], list[Change]] = defaultdict(list)
    for change in changes:
        country = str(change.situation.work_country)
        grouped[country, change.branch, change.before, change.after].append(change)
    for (country, branch, before, after), held in grouped.items():
        statuses = sorted({STATUS_NAMES[str(c.situation.status)] for c in held})
        one = held[0].situation
        months = one.history[0].months if one.history else 0
        yield (
            f"{english.territories[country]}, {BRANCHES[branch]}: “{VERDICTS[before]}” becomes “{VERDICTS[after]}”"
            f" in {len(held)} situations ({', '.join(statuses)}). For example: from"
            f" {english.territories[one.nationalities[0]]}, {one.arrangement}, {months} months insured."
        )
    if not grouped:
        yield "No verdict of the standard situations changes."
