"""Whose law insures someone who is sent abroad by an employer: the home country's for a time, else the host's.

Legal source: Regulation (EC) 883/2004, arts 11(3)(a) and 12 (posting of at most 24 months, nobody replaced), art.
16 (longer only by agreement between the states); Ibero-American Convention, arts 9 and 10; the posting clause of
each bilateral agreement (its own months, at times other ones for each direction).
"""

from typing import Literal, NamedTuple

from webapp.facts.base import FactBase
from webapp.facts.records import Agreement
from webapp.facts.vocabulary import Branch
from webapp.rules.agreements import Binding, bindings
from webapp.rules.logic import Holds
from webapp.rules.person import Person

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


class Posting(NamedTuple):
    """Someone who is sent abroad for a time, seen from an agreement that binds."""

    law: Law
    home: str
    binding: Binding
    depends_on_length: bool = False
    """True: home insures for some months only, and how long the posting lasts was not told."""

    def keeps(self, branch: Branch) -> bool:
        """Whether `branch` stays under the law of home: those of which the agreement speaks."""
        branches = self.binding.agreement.branches
        return self.law == "home" and (branches is None or branch in branches)


def posting(person: Person, facts: FactBase) -> Posting | None:
    """Whose law insures `person` if they are sent to the country of work; None where no agreement says so.

    Home is where the employer is: the country of a nationality, else another one of the history (workers of third
    countries can be sent as well: European Court of Justice, C-43/93 Vander Elst; Regulation (EU) 1231/2010). Law
    "host": the agreement binds, but the contract is longer than it allows.
    """
    return person.once(posting, lambda: _posting(person, facts))


def _posting(person: Person, facts: FactBase) -> Posting | None:
    told = person.situation
    host = told.work_country
    if host is None:
        return None
    homes = [code for code in dict.fromkeys((*told.nationalities, *person.periods)) if code != host]
    joined = [
        one
        for one in bindings(host, homes, person, facts)
        if one.holds is Holds.TRUE and one.agreement.avoids_double_contributions == "yes"
    ]
    too_long: Posting | None = None
    for home in homes:
        for binding in joined:
            if home not in binding.others:
                continue
            planned = told.contract_months
            if planned is None:
                limited = posting_limit(binding.agreement, host) is not None
                return Posting("home", home, binding, depends_on_length=limited)
            if law_of_posting(binding.agreement, host, planned) != "host":
                return Posting("home", home, binding)
            too_long = too_long or Posting("host", home, binding)
    return too_long
