"""One job, made of a board's house style, a role, and a stream of random numbers."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from random import Random

from postings.demo import paying, telling
from postings.demo.employers import DemoBoard
from postings.demo.values import Job, Place
from postings.demo.words import Role, countries, place, roles, trades

# How a board writes a place: with a region, and without one.
PLACE_STYLES = (
    ("{city}, {region}", "{city}"),
    ("{city}, {region}, {country_name}", "{city}, {country_name}"),
    ("{city}, {region_name}, {country_name}", "{city}, {country_name}"),
    ("{city}, {region}", "{city}, {country_name}"),
    ("{city}", "{city}"),
    ("{country_name} - {city}", "{country_name} - {city}"),
)
LOCAL_STYLES = ("{local}", "{local}, {local_country}")
REMOTE_STYLES = ("Remote - {name}", "Remote ({short})", "{name} (Remote)", "Home based - {name}", "{name}")


def compose(board: DemoBoard, rng: Random, posted_at: datetime, role_name: str = "") -> Job:
    """A new job for `board`; of the role `role_name`, or of one that its trade has."""
    department, team, role = post(board, rng, role_name)
    level = rng.choices(range(len(role.ladder)), [rung.weight for rung in role.ladder])[0]
    workplace = workplace_for(board, role, rng)
    places = places_for(board, role, workplace, rng)
    country = places[0].country
    pays = rng.random() < board.employer.pays
    pay = paying.pay(role, level, board.employer, country, rng) if pays else None
    voice = telling.voice(board, role, level, team, places, rng)
    return Job(
        id=random_id(rng),
        role=role.name,
        level=level,
        language=role.language,
        title=title_for(board, role, level, team, places, rng),
        department=department,
        team=team,
        places=places,
        workplace=workplace,
        employment=rng.choices(list(role.employment), list(role.employment.values()))[0],
        pay=pay,
        pay_line=paying.line(pay, role.language, rng) if pay else "",
        opening=telling.opening(voice),
        sections=tuple(telling.sections(voice, workplace, country)),
        closing=telling.closing(voice),
        requisition=rng.randrange(1_000, 9_999),
        posted_at=posted_at,
        edited_at=posted_at,
    )


def random_id(rng: Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def post(board: DemoBoard, rng: Random, role_name: str) -> tuple[str, str, Role]:
    """Department, team and role of a new job."""
    teams = {
        (part.name, team): (part.weight / len(part.teams), names)
        for part in trades()[board.employer.trade]
        for team, names in part.teams.items()
        if not role_name or role_name in names
    }
    department, team = rng.choices(list(teams), [weight for weight, _ in teams.values()])[0]
    return department, team, roles()[role_name or rng.choice(teams[department, team][1])]


def title_for(board: DemoBoard, role: Role, level: int, team: str, places: Sequence[Place], rng: Random) -> str:
    """The title in one of the board's manners; a team is not named twice in it."""
    plain = role.ladder[level].title.format(title=role.title)
    manner = rng.choice(board.employer.titles)
    if team in plain:
        manner = board.employer.titles[0]
    return manner.format(title=plain, team=team, city=places[0].city or "Remote")


def workplace_for(board: DemoBoard, role: Role, rng: Random) -> str:
    """What the board's own field says; "" where the employer left it open."""
    if role.on_site:
        return rng.choice(("onsite", "onsite", ""))
    chance = rng.random()
    if chance < board.employer.remote:
        return "remote"
    if chance < board.employer.remote + board.employer.hybrid:
        return "hybrid"
    return rng.choice(("onsite", ""))


def places_for(board: DemoBoard, role: Role, workplace: str, rng: Random) -> tuple[Place, ...]:
    """One place mostly, sometimes two or three; a remote job often only has a country."""
    weights = [1 / (1 + position) for position in range(len(board.places))]
    first = rng.choices(board.places, weights)[0]
    if workplace == "remote" and rng.random() < 0.6:
        return (anywhere_in(place(first).country, board),)
    cities = [first]
    if not role.on_site and rng.random() < 0.15:
        cities += rng.sample(board.places, min(len(board.places), rng.choice((1, 2))))
    return tuple(written(board, role.language, city) for city in dict.fromkeys(cities))


def written(board: DemoBoard, language: str, city: str) -> Place:
    """`city` as this board writes places."""
    if language != "en":
        return place(city, board.pick(LOCAL_STYLES, "place"))
    with_region, without = board.pick(PLACE_STYLES, "place")
    return place(city, with_region if place(city).region else without)


def anywhere_in(country: str, board: DemoBoard) -> Place:
    name = countries()[country]["name"]
    short = countries()[country].get("short", name)
    text = board.pick(REMOTE_STYLES, "remote").format(name=name, short=short)
    return Place(text, "", "", "", country, name)
