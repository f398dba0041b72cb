"""Looks for a consent that counts too late: two servers, people who give and withdraw, readers who look, all at once.

In: the addresses of the servers, the name that operations have (which picks a build), some people who are not public,
and how many reads at most. Out: `Search`: how many reads there were, and which was the first that no order of events
explains. Who consents is sometimes on the one server and sometimes on the other, and so is every reader.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from app.identity.tokens import issue
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.world import SECRET, public_id
from tests.consent.history import Read, Write, impossible

READERS = (ANONYMOUS, Asker("GENERAL_USER", None, "reader"))
READS_OF_A_TOKEN = 20
AT_ONCE = 40  # reads between two looks at the history
MOST_BETWEEN = 10  # reads between two writes of a person
PATIENCE = 60

LIST = "query %s { users(first: 100) { totalCount nodes { id } } }"
NODES = "query %s($ids: [ID!]!) { nodes(ids: $ids) { id } }"
SCHOOL = "query %s($school: ID!) { node(id: $school) { ... on School { users(first: 100) { nodes { id } } } } }"
GIVE = """mutation %s { giveConsent(input: {purpose: PUBLIC_PROFILE, noticeVersion: "esep-nb", language: "et"}) {
  clientMutationId } }"""
WITHDRAW = "mutation %s { withdrawConsent(input: {purpose: PUBLIC_PROFILE}) { clientMutationId } }"


@dataclass
class Search:
    """What was done about each person, and what was seen of them."""

    people: Sequence[str]
    reads: int = 0
    writes_of: dict[str, list[Write]] = field(default_factory=dict)
    reads_of: dict[str, list[Read]] = field(default_factory=dict)

    def note(self, sent: float, answered: float, seen: set[str]) -> None:
        """One read looks at everybody."""
        self.reads += 1
        for person in self.people:
            self.reads_of.setdefault(person, []).append(Read(sent, answered, public_id("user", person) in seen))

    def found(self) -> int | None:
        """How many reads were sent until the first one that no order explains; None while there is none."""
        places = [
            sorted(read.sent for read in self.reads_of[person]).index(wrong.sent) + 1
            for person in self.reads_of
            for wrong in list(impossible(self.writes_of[person], self.reads_of[person]))[:1]
        ]
        return min(places, default=None)


class Searcher:
    """The clients of one search."""

    def __init__(self, servers: Sequence[str], name: str, people: Sequence[str], seed: int) -> None:
        self._servers, self._name, self._random = servers, name, random.Random(seed)
        self.search = Search(people)
        self._tokens: dict[str, tuple[str, int]] = {}
        self._progress = asyncio.Condition()

    async def run(self, most: int) -> Search:
        """Write and read until something is found, or so many reads were in vain."""
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            while self.search.reads < most and self.search.found() is None:
                upto = self.search.reads + AT_ONCE
                await asyncio.gather(
                    *(self._write(client, person, upto) for person in self.search.people),
                    *(self._read(client, reader, upto) for reader in READERS * 2),
                )
        return self.search

    async def _write(self, client: httpx.AsyncClient, person: str, upto: int) -> None:
        """Give, withdraw, give, …, with some reads of others in between."""
        writes = self.search.writes_of.setdefault(person, [])
        while self.search.reads < upto:
            given = not (writes and writes[-1].given)
            sent = time.monotonic()
            answer = await self._ask(client, GIVE if given else WITHDRAW, Asker("GENERAL_USER", None, person))
            assert "errors" not in answer, answer
            writes.append(Write(sent, time.monotonic(), given))
            enough = min(upto, self.search.reads + self._random.randrange(MOST_BETWEEN))
            async with self._progress:
                while self.search.reads < enough:
                    await self._progress.wait()

    async def _read(self, client: httpx.AsyncClient, reader: Asker, upto: int) -> None:
        while self.search.reads < upto:
            document = self._random.choice((LIST, NODES, SCHOOL))
            ids = [public_id("user", person) for person in self.search.people]
            sent = time.monotonic()
            answer = await self._ask(client, document, reader, ids=ids, school=public_id("school", "s1"))
            self.search.note(sent, time.monotonic(), ids_in(answer["data"]))
            async with self._progress:
                self._progress.notify_all()

    async def _ask(self, client: httpx.AsyncClient, document: str, asker: Asker, **variables: Any) -> Any:
        headers = {} if asker.user is None else {"authorization": f"Bearer {self._token(asker)}"}
        given = {name: value for name, value in variables.items() if f"${name}" in document}
        body = {"query": document % self._name, "operationName": self._name, "variables": given}
        response = await client.post(self._random.choice(self._servers), json=body, headers=headers)
        return response.json()

    def _token(self, asker: Asker) -> str:
        """A token lasts for some requests."""
        token, left = self._tokens.get(str(asker.user), ("", 0))
        if left == 0:
            token, left = issue(SECRET, asker.caller(), datetime.now(UTC)), READS_OF_A_TOKEN
        self._tokens[str(asker.user)] = (token, left - 1)
        return token


def ids_in(part: Any) -> set[str]:
    """Every id in an answer."""
    if isinstance(part, dict):
        inner = set().union(*map(ids_in, part.values()))
        return inner | ({part["id"]} if "id" in part else set())
    return set().union(*map(ids_in, part)) if isinstance(part, list) else set()
