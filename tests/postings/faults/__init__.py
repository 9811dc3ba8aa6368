"""A month of accidents: boards that lie and break, workers and a database that are killed, and nothing lost.

world.py        a small part of the demo's market, with accidents drawn by seed
hosts.py        its boards over HTTP, each at its host's own name
clock.py        the simulated clock that the world, the workers and PostgreSQL share
worker.py       `manage.py work` in that world
cluster.py      a PostgreSQL of its own, to be killed
simulation.py   moves the clock, kills, starts again
judging.py      the database against the world's truth
__main__.py     python -m tests.postings.faults --days 30 --seed 7
"""
