"""What is worth saying first of some jobs: "Of 312 open jobs, 41 % are remote, most are in Engineering".

A share may be said in a rounded number or in words; it leads to the list, which has the exact one.
"""

from collections.abc import Mapping

from postings.breakdowns import Rows, share
from postings.introductions import Clause
from postings.selection import Selection
from postings.slices import NOT_STATED, WORK_MODEL
from postings.vocabulary import WorkplaceType

COUNTED = ("work_model", "department", "currency")
# Of fewer, a share says nothing that the jobs themselves do not say better.
FEWEST = 5
# A department with less of them is one of many.
LEADING_SHARE = 10


def highlights(selection: Selection, total: int, counted: Mapping[str, Rows]) -> list[Clause]:
    """The clauses of the sentence, each with its list; none about a handful of jobs."""
    if total < FEWEST:
        return []
    return [
        *work_model_clause(selection, total, counted["work_model"]),
        *department_clause(selection, total, counted["department"]),
        pay_clause(selection, total, counted["currency"]),
    ]


def work_model_clause(selection: Selection, total: int, rows: Rows) -> list[Clause]:
    """How many are remote, which readers ask first; where none is, what most of them are."""
    if not rows.stated:
        return []
    remote = WORK_MODEL.value(WorkplaceType.REMOTE)
    model, number = next((row for row in rows.stated if row.value == remote), rows.stated[0])
    words = f"{percent(number, total)} are {model.name.lower()}"
    return [Clause(words, selection.adding(WORK_MODEL.name, model).url())]


def department_clause(selection: Selection, total: int, rows: Rows) -> list[Clause]:
    """The department that leads; none where two have as many, or where there is only one."""
    if rows.values < 2 or rows.stated[0].number == rows.stated[1].number:
        return []
    department, number = rows.stated[0]
    if share(number, total) < LEADING_SHARE:
        return []
    how_many = "most" if 2 * number > total else percent(number, total)
    return [Clause(f"{how_many} are in {department.name}", selection.adding("department", department).url())]


def pay_clause(selection: Selection, total: int, rows: Rows) -> Clause:
    if rows.unstated == total:
        return Clause("none states its pay", selection.adding("currency", NOT_STATED).url())
    url = selection.adding("-currency", NOT_STATED).url()
    return Clause(f"{percent(total - rows.unstated, total)} state their pay", url)


def percent(number: int, total: int) -> str:
    """ "41 %"; all and next to none of them are said in words."""
    if number == total:
        return "all"
    return f"{share(number, total) or 'less than 1'}\u00a0%"
