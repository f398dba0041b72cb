"""Commands about contacts in few words, and what the two sides and the tables say afterwards."""

from __future__ import annotations

from typing import Any

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import Office

ABOUT_CONTACTS = ("requestContact", "acceptContact", "declineContact", "withdrawContactRequest", "removeContact")
LISTS = """{ viewer {
  contactRequests { totalCount nodes { id } }
  sentContactRequests { totalCount nodes { id } }
  user { contacts { totalCount nodes { id } } }
} }"""
_KEYS = {public_id("user", key): key for key in ("anna", "bert", "carl", "dora", "emil")}


def peer(key: str) -> Asker:
    return Asker("ETWINNER", None, key)


def document(command: str) -> str:
    given = f"{command[0].upper()}{command[1:]}Input!"
    return f"mutation ($input: {given}) {{ {command}(input: $input) {{ user {{ id }} }} }}"


def act(office: Office, who: str, command: str, whom: str, **more: Any) -> Any:
    """One peer acts upon another."""
    return office.send(peer(who), document(command), input={"user": public_id("user", whom), **more})


def lists(office: Office, who: str) -> dict[str, list[str]]:
    """Who asks somebody, whom they have asked, and their contacts, by key."""
    found = office.send(peer(who), LISTS)["data"]["viewer"]
    shown = {"asked by": "contactRequests", "asks": "sentContactRequests"}
    every = {name: found[field] for name, field in shown.items()} | {"contacts": found["user"]["contacts"]}
    assert all(one["totalCount"] == len(one["nodes"]) for one in every.values())
    return {name: sorted(_KEYS[node["id"]] for node in one["nodes"]) for name, one in every.items() if one["nodes"]}


def log(office: Office) -> list[str]:
    """The commands of the audit log."""
    return [entry[3] for entry in office.audit()]
