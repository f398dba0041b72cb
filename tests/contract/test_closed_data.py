"""The lists of processed data are complete (DATA-01): nothing is stored about anybody that no clause names.

Every column of every table is here, with the clause that it rests on. A column more is a decision about people: it
needs a clause, a rule, and this list. So there is no home address, no voice, no pupil, no record of courses, of travel
or of use.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import SQLModel

from app.authz.ledger import required
from app.database import models  # noqa: F401 - the tables are known once they are imported

# What every table has, and forms of other columns in which they are compared and searched.
TECHNICAL = {"id", "key", "terms", "implied", "live_from", "inactive_at", "anonymised_at"}
DERIVED = ("_folded", "_key")

CLAUSES: Mapping[str, Mapping[str, str]] = {
    "users": {
        "email": "DATA-02",
        "username": "DATA-26",
        "first_name": "DATA-03",
        "last_name": "DATA-04",
        "school_role": "DATA-05",
        "subjects": "DATA-06",
        "languages": "DATA-07",
        "pupil_age_from": "DATA-08",
        "pupil_age_to": "DATA-08",
        "description": "DATA-09",
        "picture": "DATA-22",
        "picture_id": "DATA-22",
        "ambassador": "PUB-05",
        "school_id": "DATA-34",
        "school_country": "A-75",
        "second_school_id": "A-52",
        "second_country": "A-52",
        "second_status": "A-52",
        "status": "REG-04",
        "registered_at": "A-16",
        "last_login_at": "RET-07",
        "restricted": "RIGHT-04",
        "hide_contacts": "A-10",
        "public_profile": "CONS-02",
        "public_picture": "CONS-02",
        "public_picture_esep": "CONS-02",
        "newsletter_national": "CONS-03",
        "survey": "CONS-04",
    },
    "schools": {
        "official_name": "DATA-10",
        "address": "DATA-11",
        "city": "DATA-12",
        "email": "DATA-13",
        "region": "DATA-14",
        "country": "DATA-15",
        "head_first_name": "DATA-16",
        "head_last_name": "DATA-17",
        "head_email": "DATA-18",
        "head_supplied_by": "A-02",
        "status": "REG-05",
    },
    "school_aliases": {"official_name": "DATA-10", "address": "DATA-11", "city": "DATA-12", "region": "DATA-14"}
    | {"country": "DATA-15"}
    | dict.fromkeys(("absorbed_id", "surviving_id", "status", "merged_by", "merged_at"), "REG-05"),
    "school_validations": dict.fromkeys(
        ("school_id", "validator_id", "country", "decision", "decided_at", "reason"), "REG-05"
    ),
    "affiliation_decisions": dict.fromkeys(
        ("user_id", "school_id", "validator_id", "country", "decision", "decided_at"), "A-52"
    ),
    "consents": dict.fromkeys(("user_id", "purpose", "notice_version", "language", "given_at"), "CONS-02")
    | dict.fromkeys(("withdrawn_at", "given_channel", "withdrawn_channel"), "CONS-06")
    | {"survey_id": "CONS-04"},
    "surveys": dict.fromkeys(("country", "open", "opened_at", "closed_at"), "NAT-10"),
    "survey_titles": dict.fromkeys(("survey_id", "language", "title"), "NAT-10"),
    "survey_questions": dict.fromkeys(("survey_id", "number", "language", "prompt", "choices"), "NAT-10"),
    "survey_participations": dict.fromkeys(("survey_id", "user_id"), "DATA-29"),
    "survey_responses": dict.fromkeys(("survey_id", "user_id", "consent_id", "answered_on"), "CONS-04"),
    "survey_answers": dict.fromkeys(("response_id", "question", "choice", "text"), "DATA-29"),
    "survey_ballots": dict.fromkeys(("survey_id", "question", "choice", "text"), "DATA-29"),
    "survey_results": dict.fromkeys(("survey_id", "question", "choice", "text", "answers"), "DATA-29"),
    "pictures": dict.fromkeys(("user_id", "body", "uploaded_at"), "DATA-22"),
    "blocks": dict.fromkeys(("user_id", "blocked_id", "blocked_at"), "PURP-04"),
    "contact_requests": dict.fromkeys(("owner_id", "user_id", "received", "requested_at", "declined_at"), "DATA-20"),
    "contacts": {"user_id": "DATA-20", "contact_id": "DATA-20"},
    "assignments": {
        "user_id": "ACC-11",
        "role": "ACC-11",
        "country": "NAT-14",
        "region": "NAT-13",
        "purposes": "ACC-09",
        "valid_from": "SEC-16",
        "valid_to": "SEC-16",
        "organisation_id": "LEG-07",
        "approver_id": "SEC-16",
        "granted_at": "SEC-16",
        "revoked_by": "SEC-16",
        "revoked_at": "SEC-16",
    },
    "articles": dict.fromkeys(("slug", "language", "title", "body", "country", "status", "published_at"), "REG-02"),
    "comments": dict.fromkeys(("article_id", "author_id", "text", "written_at"), "DATA-38")
    | dict.fromkeys(("status", "removed_at", "removal_reason"), "DATA-36"),
    "representations": dict.fromkeys(("user_id", "country", "organisation", "email", "phone"), "DATA-35"),
    "favourites": dict.fromkeys(("user_id", "object_id", "added_at"), "DATA-38"),
    "saved_searches": dict.fromkeys(("user_id", "name", "searched", "query", "saved_at"), "DATA-38"),
    "identities": dict.fromkeys(("issuer", "subject", "user_id", "created_at"), "REG-01") | {"claimed_at": "REG-07"},
    "notice_acceptances": dict.fromkeys(("user_id", "notice", "version", "language", "accepted_at"), "SCOPE-04"),
    "sign_outs": dict.fromkeys(("user_id", "at"), "SEC-15"),
    "validations": dict.fromkeys(("user_id", "validator_id", "country", "decision", "decided_at"), "REG-05")
    | {"reason": "A-50"},
    "audit_log": dict.fromkeys(("at", "person", "role", "purpose", "command", "objects", "changes"), "SEC-15"),
    "projects": dict.fromkeys(("title", "description", "languages", "pupil_age_from", "pupil_age_to"), "DATA-37")
    | {"status": "DATA-37", "registered_on": "DATA-37", "closed_on": "DATA-37", "published_at": "A-22"}
    | {"version": "DATA-37"},
    "partners": dict.fromkeys(("project_id", "user_id", "school_id", "role", "joined_on", "left_on"), "DATA-37"),
    "invitations": dict.fromkeys(("project_id", "user_id", "inviter_id", "role", "title", "invited_at"), "PURP-02"),
    "areas": dict.fromkeys(("kind", "title", "description", "project_id", "starts_at", "ends_at", "online"), "AREA-01")
    | {"country": "NAT-09"},
    "members": dict.fromkeys(("area_id", "user_id", "role", "joined_on", "left_on"), "AREA-03"),
    "threads": dict.fromkeys(("area_id", "author_id", "title", "created_at"), "DATA-25"),
    "access_log": dict.fromkeys(("at", "viewer", "role", "purpose", "organisation", "subjects"), "A-66")
    | dict.fromkeys(("number", "operation", "schools", "coordinates"), "SEC-15"),
    "posts": dict.fromkeys(("thread_id", "author_id", "body", "created_at"), "DATA-25"),
}
# Tables without a word about anybody: keyed hashes, and ids that nobody but the commands can read anything from.
IMPERSONAL = {"access_seals", "command_outcomes", "organisations", "policy_generation", "spent_points"}


def stored() -> Mapping[str, set[str]]:
    """The columns that hold data, by table."""
    return {
        name: {column.name for column in table.c if not column.name.endswith(DERIVED)} - TECHNICAL
        for name, table in SQLModel.metadata.tables.items()
        if name not in IMPERSONAL
    }


def test_nothing_is_stored_that_no_clause_names() -> None:
    assert stored() == {table: set(columns) for table, columns in CLAUSES.items()}


def test_the_clauses_that_columns_rest_on_exist() -> None:
    assert {clause for columns in CLAUSES.values() for clause in columns.values()} <= required()


def test_a_derived_column_has_its_source() -> None:
    """No fact hides behind a technical name."""
    for name, table in SQLModel.metadata.tables.items():
        derived = [column.name for column in table.c if column.name.endswith(DERIVED)]
        assert [one for one in derived if one.rpartition("_")[0] not in table.c] == [], name
