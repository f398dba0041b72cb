"""What one asker sees of the articles of a world and the comments on them, made from records alone.

In: the facts of a world and an asker. Out: plain data in the order of the answers. Whether an author is shown is what
the view says of that person elsewhere (A-12).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.conformance.reference.askers import Asker, Viewer
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.view import View
from tests.conformance.worlds.world import Record, World, parse_instant, public_id

TELLING = ("GENERAL_USER", "ETWINNER", "EACEA", "COMMISSION", "CSS", "PROVIDER")
Seen = dict[str, Any]


def seen_articles(world: World, asker: Asker) -> list[Seen]:
    """The articles, newest first, each with its comments, oldest first."""
    view = View(Facts(world), asker)
    shown = [one for one in world.of("article") if _stands(view.viewer, one)]
    shown.sort(key=lambda one: (-_at(one, "publishedAt").timestamp(), public_id("article", one["key"])))
    return [_article(view, one) for one in shown]


def _stands(viewer: Viewer, article: Record) -> bool:
    if article["status"] == "PUBLISHED" or viewer.is_eu_staff:
        return True
    return viewer.role == "NSO" and article["country"] is not None and article["country"] == viewer.country


def _article(view: View, article: Record) -> Seen:
    viewer, about = view.viewer, [one for one in view.facts.world.of("comment") if one["article"] == article["key"]]
    sees_status = viewer.is_eu_staff or (viewer.role == "NSO" and article["country"] in {viewer.country} - {None})
    comments = [one for one in about if one["status"] == "SHOWN" and _is_heard(view, one["author"])]
    comments.sort(key=lambda one: (_at(one, "writtenAt"), public_id("comment", one["key"])))
    return {
        "id": public_id("article", article["key"]),
        **{name: article[name] for name in ("slug", "language", "title", "body", "country")},
        "publishedAt": _written(article, "publishedAt"),
        "status": article["status"] if sees_status else None,
        "comments": {"totalCount": len(comments), "nodes": [_comment(view, one) for one in comments]},
    }


def _is_heard(view: View, author: str) -> bool:
    """Nobody hears who is not there; oneself is heard by oneself."""
    facts = view.facts
    is_there = facts.state(author) in ("GENERAL", "PENDING", "VALIDATED", "REFUSED")
    return author == view.viewer.user or (is_there and not facts.is_restricted(author))


def _comment(view: View, comment: Record) -> Seen:
    author = comment["author"]
    is_told = view.viewer.role in TELLING or author == view.viewer.user
    row = view.row("user", author) if is_told else None
    return {
        "id": public_id("comment", comment["key"]),
        "text": comment["text"],
        "writtenAt": _written(comment, "writtenAt"),
        "author": None if row is None else {"id": row.id},
    }


def _at(record: Record, name: str) -> datetime:
    found = parse_instant(record[name])
    assert found is not None
    return found


def _written(record: Record, name: str) -> str:
    return _at(record, name).replace(tzinfo=None).isoformat() + "Z"
