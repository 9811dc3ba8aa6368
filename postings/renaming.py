"""What is called otherwise is found by its new name, and shown by it at once, whoever renamed it."""

from typing import Any

from django.db.models import Model, signals
from django.dispatch import receiver

from companies.models import Company
from postings.entries import enter, outdate
from postings.models import City, Country, Department, Posting, Region


@receiver(signals.post_save, sender=Company)
def follow_company(instance: Company, created: bool, update_fields: Any = None, **_: Any) -> None:
    if not created and (update_fields is None or "name" in update_fields):
        enter(Posting.objects.filter(company=instance).values_list("id", flat=True))
        outdate()


@receiver(signals.post_save, sender=Department)
def follow_department(instance: Department, created: bool, **_: Any) -> None:
    if not created:
        enter(Posting.objects.filter(department=instance).values_list("id", flat=True))
        outdate()


@receiver(signals.post_save, sender=City)
@receiver(signals.post_save, sender=Region)
@receiver(signals.post_save, sender=Country)
def follow_place(instance: Model, created: bool, **_: Any) -> None:
    if not created:
        outdate()
