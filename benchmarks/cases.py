"""What is asked: each case is one page that a user of eTwinning looks at, for one viewer.

In: the function that turns the key of a demo record into its id. Out: cases, each with the query for the graph and the
address of the hand-written endpoint that answers with the same JSON. Cursors are left out of the queries: the graph
signs them for one viewer, and an endpoint that does not would have less to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote
from uuid import UUID

from app.authz.caller import Caller
from app.database.vocabulary import Purpose, Role
from app.transfer.demo.story import CROWDED_TWINSPACE

IdOf = Callable[[str, str], UUID]

PEOPLE_WORDS = "ma ka"
PROJECT_WORDS = "se"

PROJECTS = """
query Projects {
  projects(first: 50) {
    nodes {
      id title description languages pupilAges { from to } registeredOn
      partners(first: 20) {
        nodes {
          role country
          user { id firstName lastName picture ambassador }
          school { id officialName city country }
        }
      }
    }
    pageInfo { hasNextPage }
  }
}
"""

MEMBERS = """
query Members($id: ID!) {
  node(id: $id) {
    ... on TwinSpace {
      id title
      members(first: 100, orderBy: [{field: LAST_NAME}]) {
        nodes {
          role joinedOn
          user {
            id firstName lastName picture schoolRole subjects languages country
            school { id officialName city }
          }
        }
        pageInfo { hasNextPage }
      }
    }
  }
}
"""

REGISTRATIONS = """
query Registrations {
  users(first: 100, where: {status: [PENDING]}, orderBy: [{field: REGISTERED_AT}]) {
    nodes {
      id firstName lastName email username schoolRole subjects languages pupilAges { from to } registeredAt status
      school { id officialName city country email }
    }
    pageInfo { hasNextPage }
  }
}
"""

PEOPLE = """
query People($words: String!) {
  users(first: 20, search: $words) {
    nodes { id firstName lastName country subjects school { id officialName city } }
    pageInfo { hasNextPage }
  }
}
"""

FOUND_PROJECTS = """
query FoundProjects($words: String!) {
  projects(first: 20, search: $words) {
    nodes { id title description languages registeredOn }
    pageInfo { hasNextPage }
  }
}
"""


@dataclass(frozen=True)
class Case:
    """One page for one viewer. `path` is the hand-written endpoint's; `rows` is how many the page must show."""

    name: str
    query: str
    caller: Caller
    path: str
    rows: int
    variables: dict[str, str] = field(default_factory=dict)


def callers(id_of: IdOf) -> dict[str, Caller]:
    """The viewers by name, people of the demo data."""

    def person(key: str, role: Role, purpose: Purpose | None = None) -> Caller:
        return Caller(role, purpose, id_of("user", key))

    return {
        "ANONYMOUS": Caller(),
        "ETWINNER": person("teacher-tallinn", Role.ETWINNER),
        "NSO": person("staff-nso-ee", Role.NSO, Purpose.VALIDATION),
        "EACEA": person("staff-eacea", Role.EACEA, Purpose.OPERATION),
    }


def cases(id_of: IdOf) -> tuple[Case, ...]:
    """The cases that are compared with the baselines."""
    who = callers(id_of)
    twinspace = str(id_of("twinspace", CROWDED_TWINSPACE))
    return (
        Case("50 projects, partners, schools: ANONYMOUS", PROJECTS, who["ANONYMOUS"], "/public/projects", 50),
        Case("50 projects, partners, schools: ETWINNER", PROJECTS, who["ETWINNER"], "/peer/projects", 50),
        Case(
            "100 members of a TwinSpace: ETWINNER",
            MEMBERS,
            who["ETWINNER"],
            f"/peer/twinspaces/{twinspace}",
            100,
            {"id": twinspace},
        ),
        Case("100 pending registrations: NSO", REGISTRATIONS, who["NSO"], "/staff/registrations", 100),
        Case(
            "20 people by search: ETWINNER",
            PEOPLE,
            who["ETWINNER"],
            f"/peer/people?words={quote(PEOPLE_WORDS)}",
            20,
            {"words": PEOPLE_WORDS},
        ),
        Case(
            "20 projects by search: ANONYMOUS",
            FOUND_PROJECTS,
            who["ANONYMOUS"],
            f"/public/found-projects?words={quote(PROJECT_WORDS)}",
            20,
            {"words": PROJECT_WORDS},
        ),
    )
