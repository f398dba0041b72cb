"""Both bodies of every predicate and every term say the same of every row of the world made by hand.

What Python says of loaded objects, and what PostgreSQL says of the rows, for viewers with and without a country and a
region, at the instant of the world and just around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import psycopg
import pytest
import sqlalchemy as sa

from app.authz.evaluate import Judge
from app.authz.expression import Attribute, Call, Expression, Literal
from app.authz.facts import Viewer
from app.authz.loading import Facts, load_facts
from app.authz.policy import Policy
from app.authz.predicates import PREDICATES
from app.authz.rows import Row, alias
from app.authz.translate import Question
from app.database.addresses import Addresses
from app.database.connections import owner_connection
from app.database.statements import compile_statement, parameter
from app.transfer.importing import import_file
from tests.conformance.asking.graph import SECOND
from tests.conformance.worlds import articles
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import SECRET, public_id

WORLD = corpus()
VIEWERS = [
    Viewer("ANONYMOUS"),
    Viewer("NSO", "SURVEY", country="EE"),
    Viewer("NSO", "NATIONAL_NEWSLETTER", country="NO"),
    Viewer("SCHOOL_AUTHORITY", "MONITORING", country="EE", region="Põhja"),
    Viewer("SCHOOL_AUTHORITY", "MONITORING", country="EE", region="põhja"),
    Viewer("SCHOOL_AUTHORITY", "MONITORING", country="HU"),
    *(Viewer("ETWINNER", user=UUID(public_id("user", key))) for key in ("anna", "jaan", "bjorn", "inactive", "gabor")),
]
TABLES = {"User": "users", "School": "schools", "Project": "projects", "Comment": "comments"}


@pytest.fixture(scope="module")
def connection(new_database: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[psycopg.Connection[Any]]:
    """A database with the world in it."""
    addresses: Addresses = new_database()
    file = tmp_path_factory.mktemp("world") / "world.jsonl"
    file.write_text(WORLD.as_lines(), encoding="utf-8")
    import_file(file, addresses, secret=SECRET, now=WORLD.now)
    with owner_connection(addresses) as opened:
        articles.write(opened, WORLD)
        for person, second, status in WORLD.second_schools:
            opened.execute(SECOND, [status, person, second])
        opened.commit()
        yield opened


def said_by_sql(
    connection: psycopg.Connection[Any], policy: Policy, viewer: Viewer, kind: str, asked: Expression, now: datetime
) -> dict[UUID, bool | None]:
    """What PostgreSQL says of each row."""
    facts = {name: parameter(name, sa.Text()) for name in ("country", "region", "purpose", "user")}
    question = Question(facts.__getitem__, parameter("now", sa.TIMESTAMP(timezone=True)), policy.terms)
    rows = alias(TABLES[kind])
    statement = compile_statement(sa.select(rows.c.id, question.holds(asked, {"subject": Row(kind, rows)})))
    given = {"now": now.isoformat()} | {name: getattr(viewer, name) and str(getattr(viewer, name)) for name in facts}
    with psycopg.RawCursor(connection) as cursor:
        return dict(cursor.execute(statement.text, statement.arguments(given)).fetchall())


def said_by_objects(facts: Facts, policy: Policy, viewer: Viewer, kind: str, asked: Expression) -> dict[UUID, bool]:
    """What the evaluator says of each object."""
    judge = Judge(viewer, facts.now, policy.terms)
    return {thing.id: judge.truth(asked, {"subject": thing}) is True for name, thing in facts.objects() if name == kind}


def calls() -> dict[str, tuple[str, Expression]]:
    """Every predicate with every constant it takes."""
    subject = Attribute(("subject",))
    return {
        " ".join((name, *constants)): (predicate.about, Call(name, (subject, *map(Literal, constants))))
        for name, predicate in PREDICATES.items()
        for constants in product(*(sorted(allowed) for allowed in predicate.constants))
    }


CALLS: Mapping[str, tuple[str, Expression]] = calls()


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("shift", [timedelta(0), timedelta(microseconds=1), timedelta(days=-400), timedelta(days=400)])
def test_both_bodies_of_a_predicate_say_the_same(
    connection: psycopg.Connection[Any], policy: Policy, name: str, shift: timedelta
) -> None:
    kind, asked = CALLS[name]
    now = WORLD.now + shift
    facts = load_facts(connection, now)
    for viewer in VIEWERS:
        in_sql = said_by_sql(connection, policy, viewer, kind, asked, now)
        assert in_sql == said_by_objects(facts, policy, viewer, kind, asked)


@pytest.mark.parametrize("name", CALLS)
def test_a_predicate_is_true_of_some_and_false_of_others(
    connection: psycopg.Connection[Any], policy: Policy, name: str
) -> None:
    """Otherwise the test above would show nothing."""
    kind, asked = CALLS[name]
    found = {
        truth
        for viewer in VIEWERS
        for truth in said_by_sql(connection, policy, viewer, kind, asked, WORLD.now).values()
    }
    assert found == {True, False}


TERMS = ["is_affiliated_in_country",
         "is_current", "is_public", "is_public_project", "is_public_school", "is_published", "is_registered",
         "is_registered_in_country", "is_run_by_viewer", "is_visible", "is_visible_in_mandate",
         "serves_purpose"]  # fmt: skip


@pytest.mark.parametrize("term", TERMS)
def test_a_term_says_the_same_in_both(connection: psycopg.Connection[Any], policy: Policy, term: str) -> None:
    kind, asked = policy.definitions[term].subject, policy.terms[term]
    facts = load_facts(connection, WORLD.now)
    outcomes = set()
    for viewer in VIEWERS:
        in_sql = said_by_sql(connection, policy, viewer, kind, asked, WORLD.now)
        truths = {identifier: truth is True for identifier, truth in in_sql.items()}
        assert truths == said_by_objects(facts, policy, viewer, kind, asked)
        outcomes |= set(truths.values())
    assert outcomes == {True, False}


def test_every_term_is_compared(policy: Policy) -> None:
    assert sorted(policy.definitions) == TERMS
