"""Whether the import would take a world: the rules of G-40, G-46, G-51 and G-57 that changes of a world may break.

In: a world. Out: yes or no. The strategies keep to the rules by themselves; this is for changed worlds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.conformance.worlds.world import Record, World

REFERENCES = {
    "user": {"school": "school"},
    "school": {"headSuppliedBy": "user"},
    "consent": {"user": "user"},
    "assignment": {"user": "user", "organisation": "organisation"},
    "partner": {"project": "project", "user": "user", "school": "school"},
    "contact": {"user": "user", "contact": "user"},
    "comment": {"article": "article", "author": "user"},
    "block": {"user": "user", "blocked": "user"},
    "former_school": {"school": "school"},
    "twinspace": {"project": "project"},
    "member": {"user": "user"},
    "thread": {"author": "user"},
    "post": {"thread": "thread", "author": "user"},
}
PERSONAL = ("firstName", "lastName", "schoolRole", "languages", "pupilAges", "school")


def references(record: Record) -> Iterator[tuple[str, str]]:
    """Kind and key of every record that this one names."""
    for name, kind in REFERENCES.get(record["kind"], {}).items():
        if record.get(name) is not None:
            yield kind, record[name]
    if record["kind"] == "user" and record.get("second"):
        yield "school", record["second"]["school"]
    if record["kind"] in ("member", "thread"):
        yield record["area"]["kind"], record["area"]["key"]


def is_importable(world: World) -> bool:
    known = {(record["kind"], record["key"]) for record in world.records}
    return (
        len(known) == len(world.records)
        and all(reference in known for record in world.records for reference in references(record))
        and all(_is_complete(user) for user in world.of("user"))
        and not _has_doubles(world)
    )


def _is_complete(user: Record) -> bool:
    status, second = user["status"], user.get("second")
    if second is not None and second["school"] == user.get("school"):
        return False
    if status == "ANONYMISED":
        return set(user) <= {"kind", "key", "status"}
    if status in ("PENDING", "VALIDATED", "REFUSED"):
        if any(not user.get(name) for name in PERSONAL):
            return False
        return bool(user.get("subjects")) or user["schoolRole"] != "TEACHER"
    return bool(user.get("email")) and (status == "GENERAL" or user.get("school") is not None)


def _has_doubles(world: World) -> bool:
    pairs: Counter[tuple[str, ...]] = Counter()
    pairs.update(("email", user["email"].casefold()) for user in world.of("user") if user.get("email"))
    pairs.update(("school", one["key"]) for one in (*world.of("school"), *world.of("former_school")))
    pairs.update(("slug", one["slug"]) for one in world.of("article") if one["status"] == "PUBLISHED")
    pairs.update(("block", one["user"], one["blocked"]) for one in world.of("block"))
    pairs.update(("partner", one["project"], one["user"]) for one in world.of("partner"))
    pairs.update(("member", one["area"]["kind"], one["area"]["key"], one["user"]) for one in world.of("member"))
    pairs.update(("contact", one["user"], one["contact"]) for one in world.of("contact"))
    pairs.update(("space", one["project"]) for one in world.of("twinspace"))
    pairs.update(("assignment", one["user"], one["role"]) for one in world.of("assignment"))
    providers = sum(one["role"] == "PROVIDER" for one in world.of("assignment"))
    own = any(one["user"] == one["contact"] for one in world.of("contact"))
    return own or providers > 3 or any(count > 1 for count in pairs.values())
