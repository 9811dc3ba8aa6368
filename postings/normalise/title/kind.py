"""Whether a title offers a job, or collects people for later."""

from collections.abc import Sequence
from functools import cache

from postings.normalise.title.vocabulary import read
from postings.normalise.title.words import Segment, Word, runs

LONGEST_PHRASE = 4


def pool_words(segments: Sequence[Segment]) -> Sequence[Word] | None:
    """The words that make the title a talent pool; a job about talents is none: "Talent Community Manager"."""
    for segment in segments:
        for start, end, phrase in runs(segment.words, LONGEST_PHRASE):
            is_whole = len(segments) == 1 and end - start == len(segment.words)
            if phrase in phrases("phrases") or (is_whole and phrase in phrases("alone")):
                after = {word.key for word in segment.words[end:]}
                if not after & phrases("jobs"):
                    return segment.words[start:end]
    return None


@cache
def phrases(name: str) -> frozenset[str]:
    return frozenset(read("titles_pools.toml")[name])
