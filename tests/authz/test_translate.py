"""Conditions as SQL mean what they mean: true, false and unknown alike, on rows full of holes.

Random conditions over every combination of the rows below, in temporary tables; the meaning comes from
`tests.authz.conditions`. Effective states and live entries are compared with the Python objects on the real tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, combinations
from typing import Any
from uuid import UUID

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz import facts
from app.authz.expression import Expression, Literal, Not
from app.authz.parse import Parser
from app.authz.partial import Always, Never, grant_of
from app.authz.rows import Row, alias
from app.authz.translate import Question
from app.authz.viewer import no_attribute
from app.database.statements import CompiledStatement, compile_statement, parameter
from app.database.vocabulary import AccountStatus
from tests.authz.conditions import NAMES, Values, conditions, meaning
from tests.database import rows

Connection = psycopg.Connection[Any]

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
IDS = [UUID(int=number) for number in range(1, 5)]

# The attributes of each row in the order of the columns of its table.
SCHOOLS = [
    (IDS[0], "EE", "EE", IDS[0]),
    (IDS[1], "NO", None, None),
    (IDS[2], None, "No", IDS[1]),
    (None, "a_100", "", None),
    (IDS[0], "aX100", "EE", IDS[3]),
]
PROJECTS = [
    (IDS[0], "DRAFT", NOW),
    (IDS[1], "ACTIVE", NOW + MOMENT),
    (IDS[2], None, None),
    (None, "CLOSED", NOW - timedelta(days=900)),
]
VIEWERS: list[tuple[Any, ...]] = [
    (None, None, None, None, None, None),
    (IDS[0], IDS[1], "EE", None, [], []),
    (IDS[1], None, "NO", "EE", [IDS[0], IDS[2]], [IDS[3]]),
    (IDS[2], IDS[0], "", "No", [IDS[1]], None),
]
COLUMNS = {
    "schools": {"id": "uuid", "country": 'text COLLATE "C"', "region": 'text COLLATE "C"', "head_supplied_by": "uuid"},
    "projects": {"id": "uuid", "status": 'text COLLATE "C"', "published_at": "timestamptz"},
    "viewers": {
        "user": "uuid", "school": "uuid", "country": 'text COLLATE "C"', "region": 'text COLLATE "C"',
        "projects": "uuid[]", "areas": "uuid[]",
    },
}  # fmt: skip
ROWS: dict[str, list[Any]] = {"schools": SCHOOLS, "projects": PROJECTS, "viewers": VIEWERS}
TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "uuid": sa.Uuid(),
    "uuid[]": ARRAY(sa.Uuid()),
    "timestamptz": sa.TIMESTAMP(timezone=True),
}
TABLES = {
    name: sa.table(
        f"hostile_{name}",
        sa.column("place", sa.Integer()),
        *(sa.column(column, TYPES.get(kind, sa.Text())) for column, kind in columns.items()),
    ).alias(name)
    for name, columns in COLUMNS.items()
}
OBJECTS = {"object": Row("School", TABLES["schools"]), "entry": Row("Project", TABLES["projects"])}
EVERYWHERE = [TABLES[name].c.place for name in COLUMNS]


@pytest.fixture
def hostile(owner: Connection) -> Connection:
    """The rows above in temporary tables."""
    for name, columns in COLUMNS.items():
        kinds = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        owner.execute(f"CREATE TEMPORARY TABLE hostile_{name} (place integer, {kinds})".encode())
        marks = ", ".join(["%s"] * (len(columns) + 1))
        with owner.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO hostile_{name} VALUES ({marks})".encode(),  # noqa: S608 - names of this module
                [(place, *row) for place, row in enumerate(ROWS[name])],
            )
    return owner


QUESTION = Question(lambda name: TABLES["viewers"].c[name], parameter("now", sa.TIMESTAMP(timezone=True)), {})


def combinations_of_rows() -> Iterator[Values]:
    """The values that the SQL sees, by the names of the conditions, in the order of the places."""
    for school in SCHOOLS:
        for project in PROJECTS:
            for viewer in VIEWERS:
                asked = dict(zip(COLUMNS["schools"], school, strict=True))
                published = None if project[2] is None else project[2] <= NOW
                yield (
                    {f"object.{name}": value for name, value in asked.items()}
                    | {"entry.id": project[0], "entry.status": project[1], "entry.published": published}
                    | {f"viewer.{name}": value for name, value in zip(COLUMNS["viewers"], viewer, strict=True)}
                )


ALL = list(combinations_of_rows())


def parsed(text: str) -> Expression:
    return Parser(NAMES, {}).read(text)


def execute(connection: Connection, statement: CompiledStatement, now: datetime = NOW) -> list[tuple[Any, ...]]:
    with psycopg.RawCursor(connection) as cursor:
        return cursor.execute(statement.text, statement.arguments({"now": now.isoformat()})).fetchall()


def answers(connection: Connection, condition: sa.ColumnElement[bool]) -> list[bool | None]:
    asked = sa.select(sa.cast(condition, sa.Boolean)).select_from(*TABLES.values()).order_by(*EVERYWHERE)
    return [answer for (answer,) in execute(connection, compile_statement(asked))]


@given(text=conditions())
def test_the_sql_of_a_condition_means_what_the_text_means(hostile: Connection, text: str) -> None:
    """Only *true* counts where a condition is used, so this is asked of the condition and of its negation."""
    for asked in (text, f"not ({text})"):
        found = answers(hostile, QUESTION.holds(parsed(asked), OBJECTS))
        assert [answer is True for answer in found] == [meaning(asked, values) is True for values in ALL]


@given(
    allowing=st.lists(conditions(), min_size=1, max_size=3),
    denying=st.lists(conditions(), max_size=2),
)
def test_the_sql_of_a_grant_holds_where_the_rules_grant(
    hostile: Connection, allowing: list[str], denying: list[str]
) -> None:
    grant = grant_of([parsed(text) for text in allowing], [parsed(text) for text in denying], {})
    found = answers(hostile, QUESTION.granted(grant, OBJECTS))
    assert [answer is True for answer in found] == [
        any(meaning(text, values) is True for text in allowing)
        and all(meaning(text, values) is False for text in denying)
        for values in ALL
    ]


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("negated", [False, True])
def test_every_operator_in_both_orders_and_both_polarities(
    hostile: Connection, operator: str, *, turned: bool, negated: bool
) -> None:
    text = f"'NO' {operator} object.country" if turned else f"object.country {operator} 'NO'"
    text = f"not ({text})" if negated else text
    found = answers(hostile, QUESTION.holds(parsed(text), OBJECTS))
    assert found == [meaning(text, values) for values in ALL]
    assert {True, False, None} == set(found), "a test that sees only one outcome shows nothing"


@pytest.mark.parametrize("text", ["object.id in viewer.projects", "object.id not in viewer.projects"])
def test_a_missing_id_is_neither_in_a_set_nor_outside_of_it(hostile: Connection, text: str) -> None:
    found = answers(hostile, QUESTION.holds(parsed(text), OBJECTS))
    missing = [answer for answer, values in zip(found, ALL, strict=True) if values["object.id"] is None]
    assert True not in missing


def test_a_word_outside_every_list_is_in_none(hostile: Connection) -> None:
    """`not in` all words of a vocabulary: false for each word, unknown for a missing one, never true."""
    text = "entry.status not in ('DRAFT', 'ACTIVE', 'CLOSED')"
    assert True not in answers(hostile, QUESTION.holds(parsed(text), OBJECTS))


def test_what_is_unknown_stays_unknown_when_it_is_denied(hostile: Connection) -> None:
    for condition in (Literal(None), Not(Literal(None))):
        assert set(answers(hostile, QUESTION.holds(condition, OBJECTS))) == {None}


def test_what_is_granted_always_or_never_asks_no_row(hostile: Connection) -> None:
    assert set(answers(hostile, QUESTION.granted(Always(), OBJECTS))) == {True}
    assert set(answers(hostile, QUESTION.granted(Never(), OBJECTS))) == {False}


def test_a_limit_of_a_term_is_added_to_the_term_and_not_put_in_its_place(hostile: Connection) -> None:
    terms = {"is_estonian": Parser({"subject": "School"}, {}).read("subject.country == 'EE'")}
    limited = replace(QUESTION, terms=terms, within=lambda _, row: row.source.c.region.is_not(None))
    found = answers(hostile, limited.named("is_estonian", OBJECTS["object"]))
    assert [answer is True for answer in found] == [
        values["object.country"] == "EE" and values["object.region"] is not None for values in ALL
    ]


def test_a_condition_is_the_same_text_every_time() -> None:
    text = "entry.published and object.country == viewer.country and (object.id in viewer.areas or entry.id is None)"
    grants = [grant_of([parsed(text)], [], {}) for _ in range(2)]
    texts = [compile_statement(sa.select(QUESTION.granted(grant, OBJECTS))).text for grant in grants]
    assert texts[0] == texts[1]


LAST = {
    "now": NOW,
    "later": NOW + timedelta(days=400),
    "a year but a moment": datetime(2024, 6, 15, 12, tzinfo=UTC) + MOMENT,
    "a year": datetime(2024, 6, 15, 12, tzinfo=UTC),
    "three years but a moment": datetime(2022, 6, 15, 12, tzinfo=UTC) + MOMENT,
    "three years": datetime(2022, 6, 15, 12, tzinfo=UTC),
    "long ago": datetime(1999, 1, 1, tzinfo=UTC),
}
STORED = sorted(set(AccountStatus) - {AccountStatus.INACTIVE})
LEAP = [datetime(2024, 2, day, hour, 30, tzinfo=UTC) for day in (28, 29) for hour in (0, 23)]


def loaded(identifier: UUID, stored: str, last: datetime, now: datetime) -> facts.User:
    return facts.User(
        identifier, stored, last, restricted=False, hide_contacts=False, ambassador=False,
        email_key=None, affiliation=None, now=now,
    )  # fmt: skip


def states_in_sql(connection: Connection, wanted: frozenset[str], now: datetime) -> dict[UUID, bool | None]:
    user = alias("users")
    question = Question(no_attribute, parameter("now", sa.TIMESTAMP(timezone=True)), {})
    asked = sa.select(user.c.id, sa.cast(question.status_in(user, wanted), sa.Boolean))
    return dict(execute(connection, compile_statement(asked), now))


@pytest.mark.parametrize("now", [NOW, *(moment.replace(year=year) for moment in LEAP[:2] for year in (2025, 2027))])
def test_effective_states_follow_the_clock_as_the_objects_do(owner: Connection, now: datetime) -> None:
    people = {
        rows.user(owner, status=stored, registered_at=last): (stored, last)
        for stored in STORED
        for last in [*LAST.values(), *LEAP]
    }
    states = {one: loaded(one, stored, last, now).status for one, (stored, last) in people.items()}
    every = chain.from_iterable(combinations(sorted(AccountStatus), size) for size in (0, 1, 2, 6, 7))
    for wanted in every:
        found = states_in_sql(owner, frozenset(wanted), now)
        assert found == {one: state in wanted for one, state in states.items()}, wanted
    assert set(states.values()) == set(AccountStatus)


def test_the_last_login_counts_before_the_registration(owner: Connection) -> None:
    person = rows.user(owner, registered_at=LAST["long ago"], last_login_at=NOW)
    assert states_in_sql(owner, frozenset({AccountStatus.VALIDATED}), NOW) == {person: True}


def test_an_anonymised_account_without_any_date_is_anonymised(owner: Connection) -> None:
    person = rows.user(owner, status="ANONYMISED")
    for state in AccountStatus:
        found = states_in_sql(owner, frozenset({state}), NOW)
        assert (found[person] is True) is (state is AccountStatus.ANONYMISED)


@pytest.mark.parametrize(
    ("left_on", "live_from", "stands"),
    [
        (None, None, True),
        (date(2025, 6, 16), None, True),
        (date(2025, 6, 15), None, False),
        (date(2025, 6, 14), None, False),
        (None, date(2025, 6, 15), True),
        (None, date(2025, 6, 16), False),
    ],
)
@pytest.mark.parametrize("time", [datetime(2025, 6, 15, tzinfo=UTC), datetime(2025, 6, 15, 23, 59, 59, 999999, UTC)])
def test_an_entry_stands_until_the_day_it_ends(
    owner: Connection, left_on: date | None, live_from: date | None, time: datetime, *, stands: bool
) -> None:
    person = rows.user(owner)
    area = rows.insert(owner, "areas", kind="GROUP")
    rows.insert(owner, "members", area_id=area, user_id=person, left_on=left_on, live_from=live_from)
    member = alias("members")
    question = Question(no_attribute, parameter("now", sa.TIMESTAMP(timezone=True)), {})
    counted = sa.select(sa.func.count()).select_from(member).where(question.live(member))
    assert execute(owner, compile_statement(counted), time) == [(int(stands),)]
    loaded_member = facts.Member(
        area, facts.Area(area, "GROUP", None, None), loaded(person, "VALIDATED", NOW, time), left_on, live_from
    )
    assert loaded_member.is_live(time) is stands
