"""Whether a benefit is paid to someone who lives in another country.

Legal source: the scheme's own law; Regulation (EC) 883/2004, art. 7 (and 63, 70 for what is not exported);
Ibero-American Convention, art. 6; the export clause of each bilateral agreement; ILO Convention 118, art. 5
(accepted branches; refugees and stateless persons: art. 10); ILO Convention 157, art. 9.
"""

from collections.abc import Mapping
from functools import lru_cache

from webapp.facts.base import FactBase
from webapp.facts.records import Agreement, Benefit, Scheme
from webapp.facts.vocabulary import Branch, Checked
from webapp.rules.agreements import Binding, bindings, give_all_dates, gives, left_out
from webapp.rules.assessment import Abroad, Reason
from webapp.rules.logic import Holds
from webapp.rules.person import Person
from webapp.rules.treaties import ratified

REASONS: Mapping[str, tuple[str, ...]] = {
    "abroad-by-law": ("scheme",),
    "abroad-by-law-there": ("scheme", "other"),
    "abroad-by-law-months": ("scheme", "months"),
    "abroad-not-by-law": ("scheme",),
    "abroad-not-by-law-there": ("scheme", "other"),
    "abroad-said-not": ("scheme",),
    "abroad-limited": ("scheme",),
    "abroad-only-by-agreement": ("scheme",),
    "abroad-by-reciprocity": ("scheme",),
    "abroad-law-not-known": ("scheme",),
    "abroad-by-agreement": ("agreement", "other"),
    "abroad-by-agreement-months": ("agreement", "other", "months"),
    "abroad-not-by-agreement": ("agreement", "branch"),
    "abroad-agreement-not-known": ("agreement", "branch"),
    "abroad-agreements-elsewhere": ("country",),
    "abroad-by-treaty": ("instrument", "article", "country"),
    "abroad-treaty-own-country": ("instrument", "article", "country"),
    "abroad-treaty-branches-not-known": ("instrument", "country"),
    "abroad-treaty-nationality-not-told": ("instrument", "article"),
    "agreement-not-known": ("country", "other"),
}

Found = tuple[Abroad, tuple[Reason, ...], tuple[str, ...]]
"""Whether it is paid abroad, why, and the answers that this waits for."""


def paid_abroad(scheme: Scheme, benefit: Benefit, country: str, person: Person, facts: FactBase) -> Found:
    """Whether `benefit` of `country` is paid where the person lives or will live.

    In order: the scheme's own law, an agreement with the country of residence (Regulation (EC) 883/2004,
    art. 7), a convention that asks for payment everywhere (C118, art. 5; C157, art. 9). `no` only where the
    law was read; where the country of residence was not told, `if`, unless it is the same everywhere.
    """
    there = person.situation.live_country
    if there == country:
        there = None
        asks: tuple[str, ...] = ()
    else:
        asks = ("live_country",) if there is None else ()
    by_law, law = _by_law(scheme, benefit, there, facts)
    if by_law == "yes":
        return "yes", (law,), ()
    if scheme.kind == "social-assistance":
        # Not coordinated: Regulation (EC) 883/2004, arts 3(5) and 70(3); Ibero-American Convention, art. 3.
        return by_law, (law,), asks if by_law == "if" else ()
    by_treaty = _by_treaty(benefit.branch, country, person, facts)
    if by_treaty[0] == "yes":
        return by_treaty
    if there is None:
        return _anywhere(by_law, law, by_treaty, benefit, country, asks, person, facts)
    by_agreement = _by_agreement(benefit.branch, country, there, person, facts)
    if by_agreement[0] == "yes":
        return by_agreement
    reasons = (law, *by_agreement[1], *by_treaty[1])
    waits = tuple(dict.fromkeys((*by_agreement[2], *by_treaty[2])))
    if "if" in (by_agreement[0], by_treaty[0], by_law):
        return "if", reasons, waits
    if benefit.paid_abroad == "agreement" and not by_agreement[1]:
        unknown_pair = Reason("agreement-not-known", {"country": country, "other": there}, (), "no")
        return "unknown", (*reasons, unknown_pair), ()
    if "unknown" in (by_agreement[0], by_treaty[0], by_law):
        return "unknown", reasons, ()
    return "no", reasons, ()


def _by_law(scheme: Scheme, benefit: Benefit, there: str | None, facts: FactBase) -> tuple[Abroad, Reason]:
    """What the scheme's own law says for someone who lives in `there`; None: not told."""
    read = benefit.checked != "no"
    no: Abroad = "no" if read else "unknown"

    def reason(code: str, **params: object) -> Reason:
        return _reason(code, scheme.id, tuple(params.items()), benefit.sources, benefit.checked)

    law = benefit.paid_abroad
    if law == "yes":
        return "yes", reason("abroad-by-law")
    if law == "no":
        return no, reason("abroad-not-by-law" if read else "abroad-said-not")
    if law == "limited":
        if benefit.paid_abroad_to:
            if there is None:
                return "if", reason("abroad-limited")
            if not facts.in_group(there, benefit.paid_abroad_to):
                return no, reason("abroad-not-by-law-there" if read else "abroad-said-not", other=there)
            if not benefit.paid_abroad_months:
                return "yes", reason("abroad-by-law-there", other=there)
        if benefit.paid_abroad_months:
            return "yes", reason("abroad-by-law-months", months=benefit.paid_abroad_months)
        return "if", reason("abroad-limited")
    if law == "agreement":
        return no, reason("abroad-only-by-agreement")
    if law == "reciprocity":
        return "unknown", reason("abroad-by-reciprocity")
    return "unknown", reason("abroad-law-not-known")


def _anywhere(
    by_law: Abroad,
    law: Reason,
    by_treaty: Found,
    benefit: Benefit,
    country: str,
    asks: tuple[str, ...],
    person: Person,
    facts: FactBase,
) -> Found:
    """Where the country of residence was not told: `if` where it makes a difference."""
    waits = (*asks, *by_treaty[2])
    exported = _exports(facts, country, benefit.branch)
    if exported is None:
        if by_law == "if" or by_treaty[0] == "if":
            return "if", (law, *by_treaty[1]), waits if by_law == "if" else by_treaty[2]
        if "unknown" in (by_law, by_treaty[0]) or benefit.paid_abroad == "agreement":
            return "unknown", (law, *by_treaty[1]), ()
        return "no", (law,), ()
    elsewhere = Reason(
        "abroad-agreements-elsewhere", {"country": country}, exported.sources, exported.checked
    )
    return "if", (law, elsewhere, *by_treaty[1]), waits


@lru_cache(maxsize=4096)
def _exports(facts: FactBase, country: str, branch: Branch) -> Agreement | None:
    """An agreement of `country` in force that exports `branch`, one that was read first; None: none is known."""
    found: Agreement | None = None
    for agreement in facts.agreements:
        if (
            country in agreement.parties
            and agreement.status == "in-force"
            and gives(agreement.export, branch) is Holds.TRUE
            and (found is None or (found.checked == "no" and agreement.checked != "no"))
        ):
            found = agreement
    return found


def _by_agreement(branch: Branch, country: str, there: str, person: Person, facts: FactBase) -> Found:
    """What the agreements between the country that pays and the country of residence say of payment there.

    Regulation (EC) 883/2004, art. 7: also for someone who moves inside its area. `no` only where all were read.
    """
    found = bindings(country, (there,), person, facts)
    if not found:
        return "no", (), ()
    opened: list[Reason] = []
    against: list[Reason] = []
    asks: list[str] = []
    silent = False
    read = True
    for binding in _settled(found):
        agreement = binding.agreement
        export = gives(agreement.export, branch)
        if binding.holds is Holds.FALSE:
            against.extend(binding.reasons)
            read = read and all(reason.checked != "no" for reason in binding.reasons)
        elif export is Holds.FALSE:
            known = left_out(agreement, agreement.export)
            params = {"agreement": agreement.id, "branch": branch}
            against.append(Reason("abroad-not-by-agreement", params, agreement.sources, known))
            read = read and known != "no"
        elif export is Holds.SILENT:
            silent = True
            against.append(_about(agreement, "abroad-agreement-not-known", branch=branch))
        elif binding.holds is Holds.TRUE:
            months = agreement.export_months.get(branch)
            if months is None:
                told = _about(agreement, "abroad-by-agreement", other=there)
            else:
                told = _about(agreement, "abroad-by-agreement-months", other=there, months=months)
            return "yes", (told, *binding.reasons), ()
        else:
            silent = silent or binding.holds is Holds.SILENT
            opened.extend(binding.reasons)
            asks.extend(binding.asks)
    if asks:
        return "if", (*opened, *against), tuple(dict.fromkeys(asks))
    if silent or not read:
        return "unknown", (*opened, *against), ()
    return "no", tuple(against), ()


def _settled(found: tuple[Binding, ...]) -> tuple[Binding, ...]:
    """Of two agreements that leave no day between them, one binds whenever the situation began: keep the lesser."""
    open_ = [one for one in found if one.only_dates_open]
    for place, one in enumerate(open_):
        for other in open_[place + 1 :]:
            if give_all_dates(one, other):
                lesser = min(one, other, key=lambda each: len(each.agreement.export or ()))
                kept = tuple(each for each in found if each is not one and each is not other)
                sure = Binding(lesser.agreement, lesser.others, Holds.TRUE, lesser.reasons)
                return (*kept, sure)
    return found


def _by_treaty(branch: Branch, country: str, person: Person, facts: FactBase) -> Found:
    """Conventions that ask for payment in every country of residence, without any agreement.

    ILO Convention 118, art. 5: between states that accepted the same branch; art. 10: to refugees and stateless
    persons, so that a status that was not told leaves it open; ILO Convention 157, art. 9. "no": none helps.
    """
    reasons: list[Reason] = []
    asks: list[str] = []
    answer: Abroad = "no"
    for id_, number in _export_articles(facts, branch):
        instrument = facts.instruments[id_]
        here = ratified(facts, id_, country, person.day)
        if here is None:
            continue
        accepted = not instrument.by_accepted_branch or branch in here.accepted
        params = {"instrument": id_, "article": number, "country": country}
        if not accepted:
            if not here.accepted:
                answer = "unknown"
                told = {"instrument": id_, "country": country}
                reasons.append(Reason("abroad-treaty-branches-not-known", told, (here.source,), here.checked))
            continue
        protected = instrument.refugees_too and (person.is_refugee or person.is_stateless)
        own_people = country in person.situation.nationalities or (
            person.is_national and country == person.situation.work_country
        )
        if not instrument.reciprocity or protected or own_people:
            return "yes", (Reason("abroad-by-treaty", params, (here.source,), here.checked),), ()
        if not person.situation.nationalities:
            told = {"instrument": id_, "article": number}
            told_here = Reason("abroad-treaty-nationality-not-told", told, (here.source,), here.checked)
            reasons.append(told_here)
            asks.append("nationalities")
            answer = "if"
            continue
        for code in person.situation.nationalities:
            home = ratified(facts, id_, code, person.day)
            if home is None:
                continue
            if instrument.by_accepted_branch and branch not in home.accepted:
                if not home.accepted:
                    answer = "unknown" if answer == "no" else answer
                    told = {"instrument": id_, "country": code}
                    reasons.append(
                        Reason("abroad-treaty-branches-not-known", told, (home.source,), home.checked)
                    )
                continue
            checked = _weaker(here.checked, home.checked)
            sources = tuple(dict.fromkeys((here.source, home.source)))
            own = Reason(
                "abroad-treaty-own-country", {**params, "country": code}, (home.source,), home.checked
            )
            return "yes", (Reason("abroad-by-treaty", params, sources, checked), own), ()
        if instrument.refugees_too and person.status is None:
            asks.append("status")  # a refugee needs no second country to have accepted it
            answer = "if"
    return answer, tuple(reasons), tuple(dict.fromkeys(asks))


@lru_cache(maxsize=256)
def _export_articles(facts: FactBase, branch: Branch) -> tuple[tuple[str, str], ...]:
    """(convention, article) of every article that asks for payment of `branch` abroad."""
    return tuple(
        (instrument.id, article.number)
        for instrument in facts.instruments.values()
        if instrument.kind == "convention" and instrument.binding
        for article in instrument.article
        if article.principle == "acquired_rights_and_export" and branch in article.branches
    )


_LESS: Mapping[Checked, int] = {"no": 0, "partly": 1, "yes": 2}


def _weaker(one: Checked, other: Checked) -> Checked:
    return min(one, other, key=lambda each: _LESS[each])


@lru_cache(maxsize=20_000)
def _reason(
    code: str, scheme: str, params: tuple[tuple[str, object], ...], sources: tuple[str, ...], checked: Checked
) -> Reason:
    return Reason(code, {"scheme": scheme, **dict(params)}, sources, checked)


def _about(agreement: Agreement, code: str, **params: object) -> Reason:
    return Reason(code, {"agreement": agreement.id, **params}, agreement.sources, agreement.checked)
