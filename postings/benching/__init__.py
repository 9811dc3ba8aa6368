"""`manage.py bench`: the site under load, on an invented market. docs/measuring.md tells how to read it.

market.py     n postings and all that stands behind them, the same ones for the same seed
filling.py    market -> tables, by COPY; the lists are then made by the product's own code
serving.py    gunicorn on that database, and wrk against it
touching.py   how many pages of the database each view reads
oracle.py     what a selection must contain, in plain SQL that knows none of the product's tables of lists
ingesting.py  `manage.py bench_ingest`: what bringing in a visit costs the database
"""
