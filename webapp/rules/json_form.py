"""An Assessment as the JSON object of the contract: its keys, its order, nothing else."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from webapp.facts.base import FactBase
from webapp.rules.assessment import (
    Added,
    Assessment,
    Entitlement,
    Leaving,
    MeasureEntry,
    PeriodsEntry,
    Reason,
    RemedyEntry,
    TreatyEntry,
    WorkRight,
    share_in_months,
)


def assessment_json(found: Assessment, facts: FactBase) -> dict[str, Any]:
    """The contract's assessment object; key order and content depend on situation and facts alone.

    Lists may be tuples, and what the assessment holds is not copied: it is there to be written, not to be changed.
    """
    cited: dict[str, None] = {}

    def reasons(entries: Iterable[Reason]) -> list[dict[str, Any]]:
        written = []
        for reason in entries:
            for id_ in reason.sources:
                cited[id_] = None
            written.append(
                {
                    "code": reason.code,
                    "params": reason.params or {},
                    "sources": reason.sources,
                    "checked": reason.checked,
                }
            )
        return written

    def entitlement(e: Entitlement) -> dict[str, Any]:
        written: dict[str, Any] = {
            "branch": e.branch,
            "verdict": e.verdict,
            "scheme": e.scheme,
            "country": e.country,
            "months_counted": e.months_counted,
            "months_needed": e.months_needed,
            "months_missing": e.months_missing,
            "totalised_with": [_added(a) for a in e.totalised_with],
            "share": _share(e.share, e.months_counted),
            "abroad": e.abroad,
            "claim_within_days": e.claim_within_days,
            "depends_on": e.depends_on,
            "treaty_gap": [{"instrument": g.instrument, "article": g.article} for g in e.treaty_gap],
            "reasons": reasons(e.reasons),
        }
        if e.region is not None:
            written["region"] = e.region
        if e.alternatives is not None:
            written["alternatives"] = [
                {"answers": dict(a.answers), "verdict": a.verdict} for a in e.alternatives
            ]
        return written

    def periods(p: PeriodsEntry) -> dict[str, Any]:
        written: dict[str, Any] = {
            "branch": p.branch,
            "country": p.country,
            "own_months": p.own_months,
            "added": [_added(a) for a in p.added],
            "needed": p.needed,
            "verdict": p.verdict,
            "pays_alone": p.pays_alone,
            "share": _share(p.share, p.own_months + sum(added.months for added in p.added)),
            "below_one_year": p.below_one_year,
            "reasons": reasons(p.reasons),
        }
        if p.region is not None:
            written["region"] = p.region
        return written

    def right(r: WorkRight) -> dict[str, Any]:
        written: dict[str, Any] = {"topic": r.topic, "verdict": r.verdict, "reasons": reasons(r.reasons)}
        if r.figures:
            written["figures"] = dict(r.figures)
        return written

    def departure(d: Leaving) -> dict[str, Any]:
        written: dict[str, Any] = {
            "kind": d.kind,
            "scheme": d.scheme,
            "verdict": d.verdict,
            "claim_within_months": d.claim_within_months,
            "reasons": reasons(d.reasons),
        }
        if d.claim_by is not None:
            written["claim_by"] = d.claim_by.isoformat()
        if d.days_of_pay is not None:
            written["days_of_pay"] = d.days_of_pay
        return written

    def measure(m: MeasureEntry) -> dict[str, Any]:
        return {"id": m.id, "verdict": m.verdict, "branches": m.branches, "reasons": reasons(m.reasons)}

    def remedy(r: RemedyEntry) -> dict[str, Any]:
        office = facts.institutions[r.institution]
        return {
            "topic": r.topic,
            "institution": {
                "id": office.id,
                "name": office.name,
                "name_local": office.name_local,
                "roles": list(office.roles),
                "url": office.url,
                "phone": list(office.phone),
            },
            "time_limit_days": r.time_limit_days,
            "irregular_status": r.irregular_status,
            "reasons": reasons(r.reasons),
        }

    def treaty(t: TreatyEntry) -> dict[str, Any]:
        return {
            "instrument": t.instrument,
            "binds": t.binds,
            "principles": t.principles,
            "branches": t.branches,
            "reasons": reasons(t.reasons),
        }

    written = {
        "date": found.date.isoformat(),
        "regime": {"id": found.regime.id, "reasons": reasons(found.regime.reasons)},
        "entitlements": [entitlement(e) for e in found.entitlements],
        "periods": [periods(p) for p in found.periods],
        "work_rights": [right(r) for r in found.work_rights],
        "leaving": [departure(d) for d in found.leaving],
        "origin_measures": [measure(m) for m in found.origin_measures],
        "remedies": [remedy(r) for r in found.remedies],
        "treaties": [treaty(t) for t in found.treaties],
        "questions": list(found.questions),
    }
    written["sources"] = {
        source.id: {
            "title": source.title,
            "url": source.url,
            "as_of": source.as_of.isoformat(),
            "seen": source.seen,
        }
        for source in map(facts.sources.get, cited)
        if source is not None
    }
    return written


def _added(added: Added) -> dict[str, Any]:
    written: dict[str, Any] = {"country": added.country, "months": added.months, "agreement": added.agreement}
    if added.region is not None:
        written["region"] = added.region
    return written


def _share(share: Fraction | None, whole: int | None) -> dict[str, int] | None:
    if share is None:
        return None
    numerator, denominator = share_in_months(share, whole)
    return {"numerator": numerator, "denominator": denominator}
