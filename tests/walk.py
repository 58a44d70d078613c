"""Taking the questions in a real browser, by what stands on the page: choices, lists, buttons; no script."""

from collections.abc import Mapping, Sequence

from playwright.sync_api import Page

Answers = Mapping[str, str | Sequence[str] | Mapping[str, str]]

NEPALI_HURT_IN_MALAYSIA: Answers = {
    "nationalities": "NP",
    "work_country": "MY",
    "status": "work-permit",
    "sector": "manufacturing",
    "arrangement": "employee",
    "history": {"country": "MY", "years": "2", "months": "6", "insured": "yes"},
    "events": ["work-injury", "unpaid"],
}


def walk(page: Page, start: str, answers: Answers) -> list[str]:
    """From the first page of a language to its result; the names of the questions that were asked."""
    page.goto(start)
    go(page, "main a.go")
    asked: list[str] = []
    for _ in range(30):
        name = page.url.split("#")[0].rsplit("/", 1)[1]
        if name == "answers":
            go(page, "main a.go >> nth=-1")
            return asked
        name = "nationalities" if name == "check" else name
        asked.append(name)
        answer(page, name, answers)
    raise AssertionError("the questions never end")


def answer(page: Page, name: str, answers: Answers) -> None:
    """Answer the question that stands on the page, or skip it."""
    given = answers.get(name)
    if given is None:
        go(page, "button[name=skip]")
        return
    if isinstance(given, Mapping):
        page.select_option("select[name$=-country]", given["country"])
        page.fill("input[name$=-years]", given["years"])
        page.fill("input[name$=-months]", given["months"])
        page.check(f"input[name$=-insured][value={given['insured']}]")
    elif page.query_selector(f"select[name={name}]"):
        page.select_option(f"select[name={name}]", given if isinstance(given, str) else given[0])
    elif page.query_selector(f"input[type=text][name={name}]"):
        page.fill(f"input[name={name}]", str(given))
    else:
        for word in [given] if isinstance(given, str) else given:
            page.check(f"input[name={name}][value={word}]")
    go(page, "button.go")


def go(page: Page, button: str) -> None:
    """Press what leads to another page, and wait until that page is there: a press alone waits for nothing."""
    with page.expect_navigation():
        page.click(button)
