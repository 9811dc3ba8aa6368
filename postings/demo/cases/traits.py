"""Boards that are awkward by what they are."""

from postings.demo.cases.kinds import Case

TRAITS = (
    Case("token with a space", "ashby/Ovenbright Bakeries", "The token is percent-encoded in every address."),
    Case("token with a dot", "ashby/armadune.example", "The token looks like a host name."),
    Case(
        "company on two boards",
        "lever_eu/armadune-europe",
        "Armadune Robotics hires in America through Ashby and in Europe through Lever: one company, two sources.",
    ),
    Case("board that never changes", "lever/protealight", "The same answer every day: a visit writes one row."),
    Case("board of several pages", "lever/brackenwold-health", "More jobs than fit on one page of Lever's."),
    Case(
        "places that are only counted",
        "workday/clonferran/wd3/Careers",
        'Workday lists "3 Locations"; only the job\'s own answer names them.',
    ),
    Case("German bodies", "lever_eu/erlengrund", "A clinic that writes German, gender marks and all."),
    Case("French bodies", "smartrecruiters/aubrelle", "A chain of bakeries that writes French."),
    Case("Spanish bodies", "greenhouse/soltramar", "An energy company that writes Spanish."),
    Case("Polish bodies", "greenhouse/wislomost", "A software house that writes Polish, and pays by the month."),
    Case("Japanese bodies", "greenhouse/hoshimachi", "A maker of machines that writes Japanese, spaces and all."),
)
