"""The Job Postings API under /job-postings/v1/: every list of the site for programs, by the names that exist for it.

    request -> serving (id, key, limit, CORS, errors as JSON) -> site (addresses) -> an endpoint -> envelope

serving.py           what every request goes through; limits.py keys.py addresses.py
site.py              the addresses; document.py openapi.json and the docs page
queries.py           what a search may ask; kinds.py values and how they are refused; strict_json.py bodies
asking.py            a search -> a selection of the site; values.py names; conditions.py what no selection has
walking.py           a page of it by cursor (cursors.py), and its total
job_records.py       jobs as they are told: as PostgreSQL writes them (job_rows.py, job_fields.py), or as they are kept
                     (job_frames.py); records.py companies, boards, events; envelopes.py
jobs.py facets.py lookup.py export.py events.py orgs.py sources.py stats.py hooks.py    the endpoints
matching.py delivering.py signing.py outside.py    webhooks: who is told, how, and where to
schemas.py           what answers look like (job_schema.py), for the document and the tests
lines.py             the requests that stand at the end of every page
"""
