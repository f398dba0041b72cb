"""Who founds, edits and gives up a project, what comes of it, and what a refused command leaves behind: nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.database.commands.projects import Description
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import project
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.founding import (
    ANNA,
    BERT,
    CARL,
    CREATE,
    CSS,
    DELETE,
    RIVERS,
    UNKNOWN,
    UPDATE,
    create,
    delete,
    projects,
    seen,
    update,
    written,
)
from tests.resolvers.commands.office import PUBLIC, Office, codes

GENERAL = Asker("GENERAL_USER", None, "anna")
WITHIN = (
    "partners { nodes { role joinedOn user { id } school { id } } }"
    " twinSpace { title members { nodes { role user { id } } } }"
)


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of projects for every test."""
    offices.real.load(projects(datetime.now(UTC)))
    return offices


def fields(answer: Any) -> list[str]:
    return [error["extensions"]["field"] for error in answer["errors"]]


def test_a_new_project_is_a_draft_of_its_founder_with_a_twinspace(office: Office) -> None:
    answer = office.send(ANNA, CREATE.replace("version", f"version {WITHIN}"), input=RIVERS)
    found = answer["data"]["createProject"]["project"]
    anna, today = public_id("user", "anna"), datetime.now(UTC).date().isoformat()
    assert found["partners"]["nodes"] == [
        {"role": "FOUNDER", "joinedOn": today, "user": {"id": anna}, "school": {"id": public_id("school", "s1")}}
    ]
    assert found["twinSpace"] == {"title": "Rivers", "members": {"nodes": [{"role": "MEMBER", "user": {"id": anna}}]}}
    assert (found["status"], found["published"], found["version"]) == ("DRAFT", False, 1)
    look = f'{{ node(id: "{found["id"]}") {{ id }} }}'
    assert [office.send(asker, look)["data"]["node"] is not None for asker in (ANNA, BERT, PUBLIC)] == [
        True,
        False,
        False,
    ]
    (entry,) = office.audit()
    assert entry[:4] == (anna, "ETWINNER", None, "createProject")
    assert found["id"] in entry[4]


def test_a_project_that_was_founded_is_as_an_import_of_the_same_would_have_it(office: Office) -> None:
    text = {"title": "Jõed Øst", "description": "About water.", "languages": ["et"], "pupilAges": {"from": 3, "to": 20}}
    made = create(office, ANNA, **text)["data"]["createProject"]["project"]["id"]
    rows = (
        "SELECT to_jsonb(projects) - 'id' - 'key', to_jsonb(areas) - 'id' - 'key' - 'project_id',"
        " to_jsonb(partners) - 'id' - 'key' - 'project_id', to_jsonb(members) - 'id' - 'area_id'"
        " FROM projects JOIN areas ON areas.project_id = projects.id JOIN partners ON partners.project_id = projects.id"
        " JOIN members ON members.area_id = areas.id AND members.user_id = partners.user_id WHERE projects.id = %s"
    )
    founded, today = office.rows(rows, made), datetime.now(UTC).date().isoformat()
    entry = {"kind": "partner", "key": "j", "project": "j", "user": "anna", "school": "s1", "role": "FOUNDER"}
    records = (
        project("j", "DRAFT", registeredOn=today, publishedAt=None, **text),
        {"kind": "twinspace", "key": "j", "project": "j", "title": text["title"], "description": None},
        entry | {"joinedOn": today, "leftOn": None},
    )
    world = projects(datetime.now(UTC))
    office.real.load(World((*world.records, *records), world.now))
    assert founded == office.rows(rows, public_id("project", "j"))


def test_a_change_changes_what_is_given_and_nothing_else(office: Office) -> None:
    answer = update(office, ANNA, "running", title="Seas", description="Deep.")
    found = answer["data"]["updateProject"]["project"]
    assert (found["title"], found["description"], found["version"]) == ("Seas", "Deep.", 2)
    assert (found["languages"], found["pupilAges"], found["status"]) == (["en"], {"from": 8, "to": 12}, "ACTIVE")
    assert seen(office, BERT, "running", "twinSpace { title }") == {"twinSpace": {"title": "Seas"}}
    search = '{ projects(search: "seas deep") { nodes { title } } }'
    assert office.send(BERT, search)["data"]["projects"]["nodes"] == [{"title": "Seas"}]
    assert office.changes() == [{"version": [1, 2]}]
    removed = update(office, ANNA, "running", version=2, description=None)
    assert removed["data"]["updateProject"]["project"]["description"] is None


def test_a_change_of_nothing_is_no_change(office: Office) -> None:
    before = written(office)
    answer = update(office, ANNA, "running", title="Project running")
    assert answer["data"]["updateProject"]["project"]["version"] == 1
    assert written(office) == before


def test_a_twinspace_with_a_title_of_its_own_keeps_it(office: Office) -> None:
    office.rows("UPDATE areas SET title = 'Ours' WHERE id = %s RETURNING id", public_id("twinspace", "running"))
    assert codes(update(office, ANNA, "running", title="Seas")) == []
    assert seen(office, BERT, "running", "twinSpace { title }") == {"twinSpace": {"title": "Ours"}}


def test_p06_of_two_founders_who_edit_the_same_version_the_second_is_told(office: Office) -> None:
    office.rows(
        "UPDATE partners SET role = 'FOUNDER' WHERE project_id = %s RETURNING id", public_id("project", "running")
    )
    assert codes(update(office, ANNA, "running", title="Seas")) == []
    late = update(office, BERT, "running", title="Lakes")
    assert (codes(late), fields(late)) == (["CONFLICT"], ["version"])
    assert seen(office, BERT, "running", "title version") == {"title": "Seas", "version": 2}
    assert codes(update(office, BERT, "running", version=2, title="Lakes")) == []


def test_p06_of_many_changes_of_one_version_at_once_one_counts(office: Office) -> None:
    given = {"project": public_id("project", "running"), "version": 1}
    answers = office.send_at_once([(ANNA, UPDATE, {"input": {**given, "title": f"Title {n}"}}) for n in range(20)])
    assert sorted(map(codes, answers)) == [[], *[["CONFLICT"]] * 19]
    (title,) = [one["data"]["updateProject"]["project"]["title"] for one in answers if not codes(one)]
    assert seen(office, ANNA, "running", "title version") == {"title": title, "version": 2}
    assert len(office.audit()) == 1


def test_an_import_counts_as_a_change(office: Office) -> None:
    office.real.bring(World((project("running", title="Imported"),), datetime.now(UTC)))
    assert seen(office, ANNA, "running", "title version") == {"title": "Imported", "version": 2}
    assert codes(update(office, ANNA, "running", title="Seas")) == ["CONFLICT"]
    office.real.bring(World((project("running", title="Imported"),), datetime.now(UTC)))
    assert seen(office, ANNA, "running", "version") == {"version": 2}


def test_while_no_founder_is_visible_a_partner_runs_the_project(office: Office) -> None:
    """A-21."""
    assert codes(update(office, BERT, "running", title="Seas")) == ["FORBIDDEN"]
    assert codes(update(office, BERT, "orphaned", title="Seas")) == []
    office.rows("UPDATE users SET last_login_at = now() WHERE id = %s RETURNING id", public_id("user", "silent"))
    assert codes(update(office, BERT, "orphaned", version=2, title="Lakes")) == ["FORBIDDEN"]


def test_a_project_that_is_over_stays_as_it_was(office: Office) -> None:
    before = written(office)
    assert codes(update(office, ANNA, "over", title="Seas")) == ["CONFLICT"]
    assert written(office) == before


def test_a_draft_goes_with_all_that_hangs_on_it(office: Office) -> None:
    made = create(office, ANNA)["data"]["createProject"]["project"]["id"]
    assert codes(office.send(ANNA, DELETE, input={"project": made})) == []
    left = office.rows(
        "SELECT (SELECT count(*) FROM projects WHERE id = %s), (SELECT count(*) FROM areas WHERE project_id = %s)",
        made,
        made,
    )
    assert left == [(0, 0)]
    area = public_id("twinspace", "draft")
    office.rows("INSERT INTO threads (id, key, area_id) VALUES (gen_random_uuid(), 't', %s) RETURNING id", area)
    office.rows("INSERT INTO posts (id, key, thread_id) SELECT gen_random_uuid(), 'p', id FROM threads RETURNING id")
    assert codes(delete(office, ANNA, "draft")) == []
    assert seen(office, ANNA, "draft") is None
    assert office.rows("SELECT count(*) FROM members WHERE area_id = %s", area) == [(0,)]
    assert [row[3] for row in office.audit()] == ["createProject", "deleteDraft", "deleteDraft"]
    assert codes(delete(office, ANNA, "draft")) == ["NOT_FOUND"]


def test_a_draft_of_several_is_not_given_up_by_one(office: Office) -> None:
    """Whom the viewer does not see plays no part: an answer would tell of them."""
    before = written(office)
    assert codes(delete(office, ANNA, "shared-draft")) == ["CONFLICT"]
    assert codes(delete(office, ANNA, "running")) == ["CONFLICT"]
    assert written(office) == before
    assert codes(delete(office, ANNA, "hidden-draft")) == []


def test_what_is_no_draft_is_not_given_up(office: Office) -> None:
    office.rows("DELETE FROM partners WHERE user_id = %s RETURNING id", public_id("user", "bert"))
    before = written(office)
    assert [codes(delete(office, ANNA, key)) for key in ("running", "over")] == [["CONFLICT"], ["CONFLICT"]]
    assert written(office) == before


@pytest.mark.parametrize("document", [UPDATE, DELETE])
def test_a_draft_of_others_is_nobodys(office: Office, document: str) -> None:
    more = {"version": 1, "title": "Seas"} if document == UPDATE else {}
    named = (public_id("project", "others-draft"), UNKNOWN, "no id", public_id("user", "anna"))
    answers = [office.send(ANNA, document, input={"project": one, **more}) for one in named]
    assert answers == [answers[0]] * len(answers)
    assert (codes(answers[0]), fields(answers[0])) == (["NOT_FOUND"], ["project"])
    assert office.audit() == []


@pytest.mark.parametrize("asker", [GENERAL, Asker("GENERAL_USER", None, "pending"), CSS, PUBLIC])
def test_nobody_else_founds_edits_or_gives_up(office: Office, asker: Asker) -> None:
    before = written(office)
    expected = ["UNAUTHENTICATED" if asker is PUBLIC else "FORBIDDEN"]
    assert codes(create(office, asker)) == expected
    for key in ("running", "draft", "others-draft", "nothing"):
        assert codes(update(office, asker, key, title="Seas")) == codes(delete(office, asker, key)) == expected
    assert written(office) == before


def test_who_takes_no_part_does_not_edit_what_everybody_sees(office: Office) -> None:
    assert codes(update(office, CARL, "running", title="Seas")) == ["FORBIDDEN"]
    assert codes(delete(office, CARL, "running")) == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"title": " "}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
        ({"title": "\u3316" * 200}, ["title"]),
        ({"title": "a\u0001b"}, ["title"]),
        ({"title": "two\nlines", "description": "\u0007"}, ["title", "description"]),
        ({"description": "x" * 5001}, ["description"]),
        ({"languages": []}, ["languages"]),
        ({"languages": ["et", "et"], "pupilAges": {"from": 12, "to": 8}}, ["languages", "pupilAges"]),
        ({"languages": [f"a{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(51)]}, ["languages"]),
        ({"pupilAges": {"from": 2, "to": 8}}, ["pupilAges"]),
        ({"pupilAges": {"from": 3, "to": 21}}, ["pupilAges"]),
    ],
)
def test_all_that_is_wrong_is_said_at_once(office: Office, given: dict[str, Any], wrong: list[str]) -> None:
    before = written(office)
    for answer in (create(office, ANNA, **given), update(office, ANNA, "draft", **given)):
        assert (set(codes(answer)), fields(answer)) == ({"BAD_USER_INPUT"}, wrong)
    assert written(office) == before


def test_what_a_project_needs_cannot_be_removed(office: Office) -> None:
    answer = update(office, ANNA, "draft", title=None, languages=None, pupilAges=None, description=None)
    assert (set(codes(answer)), fields(answer)) == ({"BAD_USER_INPUT"}, ["title", "languages", "pupilAges"])


def test_texts_become_nfc(office: Office) -> None:
    answer = create(office, ANNA, title="Jo\u0303ed")
    assert answer["data"]["createProject"]["project"]["title"] == "J\u00f5ed"


def test_a_request_that_is_sent_again_founds_nothing_more(office: Office) -> None:
    answers = office.send_at_once([(ANNA, CREATE, {"input": {**RIVERS, "idempotencyKey": "once"}})] * 10)
    assert answers == [answers[0]] * 10
    assert office.rows("SELECT count(*) FROM projects WHERE title = 'Rivers'") == [(1,)]


def test_a_draft_that_is_given_up_and_edited_at_once_has_an_order(office: Office) -> None:
    draft = {"project": public_id("project", "draft")}
    answers = office.send_at_once(
        [(ANNA, UPDATE, {"input": {**draft, "version": 1, "title": "Seas"}}), (ANNA, DELETE, {"input": draft})] * 5
    )
    assert [codes(one) for one in answers[1::2]].count([]) == 1
    assert {code for one in answers for code in codes(one)} <= {"NOT_FOUND", "CONFLICT"}
    assert office.rows("SELECT count(*) FROM projects WHERE id = %s", public_id("project", "draft")) == [(0,)]


def test_a_description_is_all_that_a_founder_says() -> None:
    assert set(Description.__dataclass_fields__) == {
        *("title", "description", "languages", "pupil_age_from", "pupil_age_to"),
    }
