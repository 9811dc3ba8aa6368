"""Places: the boards' words for where the work is -> city, region, country.

words        a string is cut into words, each with what parts it from the word before
mentions     the longest phrases that mean something: places, areas, ways of working
doubts       names beside unknown words are not believed
chains       mentions of one place are joined: "Cambridge, MA"
likelihood   each meaning of a chain is weighed by its size and its neighbours
choice       the likeliest is chosen, if it leads clearly
towns        a state behind an unknown town makes a place of it
eligibility  who may take a remote job
reading      resolve(text): all of that for a bare string
listing      places(listing): the same for a listing, with its structured addresses
"""

from postings.normalise.place.listing import places
from postings.normalise.place.reading import Reading, resolve

__all__ = ["Reading", "places", "resolve"]
