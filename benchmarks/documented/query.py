"""The root of the baseline: lists that are read in portions until a page of them is allowed.

In: the arguments of the measured queries, no others. Out: connections of allowed objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import cast
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import select

from app.database import models
from app.database.lexicon import LEXICONS
from app.database.text import quote_lexeme, search_words
from benchmarks.documented.context import Context
from benchmarks.documented.types import PageInfo, Project, Resolving, TwinSpace, User, UserOrder

PORTION = 100


@strawberry.type
class ProjectConnection:
    """A page of projects."""

    nodes: list[Project]
    page_info: PageInfo


@strawberry.type
class UserConnection:
    """A page of people."""

    nodes: list[User]
    page_info: PageInfo


@strawberry.enum
class Status(Enum):
    """The one state that the measured query asks for."""

    PENDING = "PENDING"


@strawberry.input
class UserWhere:
    """The one filter that a measured query uses."""

    status: list[Status]


@strawberry.type
class Query:
    """The fields that the measured queries ask for."""

    @strawberry.field
    def projects(self, info: Resolving, first: int, search: str = "") -> ProjectConnection:
        model: Any = models.Project
        query = _prefiltered(select(model), "projects", search)
        rows = _portions(info.context, query.order_by(model.registered_on.desc(), model.id))
        columns = {"title": "title", "description": "description"}
        nodes = _page(info.context, map(_project, rows), first, _finds(info.context, "Project", columns, search))
        return ProjectConnection(nodes=nodes[:first], page_info=PageInfo(has_next_page=len(nodes) > first))

    @strawberry.field
    def users(
        self,
        info: Resolving,
        first: int,
        where: UserWhere | None = None,
        order_by: list[UserOrder] | None = None,
        search: str = "",
    ) -> UserConnection:
        model: Any = models.User
        query = _prefiltered(select(model), "users", search)
        if where is not None:
            query = query.where(model.status.in_([status.value for status in where.status]))
        order = [getattr(model, item.field.value.lower()) for item in order_by or []]
        columns = {name: name for name in ("lastName", "firstName", "description", "subjects")}
        finds = _finds(info.context, "User", columns, search)
        wanted = None if where is None else {status.value for status in where.status}

        def matches(user: User) -> bool:
            facts = user.facts(info.context)
            readable = wanted is None or (facts.status in wanted and info.context.allows("User", "status", facts))
            return readable and finds(user)

        rows = _portions(info.context, query.order_by(*order, model.id))
        nodes = _page(info.context, map(_user, rows), first, matches)
        return UserConnection(nodes=nodes[:first], page_info=PageInfo(has_next_page=len(nodes) > first))

    @strawberry.field
    def node(self, info: Resolving, id: strawberry.ID) -> TwinSpace | None:  # noqa: A002 - the contract's name
        row = info.context.session.get(models.Area, UUID(id))
        if row is None:
            return None
        twinspace = TwinSpace(row=row)
        return twinspace if info.context.allows("TwinSpace", "id", twinspace.facts(info.context)) else None


def _project(row: models.Project) -> Project:
    return Project(row=row)


def _user(row: models.User) -> User:
    return User(row=row)


def _portions(context: Context, query: Any) -> Iterator[Any]:
    offset = 0
    while rows := context.session.exec(query.offset(offset).limit(PORTION)).all():
        yield from rows
        offset += PORTION


def _page(context: Context, objects: Iterator[Any], first: int, matches: Callable[[Any], bool]) -> list[Any]:
    """One object more than the page, so that it is known whether there is another page."""
    found: list[Any] = []
    for candidate in objects:
        if context.allows(type(candidate).__name__, "id", candidate.facts(context)) and matches(candidate):
            found.append(candidate)
            if len(found) > first:
                break
    return found


def _prefiltered(query: Any, table: str, search: str) -> Any:
    """The index finds rows in which each word occurs somewhere; whether it may be read there is decided after."""
    model: Any = {"users": models.User, "projects": models.Project}[table]
    for word in search_words(search):
        letters = LEXICONS[table].words.values()
        lexemes = " | ".join(f"{quote_lexeme(letter + word)}:*" for letter in letters)
        query = query.where(model.terms.op("@@")(cast(lexemes, TSQUERY())))
    return query


def _finds(context: Context, kind: str, columns: dict[str, str], search: str) -> Callable[[Any], bool]:
    """Whether each word begins a word of some cell that the viewer may read."""
    words = search_words(search)
    names = {"lastName": "last_name", "firstName": "first_name"}

    def finds(candidate: Any) -> bool:
        if not words:
            return True
        facts = candidate.facts(context)
        texts = [getattr(candidate.row, names.get(name, name)) for name in columns if context.allows(kind, name, facts)]
        joined = (" ".join(text) if isinstance(text, list) else text or "" for text in texts)
        there = [word for text in joined for word in search_words(text)]
        return all(any(found.startswith(word) for found in there) for word in words)

    return finds
