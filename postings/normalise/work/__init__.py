"""How the work is done, by whom, and on what terms: what fields, title and body say of it."""

from postings.normalise.work.eligibility import eligible
from postings.normalise.work.employment import employment_type
from postings.normalise.work.workplace import workplace_type

__all__ = ["eligible", "employment_type", "workplace_type"]
