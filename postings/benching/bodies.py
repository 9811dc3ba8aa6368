"""What stands beside a job's row: its prose, and what was made of its board's words, with evidence."""

import json
from typing import Any

from postings.benching.jobs import Job
from postings.normalise.gazetteer import country_name


def content_row(job: Job, paragraphs: list[str]) -> dict[str, Any]:
    """`paragraphs` are those of the market, of which the job names its own."""
    prose = [paragraphs[number] for number in job.words.paragraphs]
    facts, digest = stated(job), job.digest
    return {
        "posting_id": job.id,
        "html": f"<p>{'</p><p>'.join(prose)}</p>",
        "text": "\n\n".join(prose),
        "team": "",
        "salary_raw": salary_words(job),
        "source_url": f"{job.board.url}/{job.key}",
        "apply_url": f"{job.board.url}/{job.key}/apply",
        "requisition_id": "",
        "facts": json.dumps(facts),
        "native_structured": json.dumps(native(job)),
        "parsed_structured": json.dumps(parsed(job, facts)),
        "extensions": "{}",
        "source_hash": digest,
        "record_hash": digest,
        "payload_key": f"raw/{job.board.provider}/{job.board.token}/{job.board.read_at:%Y-%m-%d}/answer.json.zst",
    }


def salary_words(job: Job) -> str:
    return f"{job.pay.least or ''} - {job.pay.most or ''} {job.pay.currency}" if job.pay.currency else ""


def stated(job: Job) -> dict[str, Any]:
    """The facts that a reader sees, the description aside: postings/normalise/facts.py."""
    pay = job.pay
    return {
        "title": job.words.title.text,
        "location_text": job.location_text,
        "places": [place._asdict() for place in job.places],
        "department": job.department,
        "workplace_type": job.work_model or None,
        "employment_type": job.employment or None,
        "salary_min": pay.least and float(pay.least),
        "salary_max": pay.most and float(pay.most),
        "salary_currency": pay.currency or None,
        "salary_period": pay.period or None,
        "language": "en",
        "posted_at": job.posted_at and job.posted_at.isoformat(),
    }


def native(job: Job) -> dict[str, Any]:
    """The record as the board sends it."""
    return {
        "id": job.key,
        "text": job.words.title.text,
        "department": job.department,
        "location": job.location_text,
        "workplaceType": job.work_model,
        "commitment": job.employment,
        "salaryRange": salary_words(job),
    }


def parsed(job: Job, facts: dict[str, Any]) -> dict[str, Any]:
    """In the shape of postings/structure.py: our facts, and where each comes from."""
    title, place = job.words.title, job.places[0] if job.places else None
    country = country_name(place.country) if place else None
    location = {"raw": job.location_text or None, "city": place and place.city, "country": country, "confidence": 1.0}
    return {
        **facts,
        "location": location,
        "launch_scope": {
            "reason": "worldwide" if job.is_listed else "outside",
            "included": job.is_listed,
            "language": "en",
            "location": location,
            "countries": [country] if country else [],
        },
        "eligible": None,
        "normalized_title": title.plain,
        "seniority": title.seniority or None,
        "job_function": title.function or None,
        "kind": "job",
        "evidence": {
            "title": {"kind": "field", "source": "title", "quote": title.text, "confidence": 1.0},
            "places": {"kind": "field", "source": "location", "quote": job.location_text, "confidence": 1.0},
            "workplace_type": {"kind": "field", "source": "workplaceType", "confidence": 1.0},
            "employment_type": {"kind": "field", "source": "commitment", "confidence": 1.0},
            "seniority": {"kind": "text", "source": "title", "quote": title.plain, "confidence": 0.9, "start": 0},
            "job_function": {"kind": "text", "source": "title", "quote": title.plain, "confidence": 0.9, "start": 0},
            "salary": {"kind": "field", "source": "salaryRange", "confidence": 1.0},
        },
        "conflicts": {},
    }
