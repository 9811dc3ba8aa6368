"""What readers narrow by, each with an address of its own. Rows appear with the first posting that needs them."""

from django.db import models
from django.db.models import Q


class Country(models.Model):
    code = models.CharField(max_length=2, unique=True, help_text="ISO 3166-1 alpha-2")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/countries/{self.slug}/"


class Region(models.Model):
    country = models.ForeignKey(Country, models.PROTECT, related_name="regions")
    code = models.CharField(max_length=6, help_text="The short ISO 3166-2 code, such as NY.")
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("country", "code", name="one_region_per_code")]

    def __str__(self) -> str:
        return f"{self.name}, {self.country.name}"

    def get_absolute_url(self) -> str:
        return f"/regions/{self.slug}/"


class City(models.Model):
    """A municipality. `slug` is city-region-country, with only the parts that are known."""

    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="cities")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="cities")
    slug = models.SlugField(max_length=200, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "cities"
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=True) | Q(country__isnull=False), name="city_in_a_region_is_in_a_country"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """ "New York, NY, United States", with only the parts that are known."""
        parts = [self.name, self.region and self.region.code, self.country and self.country.name]
        return ", ".join(part for part in parts if part)

    def get_absolute_url(self) -> str:
        return f"/cities/{self.slug}/"


class Department(models.Model):
    """A department in the board's own word; words that differ only in case or signs are one."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/departments/{self.slug}/"
