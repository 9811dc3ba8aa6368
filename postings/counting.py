"""How many jobs of a selection have each value: the numbers behind facets and breakdowns.

All open ones together stand in the tallies; any selection of open ones is counted in memory, and
what includes closed ones by SQL. Which of them it was, nobody can tell from the numbers.
"""

from collections.abc import Iterable, Sequence

from postings import tallies
from postings.facet_counts import Numbers, count_by_sql
from postings.models import Tally
from postings.selection import Selection
from postings.stock import chosen
from postings.vocabulary import Status


def count(
    selection: Selection, names: Sequence[str], most: int | None, keys: Iterable[int] = (), without: str = ""
) -> dict[str, Numbers]:
    """{dimension: its numbers}: the `most` frequent values, or all, and those of `keys` in any case.

    `without`: as if nothing were chosen of this dimension.
    """
    keys = list(keys)
    rest = selection.without(without) if without else selection
    if rest.is_everything:
        return {name: tallied(name, most, keys) for name in names}
    if selection.status == Status.OPEN:
        return chosen(selection).numbers(names, most, keys, without)
    return count_by_sql(rest, names, most, keys)


def tallied(name: str, most: int | None, keys: list[int]) -> Numbers:
    """The same, of all open entries."""
    numbers = tallies.numbers(name, most)
    beyond = [(name, key) for key in (0, *keys) if key not in numbers]
    rows = Tally.objects.filter(tallies.among(beyond), number__gt=0).order_by()
    return Numbers(numbers | dict(rows.values_list("value", "number")), tallies.values(name))
