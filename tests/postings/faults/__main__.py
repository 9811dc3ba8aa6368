"""python -m tests.postings.faults --days 30 --seed 7: a month of accidents, and a table of what came of it.

Ends with 1 when anything was lost, closed wrongly, told twice or late.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import django


def main() -> int:
    asked = arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.postings.faults.settings"
    from tests.postings.faults.cluster import cluster

    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, cluster() as server:
        server.create("faults")
        os.environ |= {"FAULTS_SOCKET": str(server.start()), "FAULTS_RAW": f"{folder}/raw"}
        django.setup()
        return lived_through(asked, server, Path(folder), began)


def lived_through(asked, server, folder: Path, began: float) -> int:
    from django.core.management import call_command
    from django.db import connection

    from postings.demo.employers import boards
    from tests.postings.faults.clock import Clock
    from tests.postings.faults.hosts import Hosts
    from tests.postings.faults.judging import faults
    from tests.postings.faults.simulation import Simulation
    from tests.postings.faults.world import SMALL, World

    call_command("migrate", verbosity=0)
    clock = Clock(server.folder / "clock")
    with connection.cursor() as cursor:
        cursor.execute(clock.in_postgresql())
    connection.close()
    world = World(asked.days, asked.seed, tuple(boards()) if asked.all else SMALL, asked.trouble)
    with Hosts(world) as hosts:
        simulation = Simulation(world, server, hosts, clock, folder)
        simulation.run(asked.worker_kills, asked.database_kills)
    found = list(faults(world, simulation.log))
    tell(world, simulation, found, time.monotonic() - began)
    if asked.output:
        print((folder / "output").read_text())
    connection.close()
    return 1 if found else 0


def tell(world, simulation, found, seconds: float) -> None:
    from companies.models import Crawl
    from postings.models import Event, Posting
    from tests.postings.faults.judging import FAULTS

    rows = {
        "seed": world.seed,
        "boards": len(world.boards),
        "days": world.days,
        "days of boards with an accident": sum(map(len, world.accidents.values())),
        **simulation.counts,
        "requests": simulation.hosts.requests(),
        "  for robots.txt": simulation.hosts.requests("/robots.txt"),
        **{f"  {name}": number for name, number in sorted(simulation.hosts.met.items())},
        "visits": len(simulation.log.read_text().splitlines()),
        **{
            f"  kept as {name}": number
            for name, number in sorted(Counter(Crawl.objects.values_list("outcome", flat=True)).items())
        },
        "postings": Posting.objects.count(),
        **{
            f"  {name}": number
            for name, number in sorted(Counter(Event.objects.values_list("type", flat=True)).items())
        },
        **{f"FAULT {kind}": sum(fault.kind == kind for fault in found) for kind in FAULTS},
        "seconds": round(seconds),
    }
    for name, number in rows.items():
        print(f"{name:40} {number:>8}")
    for fault in found[:40]:
        print(f"{fault.kind}: {fault.words}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.postings.faults", description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--all", action="store_true", help="all boards of the demo, not eight small ones")
    parser.add_argument("--trouble", type=float, default=0.3, help="of the days of a board, so many have an accident")
    parser.add_argument("--worker-kills", type=int, default=20)
    parser.add_argument("--database-kills", type=int, default=5)
    parser.add_argument("--output", action="store_true", help="what the workers wrote, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
