"""The containers that are open while a description is read: lists, items, quotes, tables, rows, cells."""

from typing import Any, Literal, NamedTuple

from .blocks import Block, Cell, Quote
from .tidying import listed, tabled, tidy_inside

DEEPEST = 12  # containers in containers; what is nested deeper stands in the deepest

Kind = Literal["root", "list", "item", "quote", "table", "row", "cell"]
HOLD_BLOCKS = ("root", "item", "quote", "cell")

# End tag -> what it closes, and the containers from whose inside it cannot.
ENDS: dict[str, tuple[Kind, tuple[Kind, ...]]] = {
    "/li": ("item", ("list", "quote", "cell")),
    "/ul": ("list", ("quote", "cell")),
    "/ol": ("list", ("quote", "cell")),
    "/blockquote": ("quote", ("cell",)),
    "/td": ("cell", ("table",)),
    "/th": ("cell", ("table",)),
    "/tr": ("row", ("table",)),
    "/table": ("table", ()),
}


class Frame(NamedTuple):
    """An open container and what it holds: blocks, or the items, rows or cells of its kind."""

    kind: Kind
    held: list[Any]
    flag: bool = False  # of a list: ordered; of a cell: head
    implied: bool = False  # a list that no tag opened


class Containers:
    """A stack that repairs what it is told: an item gets its list, a cell its row, all get closed."""

    def __init__(self) -> None:
        self.stack = [Frame("root", [])]
        self.too_deep = 0  # containers that were not opened, so their ends close nothing

    def all_blocks(self) -> list[Block]:
        """Everything that was read, at the end of it."""
        self.close_from(1)
        return self.stack[0].held

    def add(self, block: Block) -> None:
        self.place().append(block)

    def add_to_root(self, block: Block) -> None:
        """Add what only has a meaning outside of all containers."""
        if (place := self.place()) is self.stack[0].held:
            place.append(block)

    def open(self, kind: Kind, flag: bool = False) -> None:
        if len(self.stack) >= DEEPEST:
            self.too_deep += 1
        else:
            self.place()
            self.stack.append(Frame(kind, [], flag))

    def open_item(self) -> None:
        if index := self.innermost("list", within=("quote", "cell")):
            self.close_from(index + 1)
        else:
            self.place()
            self.stack.append(Frame("list", [], implied=True))
        self.stack.append(Frame("item", []))

    def open_row(self) -> None:
        if index := self.innermost("table"):
            self.close_from(index + 1)
            self.stack.append(Frame("row", []))

    def open_cell(self, head: bool) -> None:
        index = self.innermost("table")
        if not index:
            return
        if self.stack[-1].kind != "table" and self.stack[index + 1].kind == "row":
            self.close_from(index + 2)
        else:
            self.open_row()
        self.stack.append(Frame("cell", [], head))

    def end(self, tag: str) -> None:
        """Close what the end tag `tag` ends, and all that is open inside it."""
        kind, within = ENDS[tag]
        if self.too_deep and kind in ("list", "quote", "table"):
            self.too_deep -= 1
        elif index := self.innermost(kind, within):
            self.close_from(index)

    def innermost(self, kind: Kind, within: tuple[Kind, ...] = ()) -> int:
        """Where the innermost open `kind` is, not looking out of a `within`; 0 when there is none."""
        for index in range(len(self.stack) - 1, 0, -1):
            if self.stack[index].kind == kind:
                return index
            if self.stack[index].kind in within:
                break
        return 0

    def place(self) -> list[Any]:
        """Where the next block goes: straight in a list it is an item, straight in a table it precedes it."""
        kind, held, _, implied = self.stack[-1]
        if kind in HOLD_BLOCKS:
            return held
        if kind == "list" and implied:
            self.close()
        elif kind == "list":
            self.stack.append(Frame("item", []))
        return next(frame.held for frame in reversed(self.stack) if frame.kind in HOLD_BLOCKS)

    def close_from(self, index: int) -> None:
        while len(self.stack) > index:
            self.close()

    def close(self) -> None:
        kind, held, flag, _ = self.stack.pop()
        outer = self.stack[-1].held
        if kind in ("item", "row"):
            outer.append(held)
        elif kind == "cell":
            outer.append(Cell(flag, tidy_inside(held)))
        elif kind == "list":
            self.place().extend(listed(flag, held))
        elif kind == "table":
            self.place().extend(tabled(held))
        elif kind == "quote" and (blocks := tidy_inside(held)):
            self.place().append(Quote(blocks))
