"""Who withdraws is gone on every path, byte by byte as if they had never consented; back when they consent again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from pydantic import SecretStr

from app.application import create_application
from app.database.addresses import Addresses
from app.edge.connection import Connection
from app.identity.tokens import issue
from app.resolvers.document.prepare import digest_of
from app.settings import Settings
from app.transfer.importing import import_file
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import consent, school, user
from tests.conformance.worlds.world import SECRET, World, public_id
from tests.edge.serving import DEADLINE, running
from tests.edge.sockets.talking import Talk, talking

ANNA, BERT = (public_id("user", key) for key in ("anna", "bert"))
PROJECT, SCHOOL = public_id("project", "p"), public_id("school", "s1")
ORDER = "orderBy: [{field: LAST_NAME, direction: ASC}]"
PATHS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "list": (f"{{ users(first: 10, {ORDER}) {{ nodes {{ id firstName lastName picture }} }} }}", {}),
    "node": ("query ($id: ID!) { node(id: $id) { ... on User { firstName lastName } } }", {"id": ANNA}),
    "nodes": ("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", {"ids": [BERT, ANNA, BERT]}),
    "partners": (
        "query ($id: ID!) { node(id: $id) { ... on Project { partners { totalCount nodes { user { lastName } } } } } }",
        {"id": PROJECT},
    ),
    "school": (
        "query ($id: ID!) { node(id: $id) { ... on School { users { totalCount nodes { lastName } } } } }",
        {"id": SCHOOL},
    ),
    "count": ("{ users { totalCount } }", {}),
    "search": ('{ users(search: "canary") { totalCount nodes { lastName } } }', {}),
    "filter": ('{ users(where: {lastName: {eq: "Canary"}}) { totalCount nodes { lastName } } }', {}),
    "page": (
        f"query ($after: String!) {{ users(first: 5, after: $after, {ORDER}) {{ totalCount nodes {{ lastName }} }} }}",
        {},
    ),
}
CURSOR = f"{{ users(first: 1, {ORDER}) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}"
GIVE = """mutation { giveConsent(input: {purpose: PUBLIC_PROFILE, noticeVersion: "esep-nb", language: "et"}) {
  user { id } } }"""
GIVE_PICTURE = GIVE.replace("PUBLIC_PROFILE", "PUBLIC_PICTURE")
WITHDRAW = "mutation { withdrawConsent(input: {purpose: PUBLIC_PROFILE}) { user { id } } }"
UNPUBLISH = "mutation { unpublishMe(input: {}) { user { id } } }"
Asking = Callable[[str, Mapping[str, object]], bytes]


class Served:
    """A server with the documents of the paths registered, and one socket that stays open."""

    def __init__(self, address: str, talk: Talk) -> None:
        self._address, self._talk = address, talk
        self.ways: Mapping[str, Asking] = {"post": self.post, "trusted": self.trusted, "socket": self.socket}

    def post(self, document: str, variables: Mapping[str, object]) -> bytes:
        return self._send({"query": document, "variables": variables})

    def trusted(self, document: str, variables: Mapping[str, object]) -> bytes:
        return self._send({"documentId": f"sha256:{digest_of(document)}", "variables": variables})

    def socket(self, document: str, variables: Mapping[str, object]) -> bytes:
        return json.dumps(self._talk.answer(document, variables=variables)["payload"]).encode()

    def act(self, document: str) -> None:
        """Anna does something about her consents."""
        caller = Asker("GENERAL_USER", None, "anna").caller()
        token = issue(SECRET, caller, datetime.now(UTC))
        answer = json.loads(self._send({"query": document}, authorization=f"Bearer {token}"))
        assert "errors" not in answer, answer

    def _send(self, body: Mapping[str, object], **headers: str) -> bytes:
        return httpx.post(self._address, json=body, headers=headers, timeout=DEADLINE).content

    def seen(self, after: str) -> dict[tuple[str, str], bytes]:
        """The bytes of every path in every way."""
        return {
            (path, way): ask(document, variables or ({"after": after} if path == "page" else {}))
            for path, (document, variables) in PATHS.items()
            for way, ask in self.ways.items()
        }

    def cursor(self) -> str:
        """The place of Bert, who comes before Anna."""
        page: Any = json.loads(self.post(CURSOR, {}))["data"]["users"]
        assert page["nodes"] == [{"id": BERT}]
        return str(page["pageInfo"]["endCursor"])


@pytest.fixture(scope="module")
def world(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Addresses:
    """Bert is public, Anna is not; both are partners of a project that is."""
    now = datetime.now(UTC)
    here = {"lastLoginAt": (now - timedelta(days=1)).isoformat()}
    published = {"status": "ACTIVE", "registeredOn": "2025-01-01", "publishedAt": "2025-01-02T00:00:00Z"}
    records = [
        school("s1"),
        user("bert", lastName="Abel", **here),
        user("anna", lastName="Canary", picture="https://pictures.example/anna.png", **here),
        consent("bert"),
        {"kind": "project", "key": "p", "title": "Rivers", **published},
        *(
            {"kind": "partner", "key": key, "project": "p", "user": key, "school": "s1", "role": "FOUNDER"}
            for key in ("anna", "bert")
        ),
    ]
    addresses = new_database()
    file = tmp_path_factory.mktemp("paths") / "world.jsonl"
    file.write_text(World(tuple(records), now).as_lines(), encoding="utf-8")
    import_file(file, addresses, secret=SECRET, now=now)
    return addresses


@pytest.fixture
def served(world: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    documents = tmp_path_factory.mktemp("documents")
    for path, (document, _) in PATHS.items():
        (documents / f"{path}.graphql").write_text(document, encoding="utf-8")
    settings = Settings(secret=SecretStr(SECRET.decode()), documents_path=documents, pool_size=2, writing_pool_size=1)
    port_of = contextmanager(running)
    with port_of(create_application(settings, world), Connection) as port, talking(port) as talk:
        yield Served(f"http://127.0.0.1:{port}/graphql", talk.begin())


def test_q04_q06_who_withdraws_was_never_there_and_comes_back(served: Served, world: Addresses) -> None:
    after_never = served.cursor()
    never = served.seen(after_never)
    served.act(GIVE)
    after = served.cursor()
    shown = served.seen(after)
    # Not in vain: each path and way shows her, and says something else than before.
    assert [key for key in never if never[key] == shown[key]] == []
    assert [key for key in shown if b"Canary" not in shown[key] and key[0] not in {"nodes", "count"}] == []
    for end in (WITHDRAW, UNPUBLISH):
        served.act(end)
        assert served.seen(after_never) == never
        # A cursor, a trusted document and a socket of the time when she was public show her no more than others do.
        assert served.seen(after) == never
        for name in ("Written later", "First anna"):
            with psycopg.connect(world.owner) as connection:
                connection.execute("UPDATE users SET first_name = %s WHERE id = %s", [name, ANNA])
            assert served.seen(after) == never
        served.act(GIVE)
        assert served.seen(after) == shown
    served.act(UNPUBLISH)


def test_the_picture_goes_alone_and_with_the_profile(served: Served) -> None:
    document, variables = PATHS["list"]

    def pictures() -> dict[str, str | None]:
        nodes = json.loads(served.post(document, variables))["data"]["users"]["nodes"]
        return {node["id"]: node["picture"] for node in nodes}

    served.act(GIVE_PICTURE)
    assert pictures() == {BERT: None}
    served.act(GIVE)
    assert pictures() == {BERT: None, ANNA: "https://pictures.example/anna.png"}
    served.act(WITHDRAW.replace("PUBLIC_PROFILE", "PUBLIC_PICTURE"))
    assert pictures() == {BERT: None, ANNA: None}
    served.act(GIVE_PICTURE)
    served.act(UNPUBLISH)
    assert pictures() == {BERT: None}
