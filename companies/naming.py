"""What an employer is called: a board's name without its legal form, and the key by which companies are one.

Pure. Cleaned is only what is certain: a form stands at the name's end (in some languages before it), apart from
the rest, and something is left without it. "The Limited" stays, and so do "Tiffany & Co." and "X Corp".
"""

import re
import unicodedata

from companies import providers

ANY_CASE = (
    *("Inc", "Incorporated", "LLC", "L.L.C", "LLP", "L.L.P", "PLLC", "PBC", "L.P", "Ltd", "Limited"),
    *("PLC", "P.L.C", "Pty Ltd", "Pty Limited", "Pvt Ltd", "Private Limited", "Pte Ltd", "Sdn Bhd"),
    *("Berhad", "Co Ltd", "Co LLC", "GmbH & Co KG", "GmbH & Co KGaA", "SE & Co KGaA", "AG & Co KGaA"),
    *("AG & Co KG", "SE & Co KG", "UG (haftungsbeschränkt)", "GmbH", "gGmbH", "mbH", "KGaA", "OHG", "e.V", "eG"),
    *("S.A", "S.A.S", "SARL", "S.a.r.l", "S.à r.l", "SASU", "S.p.A", "S.r.l", "S.n.c", "B.V", "N.V", "AB (publ)"),
    *("A/S", "ApS", "ASA", "Oy", "Oyj", "Abp", "Oyj Abp", "S.L", "S.L.U", "Lda", "Ltda", "S/A", "EIRELI"),
    *("Sp z o.o", "Sp k", "s.r.o", "a.s", "d.o.o", "d.d", "Kft", "Zrt", "Nyrt", "EOOD", "OÜ", "UAB", "K.K", "G.K"),
    *("ООО", "АО", "ПАО", "株式会社", "有限会社", "合同会社", "股份有限公司", "有限公司", "주식회사", "(주)"),
)
# Words or names in any other case: "Ag", "se", "As You Like".
AS_WRITTEN = ("AG", "SE", "SA", "SAS", "AB", "Ab", "AS", "KG", "UG", "BV", "NV", "SL", "SLU", "LP", "Srl", "SRL", "KK")
IN_FRONT = ("ООО", "АО", "ПАО", "株式会社", "有限会社", "合同会社", "주식회사", "(주)", "Oy")
APART_BY_NOTHING = ("株式会社", "有限会社", "合同会社", "股份有限公司", "有限公司", "주식회사", "(주)")

BOARD_TITLE = re.compile(r"^(?:careers?|jobs?|work|working|(?:employment|job|career) opportunities) at (?=\S)", re.I)
LONGEST = 200
# Who does not want to be known says so with one of these words, and with nothing but the others beside it.
HIDING = {"confidential", "undisclosed", "stealth", "anonymous", "unnamed"}
BESIDE = {
    *("company", "employer", "client", "startup", "start", "up", "mode", "organization", "organisation", "business"),
    *("name", "ai", "tech", "a", "an", "the", "our", "in", "hiring", "inc", "ltd", "llc", "employers", "clients"),
}


def pattern(form: str) -> str:
    """A form as a regular expression: commas, dots and spaces between its words as they please.

    Dots inside a word must be there: "a.s." is a form, and "as" a word.
    """
    words = (r"\.\s?".join(map(re.escape, word.split("."))) for word in form.split())
    return r"[\s.,]*".join(words) + r"\.?"


def alternatives(forms: tuple[str, ...]) -> str:
    return "|".join(pattern(form) for form in sorted(forms, key=len, reverse=True))


AT_THE_END = re.compile(
    rf"(?:[\s,]+(?:(?i:{alternatives(ANY_CASE)})|{alternatives(AS_WRITTEN)})|(?:{alternatives(APART_BY_NOTHING)}))$"
)
AT_THE_BEGINNING = re.compile(rf"^(?:(?:{alternatives(IN_FRONT)})[\s«\"“]+|(?:{alternatives(APART_BY_NOTHING)}))(?=\S)")
# "Acme Corporation" is Acme, but "Economic Development Corporation" is no Economic Development, nor Brain Corp a Brain.
CORPORATION = re.compile(r"(?<=\w),?\s+(?i:corporation)$")
CORP = re.compile(r"(?<=\w)(?:,\s*(?i:corp)\.?|\s(?i:corp)\.)$")


def clean(name: str) -> str:
    """The name that readers know: "SAP SE" -> "SAP". Never empty when `name` is not."""
    name = tidy(name)
    name = without_provider(BOARD_TITLE.sub("", name))
    while (shorter := shortened(name)) != name:
        name = shorter
    return name


def tidy(name: str) -> str:
    """In one line, without what cannot be seen."""
    seen = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFC", name))
    return " ".join("".join(c for c in seen if c.isprintable()).split())[:LONGEST].strip()


def shortened(name: str) -> str:
    """Without one legal form, if a name is left."""
    if AT_THE_END.fullmatch(f" {name}"):
        return name
    for form in (AT_THE_END, AT_THE_BEGINNING, CORP, CORPORATION):
        rest = form.sub("", name).strip(' ,;«»"“”')
        if rest != name and is_name(rest) and (form is not CORPORATION or " " not in rest):
            return rest
    return name


def is_name(text: str) -> bool:
    """Whether a company can be called so: two letters or digits at least, no mere article, nothing half said."""
    said = [character for character in text if character.isalnum()]
    if len(said) < 2 or text.casefold() in {"the", "co", "die", "der", "das", "le", "la", "el"}:
        return False
    return text[-1] not in "&+/" and not AT_THE_END.fullmatch(f" {text}")


def without_provider(name: str) -> str:
    """Without the ATS it is listed on: "Acme | Greenhouse" is Acme, and so is "acme.teamtailor.com"."""
    called = "|".join(re.escape(provider.NAME) for provider in providers.PROVIDERS.values())
    name = re.sub(rf"(?<=\w)\s+[|–—·-]\s+(?:{called})$", "", name)
    if " " in name or "." not in name:
        return name
    found = providers.board_in(name)
    return readable(found[1].token) if found else name


def readable(token: str) -> str:
    """A board's token as a company's name: "forward-financing" -> "Forward Financing"; "DeepL" stays.

    Of a token in parts, "acme/wd5/Careers", the first names the company.
    """
    words = token.partition("/")[0]
    words = re.sub(r"\.(com|io|ai|co|dev|org|net|jobs)(\.[a-z]{2})?$", "", words, flags=re.IGNORECASE)
    words = re.sub(r"[-_+\s]+", " ", words).strip() or token
    return " ".join(word if any(c.isupper() for c in word) else word.capitalize() for word in words.split(" "))


def key(name: str) -> str:
    """Two names with one key are one company's: the same words, whatever their case, accents and punctuation."""
    text = unicodedata.normalize("NFKD", clean(name).casefold().replace("&", " and "))
    kept = "".join(
        c if c.isalnum() or c in "+#" else "" if unicodedata.combining(c) or c in ".'’" else " " for c in text
    )
    return " ".join(kept.split()) or tidy(name).casefold()


def is_hidden(name: str) -> bool:
    """Whether the name says that there is none to be told: "Confidential", "Stealth Startup"."""
    words = set(re.findall(r"\w+", name.casefold()))
    return bool(words & HIDING) and words <= HIDING | BESIDE


def undisclosed(token: str) -> str:
    """How an employer is called that does not say who it is; its board's token tells it from others."""
    return f"Undisclosed employer ({token[:150]})"
