"""Which of the four portability regimes a person, or a corridor between two countries, stands in.

Legal source: none; a classification of the law found by the other rules, after Holzmann and Koettl (2011) and
Holzmann and Wels (2018): I lawful, insured, and an agreement covers the corridor; II lawful and insured, but no
agreement, so that only national law may pay abroad; III lawful, outside the schemes; IV irregular or informal.
Beside them "home" (in one's own country), "internal" (moving inside it) and "unknown".
"""

from collections.abc import Mapping
from datetime import date

from webapp.facts.base import FactBase, holds_on
from webapp.facts.vocabulary import BRANCHES, Branch
from webapp.rules.abroad import paid_abroad
from webapp.rules.agreements import Binding, bindings, gives
from webapp.rules.assessment import Reason, Regime, RegimeId
from webapp.rules.coverage import cover
from webapp.rules.logic import Holds
from webapp.rules.person import Person, person
from webapp.rules.posting import posting
from webapp.situation import Situation

REASONS: Mapping[str, tuple[str, ...]] = {
    "regime-country-not-told": (),
    "regime-nationality-not-told": (),
    "regime-home": ("country",),
    "regime-internal": ("country",),
    "regime-without-papers": ("country",),
    "regime-unregistered": ("country",),
    "regime-right-kept": ("branch", "scheme"),
    "regime-agreement": ("agreement",),
    "regime-agreement-open": ("agreement",),
    "regime-posted-by-agreement": ("agreement",),
    "regime-posted-without-agreement": ("country",),
    "regime-paid-abroad": ("scheme",),
    "regime-locked": ("scheme",),
    "regime-abroad-not-known": ("scheme",),
    "regime-outside": ("country",),
    "regime-cover-not-known": ("country",),
    "regime-branch-differs": ("branch", "regime"),
}

Covered = Mapping[Branch, tuple[str, bool | None]]
"""Branch → (id of the scheme found, or "" for none; whether the person is inside it).

True: inside, also with too few months yet. False: left out, by a source that was read. None: it depends on
answers, or no source decides it. A branch that is missing here is not spoken of.
"""

_NOT_INSURANCE = frozenset({"employer-liability", "end-of-service", "social-assistance"})
"""Kinds to which nobody pays contributions: someone who has nothing else stands outside social security."""


def regime(person: Person, facts: FactBase, covered: Covered) -> Regime:
    """The regime of `person`: that of old age, with the branches that differ from it.

    Holzmann and Wels (2018). Posted workers who stay insured at home stand in I; where no agreement keeps them there,
    in III; where the posting is longer than the agreement allows, they are as others (Regulation (EC) 883/2004, arts
    11(3)(a) and 12). `covered` is what the rules on cover found.
    """
    told = person.situation
    country = told.work_country
    if country is None:
        return Regime("unknown", (Reason("regime-country-not-told"),))
    here = {"country": country}
    if person.status == "internal-migrant":
        return Regime("internal", (Reason("regime-internal", here),))
    if person.is_national:
        return Regime("home", (Reason("regime-home", here),))
    if person.status == "irregular" or told.arrangement == "unregistered":
        code = "regime-without-papers" if person.status == "irregular" else "regime-unregistered"
        kept = tuple(
            _of_scheme("regime-right-kept", covered[branch][0], facts, branch=branch)
            for branch in BRANCHES
            if branch in covered and covered[branch][1] is True
        )
        return Regime("IV", (Reason(code, here), *kept))
    if not told.nationalities:
        return Regime("unknown", (Reason("regime-nationality-not-told"),))
    joined = bindings(country, (*told.nationalities, *person.periods), person, facts)
    if person.status == "posted":
        sent = posting(person, facts)
        if sent is None:
            return Regime("III", (Reason("regime-posted-without-agreement", here, (), "no"),))
        if sent.law == "home":
            return Regime("I", (_of_agreement("regime-posted-by-agreement", sent.binding),))
    id_, deciding = _of_branch("old-age", covered, joined, facts)
    differing = [
        Reason("regime-branch-differs", {"branch": branch, "regime": other})
        for branch in BRANCHES
        if branch != "old-age" and branch in covered
        for other in (_of_branch(branch, covered, joined, facts)[0],)
        if other not in (id_, "unknown")
    ]
    why = (*_why(id_, deciding, covered, country, person, facts), *differing)
    # Someone outside the schemes may be in IV as well: without papers, or registered by nobody.
    open_ = person.status is None or (id_ == "III" and told.arrangement is None)
    return Regime("unknown" if open_ else id_, why)


def _of_branch(
    branch: Branch, covered: Covered, joined: tuple[Binding, ...], facts: FactBase
) -> tuple[RegimeId, Binding | None]:
    """I, II or III of one branch, with the agreement that decides; "unknown" where cover or agreement is open."""
    scheme_id, inside = covered.get(branch, ("", None))
    scheme = facts.schemes.get(scheme_id)
    if inside is None:
        return "unknown", None
    if not inside or scheme is None or scheme.kind in _NOT_INSURANCE:
        return "III", None
    sure: Binding | None = None
    open_: Binding | None = None
    for binding in joined:
        agreement = binding.agreement
        helps = (gives(agreement.totalisation, branch), gives(agreement.export, branch))
        if binding.holds is Holds.FALSE or helps == (Holds.FALSE, Holds.FALSE):
            continue
        if binding.holds is not Holds.TRUE or Holds.TRUE not in helps:
            open_ = open_ or binding
        elif sure is None or (sure.agreement.checked == "no" and agreement.checked != "no"):
            sure = binding
    if sure is not None:
        return "I", sure
    return ("II", None) if open_ is None else ("unknown", open_)


def _why(
    id_: RegimeId,
    deciding: Binding | None,
    covered: Covered,
    country: str,
    person: Person,
    facts: FactBase,
) -> tuple[Reason, ...]:
    """The reasons of the regime of old age."""
    scheme_id = covered.get("old-age", ("", None))[0]
    if deciding is not None:
        return (_of_agreement("regime-agreement" if id_ == "I" else "regime-agreement-open", deciding),)
    if id_ == "II":
        return _paid_or_locked("old-age", scheme_id, country, person, facts)
    code = "regime-outside" if id_ == "III" else "regime-cover-not-known"
    return (_of_scheme(code, scheme_id, facts, country=country),)


def _paid_or_locked(
    branch: Branch, scheme_id: str, country: str, person: Person, facts: FactBase
) -> tuple[Reason, ...]:
    """II in its two kinds: what was earned can be paid abroad by national law or a convention, or stays locked in."""
    for scheme, benefit in facts.benefits(country, branch):
        if scheme.id == scheme_id and holds_on(benefit, person.day):
            abroad, reasons, _ = paid_abroad(scheme, benefit, country, person, facts)
            code = {"yes": "regime-paid-abroad", "no": "regime-locked"}.get(abroad, "regime-abroad-not-known")
            return (Reason(code, {"scheme": scheme.id}, benefit.sources, benefit.checked), *reasons)
    return (_of_scheme("regime-abroad-not-known", scheme_id, facts),)


def corridor_regime(origin: str, destination: str, facts: FactBase, day: date | None = None) -> Regime:
    """The regime of an ordinary lawful worker from `origin` in `destination`, on `day` (default: today).

    Ordinary: an employee with a work permit in a factory of fifty, for two years: what most figures of such
    matrices mean. For `content coverage --matrix` and the corridor pages.
    """
    typical = Situation(
        nationalities=(origin,),
        work_country=destination,
        status="work-permit",
        arrangement="employee",
        sector="manufacturing",
        employer_size=50,
        contract_months=24,
        months_in_country=24,
        age=30,
        live_country=origin,
    )
    worker = person(typical, day or date.today())
    covered: dict[Branch, tuple[str, bool | None]] = {}
    for branch in BRANCHES:
        found = _covered(branch, worker, facts)
        if found is not None:
            covered[branch] = found
    return regime(worker, facts, covered)


def _covered(branch: Branch, worker: Person, facts: FactBase) -> tuple[str, bool | None] | None:
    """The best cover in one branch: inside before open before left out, insurance before all else; None: no scheme."""
    best: tuple[int, str, bool | None] | None = None
    for scheme, benefit in facts.benefits(worker.situation.work_country or "", branch):
        if not (holds_on(scheme, worker.day) and holds_on(benefit, worker.day)):
            continue
        holds = cover(scheme, benefit, worker, facts).holds
        inside = {Holds.TRUE: True, Holds.FALSE: False}.get(holds)
        rank = {True: 4, None: 2, False: 0}[inside] + (scheme.kind not in _NOT_INSURANCE)
        if best is None or rank > best[0]:
            best = (rank, scheme.id, inside)
    return None if best is None else (best[1], best[2])


def _of_scheme(code: str, scheme_id: str, facts: FactBase, **params: object) -> Reason:
    scheme = facts.schemes.get(scheme_id)
    named = {**params, "scheme": scheme_id} if "scheme" in REASONS[code] else dict(params)
    if scheme is None:
        return Reason(code, named, (), "no")
    return Reason(code, named, scheme.sources, scheme.checked)


def _of_agreement(code: str, binding: Binding) -> Reason:
    agreement = binding.agreement
    return Reason(code, {"agreement": agreement.id}, agreement.sources, agreement.checked)
