"""Pay: the boards' fields and texts -> minimum, maximum, currency and period.

fields   ranges that the board states in fields of their own
sums     numbers with a currency in a text: "$184,050", "€92-114k"
ranges   two of them joined, or one with an open end
cues     the words that tell what a sum is: base pay, on-target earnings, no pay at all
context  which of the words around a range decide
periods  the unit of time it is paid for
text     all of that: the salaries that a text states
bounds   what can be pay, and what several ranges come to
choice   salary(listing, text): which of the statements stands
words    pay as the employer put it, and as the site says it
"""

from postings.normalise.pay.bounds import LARGEST
from postings.normalise.pay.choice import salary
from postings.normalise.pay.words import format_salary, salary_raw

__all__ = ["LARGEST", "format_salary", "salary", "salary_raw"]
