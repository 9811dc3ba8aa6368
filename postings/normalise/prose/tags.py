"""The tags we know, by what they do to a text. All others are passed over, what they hold is read."""


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Browsers read what these hold as raw text, up to their end tag.
RAW = names("script style iframe noscript noembed noframes textarea title xmp")
# What we cannot show. Where one is left open, the next block ends it.
MEDIA = names("svg math video audio object canvas select button template")
LEFT_OUT = RAW | MEDIA

MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"} | dict.fromkeys(
    ("code", "kbd", "samp", "tt"), "code"
)
HEADINGS = names("h1 h2 h3 h4 h5 h6")
CONTAINERS = names("ul ol li blockquote table tr td th")
PARTS = names(
    "address article aside body caption center dd details dir div dl dt fieldset figcaption figure footer"
    " form header html legend main menu nav p section summary tbody tfoot thead"
)
BLOCKS = HEADINGS | CONTAINERS | PARTS | names("br hr pre")
