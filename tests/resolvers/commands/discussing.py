"""Articles and comments in few words: who publishes and says something, and what somebody reads afterwards.

In: the office. Out: `discussed`, its world with a general user, a public teacher and one who is blocked; `send`,
`published`, `says` and `heard`.
"""

from __future__ import annotations

from typing import Any

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import block, consent, staff, user
from tests.conformance.worlds.world import World
from tests.resolvers.commands.office import EACEA, Office, codes, made_of

GENERAL = Asker("GENERAL_USER", None, "general")
BERT = Asker("ETWINNER", None, "bert")
ESTONIA = Asker("NSO", "NATIONAL_PROMOTION", "nso-ee")
NORWAY = Asker("NSO", "NATIONAL_PROMOTION", "nso-no")
SUPPORT = Asker("CSS", "SUPPORT", "css")
RIGHTS = Asker("EACEA", "RIGHTS_REQUEST", "eacea")
PROVIDER = Asker("PROVIDER", "SUPPORT", "provider")
RESEARCH = Asker("JRC", "COURSE", "jrc")
UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
NEW = {"slug": "rivers", "language": "et", "title": "Rivers of Europe", "body": "Many.\nAll of them."}
READ = "article { id slug title country status comments { totalCount nodes { text author { id lastName } } } }"
PAYLOADS = {
    "publishArticle": READ,
    "withdrawArticle": READ,
    "commentArticle": "comment { id text author { id } }",
    "deleteComment": "article { id }",
    "removeComment": "article { id }",
}
OWN = "{ viewer { user { comments { id article text writtenAt removedAt removalReason } } } }"


def discussed(office: Office) -> Office:
    """The world of the office with a general user, a public teacher and one who is blocked."""
    now = office.real.now
    world = made_of(now)
    more = [
        user("general", None, "GENERAL", lastLoginAt=now.isoformat()),
        consent("bert", "PUBLIC_PROFILE", givenAt="2026-01-01T00:00:00Z"),
        block("anna", "dora"),
        *({**one, "lastLoginAt": now.isoformat()} if one["kind"] == "user" else one for one in others()),
    ]
    office.real.load(World((*world.records, *more), now))
    return office


def others() -> list[Any]:
    return [*staff("nso-no", "NSO", "NO"), *staff("css", "CSS")]


def send(office: Office, asker: Asker, command: str, /, **given: Any) -> Any:
    document = f"mutation ($input: {command[0].upper()}{command[1:]}Input!) {{ {command}(input: $input)"
    return office.send(asker, f"{document} {{ {PAYLOADS[command]} }} }}", input=given)


def published(office: Office, asker: Asker = EACEA, **changes: Any) -> str:
    """A new article; its id."""
    answer = send(office, asker, "publishArticle", **(NEW | changes))
    assert codes(answer) == [], answer
    return str(answer["data"]["publishArticle"]["article"]["id"])


def says(office: Office, asker: Asker, article: str, text: str) -> str:
    """A new comment; its id."""
    answer = send(office, asker, "commentArticle", article=article, text=text)
    assert codes(answer) == [], answer
    office.real.owner.execute("UPDATE comments SET written_at = now() WHERE text = %s", [text])
    return str(answer["data"]["commentArticle"]["comment"]["id"])


def heard(office: Office, asker: Asker, article: str) -> list[tuple[str, str | None]] | None:
    """What somebody reads below an article, by its id and in the list alike: texts, and who is named."""
    document = f"query ($id: ID!) {{ {READ.replace('article {', 'article(id: $id) {')} articles {{ nodes {{ id }} }} }}"
    data = office.send(asker, document, id=article)["data"]
    assert (data["article"] is not None) is ({"id": article} in data["articles"]["nodes"])
    if data["article"] is None:
        return None
    found = data["article"]["comments"]
    assert found["totalCount"] == len(found["nodes"])
    return [(one["text"], one["author"] and one["author"]["lastName"]) for one in found["nodes"]]
