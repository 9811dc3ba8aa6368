"""What is wrong with the settings, said when the site starts."""

from django.conf import settings
from django.core.checks import Error, register

from postings.normalise.scope import read_rule


@register
def scope_can_be_read(app_configs, **kwargs):
    try:
        read_rule(settings.SCOPE)
    except ValueError as error:
        return [Error(f"SCOPE: {error}", id="postings.E001")]
    return []
