"""`viewer.accesses`: everybody sees who read their data, by category and day, and nobody that of others (A-66)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformance.asking.documents import Question
from tests.conformance.reference.askers import Asker
from tests.resolvers.read.recorded import ANNA, EACEA, NSO, SUPPORT, Log, id_of

ACCESSES = """query($first: Int, $after: String) { viewer { accesses(first: $first, after: $after) { totalCount
  edges { cursor node { role purpose organisation readOn } } nodes { role }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""


def accesses(log: Log, asker: Asker, **values: Any) -> Any:
    return log.real.ask(asker, Question(ACCESSES, values)).data["viewer"]["accesses"]


def read_by(log: Log, *readers: Asker) -> None:
    """Each reads Anna's address, one after the other."""
    log.real.owner.execute("DELETE FROM access_log")
    document = "query($id: ID!) { node(id: $id) { ... on User { email } } }"
    for reader in readers:
        assert log.real.ask(reader, Question(document, {"id": id_of("anna")})).refusal is None


def test_a_person_sees_who_read_their_data_newest_first_and_never_the_name(log: Log) -> None:
    read_by(log, NSO, EACEA, SUPPORT)
    log.real.owner.execute("UPDATE access_log SET organisation = 'An \"NSO\"' WHERE role = 'NSO'")
    found = accesses(log, ANNA)
    today = log.real.owner.execute("SELECT (now() AT TIME ZONE 'UTC')::date::text").fetchone()
    assert today is not None
    assert [edge["node"] for edge in found["edges"]] == [
        {"role": "CSS", "purpose": "SUPPORT", "organisation": None, "readOn": today[0]},
        {"role": "EACEA", "purpose": "OPERATION", "organisation": None, "readOn": today[0]},
        {"role": "NSO", "purpose": "VALIDATION", "organisation": 'An "NSO"', "readOn": today[0]},
    ]
    assert found["totalCount"] == len(found["nodes"]) == 3
    body = log.real.ask(ANNA, Question(ACCESSES, {})).body
    assert body is not None
    assert id_of("nso").encode() not in body


def test_the_list_is_read_in_pages(log: Log) -> None:
    read_by(log, NSO, EACEA, SUPPORT, NSO, EACEA)
    seen, after = [], None
    for number in range(3):
        page = accesses(log, ANNA, first=2, after=after)
        assert page["pageInfo"]["hasPreviousPage"] == (number > 0)
        assert page["pageInfo"]["hasNextPage"] == (number < 2)
        assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        after = page["pageInfo"]["endCursor"]
        assert after == page["edges"][-1]["cursor"]
        seen += [edge["node"]["role"] for edge in page["edges"]]
    assert seen == ["EACEA", "NSO", "CSS", "EACEA", "NSO"]
    assert accesses(log, ANNA, first=0)["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


def test_a_cursor_outlives_its_record_and_is_of_no_use_to_others(log: Log) -> None:
    read_by(log, NSO, EACEA)
    oldest = accesses(log, ANNA)["pageInfo"]["endCursor"]
    log.real.owner.execute("DELETE FROM access_log WHERE role = 'NSO'")
    page = accesses(log, ANNA, after=oldest)
    assert (page["nodes"], page["pageInfo"]["hasPreviousPage"]) == ([], True)
    stranger = log.real.ask(Asker("ETWINNER", None, "jaan"), Question(ACCESSES, {"after": oldest}))
    assert stranger.refusal == "BAD_USER_INPUT"


NOBODYS = {"totalCount": 0, "edges": [], "nodes": []}


@pytest.mark.parametrize("asker", [Asker(), Asker("ETWINNER", None, "jaan"), NSO, EACEA], ids=str)
def test_nobody_sees_who_read_the_data_of_others(log: Log, asker: Asker) -> None:
    """What others find in the log changes no byte for whoever it does not concern."""
    log.real.owner.execute("DELETE FROM access_log")
    before = log.real.ask(asker, Question(ACCESSES, {})).body
    read_by(log, NSO, EACEA, SUPPORT)
    assert log.real.ask(asker, Question(ACCESSES, {})).body == before
    assert {name: accesses(log, asker)[name] for name in NOBODYS} == NOBODYS


def test_the_index_of_subjects_serves_the_list(log: Log) -> None:
    log.real.owner.execute("ANALYZE access_log")
    with log.real.owner.transaction():
        log.real.owner.execute("SET LOCAL enable_seqscan = off")
        rows = log.real.owner.execute(
            "EXPLAIN SELECT FROM access_log WHERE subjects @> ARRAY[(SELECT gen_random_uuid())]"
        ).fetchall()
    assert "subjects_idx" in str(rows)


def test_the_organisation_of_the_assignment_is_named(log: Log) -> None:
    owner = log.real.owner
    owner.execute(
        "INSERT INTO organisations (id, key, name, kind, country, agreement_from, dpa_signed)"
        " VALUES (gen_random_uuid(), 'nso-ee', 'Estonian NSO', 'NSO', 'EE', '2000-01-01Z', false)"
    )
    owner.execute(
        "UPDATE assignments SET organisation_id = organisations.id FROM organisations, users"
        " WHERE users.id = user_id AND users.id = %s AND organisations.key = 'nso-ee'",
        [id_of("nso")],
    )
    try:
        read_by(log, NSO, EACEA)
        assert [edge["node"]["organisation"] for edge in accesses(log, ANNA)["edges"]] == [None, "Estonian NSO"]
    finally:
        owner.execute("UPDATE assignments SET organisation_id = NULL")
        owner.execute("DELETE FROM organisations")
