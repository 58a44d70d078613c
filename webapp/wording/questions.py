"""How each question is asked: its title and its hint, for pages and for `next` alike."""

from collections.abc import Mapping

from webapp.wording.voice import N_

TITLES: Mapping[str, str] = {
    "nationalities": N_("What is your nationality?"),
    "work_country": N_("In which country do you work, or did you work?"),
    "status": N_("What papers do you have there?"),
    "sector": N_("What kind of work do you do?"),
    "arrangement": N_("How are you employed?"),
    "history": N_("Where have you worked, and for how long?"),
    "months_in_country": N_("How long have you lived in the country where you work?"),
    "employer_size": N_("How many people work for your employer?"),
    "contract_months": N_("For how many months is your contract?"),
    "home_region": N_("Where is your household registered?"),
    "hukou": N_("Is your household registration rural or urban?"),
    "age": N_("How old are you?"),
    "sex": N_("Are you a woman or a man?"),
    "live_country": N_("Where do you live, or where will you live later?"),
    "family_countries": N_("Where do your husband or wife and your children live?"),
    "events": N_("What has happened?"),
}

HINTS: Mapping[str, str] = {
    "nationalities": N_("Some rights depend on agreements between your country and the country of work."),
    "work_country": N_("The law of the country of work decides most of your rights."),
    "status": N_("We do not keep your answer. Some rights do not depend on papers."),
    "sector": N_("Some laws leave out some kinds of work."),
    "arrangement": N_("Think of who pays you and who tells you what to do."),
    "history": N_(
        "Months in several countries or regions can count together. Your payslips show if contributions were paid."
    ),
    "months_in_country": N_("Some rights begin after a time in the country."),
    "employer_size": N_("A guess is enough."),
    "contract_months": N_("Skip this if your contract has no end."),
    "home_region": N_("Your place of registration can decide who pays your pension."),
    "hukou": N_("It stands in your household booklet."),
    "age": N_("Pension ages depend on it."),
    "sex": N_("Here women and men have different pension ages."),
    "live_country": N_("Some benefits are paid abroad, some are not."),
    "family_countries": N_("Money for children may depend on where they live."),
    "events": N_("Choose all that fit. We then show first what is urgent."),
}
