"""Whose law insures someone who is sent abroad by an employer: the home country's for a time, else the host's.

Legal source: Regulation (EC) 883/2004, arts 11(3)(a) and 12 (posting of at most 24 months, nobody replaced), art.
16 (longer only by agreement between the states); Ibero-American Convention, arts 9 and 10; the posting clause of
each bilateral agreement (its own months, at times other ones for each direction).
"""

from typing import Literal

from webapp.facts.records import Agreement

Law = Literal["home", "host"]


def posting_limit(agreement: Agreement, host: str) -> int | None:
    """Months for which someone sent to `host` stays under the law of home; None: the agreement's limit is not known."""
    return agreement.posting_months_by_party.get(host, agreement.posting_months) or None


def law_of_posting(
    agreement: Agreement, host: str, planned_months: int, *, replaces_another: bool = False
) -> Law | None:
    """Whose law holds from the first day of a posting planned for `planned_months`; None: the limit is not known.

    Regulation (EC) 883/2004, art. 12(1): what counts is the length expected at the start, and that nobody posted
    before is replaced. A longer posting needs an exception under art. 16.
    """
    limit = posting_limit(agreement, host)
    if limit is None:
        return None
    return "host" if replaces_another or planned_months > limit else "home"
