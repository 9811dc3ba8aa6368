"""A month of accidents: boards that lie and break, workers and a database that are killed, and nothing lost.

world.py        a small part of the demo's market, with accidents drawn by seed
worker.py       a process that takes turns at the boards in simulated time
cluster.py      a PostgreSQL of its own, to be killed
simulation.py   moves the clock, kills, starts again
judging.py      the database against the world's truth
__main__.py     python -m tests.postings.faults --days 30 --seed 7
"""
