"""Whether the public site lists a posting: the rule of `settings.SCOPE`, applied to its facts."""

from django.conf import settings

from postings.normalise.facts import Facts
from postings.normalise.scope import Scope, read_rule, scope


def scope_of(facts: Facts) -> Scope:
    """In or out, with the reason. What is out is kept and followed like the rest, and has its page."""
    return scope(facts.language, facts.places, facts.eligible, read_rule(settings.SCOPE))
