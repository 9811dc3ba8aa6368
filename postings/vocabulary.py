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


class EventType(models.TextChoices):
    CREATED = "job.created", "Opened"
    UPDATED = "job.updated", "Changed"
    CLOSED = "job.closed", "Closed"
    REOPENED = "job.reopened", "Reopened"
