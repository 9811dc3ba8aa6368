"""The noun of work in a run of English words, and which words around it belong to it."""

from collections.abc import Collection, Sequence

from postings.normalise.title.translation import Term
from postings.normalise.title.vocabulary import generic_heads, is_head, is_joining, joints, known, word_set

# An occupation of more words than this is a sentence.
MOST_WORDS = 7
# Languages that put the noun first: "Ingénieur logiciel embarqué" is an embedded software engineer.
NOUN_FIRST = frozenset({"french", "spanish", "portuguese", "italian", "polish", "czech"})
# Ranks of a kind before a noun of work: "Associate Product Manager".
LEADING = frozenset({"associate", "deputy"})
# Words between two parts of an occupation.
JOINED = frozenset({"and", "or", "of", "&"})


def noun_phrase(words: Sequence[Term], avoided: Collection[str]) -> tuple[Term, ...] | None:
    """The last noun of work among `words`, with the known words before it."""
    at = last_head(words)
    if at is None:
        return None
    start = leftmost(words, at)
    head, noun = words[at], tuple(words[start : at + 1])
    if words[start].source != head.source:
        return noun
    is_first = start == 0 and (head.key in generic_heads() or head.languages)
    if (is_first or NOUN_FIRST.intersection(head.languages)) and (after := following(words[at:], avoided)):
        return (*after, *noun)
    if start < at:
        return noun
    if at > 0 and head.key in generic_heads() and belongs(words[at - 1], avoided):
        return (words[at - 1], head)
    return (head,)


def last_head(words: Sequence[Term]) -> int | None:
    for at in reversed(range(len(words))):
        if is_head(words[at].key) and not goes_on(words[at : at + 2]):
            return at
    return None


def goes_on(words: Sequence[Term]) -> bool:
    """Whether the first of the words is no noun of work beside the second: "Investor Relations"."""
    if len(words) == 1 or words[0].languages or words[0].key not in word_set("heads", "last_only"):
        return False
    return words[1].key in known() or words[1].key in joints()


def is_field(term: Term) -> bool:
    return term.key in word_set("fields")


def leftmost(words: Sequence[Term], at: int) -> int:
    """Where the run of known words that ends at `at` begins; a word comes in it once."""
    start, used = at, {words[at].key}
    while start > 0 and len(used) < MOST_WORDS:
        key = words[start - 1].key
        joins = key in joints() and start > 1 and words[start - 2].key in known()
        if key in used or not (joins or key in known()):
            break
        used.add(key)
        start -= 1
    while start < at and (words[start].key in LEADING or words[start].key in joints()):
        start += 1
    return start


def following(words: Sequence[Term], avoided: Collection[str]) -> list[Term]:
    """What follows a noun that comes first, in English order."""
    run: list[Term] = []
    for term in words[1:MOST_WORDS]:
        if term.key not in JOINED and term.key in {one.key for one in run}:
            continue
        if term.key not in known() and term.key not in JOINED and (run or not belongs(term, avoided)):
            break
        run.append(term)
    while run and run[-1].key in joints():
        run.pop()
    run = [term for term in run if term.key != "of"]
    return turned(run) if NOUN_FIRST.intersection(words[0].languages) else run


def turned(words: Sequence[Term]) -> list[Term]:
    """The words in reverse, those of one translated phrase in their order."""
    groups: list[list[Term]] = []
    for term in words:
        if groups and groups[-1][0].source == term.source:
            groups[-1].append(term)
        else:
            groups.append([term])
    return [term for group in reversed(groups) for term in group]


def belongs(term: Term, avoided: Collection[str]) -> bool:
    """Whether an unknown word beside a general noun may be its speciality: "Antiques Expert"."""
    text = term.source.text
    is_plain = text.isascii() and text[:1].isalpha() and (text.isupper() or text[1:].islower())
    return is_plain and not is_head(term.key) and not is_joining(term.source.key) and term.source.key not in avoided
