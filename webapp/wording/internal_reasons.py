"""One sentence for each reason about moving for work inside one's own country, with the words that fill its slots."""

from collections.abc import Mapping

from webapp.wording.phrase import Phrase, counted
from webapp.wording.voice import N_, NP_

PARTIES: Mapping[str, str] = {
    "fund": N_("the insurance fund"),
    "employer": N_("your employer"),
    "dispatch-firm": N_("the firm that lends workers out"),
    "user-firm": N_("the firm where the work is done"),
    "passing-firm": N_("the firm that passed the work on"),
    "name-lender": N_("the firm that lent its name"),
    "investors": N_("the people who own the business"),
    "main-contractor": N_("the main building firm"),
    "project-owner": N_("the owner of the building project"),
    "county-government": N_("the local government, in part"),
}
"""Who must pay. Stands after a colon."""

CASES: Mapping[str, str] = {
    "dispatch": N_("one firm hired you and lent you to another"),
    "illegal-project": N_("the project has no permit"),
    "lent-name": N_("a firm let others work under its name"),
    "not-paid-by-liable": N_("the one who must pay does not pay"),
    "own-partners": N_("the employer is one person or a partnership"),
    "passed-to-unqualified": N_("the work was passed to someone who may not hire workers"),
    "project-money-late": N_("the owner paid the building firm too late"),
    "site-insured": N_("the building site is insured as a whole"),
    "subcontracted": N_("you work for a subcontractor"),
    "uninsured": N_("your employer did not insure you"),
    "unlicensed-supplier": N_("someone without a licence sent you to the firm"),
    "unregistered-employer": N_("your employer is not registered, or has lost its licence"),
}
"""What is the case. Stands after a colon, alone or in a list."""

_PENSION: Mapping[str, Phrase] = {
    "internal-months-earned": N_("Months that were paid stay yours, whatever work you do now."),
    "internal-months-together": counted(
        NP_(
            "Months in all places count together, each once: %(months)s month in %(regions)s.",
            "Months in all places count together, each once: %(months)s months in %(regions)s.",
        ),
        "months",
    ),
    "internal-place-home": N_(
        "Your home place pays the pension, because your insurance is there: %(region)s."
    ),
    "internal-place-months": N_(
        "This place pays the pension: %(region)s. It asks for %(needed)s months there, and you have %(months)s."
    ),
    "internal-place-earlier": N_(
        "This place pays the pension: %(region)s."
        " It is the last place with at least %(needed)s months. You have %(months)s there."
    ),
    "internal-place-gathered": N_(
        "Your home place gathers all months and pays: %(region)s. No other place has %(needed)s months of yours."
    ),
    "internal-place-not-sure": N_(
        "Which place pays your pension depends on answers that are missing. Your months count in any case."
    ),
    "internal-place-temporary-not-sure": N_(
        "The law does not say plainly where months of a short-term account go, so ask which place pays: %(regions)s."
    ),
    "internal-temporary-account": N_(
        "Here you have only a short-term account: %(region)s."
        " That is so for women who come from %(women)s years on, and for men from %(men)s."
    ),
    "internal-money-moves": N_(
        "When you move, your own account moves too. It holds %(account)s percent of your wage."
        " From your employer's part, %(pooled)s percent of your wage moves."
    ),
    "internal-choose-age": N_(
        "You can choose to retire up to %(early)s years earlier, but not before the old age limit."
        " You can agree with your employer on up to %(late)s years later."
    ),
    "internal-short-pay-on": N_(
        "If months are missing at the pension age, you can go on paying until you have enough."
    ),
    "internal-short-other-scheme": N_(
        "At the pension age you can also move to this scheme, where these months count too: %(scheme)s."
    ),
    "internal-short-refund-account": N_(
        "At the pension age you can take out your own account. Then the employer's part is lost, so do this last."
    ),
    "internal-months-apart": N_("Months in this scheme are not added to these: %(scheme)s."),
}

_BENEFITS: Mapping[str, Phrase] = {
    "internal-gap-closed": counted(
        NP_(
            "Your insurance stopped %(months)s month ago. Up to %(most)s can be paid later, and nothing is lost.",
            "Your insurance stopped %(months)s months ago. Up to %(most)s can be paid later, and nothing is lost.",
        ),
        "months",
    ),
    "internal-gap-wait": counted(
        NP_(
            "Your insurance stopped %(months)s month ago. A new place may let you wait up to %(wait)s months.",
            "Your insurance stopped %(months)s months ago. A new place may let you wait up to %(wait)s months.",
        ),
        "months",
    ),
    "internal-gap-rule": N_(
        "When you move, a gap of up to %(most)s months can be paid later."
        " After a longer gap a place may let you wait up to %(wait)s months."
    ),
    "internal-gap-between": N_(
        "It is the same when you change from one scheme to the other, after %(insured)s months without a break."
    ),
    "internal-late-joining": N_(
        "If you join this scheme late, you wait %(months)s months: %(scheme)s."
        " Each year that you missed adds %(each)s."
    ),
    "internal-unemployment-ceiling": N_(
        "For your months of insurance the law allows at most %(months)s months."
    ),
    "internal-unemployment-here": counted(
        NP_(
            "This place pays for %(months)s month: %(region)s. It pays %(percent)s of the local minimum wage.",
            "This place pays for %(months)s months: %(region)s. It pays %(percent)s of the local minimum wage.",
        ),
        "months",
    ),
    "internal-grant-instead": N_(
        "If you paid nothing yourself, you may get one sum instead of monthly pay. Some places pay everyone the same."
    ),
    "internal-pilot-runs": N_(
        "For app workers this runs in %(region)s, for these apps: %(platforms)s. Check that yours is one of them."
    ),
    "internal-pilot-planned-from": N_(
        "A draft says that this starts on %(date)s in %(region)s. Ask if it has begun."
    ),
    "internal-pilot-planned": N_("This is planned for %(year)s in %(region)s. Ask if it has begun."),
    "internal-pilot-not-known": N_("We do not know if this runs in %(region)s."),
    "internal-pilot-asks-region": N_("It depends on where in the country you work."),
    "internal-pilot-else-employee": N_(
        "If the app in truth employs you, the normal work injury insurance holds. Else ask for its private insurance."
    ),
    "internal-injury-lump-sum": N_(
        "A lasting injury gives a single sum of %(least)s to %(most)s months of wage."
    ),
}

_CLAIMS: Mapping[str, Phrase] = {
    "internal-pays": N_("Who must pay: %(party)s. When: %(case)s."),
    "internal-pays-up-to-debt": N_("Who must pay, up to what it still owes: %(party)s. When: %(case)s."),
    "internal-severance": counted(
        NP_(
            "For each year of work you get %(months)s month of wage. A part below %(half)s months counts half.",
            "For each year of work you get %(months)s months of wage. A part below %(half)s months counts half.",
        ),
        "months",
    ),
    "internal-double-wage": N_(
        "Without a written contract you are owed double pay from month %(first)s to month %(last)s of the work."
    ),
    "internal-waiver-void": N_(
        "A promise to work without insurance does not count, even if you signed it."
        " You may leave and get severance pay."
    ),
    "internal-confirm": N_("Some of this is local or not checked. Confirm it with: %(institution)s."),
    "internal-confirm-by-phone": N_(
        "Some of this is local or not checked. Call %(phone)s to confirm it: %(institution)s."
    ),
}

_SAYINGS: Mapping[str, Phrase] = {
    "internal-account-inherited": N_("If you die, your own account goes to your heirs."),
    "internal-after-pension-no-employee": N_(
        "If you already draw an employee's pension, the law does not see you as an employee in a new job."
    ),
    "internal-agency-insures": N_("The firm that lends you out must insure you."),
    "internal-apply-for-permit": N_(
        "After %(months)s months in another city you can get a residence permit."
        " You need a steady job, a steady home, or school there."
    ),
    "internal-ask-certificate": N_(
        "When you leave a job, ask for a paper that shows what was paid. At the new place ask to move your record."
        " That takes up to %(days)s working days."
    ),
    "internal-building-site-papers": N_(
        "On a building site you need a contract and must be on the list of names. The pay day must be shown there."
    ),
    "internal-care-elsewhere": N_(
        "Before you seek care in another place, register your stay with your insurance."
        " Emergencies count as registered."
    ),
    "internal-care-elsewhere-short": N_(
        "For a short trip the registration holds for at least %(months)s months."
        " Up to %(most)s percent less may be paid."
    ),
    "internal-claim-here-or-home": N_("Claim where you were insured last, or choose your home place."),
    "internal-commuting-counts": N_(
        "A road accident on the way to work counts, unless it was mainly your fault."
    ),
    "internal-complain-within": N_(
        "If your employer did not insure you, complain within %(months)s months of leaving, to be safe."
    ),
    "internal-court-order-without-trial": N_("A court can order the pay without a trial."),
    "internal-different-fault": N_(
        "You keep this right if someone else caused it. Only medical costs are not paid twice."
    ),
    "internal-employer-applies-first": N_(
        "Your employer must apply within %(days)s days. If it does not, you, your family or your union can."
    ),
    "internal-employer-gives-papers": N_(
        "Your employer must give you a paper on the end of the job and report it within %(days)s days."
    ),
    "internal-employer-must-register": N_(
        "Your employer must register you within %(days)s days of your first day."
    ),
    "internal-employer-proves": N_(
        "If your employer says it was not from work, your employer must prove it."
    ),
    "internal-extra-pay": N_(
        "If the employer ignores an order to pay, you get %(least)s to %(most)s percent more."
    ),
    "internal-final-for-employer": N_(
        "For sums up to %(months)s months of minimum wage, the decision is final for the employer. You may still sue."
    ),
    "internal-help-at-home": N_(
        "Ask for the minimum living allowance where your household is registered."
        " Ask for emergency help where you are."
    ),
    "internal-insured-at-each-place": N_("Your employer insures you anew at each place of work."),
    "internal-join-where-you-work": N_(
        "You may join where you work. Some cities may still ask for a residence permit."
    ),
    "internal-medical-after-retirement": N_(
        "With enough years of insurance you pay nothing after you retire. How many years differs by city."
    ),
    "internal-medical-not-paid": N_("This does not pay what the work injury insurance must pay."),
    "internal-more-maternity-days": N_(
        "A hard birth adds %(difficult)s days of leave. Each further child adds %(child)s."
    ),
    "internal-months-for-settling": N_(
        "Insured months at the place of work also count if you want to register your household there."
    ),
    "internal-moves-with-you": N_("Your years of insurance move with you."),
    "internal-no-contract-needed": N_(
        "It holds without a written contract too, if you can show that you worked there."
    ),
    "internal-no-dismissal-for-pregnancy": N_(
        "You may not be dismissed or paid less because of pregnancy, birth or nursing."
    ),
    "internal-no-limit-while-employed": N_(
        "While you still work there, no time limit runs for unpaid wages."
    ),
    "internal-no-means-test": N_("Legal aid for unpaid wages or a work injury is free, whatever you earn."),
    "internal-no-refund-on-moving": N_(
        "If you move or go home, nothing is paid out before the pension age. Your months wait for you."
    ),
    "internal-office-decides": N_("The office must decide within %(days)s days."),
    "internal-own-card": N_("Your wages go to your own bank card. Nobody may keep the card."),
    "internal-records-kept": N_(
        "Your employer must keep wage records for %(months)s months and show them in a dispute."
    ),
    "internal-uninsured-employer-pays": N_(
        "If your employer did not insure you, it must pay all of this itself."
    ),
    "internal-wage-deposit": N_(
        "Building firms must set aside %(least)s to %(most)s percent of the contract for wages."
    ),
}

INTERNAL: Mapping[str, Phrase] = {**_PENSION, **_BENEFITS, **_CLAIMS, **_SAYINGS}
