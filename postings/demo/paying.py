"""What a job pays in a country, and how that is written in a language."""

from random import Random

from postings.demo.employers import Employer
from postings.demo.values import Pay
from postings.demo.words import Role, countries, prose

HOURS_A_YEAR = 2080
MONTHS_A_YEAR = 12
# Half the width of a range beside its middle: boards show from narrow bands to very wide ones.
SPREADS = (0.06, 0.1, 0.12, 0.15, 0.2)


def pay(role: Role, level: int, employer: Employer, country: str, rng: Random) -> Pay:
    """A range by the customs of `country`: its currency, its period, amounts as round as people write them."""
    custom = countries()[country]
    year = role.pay * 1000 * role.ladder[level].pay * custom["rate"] * employer.generosity
    period = custom["hourly_period"] if role.hourly else custom["period"]
    parts = {"year": 1, "month": MONTHS_A_YEAR, "hour": HOURS_A_YEAR}[period]
    spread = rng.choice(SPREADS)
    low = max(year / parts * (1 - spread), custom.get("least", 0) * HOURS_A_YEAR / parts)
    high = max(year / parts * (1 + spread), low)
    step = custom["steps"][period]
    return Pay(rounded(low, step), rounded(high, step), custom["currency"], period)


def raised(old: Pay, share: float) -> Pay:
    """`old` with both ends moved by `share`, as round as before."""
    step = next(custom["steps"][old.period] for custom in countries().values() if custom["currency"] == old.currency)
    return old._replace(low=rounded(old.low * (1 + share), step), high=rounded(old.high * (1 + share), step))


def rounded(amount: float, step: float) -> float:
    steps = max(1, round(amount / step)) * step
    return int(steps) if steps == int(steps) else steps


def line(offer: Pay, language: str, rng: Random) -> str:
    """A sentence of the text that tells `offer`."""
    words = prose(language)
    return rng.choice(words["pay"][offer.period]).format(
        low=money(offer.low, offer.currency, language), high=money(offer.high, offer.currency, language)
    )


def money(amount: float, currency: str, language: str) -> str:
    """An amount as `language` writes it: "$120,000", "60.000 €"."""
    words = prose(language)
    digits = f"{amount:,.2f}" if amount != int(amount) else f"{int(amount):,}"
    digits = digits.translate(str.maketrans(",.", words["thousands"] + words["decimal"]))
    return words["money"].format(amount=digits, sign=sign(currency, language))


def sign(currency: str, language: str) -> str:
    return prose(language).get("signs", {}).get(currency) or prose("en")["signs"].get(currency, f"{currency} ")
