"""What a selection must contain, in plain SQL over the postings and their places.

Written from docs/how-we-count.md, not from the product: it reads no table that lists are made of,
and knows no index. A temporary table has a row for each job with all that is said of it; a question
is answered by reading through it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from django.db import connection
from django.utils import timezone

from postings.benching.questions import NAMES, UNKNOWN, Example, Question, Term

# Compiling takes longer than any of these questions.
NO_COMPILING = "set jit = off"
# A job is a listed posting that is no copy of another. What its copies say is said of it as well.
MEMBERS = """
create temporary view oracle_member as select coalesce(copy_of_id, id) as job, * from postings_posting where listed
"""
SAID = """
create temporary table oracle_said as select job, name, slug from (
    select job, 'company' as name, slug from oracle_member
        join companies_company on companies_company.id = company_id
    union all select job, 'department', slug from oracle_member
        join postings_department on postings_department.id = department_id
    union all select job, 'city', slug from oracle_member member join postings_postingplace place
        on place.posting_id = member.id join postings_city on postings_city.id = place.city_id
    union all select job, 'region', slug from oracle_member member join postings_postingplace place
        on place.posting_id = member.id join postings_region on postings_region.id = place.region_id
    union all select job, 'country', slug from oracle_member member join postings_postingplace place
        on place.posting_id = member.id join postings_country on postings_country.id = place.country_id
    union all select job, name, case name when 'provider' then word else replace(word, '_', '-') end
        from oracle_member cross join lateral (values
        ('function', job_function), ('work_model', workplace_type), ('employment', employment_type),
        ('seniority', seniority), ('provider', provider), ('currency', salary_currency)) words(name, word)
) said where slug <> ''
"""
NOTHING_SAID = """
insert into oracle_said select job, name, %s from (
    select job, name from oracle_member cross join unnest(%s::text[]) name except select job, name from oracle_said
) unsaid
"""
VALUES = """
create temporary table oracle_value as
select row_number() over ()::int as value, name, slug from (select distinct name, slug from oracle_said) had
"""
ANALYZE = "analyze oracle_said; analyze oracle_value"
FOLD = r"""
create function pg_temp.fold(words text) returns text language sql immutable strict
return case when octet_length(words) = char_length(words) then lower(words)
    else lower(regexp_replace(normalize(words, nfkd), '[\u0300-\u036f]', '', 'g')) end
"""
# Between two texts stands what no phrase crosses.
JOBS = """
create temporary table oracle_job as
select lead.id as job, lead.active as open, least(lead.posted_at, lead.first_seen_at) as posted_at,
    pg_temp.fold(lead.title) as title,
    concat_ws(' _ ', pg_temp.fold(lead.title), pg_temp.fold(company.name),
        string_agg(distinct pg_temp.fold(department.name), ' _ ')) as words,
    max(floor(coalesce(member.salary_max, member.salary_min) * case member.salary_period
        when 'hour' then 2080 when 'day' then 260 when 'week' then 52 when 'month' then 12 else 1 end)) as pay,
    said
from oracle_member member
join postings_posting lead on lead.id = member.job
join companies_company company on company.id = lead.company_id
left join postings_department department on department.id = member.department_id
join (
    select job, array_agg(distinct value) as said from oracle_said join oracle_value using (name, slug) group by job
) had on had.job = lead.id
group by lead.id, company.id, said
"""
IDS = "select job, {in_title} as first from oracle_job where {where} order by first desc, job desc"
COUNTS = "select value, count(*) from oracle_job cross join unnest(said) value where {where} group by value"
HOURS = {"24h": 24, "3d": 72, "7d": 168, "30d": 720}
# An example's words are those that a search finds as they are written: no plurals, nothing short.
WORD = re.compile(r"[^\W\d_]+")

Condition = tuple[str, list[Any]]


class Oracle:
    """`ids(question)` and `facets(question, names)`. Its tables belong to the connection that it was made on."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            for statement in (NO_COMPILING, MEMBERS, SAID):
                cursor.execute(statement)
            cursor.execute(NOTHING_SAID, [UNKNOWN, list(NAMES)])
            for statement in (VALUES, FOLD, ANALYZE, JOBS):
                cursor.execute(statement)
        self.named = {value: (name, slug) for value, name, slug in ask("select * from oracle_value", [])}
        self.values = {named: value for value, named in self.named.items()}

    def ids(self, question: Question) -> list[int]:
        """All jobs it selects in the order of the list: those with the words in the title first, then the newest."""
        where, parameters = self.where(question)
        in_title, of_title = every(matches("title", term) for term in question.terms)
        return [job for job, _ in ask(IDS.format(where=where, in_title=in_title), of_title + parameters)]

    def facets(self, question: Question, names: Iterable[str]) -> dict[str, dict[str, int]]:
        """{name: {slug: jobs}}, each as if no value of its own name were chosen; what is excluded stays so."""
        counted = self.count(question, [name for name in names if name not in question.include])
        for name in question.include.keys() & set(names):
            counted |= self.count(question.choosing_no(name), [name])
        return counted

    def count(self, question: Question, names: list[str]) -> dict[str, dict[str, int]]:
        where, parameters = self.where(question)
        counted: dict[str, dict[str, int]] = {name: {} for name in names}
        for value, number in ask(COUNTS.format(where=where), parameters):
            name, slug = self.named[value]
            if name in counted:
                counted[name][slug] = number
        return counted

    def where(self, question: Question) -> Condition:
        conditions = [self.included(question, name, slugs) for name, slugs in question.include.items()]
        conditions += [negated(self.has_any(name, slugs)) for name, slugs in question.exclude.items()]
        conditions += [matches("words", term) for term in question.terms]
        if question.salary_min:
            conditions.append((f"(pay >= %s{' or pay is null' * question.unstated_pay})", [question.salary_min]))
        if question.posted:
            conditions.append(("posted_at >= %s", [full_hour() - timedelta(hours=HOURS[question.posted])]))
        if question.status != "all":
            conditions.append(("open = %s", [question.status == "open"]))
        return every(conditions)

    def included(self, question: Question, name: str, slugs: Iterable[str]) -> Condition:
        """Those that do not say their pay, where they are asked for, state no currency either."""
        condition, parameters = self.has_any(name, slugs)
        if name == "currency" and question.salary_min and question.unstated_pay:
            return f"({condition} or pay is null)", parameters
        return condition, parameters

    def has_any(self, name: str, slugs: Iterable[str]) -> Condition:
        return "said && %s::int[]", [[self.values[name, slug] for slug in slugs if (name, slug) in self.values]]

    def examples(self, rng: Random, number: int) -> list[Example]:
        """Open jobs, to make questions of."""
        found = ask("select title, said from oracle_job where open order by job", [])
        return [self.example(title, said) for title, said in rng.sample(found, min(number, len(found)))]

    def example(self, title: str, said: list[int]) -> Example:
        values: dict[str, list[str]] = defaultdict(list)
        for name, slug in sorted(self.named[value] for value in said):
            if slug != UNKNOWN:
                values[name].append(slug)
        words = WORD.findall(title)
        whole = [word for word in dict.fromkeys(words) if is_whole(word)]
        phrases = [f"{one} {next}" for one, next in pairwise(words) if is_whole(one) and is_whole(next)]
        return Example(values, whole, phrases)


def full_hour() -> datetime:
    """By which ages are counted, so that a page and its feed agree for an hour."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def is_whole(word: str) -> bool:
    return len(word) > 3 and not word.endswith("s")


def matches(text: str, term: Term) -> Condition:
    """Any of its words, or their plurals, stands in `text`."""
    condition = " or ".join([f"{text} ~ %s"] * len(term.words)), [pattern(word) for word in term.words]
    return negated(condition) if term.is_excluded else (f"({condition[0]})", condition[1])


def pattern(word: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return r"\W+".join(rf"\m{part}s?\M" for part in bare.lower().split())


def negated(condition: Condition) -> Condition:
    return f"not ({condition[0]})", condition[1]


def every(conditions: Iterable[Condition]) -> Condition:
    conditions = list(conditions)
    if not conditions:
        return "true", []
    return " and ".join(words for words, _ in conditions), [one for _, found in conditions for one in found]


def ask(statement: str, parameters: list[Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
