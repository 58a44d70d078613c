"""One sentence for each reason about months that travel, pensions paid abroad, and what connects two countries."""

from collections.abc import Mapping

from webapp.wording.phrase import Phrase, counted
from webapp.wording.voice import N_, NP_

ABROAD: Mapping[str, Phrase] = {
    "abroad-by-law": N_("By its own law this is also paid abroad."),
    "abroad-by-law-there": N_("By its own law this is also paid if you live here: %(other)s."),
    "abroad-by-law-months": counted(
        NP_(
            "By its own law this is paid abroad for at most %(months)s month.",
            "By its own law this is paid abroad for at most %(months)s months.",
        ),
        "months",
    ),
    "abroad-not-by-law": N_("By its own law this is not paid abroad."),
    "abroad-not-by-law-there": N_("By its own law this is not paid if you live here: %(other)s."),
    "abroad-said-not": N_("It is said that this is not paid abroad, but we have not checked it. Ask."),
    "abroad-limited": N_("It is paid abroad only in part, or only in some countries."),
    "abroad-only-by-agreement": N_("It is paid abroad only where an agreement says so."),
    "abroad-by-reciprocity": N_("It is paid abroad to people whose own country does the same."),
    "abroad-law-not-known": N_("We found no source that says whether its own law pays abroad."),
    "abroad-by-agreement": N_(
        "An agreement says that it is paid to you if you live here: %(other)s. The agreement: %(agreement)s."
    ),
    "abroad-by-agreement-months": counted(
        NP_(
            "An agreement says that it is paid for at most %(months)s month if you live here: %(other)s."
            " The agreement: %(agreement)s.",
            "An agreement says that it is paid for at most %(months)s months if you live here: %(other)s."
            " The agreement: %(agreement)s.",
        ),
        "months",
    ),
    "abroad-not-by-agreement": N_("This agreement does not pay this right abroad: %(agreement)s."),
    "abroad-agreement-not-known": N_(
        "We do not know whether this agreement pays this right abroad: %(agreement)s."
    ),
    "abroad-agreements-elsewhere": N_(
        "This country has agreements with some countries. Where you live decides: %(country)s."
    ),
    "abroad-by-treaty": N_(
        "%(instrument)s, Article %(article)s, asks this country to pay abroad: %(country)s."
    ),
    "abroad-treaty-own-country": N_("Your own country accepted it, too: %(country)s."),
    "abroad-treaty-branches-not-known": N_(
        "%(instrument)s may ask for it. We do not know which rights this country accepted: %(country)s."
    ),
    "abroad-treaty-nationality-not-told": N_(
        "%(instrument)s, Article %(article)s, may ask for it. It depends on your nationality."
    ),
}

AGREEMENTS: Mapping[str, Phrase] = {
    "agreement-signed-only": N_("This agreement is signed but not yet in force: %(agreement)s."),
    "agreement-suspended": N_("This agreement is suspended: %(agreement)s."),
    "agreement-ended": N_("This agreement has ended: %(agreement)s."),
    "agreement-not-binding": N_("This text states a wish and binds nobody: %(agreement)s."),
    "agreement-starts-later": N_("This agreement starts later, on %(date)s: %(agreement)s."),
    "agreement-start-not-known": N_(
        "We do not know whether this agreement is already in force here: %(agreement)s."
    ),
    "agreement-partly-applied": N_("Only some countries apply this agreement so far: %(agreement)s."),
    "agreement-nationals-only": N_("This agreement is only for citizens of its countries: %(agreement)s."),
    "agreement-nationality-not-told": N_("This agreement may depend on your nationality: %(agreement)s."),
    "agreement-persons-not-known": N_(
        "We do not know whether this agreement is also for people of your nationality: %(agreement)s."
    ),
    "agreement-refugees-not-known": N_(
        "We do not know whether this agreement also protects refugees and stateless people: %(agreement)s."
    ),
    "agreement-through-equal-treatment": N_(
        "You may use this agreement as its citizens may, because of equal treatment: %(agreement)s."
        " The rule on equal treatment: %(other_agreement)s."
    ),
    "agreement-not-without-papers": N_("This agreement is not for people without papers: %(agreement)s."),
    "agreement-status-not-told": N_("This agreement depends on your papers: %(agreement)s."),
    "agreement-residence-not-known": N_(
        "This agreement is for people who live in its countries with papers. We do not know if you do: %(agreement)s."
    ),
    "agreement-while-lawfully-resident": N_(
        "This agreement holds while you live in its countries with papers: %(agreement)s."
    ),
    "agreement-needs-countries": counted(
        NP_(
            "This agreement needs work in at least %(count)s of its countries: %(agreement)s.",
            "This agreement needs work in at least %(count)s of its countries: %(agreement)s.",
        ),
        "count",
    ),
    "agreement-only-sectors": N_("This agreement is not for your kind of work: %(agreement)s."),
    "agreement-sector-not-told": N_("This agreement depends on your kind of work: %(agreement)s."),
    "agreement-only-situations-until": N_(
        "This agreement is only for cases that began by %(date)s: %(agreement)s."
    ),
    "agreement-only-situations-from": N_(
        "This agreement is only for cases that began on %(date)s or later: %(agreement)s."
    ),
    "agreement-dates-not-told": N_(
        "This agreement depends on when you worked where. Tell us the dates: %(agreement)s."
    ),
    "agreement-not-known": N_(
        "We know of no agreement between these two countries: %(country)s and %(other)s."
    ),
}

TOTALS: Mapping[str, Phrase] = {
    "totalisation-adds": counted(
        NP_(
            "%(months)s month from this country is added: %(country)s. The agreement: %(agreement)s.",
            "%(months)s months from this country are added: %(country)s. The agreement: %(agreement)s.",
        ),
        "months",
    ),
    "agreement-not-this-branch": N_("This agreement does not add months for this right: %(agreement)s."),
    "agreement-adds-no-periods": N_("This agreement adds no months: %(agreement)s."),
    "agreement-totalisation-not-known": N_(
        "We do not know whether this agreement adds months for this right: %(agreement)s."
    ),
    "own-months-below-floor": counted(
        NP_(
            "First you need %(needed)s month of insurance in this country itself: %(country)s. You have %(months)s."
            " The agreement: %(agreement)s.",
            "First you need %(needed)s months of insurance in this country itself: %(country)s. You have %(months)s."
            " The agreement: %(agreement)s.",
        ),
        "needed",
    ),
    "own-insurance-not-told": N_(
        "This agreement needs some insured months in this country itself: %(country)s."
        " Tell us for which months contributions were paid. The agreement: %(agreement)s."
    ),
    "below-one-year": counted(
        NP_(
            "Less than a year in this country: %(country)s. It pays no part of its own for %(months)s month."
            " The other countries count it: %(agreement)s.",
            "Less than a year in this country: %(country)s. It pays no part of its own for %(months)s months."
            " The other countries count them: %(agreement)s.",
        ),
        "months",
    ),
    "last-country-pays-all": N_(
        "No country has a full year. The last country pays for all months: %(country)s. The agreement: %(agreement)s."
    ),
    "last-country-not-known": N_(
        "No country has a full year. Tell us the dates: the last country pays for all. The agreement: %(agreement)s."
    ),
    "last-job-elsewhere": N_(
        "For this right the country of your last job counts: %(country)s. The agreement: %(agreement)s."
    ),
    "last-job-not-known": N_(
        "For this right the country of your last job counts. Tell us the dates. The agreement: %(agreement)s."
    ),
    "each-pays-own-months": N_("Each country then pays for its own months, by its own law: %(agreement)s."),
    "share-usual": N_(
        "Each country usually pays its part of the pension. We have not checked it for this agreement: %(agreement)s."
    ),
    "another-agreement-adds": N_(
        "Another agreement would be enough, too: %(other_agreement)s. This one is better for you: %(agreement)s."
    ),
    "periods-not-chained": N_(
        "Months from here are not added: %(other)s. Two agreements cannot be joined in one chain: %(agreement)s."
    ),
}

PERIODS: Mapping[str, Phrase] = {
    "periods-scheme-not-known": N_("We do not know the pension law of this country yet: %(country)s."),
    "periods-nothing-insured": N_(
        "No contributions were paid there, so this country pays nothing: %(country)s."
    ),
    "periods-better-of-two": N_(
        "This country works it out twice, with and without the other countries. It pays the higher sum: %(country)s."
    ),
    "hinge-reckoned-twice": N_(
        "This country stands in two systems of treaties and works it out in each: %(country)s."
    ),
    "hinge-computation": counted(
        NP_(
            "Under this agreement you reach %(months)s month; you need %(needed)s: %(agreement)s.",
            "Under this agreement you reach %(months)s months; you need %(needed)s: %(agreement)s.",
        ),
        "months",
    ),
    "hinge-months-lost": counted(
        NP_(
            "%(months)s month from here does not count for this pension,"
            " because no agreement joins the two: %(other)s.",
            "%(months)s months from here do not count for this pension,"
            " because no agreement joins the two: %(other)s.",
        ),
        "months",
    ),
    "hinge-bridge": counted(
        NP_(
            "All your work together would be %(months)s month, enough for the %(needed)s you need."
            " But no treaty joins all the countries.",
            "All your work together would be %(months)s months, enough for the %(needed)s you need."
            " But no treaty joins all the countries.",
        ),
        "months",
    ),
    "claim-here-for-all": N_(
        "Claim first in this country: %(country)s. This one claim is enough for all countries of: %(agreement)s."
    ),
    "claim-here-too": N_("Claim in this country also under the other agreement: %(country)s, %(agreement)s."),
    "claim-elsewhere-for-all": N_(
        "Claim in this country: %(country)s. This one claim is enough for all countries of: %(agreement)s."
    ),
    "family-children-count": N_(
        "Children who live here count, too: %(other)s. The agreement: %(agreement)s."
    ),
    "family-children-outside": N_(
        "We know of no agreement that counts children who live here: %(other)s. Ask the office."
    ),
}

REGIMES: Mapping[str, Phrase] = {
    "regime-country-not-told": N_("Tell us in which country you work."),
    "regime-nationality-not-told": N_("Tell us your nationality."),
    "regime-home": N_("You work in your own country: %(country)s."),
    "regime-internal": N_("You moved inside your own country: %(country)s."),
    "regime-without-papers": N_("Without papers the pension insurance does not take you in: %(country)s."),
    "regime-unregistered": N_("Nobody registered you, so no contributions are paid for you: %(country)s."),
    "regime-right-kept": N_("You keep this right all the same: %(branch)s. It comes from: %(scheme)s."),
    "regime-agreement": N_("This agreement connects the two countries: %(agreement)s."),
    "regime-agreement-open": N_("This agreement may connect the two countries for you: %(agreement)s."),
    "regime-posted-by-agreement": N_(
        "Your employer sent you for a time. You stay insured at home under this agreement: %(agreement)s."
    ),
    "regime-posted-without-agreement": N_(
        "Your employer sent you for a time, but no agreement keeps you insured at home."
        " The law here counts: %(country)s."
    ),
    "regime-paid-abroad": N_("What you have earned is also paid when you leave: %(scheme)s."),
    "regime-locked": N_("What you have earned is not paid when you leave: %(scheme)s."),
    "regime-abroad-not-known": N_("We do not know whether it is paid when you leave: %(scheme)s."),
    "regime-outside": N_("The pension insurance here leaves you out: %(country)s."),
    "regime-cover-not-known": N_(
        "We do not know whether the pension insurance here covers you: %(country)s."
    ),
    "regime-branch-differs": N_("This right is protected in another way than your pension: %(branch)s."),
}
