"""The application as it is served, over a world of people with pictures, with short ways to send, choose and look.

In: addresses of a database with that world, the instant. Out: `Gallery`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
from pydantic import SecretStr

from app.application import create_application
from app.database.addresses import Addresses
from app.identity.tokens import issue
from app.settings import Settings
from app.transfer.importing import import_file
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import SECRET, public_id
from tests.edge.pictures import picture, pictured

NOW = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)
ANNA, BERT = Asker("ETWINNER", None, "anna"), Asker("ETWINNER", None, "bert")
MARI = Asker("GENERAL_USER", None, "mari")
ESTONIA, LATVIA = Asker("NSO", "VALIDATION", "nso-ee"), Asker("NSO", "VALIDATION", "nso-lv")
EACEA = Asker("EACEA", "OPERATION", "eacea")
SET = "mutation($input: SetMyPictureInput!) { setMyPicture(input: $input) { user { picture } } }"
REMOVE = "mutation { removeMyPicture(input: {}) { user { picture } } }"
LOOK = "query($id: ID!) { node(id: $id) { ... on User { picture } } }"
NOTHING = {"message": "There is nothing at this address.", "extensions": {"code": "NOT_FOUND"}}


class Gallery:
    """The application as it is served, with short ways to ask."""

    def __init__(self, client: httpx.AsyncClient, addresses: Addresses) -> None:
        self.client = client
        self._addresses = addresses

    async def send(self, body: bytes, asker: Asker = ANNA, headers: dict[str, str] | None = None) -> httpx.Response:
        return await self.client.post("/pictures", content=body, headers=token(asker) | (headers or {}))

    async def ask(self, asker: Asker, document: str, **variables: Any) -> Any:
        asked = {"query": document, "variables": variables}
        return (await self.client.post("/graphql", json=asked, headers=token(asker))).json()

    async def choose(self, upload: str, asker: Asker = ANNA) -> Any:
        return await self.ask(asker, SET, input={"upload": upload})

    async def shown(self, body: bytes | None = None, asker: Asker = ANNA) -> str:
        """Sent and chosen; the address as the person sees it."""
        upload = (await self.send(body or picture(), asker)).json()["upload"]
        address: str = (await self.choose(upload, asker))["data"]["setMyPicture"]["user"]["picture"]
        return address

    async def seen(self, asker: Asker, person: str = "anna") -> str | None:
        node = (await self.ask(asker, LOOK, id=public_id("user", person)))["data"]["node"]
        return None if node is None else node["picture"]

    def rows(self, query: Any, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self._addresses.owner, autocommit=True) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []


def token(asker: Asker) -> dict[str, str]:
    caller = asker.caller()
    return {} if caller.user_id is None else {"Authorization": f"Bearer {issue(SECRET, caller, NOW)}"}


@asynccontextmanager
async def serving(addresses: Addresses, folder: Path, now: datetime = NOW, **more: Any) -> AsyncIterator[Gallery]:
    settings = Settings(data_dir=folder, secret=SecretStr(SECRET.decode()), now=now, pool_size=2, **more)
    application = create_application(settings, addresses)
    transport = httpx.ASGITransport(application)
    async with (
        application.router.lifespan_context(application),
        httpx.AsyncClient(transport=transport, base_url="http://twingraph.test") as client,
    ):
        yield Gallery(client, addresses)


def imported_world(addresses: Addresses, folder: Path) -> Addresses:
    """The same addresses, of a database that holds the world."""
    file = folder / "world.jsonl"
    file.write_text(pictured(NOW).as_lines(), encoding="utf-8")
    import_file(file, addresses, secret=SECRET, now=NOW)
    return addresses
