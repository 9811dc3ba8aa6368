"""The admin's forms: a company's curated texts, and a new source by its careers URL."""

from typing import Any

from django import forms
from django.core.validators import validate_domain_name

from companies.directory import NotABoard, add_source


class LinesField(forms.CharField):
    """A list of texts, one a line: a company's name may hold a comma."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class CompanyForm(forms.ModelForm):
    aliases = LinesField(required=False, help_text="Other names, one a line.")
    domain = forms.CharField(
        required=False, max_length=253, validators=[validate_domain_name], help_text="Such as example.org."
    )


class AddSource(forms.ModelForm):
    """Any careers URL, instead of the fields that follow from it."""

    careers_url = forms.CharField(
        label="Careers URL", max_length=500, help_text="A board, a posting, an apply page or an API address."
    )
    company_name = forms.CharField(
        required=False, max_length=200, help_text="Left empty, it is made from the board's token."
    )

    def clean(self) -> None:
        """Adds the source. The last thing to be checked: nothing else is wrong when it is."""
        if self.errors:
            return
        try:
            source, is_new = add_source(self.cleaned_data["careers_url"], self.cleaned_data["company_name"])
        except NotABoard as error:
            self.add_error("careers_url", str(error))
            return
        if is_new:
            self.instance = source
        else:
            self.add_error("careers_url", f"{source} is read already, for {source.company}.")
