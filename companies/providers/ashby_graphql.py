"""The answer of Ashby's own hosted board: {"data": {"jobBoard": {"teams", "jobPostings"}}}.

Its postings are briefs: no text, no dates, no addresses, teams told by id. Here they become
postings in the shape of the postings API, as far as they go; what they lack stays absent.
"""

from typing import Any

from companies.providers.fields import line, parts


def is_board(answer: Any) -> bool:
    data = answer.get("data") if isinstance(answer, dict) else None
    return isinstance(data, dict) and isinstance(data.get("jobBoard"), dict)


def postings(answer: Any, board_url: str) -> list[Any]:
    """The briefs of a board as postings. A brief names no address of its own: it is under `board_url`."""
    board = answer["data"]["jobBoard"]
    teams = {line(team, "id"): team for team in parts(board, "teams")}
    return [posting(brief, teams, board_url) for brief in parts(board, "jobPostings")]


def posting(brief: dict[str, Any], teams: dict[str, dict[str, Any]], board_url: str) -> dict[str, Any]:
    path = team_path(line(brief, "teamId"), teams)
    others = parts(brief, "secondaryLocations")
    return {
        "id": brief.get("id"),
        "title": brief.get("title"),
        "department": path[0] if path else None,
        "team": path[-1] if path else None,
        "employmentType": brief.get("employmentType"),
        "location": brief.get("locationName"),
        "secondaryLocations": [{"location": other.get("locationName")} for other in others],
        "compensationTierSummary": brief.get("compensationTierSummary"),
        "jobUrl": f"{board_url}/{brief.get('id')}" if board_url else None,
    }


def team_path(team_id: str, teams: dict[str, dict[str, Any]]) -> list[str]:
    """The names from the department at the top down to the team itself."""
    path: list[str] = []
    passed = set()
    while team_id in teams and team_id not in passed:  # a circle would lead nowhere
        passed.add(team_id)
        path.insert(0, line(teams[team_id], "name"))
        team_id = line(teams[team_id], "parentTeamId")
    return path
