"""The values that a fact may take, with the words and addresses that readers see."""

from django.db import models


class WorkplaceType(models.TextChoices):
    REMOTE = "remote", "Remote"
    HYBRID = "hybrid", "Hybrid"
    ON_SITE = "on_site", "On-site"

    @property
    def slug(self) -> str:
        return self.value.replace("_", "-")


class EmploymentType(models.TextChoices):
    FULL_TIME = "full_time", "Full-time"
    PART_TIME = "part_time", "Part-time"
    CONTRACT = "contract", "Contract"
    TEMPORARY = "temporary", "Temporary"
    INTERNSHIP = "internship", "Internship"
    PER_DIEM = "per_diem", "Per diem"
    VOLUNTEER = "volunteer", "Volunteer"


class SalaryPeriod(models.TextChoices):
    YEAR = "year", "a year"
    MONTH = "month", "a month"
    WEEK = "week", "a week"
    DAY = "day", "a day"
    HOUR = "hour", "an hour"


class Seniority(models.TextChoices):
    INTERN = "intern", "Intern"
    ENTRY = "entry", "Entry"
    MID = "mid", "Mid"
    SENIOR = "senior", "Senior"
    LEAD = "lead", "Lead"
    STAFF = "staff", "Staff"
    PRINCIPAL = "principal", "Principal"
    MANAGER = "manager", "Manager"
    DIRECTOR = "director", "Director"
    VP = "vp", "Vice president"
    EXECUTIVE = "executive", "Executive"


class JobFunction(models.TextChoices):
    """What a job is for, whatever its employer calls the department."""

    ENGINEERING = "engineering", "Engineering"
    DATA = "data", "Data"
    PRODUCT = "product", "Product"
    DESIGN = "design", "Design"
    RESEARCH = "research", "Research"
    IT = "it", "IT"
    SECURITY = "security", "Security"
    MARKETING = "marketing", "Marketing"
    SALES = "sales", "Sales"
    CUSTOMER = "customer", "Customer success"
    OPERATIONS = "operations", "Operations"
    FINANCE = "finance", "Finance"
    LEGAL = "legal", "Legal"
    PEOPLE = "people", "People"
    ADMINISTRATION = "administration", "Administration"
    MANUFACTURING = "manufacturing", "Manufacturing"
    SUPPLY_CHAIN = "supply_chain", "Supply chain"
    HEALTHCARE = "healthcare", "Healthcare"
    EDUCATION = "education", "Education"
    RETAIL_HOSPITALITY = "retail_hospitality", "Retail and hospitality"
    TRADES_FACILITIES = "trades_facilities", "Trades and facilities"
    MEDIA = "media", "Media"
    PUBLIC_SERVICE = "public_service", "Public service"
    OTHER = "other", "Other"


class EventType(models.TextChoices):
    CREATED = "job.created", "Opened"
    UPDATED = "job.updated", "Changed"
    CLOSED = "job.closed", "Closed"
    REOPENED = "job.reopened", "Reopened"


# The reason that an event gives which takes back what an earlier one of the same visit told.
UNDONE = "undone"


class Status(models.TextChoices):
    """Which postings a list is of."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    ALL = "all", "Open and closed"
